package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

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

// LetsGo reports whether the change takes the object's record away and leaves the
// object.
func (c *Change) LetsGo() bool { return c.Action == Release || c.Action == Disable }

// revive puts an object back into use that was taken out of it when it was let go,
// unless its description says otherwise. What it writes for that is not managed from
// then on.
func (d *drafting) revive(c *Change, live *schema.Resource) {
	if live.Record.Stack() != "" || !live.Retired() {
		return
	}
	want, attr := c.Want.Revive()
	c.Want, c.Attrs = want, c.Attrs.Union(attr)
	for i := range attr.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: Unknown})
	}
}

// imply adds what the service changes together with what the change writes.
func (d *drafting) imply(c *Change) {
	want, attrs := schema.Implied(c.Want, c.Live, c.Attrs)
	c.Want, c.Attrs = want, c.Attrs.Union(attrs)
	for i := range attrs.All() {
		c.Findings = append(c.Findings, Finding{Attr: i, Cause: Unknown})
	}
}

// tellReusable says, where objects are created that can never be deleted, which ones
// are out of use and could be renamed instead.
func (d *drafting) tellReusable(live *schema.State) {
	for _, k := range schema.All {
		if k.Deletable() || k.Single {
			continue
		}
		created := 0
		for _, c := range d.Changes {
			if c.Action == Create && c.Want.Kind == k {
				created++
			}
		}
		var names []string
		for _, l := range live.Of(k) {
			if l.Retired() && l.Record.Stack() == "" && !d.pairing.taken[l] {
				names = append(names, Quote(l.Key))
			}
		}
		if created == 0 || len(names) == 0 {
			continue
		}
		rest := ""
		if n := len(names) - 3; n > 0 {
			rest = fmt.Sprintf(" and %d more", n)
		}
		d.Notices = append(d.Notices, fmt.Sprintf("An %s can never be deleted, and an instance holds %d. Out of use, and nobody's: %s%s. To use one again, rename it: lifecycle { renamed_from = %s }",
			strings.ReplaceAll(k.Name, "_", " "), k.Quota, strings.Join(names[:min(len(names), 3)], ", "), rest, names[0]))
	}
	slices.Sort(d.Notices)
}
