package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// driftFormats are the forms in which drift is shown.
var driftFormats = []string{"human", "json", "markdown", "sarif"}

func (a *app) driftCommand() *cobra.Command {
	var s settings
	var outs []string
	var detail string
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
			if err = checkDetail(detail); err != nil {
				return err
			}
			return a.watched(&s, "drift", func() error {
				return s.reading(c.Context(), func(ctx context.Context) error {
					return a.drift(ctx, &s, planning{outputs: outputs, detail: render.Detail(detail), detailed: detailed, posting: post})
				})
			})
		},
	}
	s.flags(c)
	s.online(c)
	outputFlag(c, &outs, driftFormats)
	detailFlag(c, &detail)
	post.flags(c)
	c.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit 2 when there is any drift")
	return c
}

func (a *app) drift(ctx context.Context, s *settings, o planning) error {
	return a.planned(ctx, s, func(made shown) error {
		drifted, err := made.only(&impact.Assessment{Plan: made.plan.Drift()})
		if err != nil {
			return err
		}
		drifted.human, drifted.drift = render.Drift, render.Drifted(drifted.plan)
		drifted.style.Detail = o.detail
		drifted.page = a.page("drift", drifted.plan, o.limit)
		if err := a.show(drifted, o.outputs); err != nil {
			return err
		}
		if o.detailed && !drifted.plan.Empty() {
			return exit(exitChanges)
		}
		return nil
	})
}
