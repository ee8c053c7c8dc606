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
	Attrs    schema.AttrSet   // what is written: all given attributes for a creation, none for a deletion
	Findings []Finding        // why each of Attrs differs
	Waits    []*Change        // changes that must be made first
	Relies   []*Reliance      // other objects that must not have changed; package impact finds them
	Forgets  []string         // attributes that were managed and are no longer described: they stay as they are
	Stamp    bool             // whether only a new stamp is written, into the record
	Removed  *Commit          // the commit that removed the object's block; nil if nobody knows

	after *Change // a change that must be made first whatever the references say: the first of two steps
}

// A Commit is a commit of the repository that has the configuration. Its texts are git's, and
// anybody may have written them.
type Commit struct {
	Hash    string `json:"commit"` // short
	Author  string `json:"author"`
	Date    string `json:"date"` // such as 2026-11-20
	Subject string `json:"subject"`
}

// A Reliance is a live object that a change does not write, but that decided what the change
// means for people. For example, a plan gives ben the security profile "Agent", and the
// reviewer saw which permissions that adds. If somebody changes "Agent" before the apply,
// ben would get something else, so the change is stale.
type Reliance struct {
	Kind        string
	Name        string
	ID          string
	Attrs       schema.AttrSet
	Fingerprint string // as [Fingerprint] makes it of Attrs
}

// ID returns a text that no other change of the plan has: the address, and the step if the
// object takes several, as in `queue.a#aside`.
func (c *Change) ID() string {
	if c.Step == "" {
		return c.Addr.String()
	}
	return c.Addr.String() + "#" + string(c.Step)
}

// Object returns the object as wanted, or as it is live if the change deletes it.
func (c *Change) Object() *schema.Resource {
	if c.Want != nil {
		return c.Want
	}
	return c.Live
}

// Cause returns why the attribute at position i differs. The cause is empty for a creation,
// where there is nothing to differ from.
func (c *Change) Cause(i int) Finding {
	for _, f := range c.Findings {
		if f.Attr == i {
			return f
		}
	}
	return Finding{Attr: i}
}

// Unread returns the digest of the live value of the attribute at position i, if the value
// was not read because the record vouches for it.
func (c *Change) Unread(i int) (record.Entry, bool) {
	if c.Live == nil {
		return record.Entry{}, false
	}
	return record.VouchedFor(c.Live, i)
}

// Was returns the old name if the change renames its object; otherwise "".
func (c *Change) Was() string {
	if c.Live == nil || c.Want == nil || c.Live.Key == c.Want.Key {
		return ""
	}
	return c.Live.Key
}

// LetsGo reports whether the change removes the object's record and keeps the object.
func (c *Change) LetsGo() bool { return c.Action == Release || c.Action == Disable }

// Drifted reports whether somebody changed the live object since the last apply.
func (c *Change) Drifted() bool { return slices.ContainsFunc(c.Findings, Finding.Drifted) }

// Overwrites reports whether the change takes an object over and changes it.
func (c *Change) Overwrites() bool { return c.Action == Adopt && c.Attrs != 0 }

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

// Immutable returns the name of an attribute that the change writes although the service
// cannot change it; "" if there is none.
func (c *Change) Immutable() string {
	for i := range c.Attrs.All() {
		if a := &c.Want.Kind.Attrs[i]; a.Immutable {
			return a.Name
		}
	}
	return ""
}

// wait lets c wait for other, unless other is nil or c itself.
func (c *Change) wait(other *Change) {
	if other != nil && other != c {
		c.Waits = append(c.Waits, other)
	}
}

// applied returns live with the values that the change writes.
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

// risk lists the actions, the riskiest first.
var risk = []Action{Delete, Replace, Disable, Release, Rename, Adopt, Create, Update}
