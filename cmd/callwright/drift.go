package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema/rewrite"
)

// A driftCommand is the command drift with its flags. It makes a plan like the command
// plan, and shows only the part of it that somebody else caused. Teams run it every
// night, to hear about changes that somebody made in the console:
//
//	callwright drift --detailed-exitcode || notify-the-team
type driftCommand struct {
	*app
	target   targetFlags
	output   outputFlags
	detail   detailFlag
	limit    int  // of Markdown, in bytes
	detailed bool // drift exits with a code of its own
	keep     []string
	shared   bool
	split    bool
	issue    bool // keep an issue about the drift
	forge    forgeFlags
}

// newDrift returns the command drift.
func newDrift(a *app) *cobra.Command {
	d := &driftCommand{app: a}
	c := &cobra.Command{
		Use:   "drift",
		Short: "Show what changed since the last apply",
		Long: `drift lists the objects of this stack that somebody changed since they were last applied,
with what changed, and the objects that are in the configuration but missing.

With --keep, drift writes what is live into the configuration's files instead: a value into its
block, or into the cell of the CSV row that it comes from. Comments and layout stay. Where an
expression makes the value, drift says what to write and where, and changes nothing there.

With --issue, drift keeps an issue about the drift at GitHub or GitLab. It opens one, updates it,
closes it when there is no drift, and opens the same one again later. The token is in
GITHUB_TOKEN or GITLAB_TOKEN. If a newer run of the pipeline has written the issue, it stays as
it is.

With several environments, such as --env all, there is one report with a part for each, and an
issue for each.

Exit codes: as for plan; 2 with --detailed-exitcode if there is drift.`,
		Example: `  callwright drift
  callwright drift --env prod --detailed-exitcode   # every night: exit with 2 if there is drift
  callwright drift -o human -o html=drift.html
  callwright drift --env all --shard /4 --refresh full
  callwright drift --env prod --refresh full --issue # every night: keep an issue
  callwright drift --keep queue.sales                # take what somebody changed into the files
  callwright drift --keep 'routing_profile.*' --split`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return d.run(c.Context()) },
	}
	d.target.flags(c)
	d.target.liveFlag(c)
	d.target.planFlags(c)
	d.target.shardFlag(c)
	d.output.flags(c, []string{"human", "json", "markdown", "github", "sarif", "junit", "html"})
	d.detail.flags(c)
	limitFlag(c, &d.limit)
	c.Flags().StringArrayVar(&d.keep, "keep", nil, "write what is live into the files, for addresses that match `PATTERN` (repeat)")
	c.Flags().BoolVar(&d.shared, "shared", false, "with --keep, change queue tables that other routing profiles use, too")
	c.Flags().BoolVar(&d.split, "split", false, "with --keep, give a routing profile rows of its own in place of a shared queue table")
	c.Flags().BoolVar(&d.issue, "issue", false, "open, update or close an issue about the drift")
	d.forge.flags(c)
	c.Flags().BoolVar(&d.detailed, "detailed-exitcode", false, "exit with 2 if there is drift")
	return c
}

// run checks the flags before it reads the contact centre, which may take minutes.
func (d *driftCommand) run(ctx context.Context) error {
	outputs, err := d.output.outputs()
	if err != nil {
		return err
	}
	if err = d.detail.check(); err != nil {
		return err
	}
	if len(d.keep) == 0 && (d.shared || d.split) {
		return usage("--shared and --split need --keep")
	}
	if d.shared && d.split {
		return usage("--shared changes a table, and --split leaves it: give only one of them")
	}
	if err = d.checkIssue(); err != nil {
		return err
	}
	names, err := chooser{d.app, &d.target}.choose(ctx)
	if err != nil {
		return err
	}
	if names != nil {
		return d.driftSeveral(ctx, names, outputs)
	}
	return d.review(ctx, "drift", &d.target, func(r *engine.Review) error {
		if len(d.keep) > 0 {
			return d.keepDrift(ctx, r)
		}
		drift, err := r.Drift()
		if err != nil {
			return err
		}
		v := d.view(drift, "drift", d.pipeline.revision(), d.limit)
		// The other forms show a plan with only the drift in it. The human form has its own
		// words: "changed", rather than "will change".
		v.human, v.drift = render.Drift, render.Drifted(drift.Plan)
		v.style.Detail, v.style.Command = render.Detail(d.detail), "drift"
		if err := d.show(v, outputs); err != nil {
			return err
		}
		if d.issue {
			if err := d.keepIssue(ctx, v); err != nil {
				return err
			}
		}
		if d.detailed && !drift.Plan.Empty() {
			return exit(exitChanges)
		}
		return nil
	})
}

// driftSeveral shows the drift of several environments as one report. An environment that cannot
// be read does not keep the others from theirs.
func (d *driftCommand) driftSeveral(ctx context.Context, names []string, outputs []output) error {
	if len(d.keep) > 0 {
		return usage("--keep takes the drift of one environment into the files: choose it with --env NAME")
	}
	return d.withEvents(d.target.events, "drift", func(string) error {
		return d.target.readOnly(ctx, func(ctx context.Context) error {
			plans, err := newEnvironmentPlanner(d.app, &d.target).plan(ctx, names)
			if err != nil {
				return err
			}
			code := exitOK
			for _, e := range plans {
				if err = e.toDrift(d.detailed); err != nil {
					return err
				}
				code = worst(code, e.code)
			}
			all, err := joined(plans, d.target.part)
			if err != nil {
				return err
			}
			report := &joinedReport{app: d.app, plans: plans, all: all, limit: d.limit, detail: render.Detail(d.detail)}
			if err = report.show(outputs); err != nil {
				return err
			}
			for _, e := range plans {
				if d.issue && e.review != nil {
					err = errors.Join(err, d.keepIssue(ctx, report.viewOf(e)))
				}
			}
			if err != nil || code == exitOK {
				return err
			}
			return exit(code)
		})
	})
}

// checkIssue checks the flags that --issue cannot go with. An issue about a part of the drift would
// be closed while other objects have drifted.
func (d *driftCommand) checkIssue() error {
	if !d.issue {
		return nil
	}
	if scope, files := d.target.scope, d.target.scopeFiles; len(d.keep)+len(scope.Only)+len(scope.Exclude)+len(files.Only)+len(files.Exclude) > 0 || d.target.live != "" {
		return usage("--issue reports the whole drift of the contact centre, so it cannot go with --keep, --live, --only and --exclude")
	}
	_, _, err := d.forge.site(d.app)
	return err
}

// keepIssue opens, updates or closes the issue about the drift.
func (d *driftCommand) keepIssue(ctx context.Context, v *view) error {
	site, limit, err := d.forge.site(d.app)
	if err != nil {
		return err
	}
	page := v.page
	page.Limit = cmp.Or(d.limit, limit)
	var b bytes.Buffer
	if err = render.Markdown(&b, v.Plan, v.Document, page); err != nil {
		return err
	}
	title := "Drift in " + plan.Clean(v.Plan.Instance.Name)
	if name := v.Document.Config.Environment; name != "" {
		title += ", environment " + plan.Clean(name)
	}
	if runes := []rune(title); len(runes) > longestTitle {
		title = string(runes[:longestTitle]) + "…"
	}
	drifted := !v.Plan.Empty()
	result, err := site.Issue(ctx, title, b.String(), drifted)
	if err != nil {
		return d.forge.end(d.app, err)
	}
	switch {
	case result == forge.Created:
		d.Say("opened the issue %q", title)
	case result == forge.Updated && drifted:
		d.Say("updated the issue %q", title)
	case result == forge.Updated:
		d.Say("closed the issue %q", title)
	case result == forge.Unchanged:
		d.Say("the issue %q says so already", title)
	case result == forge.Outdated:
		d.Say("a newer run has written the issue %q; it stays as it is", title)
	case result == forge.NotNeeded:
		d.Say("there is no drift, and no issue to close")
	}
	return nil
}

// longestTitle is shorter than the titles that GitHub and GitLab accept: 256 and 255 characters.
const longestTitle = 200

// keepDrift writes what somebody changed in the contact centre into the configuration's files.
func (d *driftCommand) keepDrift(ctx context.Context, r *engine.Review) error {
	tables := rewrite.Leave
	switch {
	case d.shared:
		tables = rewrite.Share
	case d.split:
		tables = rewrite.Split
	}
	t, root, err := d.app.target(&d.target)
	if err != nil {
		return err
	}
	defer root.Close()
	c := t.Load(ctx)
	if engine.Failing(c.Diagnostics, false) {
		return usage("the configuration changed meanwhile, and has mistakes now; nothing was written")
	}
	kept, err := t.Keep(ctx, c, r, d.keep, tables)
	if err != nil {
		return err
	}
	if len(kept.Values) == 0 {
		return usage("nothing that matches --keep %s changed since the last apply", plan.Clean(strings.Join(d.keep, ", ")))
	}
	if err := kept.Write(string(d.folder)); err != nil {
		return err
	}
	left := 0
	for _, v := range kept.Values {
		if v.Why == "" {
			fmt.Fprintf(d.Out, "kept %s of %s\n", plan.Clean(v.Attr), plan.Clean(v.Addr.String()))
		} else {
			left++
		}
	}
	for _, v := range kept.Values {
		if v.Why != "" {
			d.tellLeft(v)
		}
	}
	for _, name := range kept.Files {
		d.Say("wrote %s", plan.Clean(name))
	}
	if d.detailed && left > 0 {
		return exit(exitChanges)
	}
	return nil
}

// tellLeft says what a person has to write, and where.
func (d *driftCommand) tellLeft(v *engine.KeptValue) {
	at := ""
	if v.Place != "" {
		at = " in " + plan.Clean(v.Place)
	}
	if v.Attr == "" {
		fmt.Fprintf(d.Out, "not kept: %s%s. %s.\n", plan.Clean(v.Addr.String()), at, sentenceCase(v.Why))
		return
	}
	fmt.Fprintf(d.Out, "not kept: %s of %s%s. %s.\n  To keep it, write: %s = %s\n", plan.Clean(v.Attr), plan.Clean(v.Addr.String()), at, sentenceCase(v.Why), plan.Clean(v.Attr), plan.Text(v.Value))
}

// sentenceCase returns a text with an upper-case letter at its beginning.
func sentenceCase(text string) string {
	text = plan.Clean(text)
	return strings.ToUpper(text[:1]) + text[1:]
}
