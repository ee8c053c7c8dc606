package main

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// A posting says where Markdown goes, and where a pipeline's outputs.
type posting struct {
	limit   int
	outputs string
}

func (p *posting) flags(c *cobra.Command) {
	c.Flags().IntVar(&p.limit, "markdown-limit", 0, "at most `BYTES` of Markdown (default: what a comment of the pipeline's service may have, else 60000)")
}

// page returns the page on which Markdown stands.
func (a *app) page(command string, p *impact.Assessment, limit int) render.Page {
	in := a.pipeline()
	return render.Page{
		Command: command, Limit: cmp.Or(limit, in.Comment), Key: p.Instance.Name + ":" + a.checkout.Path("."),
		Run: in.Run, RunURL: in.URL,
	}
}

// pipeline returns the pipeline that runs the command: none with --ci off.
func (a *app) pipeline() ci.Pipeline { return ci.Of(a.ci, os.Getenv) }

// placed returns diagnostics whose files are named from the root of the repository.
func (a *app) placed(diags []document.Diagnostic) []document.Diagnostic {
	return diagnostic.Placed(diags, a.checkout.Path)
}

// publish tells the pipeline what a plan found, where it has a place for that: the
// summary of the step, and annotations on standard error.
func (a *app) publish(s shown, outputs []output) error {
	in := a.pipeline()
	var err error
	if in.Summary != "" {
		page := s.page
		page.Limit = ci.StepSummary
		var b bytes.Buffer
		err = render.Markdown(&b, s.plan, s.doc, page)
		err = errors.Join(err, in.Summarize(b.Bytes()))
	}
	return errors.Join(err, a.annotate(s.findings(), outputs))
}

// annotate writes annotations for a pipeline that shows them, unless they are among the
// outputs.
func (a *app) annotate(diags []document.Diagnostic, outputs []output) error {
	if !a.pipeline().Annotates() {
		return nil
	}
	for _, o := range outputs {
		if o.format == "github" {
			return nil
		}
	}
	return render.Annotations(a.Err, diags)
}

// hand gives the steps that follow what they go by: as outputs of the step where the
// pipeline has those, and in the file that --ci-outputs names.
func (a *app) hand(s shown, path, saved string, code int) error {
	level, _ := s.plan.Risk()
	outputs := []ci.Output{
		{Name: "has_changes", Value: strconv.FormatBool(!s.plan.Empty())},
		{Name: "exit_code", Value: strconv.Itoa(code)},
		{Name: "digest", Value: s.doc.Digest},
		{Name: "create", Value: strconv.Itoa(s.plan.Count(plan.Create))},
		{Name: "update", Value: strconv.Itoa(s.plan.Count(plan.Update))},
		{Name: "rename", Value: strconv.Itoa(s.plan.Count(plan.Rename))},
		{Name: "delete", Value: strconv.Itoa(s.plan.Count(plan.Delete))},
		{Name: "risk", Value: cmp.Or(string(level), "none")},
		{Name: "plan_file", Value: plan.Clean(saved)},
	}
	var err error
	if path != "" {
		err = file.WritePrivate(path, ci.Lines(outputs))
	}
	return errors.Join(err, a.pipeline().Hand(outputs))
}

// inPipeline returns a hint that is for pipelines alone.
func (a *app) inPipeline(hint string) string {
	if a.Pipeline {
		return hint
	}
	return ""
}
