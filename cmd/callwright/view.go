package main

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// A view is a review and how it is shown.
type view struct {
	*engine.Review
	human    func(io.Writer, *impact.Assessment, string, render.Style) error // shows it to people
	style    render.Style
	page     render.Page           // on which Markdown stands
	drift    []document.Diagnostic // what drifted, where that is asked
	paged    bool                  // whether what is longer than the terminal goes through a pager
	pipeline pipeline
}

// view returns how a review of a commit is shown by a command.
func (a *app) view(r *engine.Review, command string, commit ci.Revision, limit int) *view {
	return &view{
		Review: r, human: render.Human, style: render.Style{Detail: render.Changes, Commit: commit.Short()},
		page: a.pipeline.page(command, r.Plan.Instance.Name, limit), pipeline: a.pipeline,
	}
}

// A form is one in which a plan is shown.
type form struct {
	name  string
	write func(w io.Writer, v *view) error
}

// forms are those of a plan, in the order in which they are offered.
var forms = [...]form{
	{"human", func(w io.Writer, v *view) error { return v.human(w, v.Plan, v.Document.Digest, v.style) }},
	{"json", func(w io.Writer, v *view) error { return writeJSON(w, v.Document) }},
	{"markdown", func(w io.Writer, v *view) error { return render.Markdown(w, v.Plan, v.Document, v.page) }},
	{"github", func(w io.Writer, v *view) error { return v.github(w) }},
	{"sarif", func(w io.Writer, v *view) error { return render.SARIF(w, v.Document.Tool, v.findings()) }},
	{"junit", func(w io.Writer, v *view) error { return render.JUnit(w, v.page.Command, v.findings(), v.Plan.Policy) }},
	{"html", func(w io.Writer, v *view) error { return render.HTML(w, v.Plan, v.Document, v.style) }},
}

// formats returns the names of the forms.
func formats() []string {
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = f.name
	}
	return names
}

// wrong returns all that is wrong.
func (v *view) wrong() []document.Diagnostic { return slices.Concat(v.Document.Diagnostics, v.drift) }

// findings returns all that is wrong, with files named from the root of the repository.
func (v *view) findings() []document.Diagnostic { return v.pipeline.placed(v.wrong()) }

// github shows the plan for the log of GitHub Actions.
func (v *view) github(w io.Writer) error {
	var b bytes.Buffer
	if err := v.human(&b, v.Plan, v.Document.Digest, v.style); err != nil {
		return err
	}
	title := "callwright " + v.page.Command + " " + v.Plan.Instance.Name
	return render.GitHub(w, title, b.String(), v.findings())
}

// show writes the view in each of the outputs.
func (a *app) show(v *view, outputs []output) error {
	for _, o := range outputs {
		if err := a.showOne(v, o); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) showOne(v *view, o output) error {
	one := *v
	if o.path == "" {
		one.style.Color = a.Coloured(a.Out)
	}
	i := slices.IndexFunc(forms[:], func(f form) bool { return f.name == o.format })
	return a.write(o, v.paged && o.format == "human", func(w io.Writer) error { return forms[i].write(w, &one) })
}

// publish tells the pipeline what a plan found, where it has a place for that: the
// summary of the step, and annotations.
func (v *view) publish(outputs []output) error {
	var err error
	if v.pipeline.SummaryFile != "" {
		page := v.page
		page.Limit = ci.StepSummary
		var b bytes.Buffer
		err = render.Markdown(&b, v.Plan, v.Document, page)
		err = errors.Join(err, v.pipeline.Summarize(b.Bytes()))
	}
	return errors.Join(err, v.pipeline.annotate(v.wrong(), outputs))
}
