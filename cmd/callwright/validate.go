package main

import (
	"bytes"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

// A validity is what `validate --output json` prints.
type validity struct {
	FormatVersion string            `json:"format_version"`
	Valid         bool              `json:"valid"`
	ErrorCount    int               `json:"error_count"`
	WarningCount  int               `json:"warning_count"`
	Diagnostics   []plan.Diagnostic `json:"diagnostics"`
}

// validityFormats are the forms in which it is said whether a configuration is valid.
var validityFormats = []string{"human", "json"}

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
	if !broken {
		_, problems := cfg.Judge(nil)
		diags = append(diags, cfg.Locate(problems)...)
	}
	for _, o := range outputs {
		switch {
		case o.format == "json" && o.path == "":
			err = writeJSON(a.out, validityOf(diags, cfg.Sources()))
		case o.format == "json":
			err = writeValidity(o.path, validityOf(diags, cfg.Sources()))
		default:
			a.diagnose(diags, cfg.Sources())
			if !diags.HasErrors() {
				fmt.Fprintf(a.out, "The configuration is valid: %s.\n", render.Count(len(cfg.Want.All()), "object"))
			}
		}
		if err != nil {
			return err
		}
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
	v := validity{FormatVersion: plan.FormatVersion, Valid: !diags.HasErrors(), Diagnostics: dataOf(diags, files)}
	for i := range v.Diagnostics {
		if d := &v.Diagnostics[i]; d.Severity == "error" {
			v.ErrorCount += d.Places()
		} else {
			v.WarningCount += d.Places()
		}
	}
	return v
}

func writeValidity(path string, v validity) error {
	var b bytes.Buffer
	if err := writeJSON(&b, v); err != nil {
		return err
	}
	return writePrivate(path, b.Bytes())
}
