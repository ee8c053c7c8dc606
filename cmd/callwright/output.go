package main

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan/render"
)

// An output is one form of the result that the user asked for. `--output json=plan.json`
// is the format json in the file plan.json; without a path it goes to standard output.
type output struct{ format, path string }

// outputFlags are the values of --output, which can be repeated: a pipeline may want the
// human form in its log, JSON in a file and Markdown for a comment, all from one plan.
type outputFlags struct {
	formats []string // the formats that the command has
	given   []string // the values, as FORMAT[=PATH]
}

// flags adds the flag --output to a command that has these formats.
func (f *outputFlags) flags(c *cobra.Command, formats []string) {
	f.formats = formats
	c.Flags().StringArrayVarP(&f.given, "output", "o", []string{"human"}, "`FORMAT[=PATH]`: "+strings.Join(formats, ", ")+" (repeat)")
	_ = c.RegisterFlagCompletionFunc("output", f.complete) // fails only if the flag does not exist
}

// complete completes a format, or, behind `json=`, leaves the path to the shell.
func (f *outputFlags) complete(_ *cobra.Command, _ []string, text string) ([]string, cobra.ShellCompDirective) {
	if strings.Contains(text, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return f.formats, cobra.ShellCompDirectiveNoFileComp
}

// onlyHuman reports whether the outputs are what people read on standard output, and nothing else.
func onlyHuman(list []output) bool { return len(list) == 1 && list[0] == output{format: "human"} }

// outputs parses the values. At most one output may go to standard output: two formats in
// one stream are of no use to anybody.
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

// detailFlag is the value of --detail: how much of a plan is shown.
type detailFlag string

// flags adds the flag --detail.
func (f *detailFlag) flags(c *cobra.Command) {
	c.Flags().StringVar((*string)(f), "detail", string(render.Changes), "how much detail to show: "+strings.Join(render.Details, ", "))
}

// check rejects a value that does not exist, before the command does anything.
func (f detailFlag) check() error {
	if !slices.Contains(render.Details, string(f)) {
		return usage("--detail is %q, but must be %s", f, strings.Join(render.Details, ", "))
	}
	return nil
}

// write calls content and writes the result to the output. It writes nothing if content
// fails, so that nobody finds half a plan. If paged is true and the result is longer than
// the terminal, a pager shows it. It tells where it wrote a file: a person who asked for a
// page wants to open it.
func (a *app) write(o output, paged bool, content func(io.Writer) error) error {
	var b bytes.Buffer
	if o.format != "json" { // JSON can be hundreds of megabytes, and content writes nothing of it if it fails
		if err := content(&b); err != nil {
			return err
		}
		content = func(w io.Writer) error {
			_, err := w.Write(b.Bytes())
			return err
		}
	}
	switch {
	case o.path != "":
		if err := a.folder.stream(o.path, content); err != nil {
			return err
		}
		a.Say("wrote %s", o.path)
		return nil
	case paged:
		return a.Page(a.Out, b.Bytes())
	}
	return content(a.dataOut(o.format))
}

// writeJSON writes JSON that people can read: with indentation, and without escapes for
// <, > and &, which only matter in HTML.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
