package plan

import (
	"github.com/callwright/callwright/schema"
)

// The service cannot delete some kinds of objects, such as agent statuses. When such an
// object leaves the configuration, the plan disables it. A block that describes it again
// enables it only if it says so: what a block does not set stays as it is.

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

// imply adds the attributes that the service changes by itself when the change is written.
func imply(c *Change) {
	want, attrs := schema.Implied(c.Want, c.Live, c.Attrs)
	c.Want, c.Attrs = want, c.Attrs.Union(attrs)
	for i := range attrs.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: Unknown})
	}
}
