package plan

import (
	"fmt"

	"github.com/callwright/callwright/schema"
)

// A Reliance is a live object that a change does not write and that decided what it
// means to people: a security profile that a user is given, a routing profile that
// they come to have. The change holds only as long as that object is as it was.
type Reliance struct {
	Kind        string
	Name        string
	ID          string
	Attrs       schema.AttrSet
	Fingerprint string // as [Fingerprint] makes it of Attrs
}

// reliant are the references by which a user comes to rely on another object, and
// what of it matters.
var reliant = []struct {
	user, attr string // the kind that refers to the other, and by what
	of         schema.AttrSet
}{
	{"user", "security_profiles", schema.MustKind(securityProfile).Set(permissions)},
	{"user", routingProfile, schema.MustKind(routingProfile).Set("queues", "channels")},
	{assignmentKind, "group", schema.MustKind(groupKind).Set(rows()...)},
}

// rows returns the attributes of a permission group that say what its users may do.
func rows() []string {
	names := []string{"activity", "all_queues"}
	for _, r := range schema.ConnectPath.Rows() {
		names = append(names, permissions+"."+r.Path())
	}
	return names
}

// rely notes of each change of a user what its impact was judged by.
func (d *drafting) rely(live, want *schema.State) error {
	written := map[string]schema.AttrSet{} // by id
	for _, c := range d.Changes {
		if c.Live != nil {
			written[c.Live.ID] = written[c.Live.ID].Union(c.Attrs)
		}
	}
	made := map[*schema.Resource]*Reliance{}
	for _, c := range d.Changes {
		if c.Want == nil {
			continue
		}
		for _, r := range reliant {
			if c.Want.Kind.Name != r.user {
				continue
			}
			for _, name := range c.comesTo(r.attr) {
				l := d.pairing.liveOf(name, live, want)
				if l == nil || r.of.Minus(l.Given) != 0 || written[l.ID].And(r.of) != 0 {
					continue
				}
				if made[l] == nil {
					known := d.pairing.known(l)
					fingerprint, err := Fingerprint(known, r.of)
					if err != nil {
						return err
					}
					made[l] = &Reliance{l.Kind.Name, name.Key, l.ID, r.of, fingerprint}
				}
				c.Relies = append(c.Relies, made[l])
			}
		}
	}
	return nil
}

// comesTo returns the names that the object refers to by the attribute and did not
// refer to before.
func (c *Change) comesTo(attr string) []schema.Name {
	i, _ := c.Want.Kind.Lookup(attr)
	if !c.Attrs.Has(i) {
		return nil
	}
	had := map[schema.Name]bool{}
	if c.Live != nil {
		for name := range c.Live.Refs(schema.Attrs(i)) {
			had[name] = true
		}
	}
	var names []schema.Name
	for name := range c.Want.Refs(schema.Attrs(i)) {
		if !had[name] {
			names = append(names, name)
		}
	}
	return names
}

// liveOf returns the live object that has the name to come; nil when it is yet to be
// made.
func (p *pairing) liveOf(name schema.Name, live, want *schema.State) *schema.Resource {
	if w, ok := want.Lookup(name); ok {
		return p.pairs[w].live
	}
	l, _ := live.Lookup(name)
	return l
}

func (r *Reliance) document() RelianceDoc {
	doc := RelianceDoc{Kind: r.Kind, Name: r.Name, ID: r.ID, Fingerprint: r.Fingerprint}
	kind, _ := schema.KindOf(r.Kind)
	for i := range r.Attrs.All() {
		doc.Attributes = append(doc.Attributes, kind.Attrs[i].Name)
	}
	return doc
}

func (doc RelianceDoc) reliance() (*Reliance, error) {
	kind, ok := schema.KindOf(doc.Kind)
	if !ok {
		return nil, fmt.Errorf("no kind is named %q", doc.Kind)
	}
	r := &Reliance{Kind: doc.Kind, Name: doc.Name, ID: doc.ID, Fingerprint: doc.Fingerprint}
	for _, name := range doc.Attributes {
		i, ok := kind.Lookup(name)
		if !ok {
			return nil, fmt.Errorf("a %s has no attribute %q", doc.Kind, name)
		}
		r.Attrs = r.Attrs.With(i)
	}
	return r, nil
}
