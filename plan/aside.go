package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/callwright/callwright/schema"
)

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
	sum := sha256.Sum256([]byte(live.ID))
	moved := live.Clone()
	moved.SetName("callwright-" + hex.EncodeToString(sum[:4]))
	return moved
}

// setAside finds the objects that are deleted, whose names others come to have, and
// which something live refers to. They go aside before that: until what refers to
// them is changed, both are there.
func (p *pairing) setAside(want *schema.State) []NewName {
	var names []NewName
	for _, l := range slices.Concat(p.orphaned, p.gone()) {
		if _, taken := want.Lookup(l.Name()); !taken || !p.doomed(l) || !referred(p.live, l.Name()) {
			continue
		}
		moved := setAside(l)
		p.asides[moved.Name()] = l
		p.renamed[l.Name()] = moved.Key
		names = append(names, NewName{l.Kind.Name, l.ID, moved.Key, l.Key})
	}
	return names
}

// doomed reports whether the object, which is no longer described, is deleted and can
// be renamed before.
func (p *pairing) doomed(l *schema.Resource) bool {
	i, named := l.Kind.Lookup(l.Kind.Label)
	return named && !l.Kind.Attrs[i].Immutable && l.Kind.Deletable() && !l.System && !p.o.released(l)
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
