package impact

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// unknownNames reports references to objects that are neither described nor live. For example,
// a user has routing_profile = "Premum", and there is only "Premium". Applied, the plan would
// fail midway.
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

// exists reports whether an object with the name is described or live. Flows and phone numbers
// count, which callwright can only list.
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

// A vocabulary suggests existing names for unknown ones: "Premium" for "Premum".
type vocabulary struct {
	s      *situation
	byKind map[string][]string
	budget diag.SuggestionBudget // limits the time for suggestions if thousands of names are unknown
}

// unknown returns the problem that an attribute has the name of an object that does not exist.
func (v *vocabulary) unknown(a *schema.Attr, name schema.Name) diag.Problem {
	words, where := diag.KindWords(name.Kind), "in the configuration or in the instance"
	if _, described := schema.KindOf(name.Kind); !described {
		where = "in the instance"
	}
	suggestion := ""
	if known := v.names(name.Kind); v.budget.Affords(len(known)) {
		suggestion = cmp.Or(groupPaths(name, known), diag.Suggest(name.Key, known))
	}
	unknown := diag.UnknownObject(name.Kind).Of(plan.Quote(name.Key))
	return unknown.On(a.Name, "Cannot find the %s %q %s.%s", words, name.Key, where, suggestion).About(name.Key)
}

// groupPaths says how to name a hierarchy group if a name is only the last part of the paths
// of some groups. It returns "" for other names.
func groupPaths(name schema.Name, known []string) string {
	var paths []string
	for _, path := range known {
		if name.Kind == "hierarchy_group" && strings.HasSuffix(path, "/"+name.Key) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return ""
	}
	return fmt.Sprintf(" A group is named by its path from the top: %s.", several(paths))
}

// names returns the names of all described and live objects of a kind, sorted.
func (v *vocabulary) names(kind string) []string {
	if _, known := v.byKind[kind]; !known {
		v.byKind[kind] = slices.Sorted(slices.Values(slices.Concat(v.s.want.Names(kind), v.s.live.Names(kind))))
	}
	return v.byKind[kind]
}

// danglingNames reports references in the configuration to objects that the plan deletes. For
// example, somebody removed the block of the queue "Sales", but a routing profile still has it
// by name, in quotes.
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

// deletedInUse refuses deletions of objects that other objects still refer to after the plan,
// as far as we know. The service would refuse such a deletion, and leave the plan half
// applied. For example, somebody added the queue to a routing profile in the console.
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

// deleted returns the names of the objects that the plan deletes. It omits a name that another
// object has afterwards, because references to that name mean the other object. It can be sure
// of that only if nothing live refers to the deleted object.
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

// referred reports whether any object of the state refers to the object with the name.
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

// uses yields the objects that r refers to, as far as we know. References that are written last
// are left out: the service drops them by itself when the other object is deleted.
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
