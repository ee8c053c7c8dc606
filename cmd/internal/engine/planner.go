package engine

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// mostLooks bounds how often the live side is read again for one plan: for what seems
// to be drift, for what decides whose rights change, and for who else has those.
const mostLooks = 5

// A planner makes plans of one configuration until one rests on nothing that has still
// to be read. For example, a first plan shows that ada gets another security profile;
// what that profile allows is read then, and the second plan says what she gains.
type planner struct {
	source  Source
	want    *schema.State
	options impact.Options
	sure    map[*schema.Resource]bool // objects that were read again: no search shows them late
}

// plan makes the plan, and returns what is wrong with it. There is none if what is
// described cannot be.
func (p *planner) plan(ctx context.Context, live *schema.State) (*impact.Assessment, []schema.Problem, error) {
	for look := 0; ; look++ {
		a, problems := impact.Judge(plan.Make(live, p.want, p.options.Options), live, p.want, p.options)
		if a == nil || look == mostLooks {
			return a, problems, nil
		}
		again := p.suspects(a.Plan, live)
		for l, attrs := range a.Needs {
			again[l] = again[l].Union(attrs)
		}
		if len(again) == 0 {
			return a, problems, nil
		}
		var err error
		if live, err = p.again(ctx, live, again); err != nil {
			return nil, nil, err
		}
	}
}

// suspects returns the objects that seem to have been changed by somebody. The index
// that bulk reads come from lags, and may show an object's old attributes beside its
// new record; an object that was read again is no suspect.
func (p *planner) suspects(made *plan.Plan, live *schema.State) impact.Needs {
	ids := map[schema.Name]bool{} // by kind and id
	for _, c := range made.Drift().Changes {
		if c.Live != nil {
			ids[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = true
		}
	}
	again := impact.Needs{}
	if len(ids) == 0 {
		return again
	}
	for _, l := range live.All() {
		if ids[schema.Name{Kind: l.Kind.Name, Key: l.ID}] && !p.sure[l] {
			again[l] = 0
		}
	}
	return again
}

// again reads the given objects again, with the given attributes beside those that they
// have, and returns the state with them as they are now.
func (p *planner) again(ctx context.Context, live *schema.State, needs impact.Needs) (*schema.State, error) {
	list := slices.Clone(live.All())
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for i, l := range list {
		more, ok := needs[l]
		if !ok {
			continue
		}
		g.Go(func() error {
			fresh, err := p.source.Again(ctx, l, more)
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
		if _, ok := needs[l]; ok && list[i] != nil {
			p.sure[list[i]] = true
		}
	}
	fresh, err := schema.NewState(slices.DeleteFunc(list, func(l *schema.Resource) bool { return l == nil }))
	if err != nil {
		return nil, err
	}
	return fresh.WithOutsideOf(live), nil
}
