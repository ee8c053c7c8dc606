package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// A validity is the result of validate. Its exported fields are what `validate --output
// json` prints.
type validity struct {
	FormatVersion string                `json:"format_version"`
	Valid         bool                  `json:"valid"`
	ErrorCount    int                   `json:"error_count"`
	WarningCount  int                   `json:"warning_count"`
	Diagnostics   []document.Diagnostic `json:"diagnostics"`

	checks  []schema.CheckResult  // results of the check blocks that need no live state
	placed  []document.Diagnostic // Diagnostics, with paths from the root of the repository
	objects int                   // in the configuration
	code    int                   // the exit code
}

// text returns the result as a line.
func (v validity) text() string {
	if !v.Valid {
		return fmt.Sprintf("The configuration is not valid: %s.\n", impact.Count(v.ErrorCount, "error"))
	}
	return fmt.Sprintf("The configuration is valid: %s.\n", impact.Count(v.objects, "object"))
}

// A validateCommand is the command validate with its flags. It is the first step of a
// pipeline, before anything has credentials:
//
//	callwright validate -o human -o junit=report.xml
type validateCommand struct {
	*app
	target targetFlags
	output outputFlags
}

// newValidate returns the command validate.
func newValidate(a *app) *cobra.Command {
	v := &validateCommand{app: a}
	c := &cobra.Command{
		Use:   "validate",
		Short: "Check the configuration without a service",
		Long: `validate reads the configuration in the working folder and checks everything that does not
depend on the live contact centre. It needs no network and no credentials. It also
evaluates the check blocks that ask nothing about the contact centre.

Exit codes: 0 valid, 3 invalid configuration, 5 a check fails.`,
		Example: `  callwright validate
  callwright validate --env all
  callwright validate --env all --shard 1/4
  callwright validate -o human -o junit=report.xml`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return v.run(c.Context()) },
	}
	v.target.flags(c)
	v.target.shardFlag(c)
	v.output.flags(c, []string{"human", "json", "github", "sarif", "junit"})
	return c
}

// run validates the configuration, or it with each of several environments. It ends with 5 if
// only a check fails, and with 3 if the configuration itself is wrong.
func (v *validateCommand) run(ctx context.Context) error {
	outputs, err := v.output.outputs()
	if err != nil {
		return err
	}
	names, err := chooser{v.app, &v.target}.choose(ctx)
	if err != nil {
		return err
	}
	if names != nil {
		return v.runSeveral(ctx, names, outputs)
	}
	result, err := v.validate(ctx, v.target)
	if err != nil {
		return err
	}
	for _, o := range outputs {
		// People read the diagnostics on standard error, with source lines and colours.
		if o.format == "human" && o.path == "" {
			v.tell(result.Diagnostics)
		}
		if err := v.write(o, false, func(w io.Writer) error { return result.write(w, o.format) }); err != nil {
			return err
		}
	}
	if err := v.pipeline.annotate(result.Diagnostics, outputs); err != nil || result.code == exitOK {
		return err
	}
	return exit(result.code)
}

// validate loads the configuration and evaluates its checks.
func (v *validateCommand) validate(ctx context.Context, f targetFlags) (validity, error) {
	c, err := v.load(ctx, &f)
	if err != nil {
		return validity{}, err
	}
	broken := engine.Failing(c.Diagnostics, false)
	checks, found := c.Check()
	for i := range found {
		found[i].Refused = !broken && found[i].Severity == "error" // only checks add errors here
	}
	result := validityOf(found)
	result.checks, result.placed, result.objects = checks, v.pipeline.placed(found), len(c.Want.All())
	switch {
	case !broken && !result.Valid:
		result.code = exitRefused
	case engine.Failing(found, f.failsOnWarnings()):
		result.code = exitConfig
	}
	return result, nil
}

// A joinedValidity is the result of validate for several environments. Its exported fields are
// what `validate --env all --output json` prints.
type joinedValidity struct {
	FormatVersion string                `json:"format_version"`
	Valid         bool                  `json:"valid"`
	ErrorCount    int                   `json:"error_count"`
	WarningCount  int                   `json:"warning_count"`
	Shard         *document.Shard       `json:"shard,omitempty"`
	Environments  []environmentValidity `json:"environments"`
}

// An environmentValidity is the result of validate for one of several environments.
type environmentValidity struct {
	Environment string `json:"environment"`
	ExitCode    int    `json:"exit_code"`
	validity
}

// runSeveral validates the configuration with each environment, and shows one report. The exit
// code is the worst of all.
func (v *validateCommand) runSeveral(ctx context.Context, names []string, outputs []output) error {
	all := joinedValidity{FormatVersion: document.FormatVersion, Valid: true, Shard: v.target.part, Environments: []environmentValidity{}}
	var found []document.Diagnostic
	code := exitOK
	for _, name := range names {
		f := v.target
		f.environment = name
		result, err := v.validate(ctx, f)
		if err != nil {
			return err
		}
		all.Valid = all.Valid && result.Valid
		all.ErrorCount += result.ErrorCount
		all.WarningCount += result.WarningCount
		all.Environments = append(all.Environments, environmentValidity{name, result.code, result})
		found, code = append(found, result.Diagnostics...), worst(code, result.code)
	}
	for _, o := range outputs {
		if o.format == "human" && o.path == "" {
			for _, e := range all.Environments {
				if len(e.Diagnostics) > 0 {
					v.Say("environment %s:", plan.Clean(e.Environment))
				}
				v.tell(e.Diagnostics)
			}
		}
		if err := v.write(o, false, func(w io.Writer) error { return all.write(w, o.format) }); err != nil {
			return err
		}
	}
	if err := v.pipeline.annotate(found, outputs); err != nil || code == exitOK {
		return err
	}
	return exit(code)
}

// write writes the results in one of the formats.
func (j joinedValidity) write(w io.Writer, format string) error {
	var text strings.Builder
	var placed []document.Diagnostic
	sections := make([]render.Section, len(j.Environments))
	for i, e := range j.Environments {
		fmt.Fprintf(&text, "Environment %s. %s", plan.Clean(e.Environment), e.text())
		placed = append(placed, e.placed...)
		sections[i] = render.Section{Environment: e.Environment, ExitCode: e.ExitCode, Diagnostics: e.placed, Verdicts: e.checks}
	}
	switch format {
	case "json":
		return writeJSON(w, j)
	case "github":
		return render.GitHub(w, "callwright validate", text.String(), placed)
	case "sarif":
		return render.SARIFJoined(w, document.Tool{Name: "callwright", Version: version()}, sections)
	case "junit":
		return render.JUnitJoined(w, "validate", sections)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// validityOf counts the places of diagnostics, as their printed form does: one diagnostic
// may stand for many alike.
func validityOf(found []document.Diagnostic) validity {
	v := validity{FormatVersion: document.FormatVersion, Valid: !engine.Failing(found, false), Diagnostics: found}
	for i := range found {
		if d := &found[i]; d.Severity == "error" {
			v.ErrorCount += d.Places()
		} else {
			v.WarningCount += d.Places()
		}
	}
	return v
}

// write writes the result in one of the formats. The human form of an invalid
// configuration is its diagnostics, which the caller has printed.
func (v validity) write(w io.Writer, format string) error {
	text := v.text()
	switch format {
	case "json":
		return writeJSON(w, v)
	case "github":
		return render.GitHub(w, "callwright validate", text, v.placed)
	case "sarif":
		return render.SARIF(w, document.Tool{Name: "callwright", Version: version()}, "", v.placed)
	case "junit":
		return render.JUnit(w, "validate", v.placed, v.checks)
	}
	if !v.Valid {
		return nil
	}
	_, err := io.WriteString(w, text)
	return err
}
