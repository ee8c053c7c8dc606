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
	block := c.Addr.Block()
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

// tellBeyond says what no attribute can say of described objects that manage the
// attribute, and of those that are deleted.
func (d *drafting) tellBeyond(want *schema.State) {
	for _, w := range want.All() {
		if found, ok := d.pairing.pairs[w]; ok {
			d.tellHeld(found.live, w.Has, "stays as it is")
		}
	}
	for _, c := range d.Changes {
		if c.Action == Delete {
			d.tellHeld(c.Live, func(string) bool { return true }, "goes with it")
		}
	}
}

func (d *drafting) tellHeld(l *schema.Resource, concerns func(attr string) bool, becomes string) {
	var held []string
	for _, b := range l.Beyond {
		if concerns(b.Attr) {
			held = append(held, Clean(b.What))
		}
	}
	if len(held) == 0 {
		return
	}
	slices.Sort(held)
	d.Notices = append(d.Notices, fmt.Sprintf("The %s %s holds what the language has no words for, which %s: %s.",
		strings.ReplaceAll(l.Kind.Name, "_", " "), Quote(l.Key), becomes, strings.Join(held, ", ")))
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
