package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan/render"
)

func (a *app) unmanagedCommand() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "unmanaged",
		Short: "List what the configuration does not describe",
		Long: `unmanaged lists the objects of the live contact centre that the configuration does
not describe, and prints the blocks that would take over those that are nobody's.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.watched(&s, "unmanaged", func() error {
				return s.reading(c.Context(), func(ctx context.Context) error { return a.unmanaged(ctx, &s) })
			})
		},
	}
	s.flags(c)
	s.paced(c)
	return c
}

func (a *app) unmanaged(ctx context.Context, s *settings) error {
	return a.planned(ctx, s, func(made shown) error { return render.UnmanagedList(a.Out, made.plan, made.want.All()) })
}
