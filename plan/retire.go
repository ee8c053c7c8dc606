package plan

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// The service cannot delete some kinds of object, as agent statuses. Such an object is
// taken out of use when it leaves the configuration, and put back into use when it is
// described again.

// removal returns the change that takes a live object away: a deletion, or for an
// object that the service cannot delete, one that takes it out of use.
func removal(live *schema.Resource) *Change {
	if live.Kind.Deletable() {
		return &Change{Action: Delete, Live: live}
	}
	c := &Change{Action: Disable, Live: live}
	c.Want, c.Attrs = live.Retire()
	return c
}

// revive puts an object back into use that was taken out of it when it was let go,
// unless its description says otherwise. What it writes for that is not managed from
// then on.
func revive(c *Change, live *schema.Resource) {
	if record.Stack(live.Record) != "" || !live.Retired() {
		return
	}
	want, attr := c.Want.Revive()
	c.Want, c.Attrs = want, c.Attrs.Union(attr)
	for i := range attr.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: Unknown})
	}
}

// imply adds what the service changes together with what the change writes.
func imply(c *Change) {
	want, attrs := schema.Implied(c.Want, c.Live, c.Attrs)
	c.Want, c.Attrs = want, c.Attrs.Union(attrs)
	for i := range attrs.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: Unknown})
	}
}
