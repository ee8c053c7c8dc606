package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// A pipeline is what runs the command, and the repository that it runs for.
type pipeline struct {
	ci.Pipeline
	checkout ci.Checkout
	log      io.Writer // shows annotations
}

// newPipeline returns the pipeline that runs the command: none with --ci off.
func newPipeline(flag string, in folder, log io.Writer) pipeline {
	p := ci.Of(flag, os.Getenv)
	p.Summary, p.Outputs = in.optional(p.Summary), in.optional(p.Outputs)
	return pipeline{p, ci.CheckoutOf(string(in)), log}
}

func limitFlag(c *cobra.Command, limit *int) {
	c.Flags().IntVar(limit, "markdown-limit", 0, "at most `BYTES` of Markdown (default: what a comment of the pipeline's service may have, else 60000)")
}

// page returns the page on which Markdown about an instance stands.
func (p pipeline) page(command, instance string, limit int) render.Page {
	return render.Page{
		Command: command, Limit: cmp.Or(limit, p.Comment), Key: instance + ":" + p.checkout.Path("."),
		Run: p.Run, RunURL: p.URL,
	}
}

// placed returns diagnostics whose files are named from the root of the repository.
func (p pipeline) placed(list []document.Diagnostic) []document.Diagnostic {
	return diagnostic.Placed(list, p.checkout.Path)
}

// annotate writes annotations for a pipeline that shows them, unless they are among the
// outputs.
func (p pipeline) annotate(list []document.Diagnostic, outputs []output) error {
	if !p.Annotates() || slices.ContainsFunc(outputs, func(o output) bool { return o.format == "github" }) {
		return nil
	}
	return render.Annotations(p.log, p.placed(list))
}

// publish tells the pipeline what a plan found, where it has a place for that: the
// summary of the step, and annotations.
func (p pipeline) publish(v *view, outputs []output) error {
	var err error
	if p.Summary != "" {
		page := v.page
		page.Limit = ci.StepSummary
		var b bytes.Buffer
		err = render.Markdown(&b, v.Plan, v.Document, page)
		err = errors.Join(err, p.Summarize(b.Bytes()))
	}
	return errors.Join(err, p.annotate(v.wrong(), outputs))
}

// handed returns what the steps that follow go by.
func handed(r *engine.Review, saved string, code int) []ci.Output {
	level, _ := r.Plan.Risk()
	return []ci.Output{
		{Name: "has_changes", Value: strconv.FormatBool(!r.Plan.Empty())},
		{Name: "exit_code", Value: strconv.Itoa(code)},
		{Name: "digest", Value: r.Document.Digest},
		{Name: "create", Value: strconv.Itoa(r.Plan.Count(plan.Create))},
		{Name: "update", Value: strconv.Itoa(r.Plan.Count(plan.Update))},
		{Name: "rename", Value: strconv.Itoa(r.Plan.Count(plan.Rename))},
		{Name: "delete", Value: strconv.Itoa(r.Plan.Count(plan.Delete))},
		{Name: "risk", Value: cmp.Or(string(level), "none")},
		{Name: "plan_file", Value: plan.Clean(saved)},
	}
}
