package impact

import (
	"iter"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// unknownNames reports references to objects that neither are described nor exist.
func unknownNames(s *situation) []finding {
	var all []finding
	known := vocabulary{s: s, byKind: map[string][]string{}}
	for _, c := range s.plan.Changes {
		if c.Want == nil {
			continue
		}
		for i := range c.Attrs.All() {
			a := &c.Want.Kind.Attrs[i]
			for name := range a.Refs(c.Want.Body) {
				if !s.exists(name) {
					all = append(all, report(c.Addr, known.unknown(a, name)))
				}
			}
		}
	}
	return all
}

// exists reports whether an object of that name is described or live.
func (s *situation) exists(name schema.Name) bool {
	if _, ok := s.want.Lookup(name); ok {
		return true
	}
	if _, ok := s.live.OutsideID(name); ok {
		return true
	}
	_, ok := s.live.Lookup(name)
	return ok
}

// A vocabulary proposes names that there are for those that there are not.
type vocabulary struct {
	s      *situation
	byKind map[string][]string
	budget diag.SuggestionBudget
}

// unknown returns the problem of an attribute that has a name which nothing has.
func (v *vocabulary) unknown(a *schema.Attr, name schema.Name) diag.Problem {
	words, where := strings.ReplaceAll(name.Kind, "_", " "), "in the configuration or in the instance"
	if _, described := schema.KindOf(name.Kind); !described {
		where = "in the instance"
	}
	suggestion := ""
	if known := v.names(name.Kind); v.budget.Affords(len(known)) {
		suggestion = diag.Suggest(name.Key, known)
	}
	unknown := diag.UnknownObject(name.Kind).Of(plan.Quote(name.Key))
	return unknown.On(a.Name, "Cannot find the %s %q %s.%s", words, name.Key, where, suggestion).About(name.Key)
}

// names returns the names of all objects of a kind that are described or live.
func (v *vocabulary) names(kind string) []string {
	if _, known := v.byKind[kind]; !known {
		v.byKind[kind] = slices.Sorted(slices.Values(slices.Concat(v.s.want.Names(kind), v.s.live.Names(kind))))
	}
	return v.byKind[kind]
}

// danglingNames reports references in the configuration to objects that the plan
// deletes.
func danglingNames(s *situation) []finding {
	gone := s.deleted(s.want)
	if len(gone) == 0 {
		return nil
	}
	var all []finding
	for _, w := range s.want.All() {
		for i := range w.Given.All() {
			a := &w.Kind.Attrs[i]
			for name := range a.Refs(w.Body) {
				if gone[name] != nil {
					all = append(all, report(w.Addr, diag.ReferenceToDeletedObject.On(a.Name,
						"The %s is no longer in the configuration and would be deleted, but %s still refers to it. Describe it again, or remove the reference.", name, w.Addr).About(name.Key)))
				}
			}
		}
	}
	return all
}

// deletedInUse refuses deletions of what live objects refer to all the same, as far as
// those are known: the service would refuse them half-way.
func deletedInUse(s *situation) []finding {
	gone := s.deleted(s.outcome)
	if len(gone) == 0 {
		return nil
	}
	var all []finding
	for _, r := range s.outcome.All() {
		for name := range uses(r) {
			if c := gone[name]; c != nil {
				all = append(all, refuse(c.Addr, diag.ObjectInUse.Problem("The %s would be deleted, but %s still refers to it. Describe it again, or first change what refers to it.", s.object(c.Live).Name(), r.Name())))
			}
		}
	}
	return all
}

// deleted returns the names of what the plan deletes, except those that another object
// has in the state to come: who refers to such a name means that one. That is certain
// only where nothing live refers to the object that goes.
func (s *situation) deleted(to *schema.State) map[schema.Name]*plan.Change {
	gone := map[schema.Name]*plan.Change{}
	for _, c := range s.plan.Changes {
		if c.Action == plan.Delete {
			gone[c.Live.Name()] = c
		}
	}
	for name := range gone {
		if _, taken := to.Lookup(name); taken && !referred(s.live, name) {
			delete(gone, name)
		}
	}
	return gone
}

// referred reports whether any object of the state refers to the name.
func referred(s *schema.State, name schema.Name) bool {
	return slices.ContainsFunc(s.All(), func(r *schema.Resource) bool {
		for n := range uses(r) {
			if n == name {
				return true
			}
		}
		return false
	})
}

// uses yields what a live object refers to, as far as that is known.
func uses(r *schema.Resource) iter.Seq[schema.Name] {
	return func(yield func(schema.Name) bool) {
		for name := range r.Refs(r.Given.Minus(r.Kind.WrittenLast())) {
			if !yield(name) {
				return
			}
		}
		if r.Live == nil {
			return
		}
		for _, u := range r.References {
			if !r.Has(u.Attr) && !yield(u.Name) {
				return
			}
		}
	}
}
