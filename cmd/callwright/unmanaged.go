package main

import (
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
)

func newUnmanaged(a *app) *cobra.Command {
	var f targetFlags
	c := &cobra.Command{
		Use:   "unmanaged",
		Short: "List what the configuration does not describe",
		Long: `unmanaged lists the objects of the live contact centre that the configuration does
not describe, and prints the blocks that would take over those that are nobody's.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.review(c.Context(), "unmanaged", &f, func(r *engine.Review) error {
				return render.UnmanagedList(a.Out, r.Plan, r.Want.All())
			})
		},
	}
	f.flags(c)
	f.runFlags.flags(c)
	return c
}
