package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
)

// splits reports whether the change can be made in two steps: first the object, then the
// attributes that its kind allows to be written last. For example, a queue is created first
// and gets its quick connects last.
func (c *Change) splits() bool {
	if c.Want == nil || c.Step != "" || c.LetsGo() {
		return false
	}
	late := c.Attrs.And(c.Want.Kind.WrittenLast())
	return late != 0 && (c.Live == nil || c.Attrs.Minus(late) != 0)
}

// late removes from c the attributes that may be written last, and returns the change that
// writes them after c.
func (c *Change) late() *Change {
	full, attrs := c.Want, c.Attrs.And(c.Want.Kind.WrittenLast())
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
