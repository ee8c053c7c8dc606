package plan

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/parallel"
	"github.com/callwright/callwright/schema/record"
)

// A match is the live object that belongs to a described one. The way in which it was found
// gives it its standing: by its record it is managed, by only its name it is adopted.
type match struct {
	live     *schema.Resource
	position int // of live in its state
	standing Standing
}

// The matches say which live object belongs to each described one, and what the plan does
// with the live objects that nothing describes.
type matches struct {
	live, want *schema.State
	of         []match            // by the position of the described object; no live object if it has none
	taken      []bool             // by the position of the live object: whether it is described
	orphaned   []*schema.Resource // ours, and no longer described
	left       []Left
	problems   []schema.Problem
}

// find returns the live object that belongs to the described one at a position.
func (m *matches) find(i int) (match, bool) { return m.of[i], m.of[i].live != nil }

// isTaken reports whether the live object is described.
func (m *matches) isTaken(l *schema.Resource) bool {
	i, ok := m.live.Position(l.Name())
	return ok && m.taken[i]
}

// A matcher finds the live object that belongs to each described one.
type matcher struct {
	*matches
	Options
	fit       []bool                 // by the position of the live object: whether its record was made for it
	owned     map[string][]int       // positions of live objects of this stack, by owner
	described map[string]bool        // the owners of all described objects; made when somebody asks
	before    map[schema.Name]string // described name → live natural key, of matched objects
}

// matchStates finds an object by its record, else by its natural key, else by the name
// that its record was made under. It looks for all objects by their records before it looks
// for any by its name. For example, queue.x is live as "A", and somebody renamed it to "B"
// in the console. The configuration still describes queue.x as "A", and a new queue.y as
// "B". The record says that "B" is queue.x, so queue.y does not get it.
func matchStates(live, want *schema.State, o Options) *matches {
	all := live.All()
	m := &matcher{
		matches: &matches{live: live, want: want, of: make([]match, len(want.All())), taken: make([]bool, len(all))},
		Options: o, fit: make([]bool, len(all)), owned: make(map[string][]int, len(all)), before: map[schema.Name]string{},
	}
	parallel.For(len(all), perCore, func(i int) { m.fit[i] = m.Ours(record.Stack(all[i].Record)) && m.fits(all[i]) })
	positions := make([]int, len(all))
	for i, l := range all {
		if !m.Ours(record.Stack(l.Record)) {
			continue
		}
		positions[i] = i
		if twins := m.owned[l.Record.Owner]; twins != nil {
			m.owned[l.Record.Owner] = append(twins, i)
		} else {
			m.owned[l.Record.Owner] = positions[i : i+1 : i+1] // the usual list of one costs nothing
		}
	}
	for _, find := range []func(*schema.Resource) (match, bool){m.byRecord, m.byName, m.byFormerName} {
		for i, w := range want.All() {
			if m.of[i].live != nil {
				continue
			}
			if found, ok := find(w); ok {
				m.take(i, found)
			}
		}
	}
	m.sortOut()
	return m.matches
}

// take notes that the live object belongs to the described one at position i, so no other
// described object can get it.
func (m *matcher) take(i int, found match) {
	m.of[i] = found
	m.taken[found.position] = true
	if w := m.want.All()[i]; found.live.Key != w.Key {
		m.before[w.Name()] = found.live.Key
	}
}

// isDescribed reports whether a described object has the owner. Most plans do not ask: all live
// objects of the stack are matched.
func (m *matcher) isDescribed(owner string) bool {
	if m.described == nil {
		m.described = make(map[string]bool, len(m.want.All()))
		for _, w := range m.want.All() {
			for own := range m.owners(w) {
				m.described[own] = true
			}
		}
	}
	return m.described[owner]
}

// byRecord finds the object whose record names w's address and was made for that object.
func (m *matcher) byRecord(w *schema.Resource) (match, bool) {
	return m.only(w, func(i int) bool { return m.fit[i] })
}

// fits reports whether the object's record was made for it, and not copied from another
// object. A run that stops midway may leave an object under a temporary name; its record is
// under the name before that, and fits.
func (m *matcher) fits(l *schema.Resource) bool {
	return record.Fits(l.Record, m.Instance.ID, l) || isAside(l)
}

// only returns the one object that carries w's address, fits, and is not taken. Two of them
// are a problem: nobody can say which one w describes.
func (m *matcher) only(w *schema.Resource, fits func(position int) bool) (match, bool) {
	var found, second match
	for owner := range m.owners(w) {
		for _, i := range m.owned[owner] {
			switch {
			case m.live.All()[i].Kind != w.Kind || m.taken[i] || !fits(i):
			case found.live == nil:
				found = m.as(Managed, i)
			case second.live == nil:
				second = m.as(Managed, i)
			}
		}
	}
	if second.live != nil {
		m.problems = append(m.problems, schema.Problem{Addr: w.Addr, Problem: diag.DuplicateAddress.Problem(
			"The %s and the %s both have the record of %s. Delete one of them, or remove its tag %q.", found.live.Name(), second.live.Name(), w.Addr, record.OwnerTag)})
	}
	return found, found.live != nil
}

// as returns a match with the live object at a position.
func (m *matcher) as(standing Standing, position int) match {
	return match{m.live.All()[position], position, standing}
}

// byName finds the object that has w's natural key. A key may begin with another object's
// name: "Europe/London" is also found as "EMEA/London" if the plan renames that group.
func (m *matcher) byName(w *schema.Resource) (match, bool) {
	i, ok := m.live.Position(w.Name())
	if !ok && len(m.before) > 0 {
		i, ok = m.live.Position(w.Renamed(m.before).Name())
	}
	if !ok || m.taken[i] {
		return match{}, false
	}
	l := m.live.All()[i]
	stack := record.Stack(l.Record)
	switch {
	case !l.HoldsRecord(): // it cannot have an owner, so it is never taken over
		return m.as(Managed, i), true
	case stack == "":
		return m.as(Adopted, i), true
	case !m.Ours(stack), m.isOwner(l.Record.Owner, w):
		return m.as(Managed, i), true
	case m.isDescribed(l.Record.Owner):
		return m.as(Adopted, i), true
	}
	return m.as(Moved, i), true
}

// byFormerName finds the object whose record was made under w's name, and which somebody
// renamed in the console since. It also finds the one that w's lifecycle names in
// renamed_from, which the plan renames.
func (m *matcher) byFormerName(w *schema.Resource) (match, bool) {
	from := w.Lifecycle.RenamedFrom
	if i, ok := m.live.Position(schema.Name{Kind: w.Kind.Name, Key: from}); ok && from != "" && !m.taken[i] {
		switch stack := record.Stack(m.live.All()[i].Record); {
		case stack == "":
			return m.as(Adopted, i), true
		case m.Ours(stack):
			return m.as(Managed, i), true
		}
	}
	return m.only(w, func(i int) bool {
		r := m.live.All()[i].Record
		return record.MadeFor(r, m.Instance.ID, w.Kind.Name, w.Key) || from != "" && record.MadeFor(r, m.Instance.ID, w.Kind.Name, from)
	})
}

// sortOut gives a standing to each live object that nothing describes.
func (m *matcher) sortOut() {
	for i, l := range m.live.All() {
		stack := record.Stack(l.Record)
		switch {
		case m.taken[i], l.Kind.Single, l.Kind.Bound() != 0:
		case stack == "":
			m.left = append(m.left, Left{l, Unmanaged})
		case !m.Ours(stack):
			m.left = append(m.left, Left{l, Foreign})
		case m.isDescribed(l.Record.Owner):
			m.left = append(m.left, Left{l, Copied})
		case !m.fit[i] && !m.released(l):
			m.left = append(m.left, Left{l, Held})
		default:
			m.orphaned = append(m.orphaned, l)
		}
	}
}

// gone returns the live objects that delete blocks name. It omits the ones that the
// configuration describes, and the ones that the plan deletes anyway.
func (m *matches) gone(named []schema.Name) []*schema.Resource {
	if len(named) == 0 {
		return nil
	}
	anyway := make(map[*schema.Resource]bool, len(m.orphaned))
	for _, l := range m.orphaned {
		anyway[l] = true
	}
	var list []*schema.Resource
	for _, n := range named {
		if l, ok := m.live.Lookup(n); ok && !m.isTaken(l) && !anyway[l] {
			list = append(list, l)
		}
	}
	return list
}
