package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// almostEqualNames warns of objects that the plan creates or renames although a live object
// has almost the same name. For example, a block says "basicqueue", and the instance has a
// queue "BasicQueue": most likely the block means that one. The configuration compares
// described objects with each other, because it knows the places of both in the files.
func almostEqualNames(s *situation) []finding {
	var all []finding
	var existing map[schema.Name]*schema.Resource
	for _, c := range s.plan.Changes {
		if c.Want == nil || c.Live != nil && c.Was() == "" || c.Step == plan.Aside || c.Want.Kind.Bound() != 0 {
			continue
		}
		if existing == nil {
			existing = s.undescribedNames()
		}
		if live, ok := existing[c.Want.Name().Folded()]; ok {
			all = append(all, report(c.Addr, diag.NamesAlmostEqual.On(c.Want.Kind.Label,
				"The instance has a %s, which differs from %q only in case, spaces or Unicode form. To manage that one, write its name exactly so.", live.Name(), c.Want.Key)))
		}
	}
	return all
}

// undescribedNames returns the live objects that the configuration does not describe and that
// still exist after the plan. The keys are folded names, without differences in case or spaces.
func (s *situation) undescribedNames() map[schema.Name]*schema.Resource {
	names := map[schema.Name]*schema.Resource{}
	for _, r := range s.outcome.All() {
		if r.Live == nil || r.Kind.Label == "" {
			continue
		}
		if live, ok := s.live.Lookup(r.Name()); ok && live.ID == r.ID && !s.plan.Describes(live) {
			names[r.Name().Folded()] = live
		}
	}
	return names
}
