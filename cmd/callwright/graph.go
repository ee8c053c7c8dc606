package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// A graphing is what the graph command was asked for.
type graphing struct {
	settings
	format string
	each   bool
	plan   bool
}

func (a *app) graphCommand() *cobra.Command {
	var g graphing
	c := &cobra.Command{
		Use:   "graph [PLAN]",
		Short: "Draw what refers to what, or what a plan does in which order",
		Long: `graph writes the objects that the configuration describes, with an arrow from each to
what it refers to, for Graphviz or Mermaid. Given a saved plan, or with --plan, it
writes the plan's changes, with an arrow from each to those that it waits for.
Without a plan it needs no network and no credentials.

  callwright graph | dot -Tsvg > graph.svg`,
		Args: atMostOnePlan,
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(render.GraphFormats, g.format) {
				return usage("--format is %q, but must be %s", g.format, strings.Join(render.GraphFormats, " or "))
			}
			switch {
			case len(args) == 1 && g.plan:
				return usage("graph takes a saved plan or --plan, not both")
			case len(args) == 1:
				return a.graphSaved(&g, args[0])
			case g.plan:
				return a.graphPlan(c.Context(), &g)
			}
			return a.graphConfiguration(&g)
		},
	}
	g.flags(c)
	g.online(c)
	c.Flags().StringVar(&g.format, "format", render.GraphFormats[0], "language of the graph: "+strings.Join(render.GraphFormats, " or "))
	c.Flags().BoolVar(&g.each, "each", false, "draw each object of a block with for_each, not the block alone")
	c.Flags().BoolVar(&g.plan, "plan", false, "plan, and draw the plan's changes")
	return c
}

func (a *app) graphConfiguration(g *graphing) error {
	cfg, err := a.mustLoad(&g.settings)
	if err != nil {
		return err
	}
	return render.DescribedGraph(cfg.Want, g.each).Write(a.Out, g.format)
}

func (a *app) graphSaved(g *graphing, path string) error {
	s, err := readPlan(path)
	if err != nil {
		return err
	}
	return a.graphChanges(g, s.plan)
}

func (a *app) graphPlan(ctx context.Context, g *graphing) error {
	return a.watched(&g.settings, "graph", func() error {
		return g.reading(ctx, func(ctx context.Context) error {
			return a.planned(ctx, &g.settings, func(made shown) error { return a.graphChanges(g, made.plan) })
		})
	})
}

func (a *app) graphChanges(g *graphing, p *impact.Assessment) error {
	return render.PlanGraph(p, g.each).Write(a.Out, g.format)
}
