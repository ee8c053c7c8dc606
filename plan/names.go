package plan

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// Names know which live names change. Before we compare a live object, we rewrite its
// references to the names after the plan. For example, the plan renames a routing profile
// "A" to "B". A user who has "A" now has "B" afterwards without any write, because the
// service refers to profiles by id. So the user does not differ.
type names struct {
	list    []NewName
	renamed map[schema.Name]string           // from the live name to the natural key after the plan
	asides  map[schema.Name]*schema.Resource // objects that get a temporary name before they are deleted, by that name
}

// newNames finds the objects whose natural keys change: renamed ones, and those below them.
// An object that is replaced keeps its name, because what refers to it has to move to the
// new object.
func newNames(m *matches, o Options) *names {
	n := &names{renamed: map[schema.Name]string{}, asides: map[schema.Name]*schema.Resource{}}
	for i, w := range m.want.All() {
		found, ok := m.find(i)
		if !ok || found.live.Key == w.Key {
			continue
		}
		c := &Change{Want: w, Attrs: w.Kind.Changed(n.toCome(found.live), w)}
		if c.Immutable() == "" {
			n.add(found.live, w)
		}
	}
	n.follow(m, o)
	return n
}

// follow adds the new names of objects that are not described: objects that are set aside,
// and children of renamed objects. Parents come before their children, so "EMEA" has its new
// name when it is the turn of "EMEA/London".
func (n *names) follow(m *matches, o Options) {
	doomed := doomed(m, o)
	for i, l := range m.live.All() {
		if m.taken[i] {
			continue
		}
		to := n.toCome(l)
		if _, taken := m.want.Lookup(to.Name()); taken && doomed[l] && mentioned(m.live, l.Name()) {
			to = setAside(to)
			n.asides[to.Name()] = l
		}
		if to.Key != l.Key {
			n.add(l, to)
		}
	}
}

// add notes that the live object gets the name of to.
func (n *names) add(live, to *schema.Resource) {
	n.renamed[live.Name()] = to.Key
	n.list = append(n.list, newName(live, to))
}

// newName says how the name of the live object changes to that of to.
func newName(live, to *schema.Resource) NewName {
	n := NewName{Kind: live.Kind.Name, ID: live.ID, Name: to.Key, Was: live.Key}
	for ref := range to.Refs(to.Kind.References()) {
		if ref.Kind == n.Kind && strings.HasPrefix(to.Key, ref.Key) {
			n.In = ref.Key
		}
	}
	return n
}

// toCome returns the live object with its references rewritten to the names after the plan.
func (n *names) toCome(live *schema.Resource) *schema.Resource {
	if len(n.renamed) == 0 {
		return live
	}
	return live.Renamed(n.renamed)
}

// goesAside reports whether the object gets a temporary name before it is deleted.
func (n *names) goesAside(live *schema.Resource) bool {
	key, moves := n.renamed[live.Name()]
	return moves && n.asides[schema.Name{Kind: live.Kind.Name, Key: key}] == live
}

// ids returns a function that finds the id of a live object by its name after the plan. It
// returns false for an object that the plan creates.
func (n *names) ids(m *matches) func(schema.Name) (string, bool) {
	return func(name schema.Name) (string, bool) {
		if i, ok := m.want.Position(name); ok {
			w := m.want.All()[i]
			found, ok := m.find(i)
			if !ok || found.live.Key != w.Key && n.renamed[found.live.Name()] != w.Key {
				return "", false
			}
			return found.live.ID, true
		}
		l, ok := n.asides[name]
		if !ok {
			l, ok = m.live.Lookup(name)
		}
		if !ok {
			return m.live.OutsideID(name)
		}
		return l.ID, true
	}
}

// doomed returns the objects that the plan deletes, and whether they can be renamed first.
func doomed(m *matches, o Options) map[*schema.Resource]bool {
	doomed := map[*schema.Resource]bool{}
	for _, l := range slices.Concat(m.orphaned, m.gone(o.Gone)) {
		i, named := l.Kind.Lookup(l.Kind.Label)
		doomed[l] = named && !l.Kind.Attrs[i].Immutable && l.Kind.Deletable() && !l.System && !o.released(l)
	}
	return doomed
}

// mentioned reports whether any object of the state refers to the other, even if the service
// would delete that one all the same.
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
