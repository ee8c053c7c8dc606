package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// Needs are attributes of live objects that were not read, by object, and without
// which something that the assessment says is not known. Who makes a plan reads them,
// and makes the plan again.
type Needs map[*schema.Resource]schema.AttrSet

// add adds those of the object's attributes that were not read.
func (n Needs) add(l *schema.Resource, attrs schema.AttrSet) {
	if attrs = attrs.Minus(l.Given); attrs != 0 {
		n[l] = n[l].Union(attrs)
	}
}

// byName adds the attribute of the live object of that name. An object that is not
// there needs nothing.
func (n Needs) byName(live *schema.State, kind, name, attr string) {
	if l, ok := live.Lookup(schema.Name{Kind: kind, Key: name}); ok {
		n.add(l, l.Kind.Set(attr))
	}
}

// whole adds everything of the objects that are to be deleted: an object goes only if
// all of it is as it was when the plan was judged.
func (n Needs) whole(changes []*plan.Change, object func(*schema.Resource) *schema.Resource) {
	for _, c := range changes {
		if c.Want == nil && c.Action != plan.Release {
			if l := object(c.Live); l != nil {
				n.add(l, l.Kind.Every())
			}
		}
	}
}
