package main

import (
	"cmp"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
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
	p.SummaryFile, p.OutputFile = in.optional(p.SummaryFile), in.optional(p.OutputFile)
	return pipeline{p, ci.CheckoutOf(string(in)), log}
}

func limitFlag(c *cobra.Command, limit *int) {
	c.Flags().IntVar(limit, "markdown-limit", 0, "limit Markdown to `BYTES` (default: the limit of a comment on the pipeline's service, else 60000)")
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
