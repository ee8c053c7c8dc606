package plan

import "github.com/callwright/callwright/schema"

// Needs are attributes of live objects that were not read, by object, and without
// which something that the plan says is not known.
type Needs map[*schema.Resource]schema.AttrSet

// need notes that the attribute of the live object of that name is to be read. An
// object that is not there, or of which it is read, needs nothing.
func (d *drafting) need(live *schema.State, kind, name, attr string) {
	l, ok := live.Lookup(schema.Name{Kind: kind, Key: name})
	if ok && !l.Has(attr) {
		d.lack(l, l.Kind.Set(attr))
	}
}

// lack adds to the needs of one object.
func (d *drafting) lack(l *schema.Resource, attrs schema.AttrSet) {
	if attrs = attrs.Minus(l.Given); attrs == 0 {
		return
	}
	if d.Needs == nil {
		d.Needs = Needs{}
	}
	d.Needs[l] = d.Needs[l].Union(attrs)
}

// whole notes that of an object that is to be deleted everything is to be read: it
// goes only if all of it is as it was when the plan was judged.
func (d *drafting) whole(live *schema.State) {
	doomed := map[schema.Name]bool{} // by kind and id
	for _, c := range d.Changes {
		if c.Want == nil && c.Action != Release {
			doomed[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = true
		}
	}
	if len(doomed) == 0 {
		return
	}
	for _, l := range live.All() {
		if doomed[schema.Name{Kind: l.Kind.Name, Key: l.ID}] {
			d.lack(l, l.Kind.Every())
		}
	}
}
