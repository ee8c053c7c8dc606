package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
)

// A graphCommand is the command graph with its flags. It draws one of two graphs:
//
//	callwright graph         the objects: routing_profile.premium -> queue.sales
//	callwright graph --plan  the changes: create routing_profile.premium waits for
//	                         create queue.sales
type graphCommand struct {
	*app
	target targetFlags
	format string
	each   bool // draw each object of a block with for_each, not one node for the block
	plans  bool // make a plan and draw that
}

// newGraph returns the command graph.
func newGraph(a *app) *cobra.Command {
	g := &graphCommand{app: a}
	c := &cobra.Command{
		Use:   "graph [PLAN]",
		Short: "Draw the objects and their references, or the order of a plan",
		Long: `graph draws the objects in the configuration, with an arrow from each to the objects that it
refers to, for Graphviz or Mermaid. With a saved plan, or with --plan, it draws the plan's
changes, with an arrow from each to the changes that it waits for. Without a plan it needs
no network and no credentials.`,
		Example: `  callwright graph | dot -Tsvg > graph.svg
  callwright graph --format mermaid
  callwright graph plan.json | dot -Tsvg > order.svg`,
		Args: atMostOnePlan,
		RunE: func(c *cobra.Command, args []string) error { return g.run(c.Context(), args) },
	}
	g.target.flags(c)
	g.target.liveFlag(c)
	g.target.planFlags(c)
	c.Flags().StringVar(&g.format, "format", render.GraphFormats[0], "language of the graph: "+strings.Join(render.GraphFormats, " or "))
	c.Flags().BoolVar(&g.each, "each", false, "draw each object of a block with for_each, not only the block")
	c.Flags().BoolVar(&g.plans, "plan", false, "make a plan, and draw its changes")
	return c
}

// run draws the changes if it is given a plan or makes one, and the objects otherwise.
func (g *graphCommand) run(ctx context.Context, args []string) error {
	if !slices.Contains(render.GraphFormats, g.format) {
		return usage("--format is %q, but must be %s", g.format, strings.Join(render.GraphFormats, " or "))
	}
	switch {
	case g.target.live != "" && !g.plans:
		return usage("--live needs --plan: without a plan, graph draws only the configuration")
	case len(args) == 1 && g.plans:
		return usage("graph takes a saved plan or --plan, but not both")
	case len(args) == 1:
		r, err := g.readPlan(args[0])
		if err != nil {
			return err
		}
		return g.changes(r)
	case g.plans:
		return g.review(ctx, "graph", &g.target, g.changes)
	}
	// Drawing the objects needs neither the network nor credentials.
	c, err := g.mustLoad(ctx, &g.target)
	if err != nil {
		return err
	}
	return render.DescribedGraph(c.Want, g.each).Write(g.Out, g.format)
}

// changes draws the changes of a plan.
func (g *graphCommand) changes(r *engine.Review) error {
	return render.PlanGraph(r.Plan, g.each).Write(g.Out, g.format)
}
