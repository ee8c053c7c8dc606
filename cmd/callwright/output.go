package main

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan/render"
)

// An output is one rendering that was asked for, as --output names it.
type output struct{ format, path string }

// outputFlags choose among the forms in which a result is shown.
type outputFlags struct {
	formats []string // that there are
	given   []string // as FORMAT[=PATH]
}

func (f *outputFlags) flags(c *cobra.Command, formats []string) {
	f.formats = formats
	c.Flags().StringArrayVarP(&f.given, "output", "o", []string{"human"}, "`FORMAT[=PATH]`: "+strings.Join(formats, ", ")+" (repeat)")
}

// outputs returns what was asked for. At most one may go to standard output.
func (f *outputFlags) outputs() ([]output, error) {
	var list []output
	toStdout := 0
	for _, arg := range f.given {
		format, path, _ := strings.Cut(arg, "=")
		if !slices.Contains(f.formats, format) {
			return nil, usage("--output is %q, but must be one of %s", format, strings.Join(f.formats, ", "))
		}
		if path == "" {
			toStdout++
		}
		list = append(list, output{format, path})
	}
	if toStdout > 1 {
		return nil, usage("only one --output can go to standard output; give the others a path: json=plan.json")
	}
	return list, nil
}

// detailFlag says how much of a plan is shown.
type detailFlag string

func (f *detailFlag) flags(c *cobra.Command) {
	c.Flags().StringVar((*string)(f), "detail", string(render.Changes), "how much detail to show: "+strings.Join(render.Details, ", "))
}

func (f detailFlag) check() error {
	if !slices.Contains(render.Details, string(f)) {
		return usage("--detail is %q, but must be %s", f, strings.Join(render.Details, ", "))
	}
	return nil
}

// write writes what is rendered to where the output goes, all of it or nothing. What
// goes to a terminal is shown through a pager if it is longer than the terminal, and
// paged.
func (a *app) write(o output, paged bool, rendered func(io.Writer) error) error {
	var b bytes.Buffer
	if err := rendered(&b); err != nil {
		return err
	}
	switch {
	case o.path != "":
		return file.WritePrivate(a.folder.path(o.path), b.Bytes())
	case paged:
		return a.Page(a.Out, b.Bytes())
	}
	_, err := a.Out.Write(b.Bytes())
	return err
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
