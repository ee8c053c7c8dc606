package main

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// A view is a review with the way to show it. The commands plan, apply, show and drift
// show the same kinds of data, with small differences that are fields here.
type view struct {
	*engine.Review
	human    func(io.Writer, *impact.Assessment, string, render.Style) error // writes the form for people
	style    render.Style
	page     render.Page           // where Markdown will be shown
	drift    []document.Diagnostic // the drift as diagnostics; only for the command drift
	paged    bool                  // use a pager for what is longer than the terminal
	pipeline pipeline
}

// view returns a view of a review, as the command plan shows it. Commit is the commit of
// the configuration; limit is the value of --markdown-limit.
func (a *app) view(r *engine.Review, command string, commit ci.Revision, limit int) *view {
	return &view{
		Review: r, human: render.Human, style: render.Style{Detail: render.Changes, Environment: r.Document.Config.Environment, Commit: commit.Short()},
		page: a.pipeline.page(command, forge.Key{Instance: r.Plan.Instance.Name, Environment: r.Document.Config.Environment}, commit, limit), pipeline: a.pipeline,
	}
}

// A planFormat is a form in which a plan can be written.
type planFormat struct {
	name  string
	write func(w io.Writer, v *view) error
}

// planFormats are the formats of a plan, in the order of the help text.
var planFormats = [...]planFormat{
	{"human", func(w io.Writer, v *view) error { return v.human(w, v.Plan, v.Document.Digest, v.style) }},
	// The same JSON that plan --out saves, so that either can be applied.
	{"json", func(w io.Writer, v *view) error { return v.Document.Write(w) }},
	{"markdown", func(w io.Writer, v *view) error { return render.Markdown(w, v.Plan, v.Document, v.page) }},
	{"github", func(w io.Writer, v *view) error { return v.github(w) }},
	{"sarif", func(w io.Writer, v *view) error {
		return render.SARIF(w, v.Document.Tool, v.Document.Config.Environment, v.findings())
	}},
	{"junit", func(w io.Writer, v *view) error { return render.JUnit(w, v.title(), v.findings(), v.Plan.Policy) }},
	{"html", func(w io.Writer, v *view) error { return render.HTML(w, v.Plan, v.Document, v.style) }},
}

// formatNames returns the names of the formats.
func formatNames() []string {
	names := make([]string, len(planFormats))
	for i, f := range planFormats {
		names[i] = f.name
	}
	return names
}

// problems returns all diagnostics of the review, drift included.
func (v *view) problems() []document.Diagnostic {
	return slices.Concat(v.Document.Diagnostics, v.drift)
}

// findings returns the problems with paths from the root of the repository.
func (v *view) findings() []document.Diagnostic { return v.pipeline.placed(v.problems()) }

// title names the command and the environment, such as `plan --env prod`, and the snapshot that
// the plan was made against.
func (v *view) title() string {
	title := v.page.Command
	if name := v.Document.Config.Environment; name != "" {
		title += " --env " + name
	}
	if at := v.Plan.Instance.AsOf; at != "" {
		title += " (snapshot of " + plan.Clean(at) + ")"
	}
	return title
}

// github writes the plan for the log of GitHub Actions: the human form, which the log can
// fold, and an annotation for each problem.
func (v *view) github(w io.Writer) error {
	var b bytes.Buffer
	if err := v.human(&b, v.Plan, v.Document.Digest, v.style); err != nil {
		return err
	}
	title := "callwright " + v.title() + " " + v.Plan.Instance.Name
	return render.GitHub(w, title, b.String(), v.findings())
}

// show writes the view to each of the outputs.
func (a *app) show(v *view, outputs []output) error {
	for _, o := range outputs {
		if err := a.showOne(v, o); err != nil {
			return err
		}
	}
	return nil
}

// showOne writes the view to one output. Only standard output can have colours: a file with
// escape sequences is hard to read. Only text for a terminal is wrapped: programs read files line
// by line.
func (a *app) showOne(v *view, o output) error {
	styled := *v
	if o.path == "" {
		styled.style.Color = a.Coloured(a.Out)
		if o.format == "human" {
			styled.style.Width = a.Width(a.Out)
		}
	}
	// The flag was checked, so there is a format of this name.
	i := slices.IndexFunc(planFormats[:], func(f planFormat) bool { return f.name == o.format })
	return a.write(o, v.paged && o.format == "human", func(w io.Writer) error { return planFormats[i].write(w, &styled) })
}

// publish shows the plan in the places that the pipeline has for it: the summary of the
// step, and annotations of the files.
func (v *view) publish(outputs []output) error {
	var err error
	if v.pipeline.SummaryFile != "" {
		page := v.page
		page.Limit = ci.StepSummary // longer than a comment may be
		var b bytes.Buffer
		err = render.Markdown(&b, v.Plan, v.Document, page)
		err = errors.Join(err, v.pipeline.Summarize(b.Bytes()))
	}
	return errors.Join(err, v.pipeline.annotate(v.problems(), outputs))
}
