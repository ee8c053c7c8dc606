package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// joined returns the plans as one document. Part is nil if they are of all environments.
func joined(plans []*environmentPlan, part *document.Shard) (*document.Joined, error) {
	list := make([]document.Environment, len(plans))
	for i, e := range plans {
		list[i] = document.Environment{Name: e.name, ExitCode: e.code, Wave: e.wave}
		if e.review != nil {
			list[i].Plan = e.review.Document
		} else {
			list[i].Diagnostics = e.problems()
		}
	}
	return document.Join(list, part)
}

// planSeveral plans several environments, and shows them as one report.
func (p *planCommand) planSeveral(ctx context.Context, names []string, outputs []output) error {
	return p.withEvents(p.target.events, "plan", func(string) error {
		return p.target.readOnly(ctx, func(ctx context.Context) error {
			plans, err := newEnvironmentPlanner(p.app, &p.target).plan(ctx, names)
			if err != nil {
				return err
			}
			return p.presentSeveral(plans, outputs)
		})
	})
}

// presentSeveral shows and saves the plans of several environments, and passes them on to the
// pipeline. The exit code is the worst of all.
func (p *planCommand) presentSeveral(plans []*environmentPlan, outputs []output) error {
	code := exitOK
	for _, e := range plans {
		if e.review != nil && p.detailed && e.code == exitOK && !e.review.Plan.Empty() {
			e.code = exitChanges
		}
		code = worst(code, e.code)
	}
	all, err := joined(plans, p.target.part)
	if err != nil {
		return err
	}
	report := &joinedReport{app: p.app, plans: plans, all: all, limit: p.limit, detail: render.Detail(p.detail)}
	if err = report.show(outputs); err != nil {
		return err
	}
	if p.save != "" {
		var b bytes.Buffer
		if err = writeJSON(&b, all); err != nil {
			return err
		}
		if err = p.folder.write(p.save, b.Bytes()); err != nil {
			return err
		}
		p.Say("saved the plans to %s", p.save)
	}
	for _, e := range plans {
		if e.review != nil && e.review.Refused() {
			p.Say("environment %s:", plan.Clean(e.name))
			p.refuse(e.review.Refusals(), nothingWritten)
		}
	}
	err = errors.Join(report.publish(outputs), p.writeStepOutputs(joinedOutputs(plans, all, p.save, code)))
	if err != nil || code == exitOK {
		return err
	}
	return exit(code)
}

// joinedOutputs returns the values that later steps of a pipeline decide by. Those that have
// the name of an output for one environment mean all environments together.
func joinedOutputs(plans []*environmentPlan, all *document.Joined, saved string, code int) []ci.Output {
	total := joinedCounts(plans)
	return append([]ci.Output{
		{Name: "has_changes", Value: strconv.FormatBool(slices.ContainsFunc(plans, (*environmentPlan).changes))},
		{Name: "exit_code", Value: strconv.Itoa(code)},
		{Name: "digest", Value: all.Digest},
		{Name: "risk", Value: total.risk()},
		{Name: "plan_file", Value: plan.Clean(saved)},
		{Name: "environments", Value: total.environments()},
	}, total.counts()...)
}

// A joinedReport shows the plans of several environments as one document, in each format.
type joinedReport struct {
	*app
	plans  []*environmentPlan
	all    *document.Joined
	limit  int // of Markdown; 0 for the pipeline's
	detail render.Detail
}

// show writes the report to each of the outputs.
func (j *joinedReport) show(outputs []output) error {
	for _, o := range outputs {
		if err := j.app.write(o, o.format == "human", func(w io.Writer) error { return j.write(w, o) }); err != nil {
			return err
		}
	}
	return nil
}

// write writes the report to an output.
func (j *joinedReport) write(w io.Writer, o output) error {
	switch o.format {
	case "json":
		return writeJSON(w, j.all)
	case "sarif":
		tool := document.Tool{Name: "callwright", Version: version()}
		return render.SARIFJoined(w, tool, j.sections(nil))
	case "junit":
		return render.JUnitJoined(w, j.command(), j.sections(nil))
	case "markdown":
		return j.markdown(w, j.page(j.limit))
	case "html":
		return render.HTMLJoined(w, j.command(), j.sections(func(w io.Writer, v *view) error { return render.HTML(w, v.Plan, v.Document, v.style) }), j.all.Digest)
	}
	style := render.Style{Detail: j.detail}
	if o.path == "" && o.format == "human" {
		style.Color, style.Width = j.Coloured(j.Out), j.Width(j.Out)
	}
	human := j.sections(func(w io.Writer, v *view) error {
		v.style.Color, v.style.Width = style.Color, style.Width
		return v.human(w, v.Plan, v.Document.Digest, v.style)
	})
	if o.format == "human" {
		return render.HumanJoined(w, human, j.all.Digest, style)
	}
	var b bytes.Buffer
	if err := render.HumanJoined(&b, human, j.all.Digest, style); err != nil {
		return err
	}
	return render.GitHub(w, "callwright "+j.command()+" · "+countEnvironments(len(j.plans)), b.String(), j.placed())
}

// command returns the command whose report this is: plan, or drift.
func (j *joinedReport) command() string {
	if slices.ContainsFunc(j.plans, func(e *environmentPlan) bool { return e.drift }) {
		return "drift"
	}
	return "plan"
}

// placed returns the diagnostics of all environments, with paths from the root of the
// repository.
func (j *joinedReport) placed() []document.Diagnostic {
	var all []document.Diagnostic
	for _, e := range j.plans {
		all = append(all, j.pipeline.placed(e.findings())...)
	}
	return all
}

// viewOf returns the view of an environment that has a plan, or a drift.
func (j *joinedReport) viewOf(e *environmentPlan) *view {
	v := j.view(e.review, j.command(), j.pipeline.revision(), j.limit)
	v.style.Detail = j.detail
	if e.drift {
		v.human, v.drift, v.style.Command = render.Drift, render.Drifted(e.review.Plan), "drift"
	}
	return v
}

// sections returns the sections of the report. Show writes the plan of an environment; nil
// leaves the texts empty. If there is no plan, the text has the problems.
func (j *joinedReport) sections(show func(io.Writer, *view) error) []render.Section {
	sections := make([]render.Section, len(j.plans))
	for i, e := range j.plans {
		s := render.Section{Environment: e.name, ExitCode: e.code, Drift: e.drift, Diagnostics: j.pipeline.placed(e.findings())}
		var b bytes.Buffer
		switch e.review {
		case nil:
			_ = diagnostic.Style{}.WriteAll(&b, e.problems()) // a buffer takes everything
			if e.err != nil && diagnosis(e.err) == nil {
				b.WriteString(plan.Clean(e.err.Error()))
			}
		default:
			if s.Plan, s.Verdicts = e.review.Plan, e.review.Plan.Policy; !s.Drift { // nobody approves a drift
				s.Digest = e.review.Document.Digest
			}
			if show != nil {
				if err := show(&b, j.viewOf(e)); err != nil {
					b.WriteString(plan.Clean(err.Error()))
				}
			}
		}
		s.Text = b.String()
		sections[i] = s
	}
	return sections
}

// joinedInstance is in the key of a report about several environments, in place of an instance.
const joinedInstance = "environments"

// page returns the page of the report as Markdown. Its key has no instance, so that a later
// run finds the comment about the same folder.
func (j *joinedReport) page(limit int) render.Page {
	return j.pipeline.page(j.command(), forge.Key{Instance: joinedInstance}, j.pipeline.revision(), limit)
}

// markdown writes the report as Markdown that is not longer than the page allows.
func (j *joinedReport) markdown(w io.Writer, page render.Page) error {
	limit := render.SectionLimit(page.Limit, len(j.plans))
	sections := j.sections(func(w io.Writer, v *view) error {
		v.page.Limit = limit
		return render.Markdown(w, v.Plan, v.Document, v.page)
	})
	return render.MarkdownJoined(w, sections, j.all.Digest, page)
}

// publish shows the report in the places that the pipeline has for it.
func (j *joinedReport) publish(outputs []output) error {
	var err error
	if j.pipeline.SummaryFile != "" {
		page := j.page(0)
		page.Limit = ci.StepSummary
		var b bytes.Buffer
		err = j.markdown(&b, page)
		err = errors.Join(err, j.pipeline.Summarize(b.Bytes()))
	}
	var all []document.Diagnostic
	for _, e := range j.plans {
		all = append(all, e.problems()...)
	}
	return errors.Join(err, j.pipeline.annotate(all, outputs))
}

// countEnvironments returns a number of environments in words.
func countEnvironments(n int) string { return impact.Count(n, "environment") }

// joinedCounts are the plans whose changes are counted for later steps of a pipeline.
type joinedCounts []*environmentPlan

// changes reports whether an environment has changes. A refused plan is not done, and neither
// is one that could not be made.
func (e *environmentPlan) changes() bool {
	return e.review == nil || !e.review.Plan.Empty() || e.review.Refused()
}

// counts returns how many changes there are, by action.
func (c joinedCounts) counts() []ci.Output {
	var outputs []ci.Output
	for _, a := range []plan.Action{plan.Create, plan.Update, plan.Rename, plan.Delete} {
		n := 0
		for _, e := range c {
			if e.review != nil {
				n += e.review.Plan.Count(a)
			}
		}
		outputs = append(outputs, ci.Output{Name: string(a), Value: strconv.Itoa(n)})
	}
	return outputs
}

// risk returns the highest risk of all environments.
func (c joinedCounts) risk() string {
	highest := 0
	words := []string{"none", string(impact.Low), string(impact.Medium), string(impact.High)}
	for _, e := range c {
		if e.review != nil {
			level, _ := e.review.Plan.Risk()
			highest = max(highest, slices.Index(words, string(level)))
		}
	}
	return words[highest]
}

// environments returns the result of each environment as one line of JSON, for a matrix.
func (c joinedCounts) environments() string {
	type result struct {
		Environment string `json:"environment"`
		ExitCode    int    `json:"exit_code"`
		HasChanges  bool   `json:"has_changes"`
		Digest      string `json:"digest"`
	}
	list := make([]result, len(c))
	for i, e := range c {
		list[i] = result{e.name, e.code, e.changes(), ""}
		if e.review != nil {
			list[i].Digest = e.review.Document.Digest
		}
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "[]" // strings and numbers always have a JSON form
	}
	return string(text)
}
