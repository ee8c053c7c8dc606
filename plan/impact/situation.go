package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A situation is what rules judge: a plan, the states that it was made of, and the one
// that it leads to.
type situation struct {
	Options
	plan                *plan.Plan
	live, want, outcome *schema.State
	in                  func(schema.Addr) bool // whether an address is in the plan's scope
	needs               Needs
	limits              []Limit
	byID                map[schema.Name]*schema.Resource // live objects by kind and id; made when first needed

	// What is known once the outcome is.
	impact                      Impact
	before, after               *access  // nil where nothing changes
	membersBefore, membersAfter *members // nil where there is no ConnectPath
	policy                      []schema.CheckResult
	checked                     []schema.Problem // what the configuration's checks say
}

// lacks notes that an answer depends on an attribute that was not read, of an object in
// the state that the plan leads to.
func (s *situation) lacks(r *schema.Resource, attr string) {
	if l := s.object(r); l != nil {
		s.needs.add(l, l.Kind.Set(attr))
	}
}

// object returns the live object that r is of: as it was read, neither set aside nor
// with its references under names to come.
func (s *situation) object(r *schema.Resource) *schema.Resource {
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
