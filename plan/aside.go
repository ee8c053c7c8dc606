package plan

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/callwright/callwright/schema"
)

// To set an object aside is to give it a temporary name, because another object needs its
// name too early. That happens in two cases:
//
//   - The object is deleted, another object takes its name, and others still refer to the
//     first one. Both must exist until those have changed.
//   - Names go round in a circle: the queue A becomes B, and B becomes A. One of the
//     two is set aside first.

// aside returns the change that gives c's object a temporary name. From then on, c starts
// from that name.
func (c *Change) aside() *Change {
	moved := setAside(c.Live)
	first := &Change{
		Action: Rename, Addr: c.Addr, Step: Aside, Standing: c.Standing, Reason: Renamed, Source: c.Source,
		Live: c.Live, Want: moved, Attrs: c.Live.Kind.Set(c.Live.Kind.Label),
	}
	c.Live = moved
	return first
}

// setAside returns the live object under its temporary name.
func setAside(live *schema.Resource) *schema.Resource {
	moved := live.Clone()
	moved.SetName(asideName(live))
	return moved
}

// asideName returns the temporary name of the object, such as `callwright-1f3a9c04`. It is
// made from the object's id, so that a later run recognizes it if this one is cut off.
func asideName(live *schema.Resource) string {
	sum := sha256.Sum256([]byte(live.ID))
	return "callwright-" + hex.EncodeToString(sum[:4])
}

// isAside reports whether a run was cut off and left the object under its temporary name.
func isAside(live *schema.Resource) bool {
	i, named := live.Kind.Lookup(live.Kind.Label)
	return named && live.Given.Has(i) && live.Value(i).AsString() == asideName(live)
}
