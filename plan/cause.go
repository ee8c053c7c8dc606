package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A difference says how a live object differs from its description.
type difference struct {
	Write    schema.AttrSet // attributes that differ, so they are written
	Equal    schema.AttrSet // attributes that are as wanted, so the record may vouch for them
	Stale    schema.AttrSet // attributes in Equal whose entries in the record are out of date
	Dropped  schema.AttrSet // attributes that were applied and are no longer managed
	Findings []Finding      // why each attribute in Write differs, in the same order

	flags bool // whether the record's flags differ from the wanted ones
}

// Renew reports whether the object's record has to be written even if no attribute is. For
// example, somebody set the wanted value in the console: nothing differs, but the record
// still says that the old value was applied.
func (v difference) Renew() bool { return v.flags || v.Stale.Union(v.Dropped) != 0 }

// Left returns the names of the attributes that are no longer managed and stay as they are,
// in order. If no leaf of an object is managed any more, it returns the object's name:
// "phone" instead of "phone.type" and "phone.auto_accept".
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

// compare compares a live object with its description, and uses the record to say why they
// differ. Both refer to other objects by the names that these have after the plan. Want is
// complete, and attributes that its lifecycle ignores are not managed. Memory is what
// [record.Digester.Recall] returns for the live object.
//
// Only the values decide whether an attribute is written; memory decides only the cause. For
// example, live has priority 3 and the configuration says 2. If the record says that 2 was
// applied, somebody changed it to 3: drift. If it says that 3 was applied, the configuration
// changed. Either way, 2 is written.
//
// An attribute that was not read because the record vouches for it has the value that was
// last applied. It differs if the configuration wants another one.
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

// A comparer compares one live object with its description.
type comparer struct {
	difference
	d          record.Digester
	memory     record.Applied
	live, want *schema.Resource
	managed    schema.AttrSet
}

// find adds a finding with the cause for each of the attributes.
func (c *comparer) find(attrs schema.AttrSet, cause Cause) {
	for i := range attrs.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: cause})
	}
}

// acquit says that callwright itself made the attribute at position i differ. For example, a
// run stopped midway and left an object under a temporary name: nobody else renamed it.
func (c *comparer) acquit(i int) {
	for n := range c.Findings {
		if c.Findings[n].Attr == i {
			c.Findings[n].Cause = Configured
		}
	}
}

// compare compares slot by slot. A slot has one entry in the record: a digest of what was
// applied.
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

// slot finds the causes in a slot whose entry does not match the wanted values, or that has
// no entry. Is says whether there is one.
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

// lives reports whether the entry matches the live values: nobody changed them since.
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
