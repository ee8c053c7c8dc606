package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// A pipeline is the service that runs the command, as its environment says. The zero
// pipeline is none, or one that is not known.
type pipeline struct {
	name    string
	run     string // number of the run
	url     string // where the run is to be seen
	comment int    // bytes that a comment may have
	summary string // file that the summary of the step is appended to
	outputs string // file that the step's outputs are appended to
}

// Bytes that a comment may have, with room for what surrounds it. GitHub's limit is
// 65,536, of what is not said; GitLab's 1,000,000 characters; Azure DevOps' 150,000;
// Bitbucket Server's 32,768. A step of GitHub Actions loses a summary above 1 MiB.
const (
	gitHubComment    = 60_000
	gitLabComment    = 1_000_000
	azureComment     = 140_000
	bitbucketComment = 32_000
	stepSummary      = 900 << 10
)

// pipelineOf returns the pipeline that runs the command. The flag --ci decides which,
// or else the environment.
func pipelineOf(ci string) pipeline {
	env := os.Getenv
	is := func(name, variable string) bool {
		return ci == name || ci == "auto" && env(variable) != "" && env(variable) != "false"
	}
	switch {
	case is("github", "GITHUB_ACTIONS"):
		p := pipeline{name: "github", run: env("GITHUB_RUN_NUMBER"), comment: gitHubComment, summary: env("GITHUB_STEP_SUMMARY"), outputs: env("GITHUB_OUTPUT")}
		if id := env("GITHUB_RUN_ID"); id != "" {
			p.url = fmt.Sprintf("%s/%s/actions/runs/%s", cmp.Or(env("GITHUB_SERVER_URL"), "https://github.com"), env("GITHUB_REPOSITORY"), id)
		}
		return p
	case is("gitlab", "GITLAB_CI"):
		return pipeline{name: "gitlab", run: env("CI_PIPELINE_IID"), url: env("CI_JOB_URL"), comment: gitLabComment}
	case is("azure", "TF_BUILD"):
		return pipeline{name: "azure", run: env("BUILD_BUILDID"), comment: azureComment}
	case is("bitbucket", "BITBUCKET_BUILD_NUMBER"):
		return pipeline{name: "bitbucket", run: env("BITBUCKET_BUILD_NUMBER"), comment: bitbucketComment}
	}
	return pipeline{run: env("BUILD_NUMBER"), url: env("BUILD_URL"), comment: gitHubComment}
}

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
		Command: command, Limit: cmp.Or(limit, in.comment), Key: p.Instance.Name + ":" + inRepository("."),
		Run: in.run, RunURL: in.url,
	}
}

// pipeline returns the pipeline that runs the command: none with --ci off.
func (a *app) pipeline() pipeline { return pipelineOf(a.ci) }

// inRepository returns a path of the working folder as it is seen from the root of the
// git repository; as it is outside of one.
func inRepository(path string) string {
	top, here, ok := repository()
	if !ok || filepath.IsAbs(path) {
		return path
	}
	rel, err := filepath.Rel(top, filepath.Join(here, path))
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

// placed returns diagnostics whose files are named from the root of the repository, as
// code scanning and annotations want them. Notices are left out.
func placed(diags []document.Diagnostic) []document.Diagnostic {
	at := func(r *document.RangeDoc) *document.RangeDoc {
		if r == nil {
			return nil
		}
		moved := *r
		moved.Filename = inRepository(filepath.FromSlash(r.Filename))
		return &moved
	}
	list := []document.Diagnostic{}
	for _, d := range diags {
		if d.Severity == "notice" {
			continue
		}
		d.Range = at(d.Range)
		related := make([]document.Related, len(d.Related))
		for i, r := range d.Related {
			r.Range = at(r.Range)
			related[i] = r
		}
		d.Related = related
		list = append(list, d)
	}
	return list
}

// publish tells the pipeline what a plan found, where it has a place for that: the
// summary of the step, and annotations on standard error.
func (a *app) publish(s shown, outputs []output) error {
	in := a.pipeline()
	if in.name != "github" {
		return nil
	}
	var err error
	if in.summary != "" {
		page := s.page
		page.Limit = stepSummary
		var b bytes.Buffer
		err = render.Markdown(&b, s.plan, s.doc, page)
		err = errors.Join(err, appendTo(in.summary, b.Bytes()))
	}
	return errors.Join(err, a.annotate(s.findings(), outputs))
}

// annotate writes annotations for a pipeline that shows them, unless they are among the
// outputs.
func (a *app) annotate(diags []document.Diagnostic, outputs []output) error {
	if a.pipeline().name != "github" {
		return nil
	}
	for _, o := range outputs {
		if o.format == "github" {
			return nil
		}
	}
	return render.Annotations(a.err, diags)
}

func appendTo(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// hand gives the steps that follow what they go by: as outputs of the step in GitHub
// Actions, and as lines NAME=VALUE in the file that --ci-outputs names.
func (a *app) hand(s shown, file, saved string, code int) error {
	var b bytes.Buffer
	level, _ := s.plan.Risk()
	for _, o := range []struct{ name, value string }{
		{"has_changes", strconv.FormatBool(!s.plan.Empty())},
		{"exit_code", strconv.Itoa(code)},
		{"digest", s.doc.Digest},
		{"create", strconv.Itoa(s.plan.Count(plan.Create))},
		{"update", strconv.Itoa(s.plan.Count(plan.Update))},
		{"rename", strconv.Itoa(s.plan.Count(plan.Rename))},
		{"delete", strconv.Itoa(s.plan.Count(plan.Delete))},
		{"risk", cmp.Or(string(level), "none")},
		{"plan_file", saved},
	} {
		fmt.Fprintf(&b, "%s=%s\n", o.name, strings.Join(strings.Fields(plan.Clean(o.value)), " "))
	}
	var err error
	if file != "" {
		err = writePrivate(file, b.Bytes())
	}
	if outputs := a.pipeline().outputs; outputs != "" {
		err = errors.Join(err, appendTo(outputs, b.Bytes()))
	}
	return err
}

// inPipeline returns a hint that is for pipelines alone.
func (a *app) inPipeline(hint string) string {
	if a.inCI {
		return hint
	}
	return ""
}
