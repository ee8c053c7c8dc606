package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
)

// An unmanagedCommand is the command unmanaged with its flags. With it, a team finds out
// what else is in its contact centre, and takes it over:
//
//	callwright unmanaged   lists the objects, and prints a block for each free one
//	(somebody pastes blocks into a file and adds attributes)
//	callwright plan        shows that those objects are taken over
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
		Long: `unmanaged lists the objects of the live contact centre that are not in the configuration,
and prints blocks that take over those that no stack manages.`,
		Example: `  callwright unmanaged
  callwright unmanaged --env prod
  callwright unmanaged -o json | jq -r '.objects[].name'`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return u.run(c.Context()) },
	}
	u.target.flags(c)
	u.target.liveFlag(c)
	u.target.runFlags.flags(c)
	u.output.flags(c, []string{"human", "json"})
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
			list, dataFormat := render.UnmanagedList, "hcl" // the human form has blocks to copy
			if o.format == "json" {
				list, dataFormat = render.UnmanagedJSON, "json"
			}
			err := u.write(output{dataFormat, o.path}, false, func(w io.Writer) error { return list(w, r.Plan, r.Want.All()) })
			if err != nil {
				return err
			}
		}
		return nil
	})
}
