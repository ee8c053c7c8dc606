package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema/snapshot"
)

// A diffCommand is the command diff with its flags. A team that tries things out in one contact
// centre asks what the other one lacks:
//
//	callwright diff env:dev env:prod   shows what would have to change for prod to be as dev
type diffCommand struct {
	*app
	target   targetFlags
	output   outputFlags
	detail   detailFlag
	limit    int  // of Markdown, in bytes
	detailed bool // differences exit with a code of their own
}

// newDiff returns the command diff.
func newDiff(a *app) *cobra.Command {
	d := &diffCommand{app: a}
	c := &cobra.Command{
		Use:   "diff A B",
		Short: "Compare two contact centres, or one at two times",
		Long: `diff shows what would have to change for the contact centre B to be as A, and what that would
mean for people and queues. It compares by name: ids and records do not count. It writes
nothing, and nobody can apply what it shows.

A and B are each the file of a snapshot; env:NAME, the contact centre of that environment; or
live, the contact centre of the configuration in the working folder.

Exit codes: 0 compared (2 with --detailed-exitcode if there are differences), 3 unusable snapshot
or configuration, 4 no permission, 1 other errors.`,
		Example: `  callwright diff monday.json live          # what undoes the changes since Monday
  callwright diff env:dev env:prod -o html=diff.html
  callwright diff a.json b.json -o json --detailed-exitcode`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("diff needs two contact centres, but got %d: each is the file of a snapshot, env:NAME or live", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return d.run(c.Context(), args[0], args[1]) },
	}
	d.target.flags(c)
	d.target.runFlags.flags(c)
	d.output.flags(c, formatNames())
	d.detail.flags(c)
	limitFlag(c, &d.limit)
	c.Flags().BoolVar(&d.detailed, "detailed-exitcode", false, "exit with 2 if there are differences")
	c.ValidArgsFunction = d.complete
	return c
}

// run checks the flags before it reads the contact centres, which may take minutes.
func (d *diffCommand) run(ctx context.Context, model, other string) error {
	outputs, err := d.output.outputs()
	if err != nil {
		return err
	}
	if err = d.detail.check(); err != nil {
		return err
	}
	return d.withEvents(d.target.events, "diff", func(string) error {
		return d.target.readOnly(ctx, func(ctx context.Context) error {
			a, err := d.read(ctx, model)
			if err != nil {
				return err
			}
			b, err := d.read(ctx, other)
			if err != nil {
				return err
			}
			r, err := promptly(ctx, func() (*engine.Review, error) { return engine.Compare(ctx, a, b, d.origin()) })
			if err != nil {
				return unusable(other, err)
			}
			return d.present(r, outputs)
		})
	})
}

// read returns the snapshot that an argument names, or takes one.
func (d *diffCommand) read(ctx context.Context, of string) (side engine.Side, err error) {
	target := d.target
	name, isEnvironment := strings.CutPrefix(of, "env:")
	switch {
	case isEnvironment && name == "":
		return side, usage("env: needs the name of an environment: env:prod")
	case isEnvironment:
		target.environment, side.Environment = name, name
	case of != "live":
		side.Snapshot, err = promptly(ctx, func() (*snapshot.Snapshot, error) { return readSnapshot(d.folder, of) })
		return side, err
	}
	site, err := siteOf(ctx, d.app, &target, &siteFlags{})
	if err == nil {
		side.Now = true
		side.Snapshot, err = takeSnapshot(ctx, d.app, site, "")
	}
	return side, err
}

// present shows the differences.
func (d *diffCommand) present(r *engine.Review, outputs []output) error {
	v := d.view(r, "diff", ci.Revision{}, d.limit)
	v.style.Detail, v.style.Command, v.paged = render.Detail(d.detail), "diff", true
	d.tell(r.Warnings())
	if err := d.show(v, outputs); err != nil {
		return err
	}
	if d.detailed && !r.Plan.Empty() {
		return exit(exitChanges)
	}
	return nil
}

// complete completes live and the environments, and leaves files to the shell.
func (d *diffCommand) complete(c *cobra.Command, args []string, text string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	list := []string{"live"}
	environments, _ := d.completeEnvironments(c, args, text)
	for _, name := range environments {
		list = append(list, "env:"+name)
	}
	return list, cobra.ShellCompDirectiveDefault
}
