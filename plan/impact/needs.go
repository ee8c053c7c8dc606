package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// Needs are attributes, by live object, that were not read and that the assessment depends on.
// Whoever makes the plan reads them, and makes the plan again. For example, a plan gives ben
// the security profile "Agent". Only its name was read; to say what ben gains, callwright needs
// its permissions.
type Needs map[*schema.Resource]schema.AttrSet

// add adds the attributes of the object that were not read.
func (n Needs) add(l *schema.Resource, attrs schema.AttrSet) {
	attrs = attrs.Minus(l.Given)
	if l.Live != nil { // what it has no value for needs no second look
		attrs = attrs.Minus(l.Absent)
	}
	if attrs != 0 {
		n[l] = n[l].Union(attrs)
	}
}

// byName adds the attribute of the live object with the name, if there is one.
func (n Needs) byName(live *schema.State, kind, name, attr string) {
	if l, ok := live.Lookup(schema.Name{Kind: kind, Key: name}); ok {
		n.add(l, l.Kind.Set(attr))
	}
}

// whole adds all attributes of the objects that the plan deletes. Apply deletes an object only
// if nothing in it has changed since the plan, and a reader sees what is lost.
func (n Needs) whole(changes []*plan.Change, object func(*schema.Resource) *schema.Resource) {
	for _, c := range changes {
		if c.Want == nil && c.Action != plan.Release {
			if l := object(c.Live); l != nil {
				n.add(l, l.Kind.Every())
			}
		}
	}
}
