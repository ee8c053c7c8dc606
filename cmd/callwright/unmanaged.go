package main

import (
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
)

// newUnmanaged returns the command unmanaged, with which a team finds out what else is in
// its contact centre, and takes it over:
//
//	callwright unmanaged   lists the objects, and prints a block for each free one
//	(somebody pastes blocks into a file and adds attributes)
//	callwright plan        shows that those objects are taken over
func newUnmanaged(a *app) *cobra.Command {
	var f targetFlags
	c := &cobra.Command{
		Use:   "unmanaged",
		Short: "List objects that are not in the configuration",
		Long: `unmanaged lists the objects of the live contact centre that are not in the configuration,
and prints blocks that take over those that no stack manages.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.review(c.Context(), "unmanaged", &f, func(r *engine.Review) error {
				return render.UnmanagedList(a.dataOut("hcl"), r.Plan, r.Want.All())
			})
		},
	}
	f.flags(c)
	f.runFlags.flags(c)
	return c
}
