package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// A validity is what `validate --output json` prints.
type validity struct {
	FormatVersion string                `json:"format_version"`
	Valid         bool                  `json:"valid"`
	ErrorCount    int                   `json:"error_count"`
	WarningCount  int                   `json:"warning_count"`
	Diagnostics   []document.Diagnostic `json:"diagnostics"`

	verdicts []schema.CheckResult  // what became of the checks that ask nothing of the contact centre
	placed   []document.Diagnostic // Diagnostics, with files named from the root of the repository
	objects  int                   // that are described
}

// A validateCommand is the command validate with its flags.
type validateCommand struct {
	*app
	target targetFlags
	output outputFlags
}

func newValidate(a *app) *cobra.Command {
	v := &validateCommand{app: a}
	c := &cobra.Command{
		Use:   "validate",
		Short: "Check the configuration without a service",
		Long: `validate reads the configuration in the working folder and checks everything that does not
depend on the live contact centre. It needs no network and no credentials. It also
evaluates the check blocks that ask nothing about the contact centre.

Exit codes: 0 valid, 3 invalid configuration, 5 a check fails.`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return v.run() },
	}
	v.target.flags(c)
	v.output.flags(c, []string{"human", "json", "github", "sarif", "junit"})
	return c
}

func (v *validateCommand) run() error {
	outputs, err := v.output.outputs()
	if err != nil {
		return err
	}
	c, err := v.load(&v.target)
	if err != nil {
		return err
	}
	broken := engine.Failing(c.Diagnostics, false)
	verdicts, found := c.Check()
	for i := range found {
		found[i].Refused = !broken && found[i].Severity == "error" // a check's word
	}
	result := validityOf(found)
	result.verdicts, result.placed, result.objects = verdicts, v.pipeline.placed(found), len(c.Want.All())
	for _, o := range outputs {
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

// write says in one of the forms whether the configuration is valid.
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
		return render.SARIF(w, document.Tool{Name: "callwright", Version: version()}, v.placed)
	case "junit":
		return render.JUnit(w, "validate", v.placed, v.verdicts)
	}
	if !v.Valid {
		return nil
	}
	_, err := io.WriteString(w, text)
	return err
}
