package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
)

// sequence adds the waits that kinds ask for on top of references. For example, references
// say that a permission group exists before a user joins it. The kind adds that administrators
// join theirs before everybody else, so that somebody can administer ConnectPath at every
// moment.
func sequence(live *schema.State, changes []*Change) {
	moves, at := make([]schema.Move, 0, len(changes)), make([]*Change, 0, len(changes))
	for _, c := range changes {
		if c.Step == Aside || c.LetsGo() {
			continue // the object stays as it is, apart from its name or record
		}
		moves, at = append(moves, schema.Move{Live: c.Live, Want: c.Want, Attrs: c.Attrs}), append(at, c)
	}
	for k := range schema.Kinds() {
		schema.Sequence(k, live, moves, func(later, earlier int) { at[later].wait(at[earlier]) })
	}
}

// sequenced reports whether c may wait for w because their kinds say so, and not because one
// refers to the other.
func sequenced(c, w *Change) bool {
	return slices.Contains(c.Object().Kind.Follows, w.Object().Kind.Name)
}
