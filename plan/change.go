package plan

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A Change is what is done to one object.
type Change struct {
	Action   Action
	Addr     schema.Addr
	Step     Step // which step of an object that takes several
	Standing Standing
	Reason   Reason
	Source   schema.Source
	Live     *schema.Resource // nil for a creation
	Want     *schema.Resource // nil for a deletion
	Attrs    schema.AttrSet   // what is written: all that is given for a creation, none for a deletion
	Findings []Finding        // why each of Attrs differs
	Waits    []*Change        // what must be done before
	Relies   []*Reliance      // what else must be as it was; package impact finds it
	Forgets  []string         // attributes that were managed and are no longer described: they stay as they are
	Stamp    bool             // nothing is written but a new stamp in the record

	after *Change // what must be done before for its own sake, whatever refers to what
}

// A Reliance is a live object that a change does not write and that decided what the
// change means to people: a security profile that a user is given, a routing profile
// that they come to have. The change holds only as long as that object is as it was.
type Reliance struct {
	Kind        string
	Name        string
	ID          string
	Attrs       schema.AttrSet
	Fingerprint string // as [Fingerprint] makes it of Attrs
}

// ID returns what tells the change apart from all others of its plan.
func (c *Change) ID() string {
	if c.Step == "" {
		return c.Addr.String()
	}
	return c.Addr.String() + "#" + string(c.Step)
}

// Object returns the change's object: as it is to be, or as it was when it is
// deleted.
func (c *Change) Object() *schema.Resource {
	if c.Want != nil {
		return c.Want
	}
	return c.Live
}

// Cause returns the cause of the difference of the attribute at position i; the
// empty cause where there is nothing to differ from.
func (c *Change) Cause(i int) Finding {
	for _, f := range c.Findings {
		if f.Attr == i {
			return f
		}
	}
	return Finding{Attr: i}
}

// Unread returns the digest of what the attribute at position i is, when it was not
// read because it is as last applied.
func (c *Change) Unread(i int) (record.Entry, bool) {
	if c.Live == nil {
		return record.Entry{}, false
	}
	return record.VouchedFor(c.Live, i)
}

// Was returns the name that a rename takes from its object, else "".
func (c *Change) Was() string {
	if c.Live == nil || c.Want == nil || c.Live.Key == c.Want.Key {
		return ""
	}
	return c.Live.Key
}

// LetsGo reports whether the change takes the object's record away and leaves the
// object.
func (c *Change) LetsGo() bool { return c.Action == Release || c.Action == Disable }

// Writes reports whether the change writes the attribute of that name.
func (c *Change) Writes(attr string) bool {
	i, ok := c.Object().Kind.Lookup(attr)
	return ok && c.Attrs.Has(i)
}

// Shown returns the attributes that a rendering shows of the change: those that it
// writes, and all that is known of an object that it deletes.
func (c *Change) Shown() schema.AttrSet {
	if c.Action == Delete {
		return c.Live.Given.Union(record.Unread(c.Live))
	}
	return c.Attrs
}

// Immutable returns the name of an attribute that the change writes and the service
// cannot change; "" if there is none.
func (c *Change) Immutable() string {
	for i := range c.Attrs.All() {
		if a := &c.Want.Kind.Attrs[i]; a.Immutable {
			return a.Name
		}
	}
	return ""
}

// wait lets c wait for other, unless that is nothing or c itself.
func (c *Change) wait(other *Change) {
	if other != nil && other != c {
		c.Waits = append(c.Waits, other)
	}
}

// applied returns live with what the change writes.
func (c *Change) applied(live *schema.Resource) *schema.Resource {
	r := live.Clone()
	r.Kind.Copy(r.Body, c.Want.Body, c.Attrs)
	r.Given = r.Given.Union(c.Attrs)
	r.UpdateKey()
	return r
}

// byRisk orders changes for a reader: deletions and replacements first, then
// renames, adoptions, creations and updates; by kind, then name.
func byRisk(a, b *Change) int {
	return cmp.Or(
		cmp.Compare(slices.Index(risk, a.Action), slices.Index(risk, b.Action)),
		schema.Compare(a.Object(), b.Object()),
		cmp.Compare(a.ID(), b.ID()),
	)
}

var risk = []Action{Delete, Replace, Disable, Release, Rename, Adopt, Create, Update}
