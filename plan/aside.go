package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/callwright/callwright/schema"
)

// An object that is deleted while others refer to it and one comes to have its name
// goes aside before that: until what refers to it is changed, both are there. So does
// one of those whose names go round in a circle.

// aside returns the change that renames c's object to a name that nobody has, and
// makes c begin from there.
func (c *Change) aside() *Change {
	moved := setAside(c.Live)
	first := &Change{
		Action: Rename, Addr: c.Addr, Step: Aside, Standing: c.Standing, Reason: Renamed, Source: c.Source,
		Live: c.Live, Want: moved, Attrs: c.Live.Kind.Set(c.Live.Kind.Label),
	}
	c.Live = moved
	return first
}

// setAside returns the live object under a name that nobody has.
func setAside(live *schema.Resource) *schema.Resource {
	moved := live.Clone()
	moved.SetName(asideName(live))
	return moved
}

// asideName returns the name under which the object stands aside. It follows from the
// id, so that it is known for what it is after a run that was cut off.
func asideName(live *schema.Resource) string {
	sum := sha256.Sum256([]byte(live.ID))
	return "callwright-" + hex.EncodeToString(sum[:4])
}

// isAside reports whether a run that was cut off left the object under the name that it
// had on the way to another.
func isAside(live *schema.Resource) bool {
	i, named := live.Kind.Lookup(live.Kind.Label)
	return named && live.Given.Has(i) && live.Value(i).AsString() == asideName(live)
}

// doomed returns the objects that are deleted and can be renamed before.
func (p *pairing) doomed() map[*schema.Resource]bool {
	doomed := map[*schema.Resource]bool{}
	for _, l := range slices.Concat(p.orphaned, p.gone()) {
		i, named := l.Kind.Lookup(l.Kind.Label)
		doomed[l] = named && !l.Kind.Attrs[i].Immutable && l.Kind.Deletable() && !l.System && !p.o.released(l)
	}
	return doomed
}

// mentioned reports whether any object of the state names the other, be it where that keeps
// nothing from being deleted.
func mentioned(s *schema.State, other schema.Name) bool {
	return slices.ContainsFunc(s.All(), func(r *schema.Resource) bool {
		for name := range r.Refs(r.Given) {
			if name == other {
				return true
			}
		}
		return slices.ContainsFunc(r.Uses, func(u schema.Use) bool { return u.Name == other })
	})
}

// gone returns the objects that delete blocks name and nothing else says anything of.
func (p *pairing) gone() []*schema.Resource {
	var list []*schema.Resource
	for _, n := range p.o.Gone {
		if l, ok := p.live.Lookup(n); ok && !p.taken[l] && !slices.Contains(p.orphaned, l) {
			list = append(list, l)
		}
	}
	return list
}

// remove adds a change that takes a live object away, and before it the step that
// frees its name, where another object comes to have that too early.
func (d *drafting) remove(c *Change, live *schema.Resource) {
	if key, moves := d.pairing.renamed[live.Name()]; moves && d.pairing.asides[schema.Name{Kind: live.Kind.Name, Key: key}] == live {
		d.add(c.aside())
		d.Notices = append(d.Notices, fmt.Sprintf("The %s is called %s until it is deleted, as another takes its name.", live.Name(), Quote(c.Live.Key)))
	}
	d.add(c)
}

// nameOf returns the live name of what the plan calls by the given one.
func (p *pairing) nameOf(name schema.Name) schema.Name {
	if l := p.asides[name]; l != nil {
		return l.Name()
	}
	return name
}
