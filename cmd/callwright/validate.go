package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// A validity is what `validate --output json` prints.
type validity struct {
	FormatVersion string                `json:"format_version"`
	Valid         bool                  `json:"valid"`
	ErrorCount    int                   `json:"error_count"`
	WarningCount  int                   `json:"warning_count"`
	Diagnostics   []document.Diagnostic `json:"diagnostics"`

	verdicts []schema.Verdict // what became of the checks that ask nothing of the contact centre
	placed   func([]document.Diagnostic) []document.Diagnostic
}

// validityFormats are the forms in which it is said whether a configuration is valid.
var validityFormats = []string{"human", "json", "github", "sarif", "junit"}

func (a *app) validateCommand() *cobra.Command {
	var s settings
	var outs []string
	c := &cobra.Command{
		Use:   "validate",
		Short: "Check the configuration without the service",
		Long: `validate reads the configuration in the working folder and checks all that can be
known without the live contact centre. It needs no network and no credentials.
Check blocks that ask nothing of the contact centre are evaluated.

Exit codes: 0 valid, 3 the configuration is wrong, 5 a check fails.`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			outputs, err := parseOutputs(outs, validityFormats)
			if err != nil {
				return err
			}
			return a.validate(&s, outputs)
		},
	}
	s.flags(c)
	outputFlag(c, &outs, validityFormats)
	return c
}

func (a *app) validate(s *settings, outputs []output) error {
	cfg, diags, err := a.load(s)
	if err != nil {
		return err
	}
	broken := diags.HasErrors()
	var verdicts []schema.Verdict
	if !broken {
		var problems []schema.Problem
		verdicts, problems = cfg.Judge(nil)
		diags = append(diags, cfg.Locate(problems)...)
	}
	v := validityOf(diags, cfg.Sources())
	v.placed = a.placed
	v.verdicts = verdicts
	for i := range v.Diagnostics {
		v.Diagnostics[i].Refused = !broken && v.Diagnostics[i].Severity == "error" // a check's word
	}
	for _, o := range outputs {
		if err := a.showValidity(o, v, cfg); err != nil {
			return err
		}
	}
	if err := a.annotate(a.placed(v.Diagnostics), outputs); err != nil {
		return err
	}
	switch {
	case !broken && diags.HasErrors():
		return exit(exitRefused)
	case failing(diags, s.failLevel):
		return exit(exitConfig)
	}
	return nil
}

func validityOf(diags hcl.Diagnostics, files map[string]*hcl.File) validity {
	v := validity{FormatVersion: document.FormatVersion, Valid: !diags.HasErrors(), Diagnostics: diagnostic.List(diags, files)}
	for i := range v.Diagnostics {
		if d := &v.Diagnostics[i]; d.Severity == "error" {
			v.ErrorCount += d.Places()
		} else {
			v.WarningCount += d.Places()
		}
	}
	return v
}

// showValidity says in one of the forms whether the configuration is valid.
func (a *app) showValidity(o output, v validity, cfg *config.Config) error {
	if o.format == "human" && o.path == "" {
		a.tell(v.Diagnostics)
	}
	if o.path == "" {
		return v.write(a.Out, o.format, cfg)
	}
	var b bytes.Buffer
	if err := v.write(&b, o.format, cfg); err != nil {
		return err
	}
	return file.WritePrivate(o.path, b.Bytes())
}

func (v validity) write(w io.Writer, format string, cfg *config.Config) error {
	text := fmt.Sprintf("The configuration is valid: %s.\n", render.Count(len(cfg.Want.All()), "object"))
	if !v.Valid {
		text = fmt.Sprintf("The configuration is not valid: %s.\n", render.Count(v.ErrorCount, "error"))
	}
	switch format {
	case "json":
		return writeJSON(w, v)
	case "github":
		return render.GitHub(w, "callwright validate", text, v.placed(v.Diagnostics))
	case "sarif":
		return render.SARIF(w, document.Tool{Name: "callwright", Version: version()}, v.placed(v.Diagnostics))
	case "junit":
		return render.JUnit(w, "validate", v.placed(v.Diagnostics), v.verdicts)
	}
	if !v.Valid {
		return nil
	}
	_, err := io.WriteString(w, text)
	return err
}
