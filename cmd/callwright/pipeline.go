package main

import (
	"cmp"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// A pipeline is the CI service that runs the command, if any, and the repository around
// the working folder.
type pipeline struct {
	ci.Pipeline
	checkout ci.Checkout
	revision func() ci.Revision // what is checked out; asks git once
	log      io.Writer          // the service finds annotations in what is written here
}

// newPipeline returns the pipeline that runs the command. With --ci off there is none. The
// service gives paths that are relative to the working folder, like all others.
func newPipeline(flag string, in folder, log io.Writer) pipeline {
	p := ci.Of(flag, os.Getenv)
	p.SummaryFile, p.OutputFile = in.optional(p.SummaryFile), in.optional(p.OutputFile)
	checkout := ci.CheckoutOf(string(in))
	return pipeline{p, checkout, sync.OnceValue(checkout.Revision), log}
}

// limitFlag adds the flag --markdown-limit. A service rejects a comment that is too long,
// and then the pull request would have no plan at all.
func limitFlag(c *cobra.Command, limit *int) {
	c.Flags().IntVar(limit, "markdown-limit", 0, "limit Markdown to `BYTES` (default: the limit of a comment on the pipeline's service, else 60000)")
}

// page returns what Markdown about an instance and environment needs to know of the place where
// it is shown: how long it may be, and the key by which the command comment finds the earlier
// comment about the same instance, environment and folder, to replace it.
func (p pipeline) page(command string, about forge.Key, commit ci.Revision, limit int) render.Page {
	about.Folder = p.checkout.Path(".")
	page := render.Page{
		Command: command, Limit: cmp.Or(limit, p.Comment), Key: about.String(),
		Run: p.Run, RunURL: p.URL,
	}
	if !commit.Dirty { // the commit has other lines than the files
		page.Link = func(file string, line int) string { return p.Link(commit.Hash, p.checkout.Path(file), line) }
	}
	return page
}

// placed returns diagnostics with paths from the root of the repository, as the services
// need them to link to a line.
func (p pipeline) placed(list []document.Diagnostic) []document.Diagnostic {
	return diagnostic.Placed(list, p.checkout.Path)
}

// annotate writes annotations if the service shows them. It writes none if the user asked
// for the output github, which has them already.
func (p pipeline) annotate(list []document.Diagnostic, outputs []output) error {
	if !p.Annotates() || slices.ContainsFunc(outputs, func(o output) bool { return o.format == "github" }) {
		return nil
	}
	return render.Annotations(p.log, p.placed(list))
}
