package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A forgotten block is one of whose objects attributes were managed that are no
// longer written.
type forgotten struct {
	block   schema.Addr
	attrs   []string
	objects int
}

// forget notes what of an object is no longer managed.
func (d *drafting) forget(c *Change, v Verdict) {
	attrs := v.Left(c.Live.Kind)
	if len(attrs) == 0 {
		return
	}
	block := schema.Addr{Kind: c.Addr.Kind, Label: c.Addr.Label}
	if last := len(d.forgotten) - 1; last < 0 || d.forgotten[last].block != block {
		d.forgotten = append(d.forgotten, forgotten{block: block})
	}
	f := &d.forgotten[len(d.forgotten)-1]
	f.objects++
	for _, a := range attrs {
		if !slices.Contains(f.attrs, a) {
			f.attrs = append(f.attrs, a)
		}
	}
}

// tellForgotten adds a notice for each block of whose objects attributes are no
// longer managed.
func (d *drafting) tellForgotten() {
	for _, f := range d.forgotten {
		objects := "1 object"
		if f.objects > 1 {
			objects = fmt.Sprintf("%d objects", f.objects)
		}
		d.Notices = append(d.Notices, fmt.Sprintf("%s no longer manages %s; that stays as it is (%s).", f.block, strings.Join(f.attrs, ", "), objects))
	}
}
