package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A Cause says how a difference came about. The empty Cause is that of what does
// not differ.
type Cause string

// The causes.
const (
	Configured Cause = "config"  // the configuration changed; live is as last applied
	Drifted    Cause = "drift"   // live changed behind our back; the configuration is as last applied
	Both       Cause = "both"    // both changed, and not to the same
	Unknown    Cause = "unknown" // nothing is remembered
)

// plus returns the cause of two differences together.
func (c Cause) plus(other Cause) Cause {
	switch {
	case c == "" || c == other:
		return other
	case other == "":
		return c
	}
	return Both
}

// A Verdict says what separates a live object from what is wanted of it.
type Verdict struct {
	Write    schema.AttrSet // what differs and is to be written
	Equal    schema.AttrSet // what is as wanted: the record may say so
	Stale    schema.AttrSet // those of Equal of which the record has to be told
	Dropped  schema.AttrSet // what was applied and is no longer managed
	Findings []Finding      // why each of Write differs, in the same order

	flags bool // the record's flags are not as wanted
}

// A Finding is why one attribute differs.
type Finding struct {
	Attr    int // position in [schema.Kind.Attrs]
	Cause   Cause
	Entries map[string]Cause // of the attribute's differences, by [Entry.Key]; nil when all have its cause
}

// Of returns the cause of the difference of the given key inside the attribute.
func (f Finding) Of(key string) Cause {
	if c, ok := f.Entries[key]; ok {
		return c
	}
	return f.Cause
}

// Renew reports whether the object's record has to be written even when nothing
// else is.
func (v Verdict) Renew() bool { return v.flags || v.Stale.Union(v.Dropped) != 0 }

// Left returns the names of what is no longer managed and stays as it is, in order:
// an object's own name when none of its leaves is managed any more.
func (v Verdict) Left(k *schema.Kind) []string {
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

// Causes compares a live object with what is wanted of it, and tells why it
// differs by what is remembered of it. References of both go by the names that are
// wanted; want is completed, and what its lifecycle ignores is not managed. Memory
// is what [schema.Digester.Recall] says of the live object.
//
// Whether an attribute is written depends on the values alone: memory decides
// nothing but the cause. An attribute that was not read because the record vouches
// for it is as last applied: it differs when that is not what is wanted.
func Causes(d schema.Digester, memory schema.Applied, live, want *schema.Resource) Verdict {
	managed := want.Given.Minus(want.Life.Ignore).Minus(live.Blind)
	j := judging{d: d, memory: memory, live: live, want: want, managed: managed}
	j.Write = live.Differing(d.Salt, want).And(managed)
	j.Equal = managed.Minus(j.Write)
	switch {
	case memory.Newer() || !live.Remembers():
		j.find(j.Write, Unknown)
	case memory.Version == 0:
		j.find(j.Write, Unknown)
		j.Stale = j.Equal
	default:
		j.flags = memory.Protected() != want.Life.PreventDestroy || memory.Writing()
		j.compare()
	}
	if label, named := want.Kind.Lookup(want.Kind.Label); named && isAside(live) {
		j.acquit(label)
	}
	slices.SortFunc(j.Findings, func(a, b Finding) int { return cmp.Compare(a.Attr, b.Attr) })
	return j.Verdict
}

// A judging is a verdict in the making.
type judging struct {
	Verdict
	d          schema.Digester
	memory     schema.Applied
	live, want *schema.Resource
	managed    schema.AttrSet
}

func (j *judging) find(attrs schema.AttrSet, c Cause) {
	for i := range attrs.All() {
		j.Findings = append(j.Findings, Finding{Attr: i, Cause: c})
	}
}

// acquit takes a difference of the attribute at position i for callwright's own doing.
func (j *judging) acquit(i int) {
	for n := range j.Findings {
		if j.Findings[n].Attr == i {
			j.Findings[n].Cause = Configured
		}
	}
}

// compare goes by the entries of a readable record.
func (j *judging) compare() {
	readable := j.memory.Fingerprint == j.d.Fingerprint()
	var wanted schema.Applied
	if readable {
		wanted.Entries = j.d.Entries(j.want, j.managed)
	}
	slots := j.want.Kind.Slots()
	for i := range slots {
		s := &slots[i]
		managed, differs := s.Attrs.And(j.managed), s.Attrs.And(j.Write)
		applied, is := j.memory.Entry(s.Code)
		was := strings.ContainsFunc(s.Was, func(code rune) bool { _, ok := j.memory.Entry(byte(code)); return ok })
		now, known := wanted.Entry(s.Code)
		switch {
		case managed == 0:
			if is || was {
				j.Dropped = j.Dropped.Union(s.Attrs)
			}
		case !readable || !is && was:
			j.find(differs, Unknown)
		case s.Wide && j.memory.Writing():
			j.find(differs, Configured)
			j.Stale = j.Stale.Union(managed.Minus(differs))
		case is && known && applied == now:
			j.find(differs, Drifted)
		default:
			j.slot(s, applied, is)
			if differs == 0 && known {
				j.Stale = j.Stale.Union(managed)
			}
		}
	}
}

// slot judges what is managed of a slot whose entry, if there is one, is not that of
// what is wanted.
func (j *judging) slot(s *schema.Slot, applied schema.Entry, is bool) {
	differs := s.Attrs.And(j.Write)
	switch {
	case !is:
		j.find(differs, Configured)
	case differs != 0 && j.lives(s, applied):
		j.find(differs, Configured)
	case s.Object:
		j.leaves(s, applied)
	case differs.Minus(j.live.Given) != 0:
		j.find(differs, Unknown)
	default:
		for i := range differs.All() {
			j.Findings = append(j.Findings, j.apart(i, applied))
		}
	}
}

// lives reports whether the entry is that of the live values.
func (j *judging) lives(s *schema.Slot, applied schema.Entry) bool {
	managed := s.Attrs.And(j.managed)
	if managed.Minus(j.live.Unread()) == 0 {
		return true // its entry vouches for it
	}
	if managed.Minus(j.live.Given) != 0 {
		return false
	}
	entries := j.d.Entries(j.live, managed)
	return len(entries) == 1 && entries[0] == applied
}
