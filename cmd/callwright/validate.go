package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
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
  callwright validate --env prod
  callwright validate -o human -o junit=report.xml`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return v.run(c.Context()) },
	}
	v.target.flags(c)
	v.output.flags(c, []string{"human", "json", "github", "sarif", "junit"})
	return c
}

// run loads the configuration and evaluates its checks. It ends with 5 if only a check
// fails, and with 3 if the configuration itself is wrong.
func (v *validateCommand) run(ctx context.Context) error {
	outputs, err := v.output.outputs()
	if err != nil {
		return err
	}
	c, err := v.load(ctx, &v.target)
	if err != nil {
		return err
	}
	broken := engine.Failing(c.Diagnostics, false)
	checks, found := c.Check()
	for i := range found {
		found[i].Refused = !broken && found[i].Severity == "error" // only checks add errors here
	}
	result := validityOf(found)
	result.checks, result.placed, result.objects = checks, v.pipeline.placed(found), len(c.Want.All())
	for _, o := range outputs {
		// People read the diagnostics on standard error, with source lines and colours.
		if o.format == "human" && o.path == "" {
			v.tell(found)
		}
		if err := v.write(o, false, func(w io.Writer) error { return result.write(w, o.format) }); err != nil {
			return err
		}
	}
	if err := v.pipeline.annotate(found, outputs); err != nil {
		return err
	}
	switch {
	case !broken && !result.Valid:
		return exit(exitRefused)
	case engine.Failing(found, v.target.failsOnWarnings()):
		return exit(exitConfig)
	}
	return nil
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
	text := fmt.Sprintf("The configuration is valid: %s.\n", impact.Count(v.objects, "object"))
	if !v.Valid {
		text = fmt.Sprintf("The configuration is not valid: %s.\n", impact.Count(v.ErrorCount, "error"))
	}
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
