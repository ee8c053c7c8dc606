package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema/export"
)

// An unmanagedCommand is the command unmanaged with its flags. With it, a team finds out
// what else is in its contact centre, and takes it over:
//
//	callwright unmanaged                     lists the objects
//	callwright unmanaged -o hcl=others.hcl   writes blocks for them
//	callwright plan                          shows that those objects are taken over
type unmanagedCommand struct {
	*app
	target targetFlags
	output outputFlags
}

// newUnmanaged returns the command unmanaged.
func newUnmanaged(a *app) *cobra.Command {
	u := &unmanagedCommand{app: a}
	c := &cobra.Command{
		Use:   "unmanaged",
		Short: "List objects that are not in the configuration",
		Long: `unmanaged lists the objects of the live contact centre that are not in the configuration.

-o hcl prints blocks that describe these objects as they are. A plan takes them over, and changes
nothing. To write files instead, use "callwright export".`,
		Example: `  callwright unmanaged
  callwright unmanaged --env prod
  callwright unmanaged -o hcl=others.hcl
  callwright unmanaged -o json | jq -r '.objects[].name'`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return u.run(c.Context()) },
	}
	u.target.flags(c)
	u.target.liveFlag(c)
	u.target.runFlags.flags(c)
	u.output.flags(c, []string{"human", "json", "hcl"})
	return c
}

// run checks the flags before it reads the contact centre, which may take minutes.
func (u *unmanagedCommand) run(ctx context.Context) error {
	outputs, err := u.output.outputs()
	if err != nil {
		return err
	}
	return u.review(ctx, "unmanaged", &u.target, func(r *engine.Review) error {
		for _, o := range outputs {
			show := func(w io.Writer) error { return render.UnmanagedList(w, r.Plan) }
			switch o.format {
			case "json":
				show = func(w io.Writer) error { return render.UnmanagedJSON(w, r.Plan, r.Want.All()) }
			case "hcl":
				made, err := u.export(ctx, r)
				if err != nil {
					return err
				}
				show = func(w io.Writer) error { return writeBlocks(w, made) }
			}
			if err := u.write(o, false, show); err != nil {
				return err
			}
		}
		return nil
	})
}

// export returns blocks for what the configuration does not describe. That takes the settings of
// these objects, which the review did not read.
func (u *unmanagedCommand) export(ctx context.Context, r *engine.Review) (*export.Export, error) {
	c, err := u.load(ctx, &u.target) // the review has told its problems
	if err != nil {
		return nil, err
	}
	taken, err := takeSnapshot(ctx, u.app, c.Site(), u.target.live)
	if err != nil {
		return nil, err
	}
	return promptly(ctx, func() (*export.Export, error) {
		return export.Make(taken.State, export.Options{
			Settings: export.Settings{Stack: c.Stack}, Instance: taken.Instance, Described: r.Want.All(), Blocks: true,
		})
	})
}

// writeBlocks writes all files but callwright.hcl as one.
func writeBlocks(w io.Writer, made *export.Export) error {
	first := true
	for _, f := range made.Files {
		if f.Name == "callwright.hcl" {
			continue
		}
		if !first {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		first = false
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
	}
	return nil
}
