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

// maxRounds limits how often the planner reads objects again for one plan. A plan may take
// three rounds: one for apparent drift, one for the security profiles that decide whose
// permissions change, and one for the other users who have those profiles.
const maxRounds = 5

// A planner plans one configuration in rounds: it makes a plan, reads the attributes that
// the plan turned out to need, and plans again, until it has all that it needs. Reading
// everything at the start would take a call for each object.
//
// For example, the first plan shows that ada gets another security profile. The planner
// reads what that profile allows, and the second plan says which permissions she gains.
type planner struct {
	source  Source
	want    *schema.State
	options impact.Options
	adjust  func(*plan.Plan)                    // changes a plan before it is judged; nil for nothing
	reread  map[*schema.Resource]schema.AttrSet // objects that were read one by one, with the attributes that were asked for
	live    *schema.State                       // the live state that the plan was made from
}

// plan makes the plan, and returns what is wrong with it. The plan is nil if the contact
// centre cannot be as it is described, for example because a reference names nothing.
func (p *planner) plan(ctx context.Context, live *schema.State) (*impact.Assessment, []schema.Problem, error) {
	for round := 0; ; round++ {
		p.live = live
		made := plan.Make(live, p.want, p.options.Options)
		if p.adjust != nil {
			p.adjust(made)
		}
		a, problems := impact.Judge(made, live, p.want, p.options)
		if a == nil || round == maxRounds {
			return a, problems, nil
		}
		needs := p.suspects(a.Plan, live)
		for l, attrs := range a.Needs {
			// What a read did not bring, another one would not bring either.
			if attrs = attrs.Minus(p.reread[l]); attrs != 0 {
				needs[l] = needs[l].Union(attrs)
			}
		}
		agents := live.AIAgents()
		if a.ChangesRights && agents == nil {
			var err error
			if agents, err = p.readAgents(ctx); err != nil {
				return nil, nil, err
			}
			live = live.WithAIAgents(agents)
		} else {
			agents = nil
		}
		if len(needs)+len(agents) == 0 {
			return a, problems, nil
		}
		var err error
		if live, err = p.readAgain(ctx, live, needs); err != nil {
			return nil, nil, err
		}
	}
}

// readAgents returns the security profiles of AI agents; not nil, so that they are read once.
func (p *planner) readAgents(ctx context.Context) (map[string][]string, error) {
	agents, err := p.source.AIAgents(ctx)
	if agents == nil {
		agents = map[string][]string{}
	}
	return agents, err
}

// suspects returns the objects that seem to have drifted, to be read again before the plan
// says so. Bulk reads come from a search index that lags: right after a change it may show
// the new record with the old attributes, which looks as if somebody had changed them
// back. An object that was read on its own is not a suspect.
func (p *planner) suspects(made *plan.Plan, live *schema.State) impact.Needs {
	ids := map[schema.Name]bool{} // Key has the id here: a renamed object has two names
	for _, c := range made.Changes {
		if c.Live != nil && c.Want != nil && c.Drifted() {
			ids[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = true
		}
	}
	suspects := impact.Needs{}
	if len(ids) == 0 {
		return suspects
	}
	for _, l := range live.All() {
		if _, done := p.reread[l]; ids[schema.Name{Kind: l.Kind.Name, Key: l.ID}] && !done && !l.Alone {
			suspects[l] = 0 // the attributes that it has already are enough
		}
	}
	return suspects
}

// readAgain reads objects again, each with the attributes that it has and those that needs
// adds. It returns the state with the new objects in place of the old ones, and without
// those that are gone.
func (p *planner) readAgain(ctx context.Context, live *schema.State, needs impact.Needs) (*schema.State, error) {
	list := slices.Clone(live.All())
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8) // the provider limits the rate of the calls as well
	// Each goroutine writes an element of its own, so the list needs no lock.
	for i, l := range list {
		more, ok := needs[l]
		if !ok {
			continue
		}
		g.Go(func() error {
			fresh, err := p.source.Again(ctx, l, more)
			if errors.Is(err, providers.ErrNotFound) {
				list[i] = nil // somebody deleted it since the bulk read
				return nil
			}
			if err == nil {
				fresh.System = l.System // as the bulk read found it
				list[i] = fresh
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i, l := range live.All() {
		if more, ok := needs[l]; ok && list[i] != nil {
			p.reread[list[i]] = p.reread[l].Union(more)
		}
	}
	fresh, err := schema.NewState(slices.DeleteFunc(list, func(l *schema.Resource) bool { return l == nil }))
	if err != nil {
		return nil, err
	}
	return fresh.WithOutsideOf(live), nil
}
