package plan

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// When an attribute is neither as wanted nor as last applied, both sides may have changed
// it. The record has only a sketch of what was applied: the exclusive or of the digests of
// all elements. That is often enough to tell the changes apart.
//
// For example, the tags { team = "a", site = "x" } were applied. The configuration now says
// team = "b", and somebody set site = "y" in the console. Of the four elements that are
// there now, only team = "a" (live) and site = "x" (wanted) add up to the sketch. So the
// configuration changed the team, and the site is drift.

// A place is where a collection can have an element: a member of a set, a key of a map, the
// key of a row, a leaf of an object. Live or want is nil if that side has no element there.
type place struct {
	name       string
	live, want *record.Element
	// Whether the live element, and the wanted one, is what was last applied.
	liveApplied, wantApplied bool
}

// agrees reports whether the live element is the wanted one.
func (p *place) agrees() bool {
	return p.live != nil && p.want != nil && p.live.Value == p.want.Value && p.live.Known == p.want.Known
}

// cause returns why the elements differ, once remember has found out what was applied.
func (p *place) cause() Cause {
	switch {
	case p.liveApplied:
		return Configured // the configuration changed or removed the element
	case p.wantApplied:
		return Drifted // somebody changed or removed it
	case p.live == nil:
		return Configured // the configuration added it
	case p.want == nil:
		return Drifted // somebody added it
	}
	return Both // both sides changed it, and not to the same value
}

// places pairs the elements of the two sides by their names.
func places(live, want []record.Element) []place {
	byName := func(a, b record.Element) int { return cmp.Compare(a.Name, b.Name) }
	slices.SortStableFunc(live, byName)
	slices.SortStableFunc(want, byName)
	list := make([]place, 0, max(len(live), len(want)))
	for len(live) > 0 || len(want) > 0 {
		var p place
		if len(live) > 0 && (len(want) == 0 || live[0].Name <= want[0].Name) {
			p.name, p.live = live[0].Name, &live[0]
		}
		if len(want) > 0 && (p.live == nil || want[0].Name == p.name) {
			p.name, p.want = want[0].Name, &want[0]
			want = want[1:]
		}
		if p.live != nil {
			live = live[1:]
		}
		list = append(list, p)
	}
	return list
}

// An unknown is an element that may or may not have been applied. Say tells its places.
type unknown struct {
	sum     record.Sketch
	applied []*bool
}

// remember finds the elements that add up to the sketch of what was applied, and notes them
// in the list. It reports false if no set of elements does, or more than one, or if there
// are too many unknowns to try.
func remember(applied record.Sketch, list []place) bool {
	agreed, differing := unknowns(list)
	if len(agreed)+len(differing) <= record.MostUnknowns {
		differing = append(differing, agreed...)
	} else {
		for _, u := range agreed { // too many to try: assume that what both sides have was applied
			applied = applied.Plus(u.sum)
			u.say(true)
		}
	}
	sums := make([]record.Sketch, len(differing))
	for i, u := range differing {
		sums[i] = u.sum
	}
	subset, ok := record.Solve(applied, sums)
	if !ok {
		return false
	}
	for i, u := range differing {
		u.say(subset>>i&1 == 1)
	}
	// A place had one element when it was applied, so an answer with two is wrong.
	return !slices.ContainsFunc(list, func(p place) bool { return p.liveApplied && p.wantApplied && !p.agrees() })
}

// say notes in the places whether the element was applied.
func (u unknown) say(applied bool) {
	for _, p := range u.applied {
		*p = applied
	}
}

// unknowns returns the elements that both sides have, and the ones that only one side has.
// An element that refers to an object without an id is left out: nobody can have applied it.
func unknowns(list []place) (agreed, differing []unknown) {
	for i := range list {
		p := &list[i]
		if p.agrees() {
			if p.live.Known {
				agreed = append(agreed, unknown{p.live.Sum, []*bool{&p.liveApplied, &p.wantApplied}})
			}
			continue
		}
		if p.live != nil && p.live.Known {
			differing = append(differing, unknown{p.live.Sum, []*bool{&p.liveApplied}})
		}
		if p.want != nil && p.want.Known {
			differing = append(differing, unknown{p.want.Sum, []*bool{&p.wantApplied}})
		}
	}
	return agreed, differing
}

// apart returns why the attribute at position i differs, where its value is neither the
// wanted one nor the one that was last applied. It tells what the configuration changed from
// what changed live, entry by entry if the sketch allows that.
func (c *comparer) apart(i int, applied record.Entry) Finding {
	f := Finding{Attr: i, Cause: Both}
	if !applied.Wide {
		return f
	}
	list := places(c.d.Elements(c.live, i), c.d.Elements(c.want, i))
	if !remember(applied.Sum, list) {
		return f
	}
	causes, alike, all := map[string]Cause{}, true, Cause("")
	for _, p := range list {
		if p.agrees() {
			continue
		}
		cause := p.cause()
		alike = alike && (all == "" || all == cause)
		causes[p.name], all = cause, all.plus(cause)
	}
	if all == "" {
		return f
	}
	f.Cause = all
	if !alike && c.want.Kind.Attrs[i].Shape != schema.List {
		f.Entries = causes
	}
	return f
}

// leaves does the same for an attribute that is an object, such as a user's phone. Each leaf
// is an attribute of its own, and a leaf that was applied may no longer be managed.
func (c *comparer) leaves(s *schema.Slot, applied record.Entry) {
	list := make([]place, 0, s.Attrs.Len())
	for i := range s.Attrs.All() {
		p := place{}
		if c.live.Given.Has(i) {
			p.live = &c.d.Elements(c.live, i)[0]
		}
		if c.managed.Has(i) {
			p.want = &c.d.Elements(c.want, i)[0]
		}
		list = append(list, p)
	}
	told := applied.Wide && remember(applied.Sum, list)
	n := -1
	for i := range s.Attrs.All() {
		n++
		p := &list[n]
		switch {
		case c.Write.Has(i):
			c.Findings = append(c.Findings, Finding{Attr: i, Cause: leafCause(p, told)})
		case told && !c.managed.Has(i) && p.liveApplied:
			c.Dropped = c.Dropped.With(i)
		}
	}
}

// leafCause returns why a leaf differs. Told says whether the sketch could be solved.
func leafCause(p *place, told bool) Cause {
	switch {
	case p.live == nil:
		return Unknown // it was not read
	case !told:
		return Both
	case p.wantApplied && !p.liveApplied:
		return Drifted
	}
	return Configured // a leaf that was not applied is new in the configuration
}
