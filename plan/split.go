package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
)

// splits reports whether the change can be made in two steps.
func (c *Change) splits() bool {
	if c.Want == nil || c.Step != "" || c.LetsGo() {
		return false
	}
	late := c.writtenLast()
	return late != 0 && (c.Live == nil || c.Attrs.Minus(late) != 0)
}

// writtenLast returns the attributes that a second step can write:
//
//   - The ones that the kind allows to be written last. A queue is created first and gets its
//     quick connects last.
//   - Everything but the new name of an object whose kind waits for other kinds. A permission
//     group loses permissions after its users have left it, but others can join it as soon as
//     it has its new name.
func (c *Change) writtenLast() schema.AttrSet {
	k := c.Want.Kind
	if late := c.Attrs.And(k.WrittenLast()); late != 0 || c.Was() == "" || len(k.Follows) == 0 {
		return late
	}
	return c.Attrs.Minus(k.Set(k.Label))
}

// late removes from c the attributes that a second step can write, and returns the change that
// writes them after c.
func (c *Change) late() *Change {
	full, attrs := c.Want, c.writtenLast()
	isLate := func(f Finding) bool { return attrs.Has(f.Attr) }
	last := &Change{
		Action: Update, Addr: c.Addr, Step: Late, Standing: c.Standing, Reason: c.Reason, Source: c.Source,
		Want: full, Attrs: attrs, after: c,
		Findings: slices.DeleteFunc(slices.Clone(c.Findings), func(f Finding) bool { return !isLate(f) }),
	}
	c.Attrs = c.Attrs.Minus(attrs)
	c.Findings = slices.DeleteFunc(slices.Clone(c.Findings), isLate)
	first := full.Clone()
	first.Given = full.Given.Minus(attrs)
	c.Want = first
	if c.Live == nil {
		last.Live = &schema.Resource{Kind: full.Kind, Key: full.Key, Body: full.Kind.New(), Given: attrs, Live: &schema.Live{}}
	} else {
		last.Live = c.applied(c.Live)
	}
	last.Live.Record = full.Record
	return last
}
