package plan

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// Names say which live names become which. References of live objects are compared
// under the names to come: a user whose routing profile is renamed does not differ.
type names struct {
	list    []NewName
	renamed map[schema.Name]string           // live name → natural key to come
	asides  map[schema.Name]*schema.Resource // live objects that go aside before they are deleted, by that name
}

// newNames finds the names that change: those of matched objects whose natural key
// changes, and those that follow from these. A replaced object keeps its name, as what
// refers to it has to move to the new one.
func newNames(live, want *schema.State, m *matches, o Options) *names {
	n := &names{renamed: map[schema.Name]string{}, asides: map[schema.Name]*schema.Resource{}}
	for _, w := range want.All() {
		found, ok := m.of[w]
		if !ok || found.live.Key == w.Key {
			continue
		}
		c := &Change{Want: w, Attrs: w.Kind.Changed(n.toCome(found.live), w)}
		if c.Immutable() == "" {
			n.add(found.live, w)
		}
	}
	n.follow(live, want, m, o)
	return n
}

// follow adds the names of what is not described: of what goes aside, and of what is
// called after something renamed. Parents come before their children.
func (n *names) follow(live, want *schema.State, m *matches, o Options) {
	doomed := doomed(live, m, o)
	for _, l := range live.All() {
		if m.taken[l] {
			continue
		}
		to := n.toCome(l)
		if _, taken := want.Lookup(to.Name()); taken && doomed[l] && mentioned(live, l.Name()) {
			to = setAside(to)
			n.asides[to.Name()] = l
		}
		if to.Key != l.Key {
			n.add(l, to)
		}
	}
}

// add notes that the live object comes to be called as to is.
func (n *names) add(live, to *schema.Resource) {
	n.renamed[live.Name()] = to.Key
	n.list = append(n.list, newName(live, to))
}

// newName returns how the live object comes to be called.
func newName(live, to *schema.Resource) NewName {
	n := NewName{Kind: live.Kind.Name, ID: live.ID, Name: to.Key, Was: live.Key}
	for ref := range to.Refs(to.Kind.References()) {
		if ref.Kind == n.Kind && strings.HasPrefix(to.Key, ref.Key) {
			n.In = ref.Key
		}
	}
	return n
}

// toCome returns a live object with its references under the names to come.
func (n *names) toCome(live *schema.Resource) *schema.Resource {
	if len(n.renamed) == 0 {
		return live
	}
	return live.Renamed(n.renamed)
}

// goesAside reports whether the object gives its name up before it is deleted.
func (n *names) goesAside(live *schema.Resource) bool {
	key, moves := n.renamed[live.Name()]
	return moves && n.asides[schema.Name{Kind: live.Kind.Name, Key: key}] == live
}

// ids returns the function that tells the live id of an object by its name to come.
// What is yet to be made has none.
func (n *names) ids(live, want *schema.State, m *matches) func(schema.Name) (string, bool) {
	return func(name schema.Name) (string, bool) {
		if w, ok := want.Lookup(name); ok {
			found, ok := m.of[w]
			if !ok || found.live.Key != w.Key && n.renamed[found.live.Name()] != w.Key {
				return "", false
			}
			return found.live.ID, true
		}
		l, ok := n.asides[name]
		if !ok {
			l, ok = live.Lookup(name)
		}
		if !ok {
			return live.OutsideID(name)
		}
		return l.ID, true
	}
}

// doomed returns the objects that are deleted and can be renamed before.
func doomed(live *schema.State, m *matches, o Options) map[*schema.Resource]bool {
	doomed := map[*schema.Resource]bool{}
	for _, l := range slices.Concat(m.orphaned, m.gone(live, o.Gone)) {
		i, named := l.Kind.Lookup(l.Kind.Label)
		doomed[l] = named && !l.Kind.Attrs[i].Immutable && l.Kind.Deletable() && !l.System && !o.released(l)
	}
	return doomed
}

// mentioned reports whether any object of the state names the other, even where that
// does not keep it from being deleted.
func mentioned(s *schema.State, other schema.Name) bool {
	return slices.ContainsFunc(s.All(), func(r *schema.Resource) bool {
		for name := range r.Refs(r.Given) {
			if name == other {
				return true
			}
		}
		return slices.ContainsFunc(r.References, func(u schema.Reference) bool { return u.Name == other })
	})
}
