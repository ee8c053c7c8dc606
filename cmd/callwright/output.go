package main

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// An output is one rendering that was asked for, as --output names it.
type output struct{ format, path string }

// A rendering is one form in which a plan is shown.
type rendering struct {
	name  string
	write func(w io.Writer, s shown) error
}

// renderings are those of a plan, in the order in which they are offered.
var renderings = []rendering{
	{"human", func(w io.Writer, s shown) error { return s.human(w, s.plan, s.doc.Digest, s.style) }},
	{"json", func(w io.Writer, s shown) error { return writeJSON(w, s.doc) }},
	{"markdown", func(w io.Writer, s shown) error { return render.Markdown(w, s.plan, s.doc, s.page) }},
	{"github", func(w io.Writer, s shown) error { return s.github(w) }},
	{"sarif", func(w io.Writer, s shown) error { return render.SARIF(w, s.doc.Tool, s.findings()) }},
	{"junit", func(w io.Writer, s shown) error { return render.JUnit(w, s.page.Command, s.findings(), s.plan.Policy) }},
	{"html", func(w io.Writer, s shown) error { return render.HTML(w, s.plan, s.doc, s.style) }},
}

// formats returns the names of the renderings.
func formats() []string {
	names := make([]string, len(renderings))
	for i, r := range renderings {
		names[i] = r.name
	}
	return names
}

// outputFlag adds the flag that chooses among the given renderings.
func outputFlag(c *cobra.Command, outs *[]string, formats []string) {
	c.Flags().StringArrayVarP(outs, "output", "o", []string{"human"}, "`FORMAT[=PATH]`: "+strings.Join(formats, ", ")+" (repeat)")
}

// detailFlag adds the flag that says how much of a plan is shown.
func detailFlag(c *cobra.Command, detail *string) {
	c.Flags().StringVar(detail, "detail", string(render.Changes), "how much is shown: "+strings.Join(render.Details, ", "))
}

func checkDetail(detail string) error {
	if !slices.Contains(render.Details, detail) {
		return usage("--detail is %q, but must be %s", detail, strings.Join(render.Details, ", "))
	}
	return nil
}

// parseOutputs reads FORMAT[=PATH] arguments, of the given formats. At most one may go
// to standard output.
func parseOutputs(args, formats []string) ([]output, error) {
	var list []output
	toStdout := 0
	for _, arg := range args {
		format, path, _ := strings.Cut(arg, "=")
		if !slices.Contains(formats, format) {
			return nil, usage("--output is %q, but must be one of %s", format, strings.Join(formats, ", "))
		}
		if path == "" {
			toStdout++
		}
		list = append(list, output{format, path})
	}
	if toStdout > 1 {
		return nil, usage("only one --output may go to standard output; give the others a path: json=plan.json")
	}
	return list, nil
}

// A shown plan is a plan and its document.
type shown struct {
	plan  *impact.Assessment
	doc   *document.Document
	style render.Style
	page  render.Page                                                     // on which Markdown stands
	human func(io.Writer, *impact.Assessment, string, render.Style) error // shows it to people
	drift []document.Diagnostic                                           // what drifted, where that is asked
	paged bool                                                            // whether what is longer than the terminal goes through a pager
	want  *schema.State                                                   // what is described; nil of a saved plan

	checkout ci.Checkout
}

// findings returns what is wrong, with files named from the root of the repository.
func (s shown) findings() []document.Diagnostic {
	return diagnostic.Placed(slices.Concat(s.doc.Diagnostics, s.drift), s.checkout.Path)
}

// github shows the plan for the log of GitHub Actions.
func (s shown) github(w io.Writer) error {
	var b bytes.Buffer
	if err := s.human(&b, s.plan, s.doc.Digest, s.style); err != nil {
		return err
	}
	title := "callwright " + s.page.Command + " " + s.plan.Instance.Name
	return render.GitHub(w, title, b.String(), s.findings())
}

// show writes the plan in each of the outputs.
func (a *app) show(s shown, outputs []output) error {
	for _, o := range outputs {
		if err := a.showOne(s, o); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) showOne(s shown, o output) error {
	if o.path == "" {
		s.style.Color = a.Coloured(a.Out)
	}
	var b bytes.Buffer
	if err := s.write(&b, o.format); err != nil {
		return err
	}
	switch {
	case o.path != "":
		return file.WritePrivate(o.path, b.Bytes())
	case s.paged && o.format == "human":
		return a.Page(a.Out, b.Bytes())
	}
	_, err := a.Out.Write(b.Bytes())
	return err
}

func (s shown) write(w io.Writer, format string) error {
	i := slices.IndexFunc(renderings, func(r rendering) bool { return r.name == format })
	return renderings[i].write(w, s)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
