package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A Situation is what rules judge: a plan, the states that it was made of, and the one
// that it leads to.
type Situation struct {
	Options
	plan                *plan.Plan
	live, want, outcome *schema.State
	in                  func(schema.Addr) bool // whether an address is in the plan's scope
	needs               Needs
	limits              []Limit
	byID                map[schema.Name]*schema.Resource // live objects by kind and id; made when first needed

	// What is known once the outcome is.
	impact                      Impact
	before, after               *Access  // nil where nothing changes
	membersBefore, membersAfter *members // nil where there is no ConnectPath
	policy                      []schema.Verdict
	checked                     []schema.Problem // what the configuration's checks say
}

func newSituation(p *plan.Plan, live, want *schema.State, o Options) *Situation {
	s := &Situation{Options: o, plan: p, live: live, want: want, in: o.Scope.Filter(), needs: Needs{}}
	s.needs.whole(p.Changes, s.object)
	s.limits = limits(p.Changes, live, o)
	return s
}

// reach takes the state that the plan leads to, and works out what that means.
func (s *Situation) reach(outcome *schema.State) {
	s.outcome = outcome
	if len(s.plan.Changes) > 0 {
		s.impact, s.before, s.after = weigh(s.live, outcome, func(kind, name, attr string) { s.needs.byName(s.live, kind, name, attr) })
		s.impact.People = people(s.plan.Changes)
	}
	s.membersBefore, s.membersAfter = membersOf(s.live), membersOf(outcome)
	if s.Check != nil {
		s.policy, s.checked = s.Check(newAnswers(outcome, s.lacks))
	}
}

// lacks notes that an answer depends on an attribute that was not read, of an object in
// the state that the plan leads to.
func (s *Situation) lacks(r *schema.Resource, attr string) {
	if l := s.object(r); l != nil {
		s.needs.add(l, l.Kind.Set(attr))
	}
}

// object returns the live object that r is of: as it was read, neither set aside nor
// with its references under names to come.
func (s *Situation) object(r *schema.Resource) *schema.Resource {
	if r.Live == nil {
		return nil
	}
	if s.byID == nil {
		s.byID = make(map[schema.Name]*schema.Resource, len(s.live.All()))
		for _, l := range s.live.All() {
			s.byID[schema.Name{Kind: l.Kind.Name, Key: l.ID}] = l
		}
	}
	return s.byID[schema.Name{Kind: r.Kind.Name, Key: r.ID}]
}
