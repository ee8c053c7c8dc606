package plan

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// The service cannot delete some kinds of objects, such as agent statuses. When such an
// object leaves the configuration, the plan disables it. When it is described again, the plan
// enables it.

// removal returns the change that takes a live object away. It disables an object that the
// service cannot delete.
func removal(live *schema.Resource) *Change {
	if live.Kind.Deletable() {
		return &Change{Action: Delete, Live: live}
	}
	c := &Change{Action: Disable, Live: live}
	c.Want, c.Attrs = live.Retire()
	return c
}

// revive enables an object that was disabled when it was let go, unless its description says
// otherwise. The attribute that it writes for that is not managed afterwards: somebody may
// disable the object again in the console.
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

// imply adds the attributes that the service changes by itself when the change is written.
func imply(c *Change) {
	want, attrs := schema.Implied(c.Want, c.Live, c.Attrs)
	c.Want, c.Attrs = want, c.Attrs.Union(attrs)
	for i := range attrs.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: Unknown})
	}
}
