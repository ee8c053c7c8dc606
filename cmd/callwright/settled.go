package main

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// Looks bounds how often the live side is read again for one plan: for what seems to
// be drift, for what decides whose rights change, and for who else has those.
const looks = 5

// settled makes a plan and reads again what it rests on until it rests on enough. The
// state is that which the plan was made of.
func settled(ctx context.Context, r providers.Reader, live *schema.State, cfg *config.Config, o impact.Options) (*impact.Assessment, []schema.Problem, error) {
	doubted := map[*schema.Resource]bool{}
	for look := 0; ; look++ {
		p, problems := impact.Judge(plan.Make(live, cfg.Want, o.Options), live, cfg.Want, o)
		if p == nil || look == looks {
			return p, problems, nil
		}
		again := suspects(p.Plan, live, doubted)
		for l, attrs := range p.Needs {
			again[l] = again[l].Union(attrs)
		}
		if len(again) == 0 {
			return p, problems, nil
		}
		var err error
		if live, err = reread(ctx, r, live, again, doubted); err != nil {
			return nil, nil, err
		}
	}
}

// suspects returns the objects that seem to have been changed by somebody: the index
// that bulk reads come from lags, and may show an object's old attributes beside its
// new record. Those that were read again are none.
func suspects(p *plan.Plan, live *schema.State, sure map[*schema.Resource]bool) impact.Needs {
	ids := map[schema.Name]bool{} // by kind and id
	for _, c := range p.Drift().Changes {
		if c.Live != nil {
			ids[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = true
		}
	}
	again := impact.Needs{}
	if len(ids) == 0 {
		return again
	}
	for _, l := range live.All() {
		if ids[schema.Name{Kind: l.Kind.Name, Key: l.ID}] && !sure[l] {
			again[l] = 0
		}
	}
	return again
}

// reread reads the given objects again, with the given attributes beside those that
// they have, and returns the state with them as they are now. They are sure then.
func reread(ctx context.Context, r providers.Reader, live *schema.State, again impact.Needs, sure map[*schema.Resource]bool) (*schema.State, error) {
	list := slices.Clone(live.All())
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for i, l := range list {
		more, ok := again[l]
		if !ok {
			continue
		}
		g.Go(func() error {
			fresh, err := r.Read(ctx, l, l.Given.Union(more))
			if errors.Is(err, providers.ErrNotFound) {
				list[i] = nil
				return nil
			}
			if err == nil {
				fresh.System = l.System
				list[i] = fresh
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i, l := range live.All() {
		if _, ok := again[l]; ok && list[i] != nil {
			sure[list[i]] = true
		}
	}
	fresh, err := schema.NewState(slices.DeleteFunc(list, func(l *schema.Resource) bool { return l == nil }))
	if err != nil {
		return nil, err
	}
	return fresh.Informed(live), nil
}
