package main

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/fleet"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema/diag"
)

// shardFlag adds the flag --shard to a command that works on several environments.
func (f *targetFlags) shardFlag(c *cobra.Command) {
	c.Flags().StringVar(&f.shard, "shard", "", "work on part `I/N` of the environments, cut by account and Region; /N takes I from the variables of Kubernetes, GitLab or AWS Batch")
}

// A chooser chooses the environments of a command that takes several.
type chooser struct {
	*app
	target *targetFlags
}

// choose returns the environments that --env and --shard choose. It returns nil if the command
// works on one environment, or none, and an empty list if the shard has no environments.
func (c chooser) choose(ctx context.Context) ([]string, error) {
	f := c.target
	names, err := f.several(c.folder)
	if err != nil || f.shard == "" {
		return names, err
	}
	if names == nil {
		return nil, usage("--shard divides several environments: choose them with --env all, for example")
	}
	shard, err := fleet.ParseShard(f.shard, os.LookupEnv)
	if err != nil {
		return nil, usage("--shard: %v", err)
	}
	budgets, unknown, err := c.budgets(ctx, names)
	if err != nil {
		return nil, err
	}
	if len(unknown) > 0 {
		return nil, trouble(exitConfig, diag.UnknownAccount, "--shard needs the account and the Region of each instance. The provider block does not say them in %s.\nWrite account = \"123456789012\" and region, or name the instance by its ARN.", inEnvironments(unknown))
	}
	f.part = &document.Shard{Index: shard.Index, Of: shard.Of, Environments: names}
	mine := []string{}
	for _, i := range shard.Cut(budgets) {
		mine = append(mine, names[i])
	}
	c.tellShard(shard, len(mine), budgets)
	return mine, nil
}

// tellShard says how much the shard has to do.
func (c chooser) tellShard(s fleet.Shard, mine int, budgets []string) {
	if mine == 0 {
		c.Say("shard %s has no environments: all accounts and Regions are in other shards", s)
		return
	}
	c.Say("shard %s has %d of %s", s, mine, countEnvironments(len(budgets)))
}

// locate returns where the contact centre of an environment is. It returns false if the
// configuration does not say it, because of a mistake.
func (c chooser) locate(ctx context.Context, environment string) (engine.Site, bool, error) {
	f := *c.target
	f.environment = environment
	t, root, err := c.app.target(&f)
	if err != nil {
		return engine.Site{}, false, err
	}
	defer root.Close() // Locate reads all files at once, so nobody needs it afterwards
	site, ok := t.Locate(ctx)
	return site, ok, nil
}

// budgets returns the budget of each environment, and the names of those that do not say their
// account or Region. An environment whose configuration is wrong has its own budget, so that one
// shard reports the mistake.
func (c chooser) budgets(ctx context.Context, names []string) (budgets, unknown []string, err error) {
	budgets = make([]string, len(names))
	for i, name := range names {
		site, ok, err := c.locate(ctx, name)
		if err != nil {
			return nil, nil, err
		}
		budget, known := site.Budget()
		if budgets[i] = budget; !ok {
			budgets[i] = "environment " + name
		} else if !known {
			unknown = append(unknown, plan.Clean(name))
		}
	}
	return budgets, unknown, ctx.Err()
}

// inEnvironments returns names with their noun: "environment prod", "environments prod, test".
func inEnvironments(names []string) string {
	if len(names) == 1 {
		return "environment " + names[0]
	}
	return "environments " + strings.Join(names, ", ")
}

// cutSaved returns the saved plans that --shard chooses; all of them without it.
func (p *applyCommand) cutSaved(plans []*environmentPlan) ([]*environmentPlan, error) {
	if p.target.shard == "" {
		return plans, nil
	}
	shard, err := fleet.ParseShard(p.target.shard, os.LookupEnv)
	if err != nil {
		return nil, usage("--shard: %v", err)
	}
	budgets, names := make([]string, len(plans)), make([]string, len(plans))
	for i, e := range plans {
		names[i] = e.name
		budgets[i], _ = e.site.Budget() // a plan has the account and the Region of its instance
	}
	mine := []*environmentPlan{}
	for _, i := range shard.Cut(budgets) {
		mine = append(mine, plans[i])
	}
	p.target.part = &document.Shard{Index: shard.Index, Of: shard.Of, Environments: names}
	chooser{p.app, &p.target}.tellShard(shard, len(mine), budgets)
	return mine, nil
}
