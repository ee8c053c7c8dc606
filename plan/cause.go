package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A difference says what separates a live object from what is wanted of it.
type difference struct {
	Write    schema.AttrSet // what differs and is to be written
	Equal    schema.AttrSet // what is as wanted: the record may say so
	Stale    schema.AttrSet // those of Equal of which the record has to be told
	Dropped  schema.AttrSet // what was applied and is no longer managed
	Findings []Finding      // why each of Write differs, in the same order

	flags bool // the record's flags are not as wanted
}

// Renew reports whether the object's record has to be written even when nothing
// else is.
func (v difference) Renew() bool { return v.flags || v.Stale.Union(v.Dropped) != 0 }

// Left returns the names of what is no longer managed and stays as it is, in order:
// an object's own name when none of its leaves is managed any more.
func (v difference) Left(k *schema.Kind) []string {
	var names []string
	for i := range v.Dropped.All() {
		name := k.Attrs[i].Name
		for _, s := range k.Slots() {
			if s.Attrs.Has(i) && s.Attrs.Minus(v.Dropped) == 0 {
				name = s.Name
			}
		}
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	return names
}

// compare compares a live object with what is wanted of it, and tells why it
// differs by what is remembered of it. References of both go by the names that are
// wanted; want is completed, and what its lifecycle ignores is not managed. Memory
// is what [record.Digester.Recall] says of the live object.
//
// Whether an attribute is written depends on the values alone: memory decides
// nothing but the cause. An attribute that was not read because the record vouches
// for it is as last applied: it differs when that is not what is wanted.
func compare(d record.Digester, memory record.Applied, live, want *schema.Resource) difference {
	managed := want.Given.Minus(want.Lifecycle.Ignore).Minus(live.Unreadable)
	c := &comparer{d: d, memory: memory, live: live, want: want, managed: managed}
	c.Write = record.Differing(d.Salt, live, want).And(managed)
	c.Equal = managed.Minus(c.Write)
	switch {
	case memory.Newer() || !live.HoldsRecord():
		c.find(c.Write, Unknown)
	case memory.Version == 0:
		c.find(c.Write, Unknown)
		c.Stale = c.Equal
	default:
		c.flags = memory.Protected() != want.Lifecycle.PreventDestroy || memory.Writing()
		c.compare()
	}
	if label, named := want.Kind.Lookup(want.Kind.Label); named && isAside(live) {
		c.acquit(label)
	}
	slices.SortFunc(c.Findings, func(a, b Finding) int { return cmp.Compare(a.Attr, b.Attr) })
	return c.difference
}

// A comparer compares one live object with what is wanted of it.
type comparer struct {
	difference
	d          record.Digester
	memory     record.Applied
	live, want *schema.Resource
	managed    schema.AttrSet
}

func (c *comparer) find(attrs schema.AttrSet, cause Cause) {
	for i := range attrs.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: cause})
	}
}

// acquit takes a difference of the attribute at position i for callwright's own doing.
func (c *comparer) acquit(i int) {
	for n := range c.Findings {
		if c.Findings[n].Attr == i {
			c.Findings[n].Cause = Configured
		}
	}
}

// compare goes by the entries of a readable record.
func (c *comparer) compare() {
	readable := c.memory.Fingerprint == c.d.Fingerprint()
	var wanted record.Applied
	if readable {
		wanted.Entries = c.d.Entries(c.want, c.managed)
	}
	slots := c.want.Kind.Slots()
	for i := range slots {
		s := &slots[i]
		managed, differs := s.Attrs.And(c.managed), s.Attrs.And(c.Write)
		applied, is := c.memory.Entry(s.Code)
		was := strings.ContainsFunc(s.Was, func(code rune) bool { _, ok := c.memory.Entry(byte(code)); return ok })
		now, known := wanted.Entry(s.Code)
		switch {
		case managed == 0:
			if is || was {
				c.Dropped = c.Dropped.Union(s.Attrs)
			}
		case !readable || !is && was:
			c.find(differs, Unknown)
		case s.Wide && c.memory.Writing():
			c.find(differs, Configured)
			c.Stale = c.Stale.Union(managed.Minus(differs))
		case is && known && applied == now:
			c.find(differs, Drifted)
		default:
			c.slot(s, applied, is)
			if differs == 0 && known {
				c.Stale = c.Stale.Union(managed)
			}
		}
	}
}

// slot judges what is managed of a slot whose entry, if there is one, is not that of
// what is wanted.
func (c *comparer) slot(s *schema.Slot, applied record.Entry, is bool) {
	differs := s.Attrs.And(c.Write)
	switch {
	case !is:
		c.find(differs, Configured)
	case differs != 0 && c.lives(s, applied):
		c.find(differs, Configured)
	case s.Object:
		c.leaves(s, applied)
	case differs.Minus(c.live.Given) != 0:
		c.find(differs, Unknown)
	default:
		for i := range differs.All() {
			c.Findings = append(c.Findings, c.apart(i, applied))
		}
	}
}

// lives reports whether the entry is that of the live values.
func (c *comparer) lives(s *schema.Slot, applied record.Entry) bool {
	managed := s.Attrs.And(c.managed)
	if managed.Minus(record.Unread(c.live)) == 0 {
		return true // its entry vouches for it
	}
	if managed.Minus(c.live.Given) != 0 {
		return false
	}
	entries := c.d.Entries(c.live, managed)
	return len(entries) == 1 && entries[0] == applied
}
