package plan

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/callwright/callwright/schema"
)

// An object is set aside when its name is needed before it can go: it is renamed to a
// name that nobody has. That happens in two cases:
//
//   - It is deleted, others still refer to it, and another object takes its name. Until
//     what refers to it is changed, both objects are there.
//   - Names go round in a circle: the queue A becomes B, and B becomes A. One of the
//     two is set aside first.

// aside returns the change that renames c's object to a name that nobody has, and
// makes c begin from there.
func (c *Change) aside() *Change {
	moved := setAside(c.Live)
	first := &Change{
		Action: Rename, Addr: c.Addr, Step: Aside, Standing: c.Standing, Reason: Renamed, Source: c.Source,
		Live: c.Live, Want: moved, Attrs: c.Live.Kind.Set(c.Live.Kind.Label),
	}
	c.Live = moved
	return first
}

// setAside returns the live object under a name that nobody has.
func setAside(live *schema.Resource) *schema.Resource {
	moved := live.Clone()
	moved.SetName(asideName(live))
	return moved
}

// asideName returns the name of the object while it is aside. It is made of the
// object's id, so that a later run knows it for what it is when a run was cut off.
func asideName(live *schema.Resource) string {
	sum := sha256.Sum256([]byte(live.ID))
	return "callwright-" + hex.EncodeToString(sum[:4])
}

// isAside reports whether a run that was cut off left the object under the name that it
// had on the way to another.
func isAside(live *schema.Resource) bool {
	i, named := live.Kind.Lookup(live.Kind.Label)
	return named && live.Given.Has(i) && live.Value(i).AsString() == asideName(live)
}
