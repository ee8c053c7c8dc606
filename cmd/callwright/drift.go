package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan/render"
)

// driftFormats are the forms in which drift is shown.
var driftFormats = []string{"human", "json", "markdown", "sarif"}

func (a *app) driftCommand() *cobra.Command {
	var s settings
	var outs []string
	var detailed bool
	var post posting
	c := &cobra.Command{
		Use:   "drift",
		Short: "Say what somebody changed behind the configuration's back",
		Long: `drift lists the objects of this stack that are not as they were last applied, with
what somebody changed, and those that are described and missing.

Exit codes: as plan's; 2 with --detailed-exitcode when there is any drift.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			outputs, err := parseOutputs(outs, driftFormats)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return a.watched(&s, "drift", func() error { return a.drift(ctx, &s, outputs, detailed, post.limit) })
		},
	}
	s.flags(c)
	s.online(c)
	outputFlag(c, &outs, driftFormats)
	post.flags(c)
	c.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit 2 when there is any drift")
	return c
}

func (a *app) drift(ctx context.Context, s *settings, outputs []output, detailed bool, limit int) error {
	return a.planned(ctx, s, func(made shown) error {
		drifted, err := made.only(made.plan.Drift())
		if err != nil {
			return err
		}
		drifted.human, drifted.drift = render.Drift, render.Drifted(drifted.plan)
		drifted.page = a.page("drift", drifted.plan, limit)
		if err := a.show(drifted, outputs); err != nil {
			return err
		}
		if detailed && !drifted.plan.Empty() {
			return exit(exitChanges)
		}
		return nil
	})
}
