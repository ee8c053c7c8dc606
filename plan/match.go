package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// A match is the live object that belongs to a described one. The way in which it was found
// gives it its standing: by its record it is managed, by only its name it is adopted.
type match struct {
	live     *schema.Resource
	standing Standing
}

// The matches say which live object belongs to each described one, and what the plan does
// with the live objects that nothing describes.
type matches struct {
	of       map[*schema.Resource]match // by described object
	taken    map[*schema.Resource]bool  // the live objects that are described
	orphaned []*schema.Resource         // ours, and no longer described
	left     []Left
	problems []schema.Problem
}

// A matcher finds the live object that belongs to each described one.
type matcher struct {
	*matches
	Options
	live      *schema.State
	owned     map[string][]*schema.Resource // live objects of this stack, by owner
	described map[string]bool               // the owners of all described objects
	before    map[schema.Name]string        // described name → live natural key, of matched objects
}

// matchStates finds an object by its record, else by its natural key, else by the name
// that its record was made under. It looks for all objects by their records before it looks
// for any by its name. For example, queue.x is live as "A", and somebody renamed it to "B"
// in the console. The configuration still describes queue.x as "A", and a new queue.y as
// "B". The record says that "B" is queue.x, so queue.y does not get it.
func matchStates(live, want *schema.State, o Options) *matches {
	m := &matcher{
		matches: &matches{
			of:    make(map[*schema.Resource]match, len(want.All())),
			taken: make(map[*schema.Resource]bool, len(want.All())),
		},
		Options: o, live: live, before: map[schema.Name]string{},
		owned: make(map[string][]*schema.Resource, len(live.All())), described: make(map[string]bool, len(want.All())),
	}
	for i, l := range live.All() {
		if !o.Ours(record.Stack(l.Record)) {
			continue
		}
		if twins := m.owned[l.Record.Owner]; twins != nil {
			m.owned[l.Record.Owner] = append(twins, l)
		} else {
			m.owned[l.Record.Owner] = live.All()[i : i+1 : i+1] // the usual list of one costs nothing
		}
	}
	for _, w := range want.All() {
		for owner := range o.owners(w) {
			m.described[owner] = true
		}
	}
	for _, find := range []func(*schema.Resource) (match, bool){m.byRecord, m.byName, m.byFormerName} {
		for _, w := range want.All() {
			if _, matched := m.of[w]; matched {
				continue
			}
			if found, ok := find(w); ok {
				m.take(w, found)
			}
		}
	}
	m.sortOut()
	return m.matches
}

// take notes that the live object belongs to w, so no other described object can get it.
func (m *matcher) take(w *schema.Resource, found match) {
	m.of[w] = found
	m.taken[found.live] = true
	if found.live.Key != w.Key {
		m.before[w.Name()] = found.live.Key
	}
}

// byRecord finds the object whose record names w's address and was made for that object.
func (m *matcher) byRecord(w *schema.Resource) (match, bool) {
	return m.only(w, m.fits)
}

// fits reports whether the object's record was made for it, and not copied from another
// object. A run that stops midway may leave an object under a temporary name; its record is
// under the name before that, and fits.
func (m *matcher) fits(l *schema.Resource) bool {
	return record.Fits(l.Record, m.Instance.ID, l) || isAside(l)
}

// only returns the one object that carries w's address, fits, and is not taken. Two of them
// are a problem: nobody can say which one w describes.
func (m *matcher) only(w *schema.Resource, fits func(*schema.Resource) bool) (match, bool) {
	var found []*schema.Resource
	for owner := range m.owners(w) {
		for _, l := range m.owned[owner] {
			if l.Kind == w.Kind && !m.taken[l] && fits(l) {
				found = append(found, l)
			}
		}
	}
	switch len(found) {
	case 0:
		return match{}, false
	case 1:
		return match{found[0], Managed}, true
	}
	m.problems = append(m.problems, schema.Problem{Addr: w.Addr, Problem: diag.DuplicateAddress.Problem(
		"The %s and the %s both have the record of %s. Delete one of them, or remove its tag %q.", found[0].Name(), found[1].Name(), w.Addr, record.OwnerTag)})
	return match{found[0], Managed}, true
}

// byName finds the object that has w's natural key. A key may begin with another object's
// name: "Europe/London" is also found as "EMEA/London" if the plan renames that group.
func (m *matcher) byName(w *schema.Resource) (match, bool) {
	l, ok := m.live.Lookup(w.Name())
	if !ok && len(m.before) > 0 {
		l, ok = m.live.Lookup(w.Renamed(m.before).Name())
	}
	if !ok || m.taken[l] {
		return match{}, false
	}
	stack := record.Stack(l.Record)
	switch {
	case !l.HoldsRecord(): // it cannot have an owner, so it is never taken over
		return match{l, Managed}, true
	case stack == "":
		return match{l, Adopted}, true
	case !m.Ours(stack), m.isOwner(l.Record.Owner, w):
		return match{l, Managed}, true
	case m.described[l.Record.Owner]:
		return match{l, Adopted}, true
	}
	return match{l, Moved}, true
}

// byFormerName finds the object whose record was made under w's name, and which somebody
// renamed in the console since. It also finds the one that w's lifecycle names in
// renamed_from, which the plan renames.
func (m *matcher) byFormerName(w *schema.Resource) (match, bool) {
	if from := w.Lifecycle.RenamedFrom; from != "" {
		if l, ok := m.live.Lookup(schema.Name{Kind: w.Kind.Name, Key: from}); ok && !m.taken[l] {
			switch stack := record.Stack(l.Record); {
			case stack == "":
				return match{l, Adopted}, true
			case m.Ours(stack):
				return match{l, Managed}, true
			}
		}
	}
	return m.only(w, func(l *schema.Resource) bool {
		return record.MadeFor(l.Record, m.Instance.ID, w.Kind.Name, w.Key) || w.Lifecycle.RenamedFrom != "" && record.MadeFor(l.Record, m.Instance.ID, w.Kind.Name, w.Lifecycle.RenamedFrom)
	})
}

// sortOut gives a standing to each live object that nothing describes.
func (m *matcher) sortOut() {
	for _, l := range m.live.All() {
		stack := record.Stack(l.Record)
		switch {
		case m.taken[l], l.Kind.Single, l.Kind.Bound() != 0:
		case stack == "":
			m.left = append(m.left, Left{l, Unmanaged})
		case !m.Ours(stack):
			m.left = append(m.left, Left{l, Foreign})
		case m.described[l.Record.Owner]:
			m.left = append(m.left, Left{l, Copied})
		case !m.fits(l) && !m.released(l):
			m.left = append(m.left, Left{l, Held})
		default:
			m.orphaned = append(m.orphaned, l)
		}
	}
}

// gone returns the live objects that delete blocks name. It omits the ones that the
// configuration describes, and the ones that the plan deletes anyway.
func (m *matches) gone(live *schema.State, named []schema.Name) []*schema.Resource {
	var list []*schema.Resource
	for _, n := range named {
		if l, ok := live.Lookup(n); ok && !m.taken[l] && !slices.Contains(m.orphaned, l) {
			list = append(list, l)
		}
	}
	return list
}
