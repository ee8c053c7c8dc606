package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

// A commentCommand is the command comment with its flags. A pipeline runs it after plan, on a
// pull request:
//
//	callwright plan --out plan.json
//	callwright comment --plan plan.json
type commentCommand struct {
	*app
	plans  []string
	join   bool
	limit  int // of Markdown, in bytes
	number int // of the pull request
	forge  forgeFlags
	runFlags
}

// newComment returns the command comment.
func newComment(a *app) *cobra.Command {
	m := &commentCommand{app: a}
	c := &cobra.Command{
		Use:   "comment",
		Short: "Comment on a pull request with a saved plan",
		Long: `comment shows a saved plan as a comment on a pull request at GitHub, or on a merge request at
GitLab. If an earlier run commented on the same instance, environment and folder, comment
replaces the text of that comment. It never changes the comments of other accounts. If a newer
run of the pipeline has commented already, comment leaves that as it is.

The variables of the pipeline say where to comment. The token is in GITHUB_TOKEN or
GITLAB_TOKEN. If a plan has no changes, comment updates a comment and creates none.

Exit codes: 3 flags or plans are wrong, 4 no token, or the token is refused, 1 other errors.
With --best-effort, errors of GitHub and GitLab end with 0.`,
		Example: `  callwright comment --plan plan.json
  callwright comment --plan plan.json --best-effort   # also in pull requests from forks
  callwright comment --plan plans.json                # of --env all: a comment for each environment
  callwright comment --plan plans.json --join         # one comment for all
  callwright comment --plan plan.json --forge github --repository acme/desk --pull-request 12`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return m.readOnly(c.Context(), m.run) },
	}
	flags := c.Flags()
	flags.StringArrayVar(&m.plans, "plan", nil, "the `FILE` of a saved plan, of one environment or several (repeat)")
	flags.BoolVar(&m.join, "join", false, "write one comment for all environments, instead of one for each")
	flags.IntVar(&m.number, "pull-request", 0, "comment on the pull request or merge request with the number `N`")
	flags.DurationVar(&m.timeout, "timeout", 0, "stop after `DURATION`")
	limitFlag(c, &m.limit)
	m.forge.flags(c)
	return c
}

// A remark is what one comment says.
type remark struct {
	about string // the instance or environment, for messages
	text  string
	quiet bool // the plan has no changes
}

// run comments.
func (m *commentCommand) run(ctx context.Context) error {
	if len(m.plans) == 0 {
		return usage("comment needs a saved plan: --plan FILE")
	}
	site, limit, err := m.forge.site(m.app)
	if err != nil {
		return err
	}
	site.Number = cmp.Or(m.number, site.Number)
	remarks, err := m.remarks(cmp.Or(m.limit, limit))
	if err != nil {
		return err
	}
	if site.Number < 1 {
		return usage("this run has no %s to comment on: give its number with --pull-request", pullRequest(site))
	}
	for _, r := range remarks {
		result, err := site.Comment(ctx, r.text, r.quiet)
		if err != nil {
			return m.forge.end(m.app, err)
		}
		about, where := plan.Clean(r.about), pullRequest(site)
		switch result {
		case forge.Created:
			m.Say("commented on %s %d about %s", where, site.Number, about)
		case forge.Updated:
			m.Say("updated the comment on %s %d about %s", where, site.Number, about)
		case forge.Unchanged:
			m.Say("the comment on %s %d about %s has this plan already", where, site.Number, about)
		case forge.Outdated:
			m.Say("a newer run has commented on %s %d about %s; its comment stays as it is", where, site.Number, about)
		case forge.NotNeeded:
			m.Say("%s has no changes, so %s %d gets no comment about it", about, where, site.Number)
		}
	}
	return nil
}

// pullRequest returns what the forge calls a pull request.
func pullRequest(s forge.Site) string {
	if s.Forge == forge.GitLab {
		return "merge request"
	}
	return "pull request"
}

// remarks reads the saved plans, and returns what to say about them, in texts that are not longer
// than limit.
func (m *commentCommand) remarks(limit int) ([]remark, error) {
	var plans []*environmentPlan
	for _, path := range m.plans {
		if text, ok := m.folder.readJoined(path); ok {
			saved, _, err := savedPlans(path, text, m.origin())
			if err != nil {
				return nil, err
			}
			plans = append(plans, saved...)
			continue
		}
		r, err := m.readPlan(path)
		if err != nil {
			return nil, err
		}
		plans = append(plans, &environmentPlan{name: r.Document.Config.Environment, review: r})
	}
	if m.join {
		return m.joined(plans, limit)
	}
	var remarks []remark
	for _, e := range plans {
		r, err := m.remark(e, limit)
		if err != nil {
			return nil, err
		}
		remarks = append(remarks, r)
	}
	return remarks, nil
}

// remark returns what to say about one environment. If it has no plan, that is said, so that the
// pull request does not keep an old plan.
func (m *commentCommand) remark(e *environmentPlan, limit int) (remark, error) {
	var b bytes.Buffer
	if e.review == nil {
		r, err := m.report([]*environmentPlan{e}, forge.Key{Environment: e.name}, limit)
		r.about = "environment " + e.name
		return r, err
	}
	v := savedView(m.app, e.review, limit)
	err := render.Markdown(&b, v.Plan, v.Document, v.page)
	about := e.review.Plan.Instance.Name
	if e.name != "" {
		about = "environment " + e.name
	}
	return remark{about, b.String(), !e.changes()}, err
}

// joined returns what to say about all environments.
func (m *commentCommand) joined(plans []*environmentPlan, limit int) ([]remark, error) {
	for _, e := range plans {
		if e.name == "" {
			return nil, usage("--join needs plans of environments, and the plan of %s has none", plan.Clean(e.review.Plan.Instance.Name))
		}
	}
	slices.SortStableFunc(plans, func(a, b *environmentPlan) int { return strings.Compare(a.name, b.name) })
	r, err := m.report(plans, forge.Key{Instance: joinedInstance}, limit)
	r.about = countEnvironments(len(plans))
	return []remark{r}, err
}

// report shows environments as one comment.
func (m *commentCommand) report(plans []*environmentPlan, key forge.Key, limit int) (remark, error) {
	all, err := joined(plans, nil)
	if err != nil {
		return remark{}, err
	}
	var b bytes.Buffer
	report := &joinedReport{app: m.app, plans: plans, all: all, limit: limit}
	err = report.markdown(&b, m.pipeline.page("plan", key, m.pipeline.revision(), limit))
	return remark{text: b.String(), quiet: !slices.ContainsFunc(plans, (*environmentPlan).changes)}, err
}

// forgeFlags are the flags of commands that write to GitHub or GitLab.
type forgeFlags struct {
	forge, api, repository, author string
	bestEffort                     bool
}

// flags adds the flags to a command.
func (f *forgeFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.forge, "forge", "", "where to write: github or gitlab (default: the service that runs the pipeline)")
	c.Flags().StringVar(&f.api, "api-url", "", "the `URL` of its API (default: the pipeline's)")
	c.Flags().StringVar(&f.repository, "repository", "", "write to the repository `OWNER/NAME` (default: the pipeline's)")
	c.Flags().StringVar(&f.author, "author", "", "the account `NAME` of the token (default: ask)")
	c.Flags().BoolVar(&f.bestEffort, "best-effort", false, "if GitHub or GitLab cannot be written to, say so and go on")
}

// site returns where to write, and how long a text may be there.
func (f *forgeFlags) site(a *app) (forge.Site, int, error) {
	name := cmp.Or(f.forge, a.pipeline.Name)
	if !slices.Contains(forge.Names[:], name) {
		if f.forge != "" {
			return forge.Site{}, 0, usage("--forge is %q, but must be %s", f.forge, strings.Join(forge.Names[:], " or "))
		}
		return forge.Site{}, 0, usage("neither GitHub nor GitLab runs this: choose where to write with --forge")
	}
	s := forge.SiteOf(name, os.Getenv, func(path string) ([]byte, error) { return file.Read(path, largestEvent) })
	s.API, s.Repository, s.Author = cmp.Or(f.api, s.API), cmp.Or(f.repository, s.Repository), f.author
	if a.verbose {
		s.Log = newLog(a)
	}
	return s, ci.Of(name, os.Getenv).Comment, nil
}

// largestEvent is how large a webhook's payload can be: GitHub caps it at 25 MB ("Webhook events
// and payloads").
const largestEvent = 25 << 20

// end returns the error that ends the command because GitHub or GitLab could not be written to.
// With --best-effort there is none, and the reason is printed.
func (f *forgeFlags) end(a *app, err error) error {
	switch {
	case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case f.bestEffort:
		a.Complain("warning: %s", plan.Clean(err.Error()))
		return nil
	case errors.Is(err, forge.ErrRefused):
		return &codeError{exitAuth, err}
	}
	return err
}
