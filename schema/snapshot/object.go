package snapshot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/callwright/callwright/schema"
)

// An objectReader makes resources of objects. There is one for each core.
type objectReader struct {
	kinds []kindDoc
	newer bool // whether a later minor version wrote the snapshot

	object objectDoc             // the current one
	seen   map[*schema.Attr]seen // the values that objects had so far
	lists  map[string][]string   // lists of names by their JSON
}

// A seen has the values of one attribute by their JSON, each with an object that has it. If many
// objects have the same value, it is decoded once. It is nil if most objects have a value of
// their own, such as a username.
type seen map[string]*schema.Resource

// mostSeen is the greatest number of values of an attribute that are kept.
const mostSeen = 256

// read makes the resource of one object. It is nil for an object of a kind that only a newer
// version knows. Identified is false if the error is in what comes before the object's id.
func (d *objectReader) read(text []byte) (r *schema.Resource, identified bool, err error) {
	if err = d.decode(text); err != nil {
		return nil, false, err
	}
	o := &d.object
	kind, ok := schema.KindOf(o.Kind)
	if !ok {
		if d.newer {
			return nil, false, nil
		}
		return nil, false, &memberError{"kind", fmt.Errorf("unknown kind %q", o.Kind)}
	}
	if !slices.ContainsFunc(d.kinds, func(k kindDoc) bool { return k.Kind == o.Kind && k.Read }) {
		return nil, false, &memberError{"kind", fmt.Errorf("by the member \"kinds\", no %s was read", o.Kind)}
	}
	r = &schema.Resource{
		Kind: kind, Body: kind.New(),
		Live: &schema.Live{ID: o.ID, System: o.BuiltIn, Alone: o.Alone, Version: o.Version, Vouched: slices.Clip(o.Vouched)},
	}
	if o.Record != nil {
		r.Record = schema.Record{Owner: o.Record.Owner, Applied: o.Record.Applied}
	}
	if err := d.attributes(r); err != nil {
		if !json.Valid(text) {
			return nil, false, d.decodeAll(text) // for its error
		}
		return r, true, err
	}
	if err := d.sets(r); err != nil {
		return r, true, err
	}
	d.relate(r)
	if r.UpdateKey(); r.Key == "" {
		r.Key = o.Key // its name was not read
	}
	if r.Key != o.Key {
		return r, true, &memberError{"key", fmt.Errorf("it is %q, but the attributes make it %q", o.Key, r.Key)}
	}
	return r, true, nil
}

// decode decodes the object. It reads the usual members itself, because a snapshot of 100,000
// users has millions of them.
func (d *objectReader) decode(text []byte) error {
	if d.usual(text) {
		return nil
	}
	return d.decodeAll(text)
}

// decodeAll decodes any object.
func (d *objectReader) decodeAll(text []byte) error {
	d.object = objectDoc{}
	from := json.NewDecoder(bytes.NewReader(text))
	if !d.newer {
		from.DisallowUnknownFields()
	}
	return from.Decode(&d.object)
}

// usual decodes an object that has only the usual members, written as Encode writes them. It
// reports false for another one.
func (d *objectReader) usual(text []byte) bool {
	d.object = objectDoc{}
	return eachMember(text, func(name, value []byte) bool {
		to := (*string)(nil)
		switch string(name) {
		case "kind":
			to = &d.object.Kind
		case "key":
			to = &d.object.Key
		case "id":
			to = &d.object.ID
		case "record":
			if d.object.Record == nil {
				d.object.Record = &recordDoc{}
			}
			return eachMember(value, func(name, value []byte) bool {
				switch string(name) {
				case "owner":
					return plainString(&d.object.Record.Owner, value)
				case "applied":
					return plainString(&d.object.Record.Applied, value)
				}
				return false
			})
		case "attributes":
			d.object.Attributes = value
			return true
		case "absent":
			return d.plainStrings(&d.object.Absent, value)
		case "not_read":
			return d.plainStrings(&d.object.NotRead, value)
		case "not_told":
			return d.plainStrings(&d.object.NotTold, value)
		case "vouched":
			return d.plainStrings(&d.object.Vouched, value)
		case "restamp":
			return d.plainStrings(&d.object.Restamp, value)
		default:
			return false
		}
		return plainString(to, value)
	})
}

// plainStrings sets list to a list of strings that nobody changes. It reports false for another
// text. Most objects of a kind have the same lists, so it remembers the last ones.
func (d *objectReader) plainStrings(list *[]string, text []byte) bool {
	if known, ok := d.lists[string(text)]; ok {
		*list = known
		return true
	}
	if json.Unmarshal(text, list) != nil {
		return false
	}
	if len(d.lists) < mostSeen {
		d.lists[string(text)] = *list
	}
	return true
}

// identify checks that the object has an id that no other object of its kind has.
func (d *decoder) identify(r *schema.Resource) error {
	id := schema.Name{Kind: r.Kind.Name, Key: r.ID}
	switch {
	case id.Key == "" && !r.Kind.Single:
		return &memberError{"id", errors.New("it is empty")}
	case d.ids[id]:
		return &memberError{"id", fmt.Errorf("another %s has the id %q, too", r.Kind.Name, id.Key)}
	}
	d.ids[id] = true
	return nil
}

// attributes reads the values of the object's attributes.
func (d *objectReader) attributes(r *schema.Resource) error {
	if len(d.object.Attributes) == 0 || bytes.Equal(d.object.Attributes, []byte("null")) {
		return &memberError{"attributes", errors.New("the object lacks this member")}
	}
	next := 0 // the attributes are in the order of the kind
	if eachMember(d.object.Attributes, func(name, value []byte) bool {
		for next < len(r.Kind.Attrs) && r.Kind.Attrs[next].Name != string(name) {
			next++
		}
		return next < len(r.Kind.Attrs) && d.set(r, next, value)
	}) {
		return nil
	}
	r.Body, r.Given = r.Kind.New(), 0
	var values map[string]json.RawMessage
	if err := json.Unmarshal(d.object.Attributes, &values); err != nil {
		return &memberError{"attributes", err}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) { // so that the error is always the same
		text := values[name]
		i, ok := r.Kind.Lookup(name)
		switch {
		case ok:
			if err := r.Kind.Attrs[i].SetJSON(r.Body, text); err != nil {
				return &memberError{"attributes." + name, err}
			}
			r.Given = r.Given.With(i)
		case !d.newer:
			return &memberError{"attributes", fmt.Errorf("%s has no attribute %q", r.Kind.Name, name)}
		}
	}
	return nil
}

// set sets one attribute, and reports false if the value is wrong.
func (d *objectReader) set(r *schema.Resource, i int, text []byte) bool {
	a := &r.Kind.Attrs[i]
	same, counted := d.seen[a]
	if like := same[string(text)]; like != nil && schema.Share(r, like, schema.Attrs(i)) {
		return true
	}
	if text[0] != '"' && !json.Valid(text) || a.SetJSON(r.Body, text) != nil {
		return false
	}
	r.Given = r.Given.With(i)
	switch {
	case !counted:
		d.seen[a] = seen{string(text): r}
	case len(same) == mostSeen:
		d.seen[a] = nil
	case same != nil:
		same[string(text)] = r
	}
	return true
}

// sets reads the object's sets of attributes.
func (d *objectReader) sets(r *schema.Resource) error {
	o := &d.object
	for _, set := range []struct {
		member string
		names  []string
		to     *schema.AttrSet
	}{
		{"absent", o.Absent, &r.Absent}, {"not_told", o.NotTold, &r.Unreadable}, {"manual", o.Manual, &r.Manual}, {"restamp", o.Restamp, &r.NeedsStamp},
	} {
		for _, name := range set.names {
			i, ok := r.Kind.Lookup(name)
			if !ok && !d.newer {
				return &memberError{set.member, fmt.Errorf("%s has no attribute %q", r.Kind.Name, name)}
			}
			if ok {
				*set.to = set.to.With(i)
			}
		}
	}
	return nil
}

// relate adds the references and the undescribed settings of the object.
func (d *objectReader) relate(r *schema.Resource) {
	if d.object.References != nil {
		r.References = make([]schema.Reference, 0, len(d.object.References))
	}
	for _, ref := range d.object.References {
		r.References = append(r.References, schema.Reference{Attr: ref.Attribute, Name: schema.Name{Kind: ref.Kind, Key: ref.Key}})
	}
	for _, u := range d.object.Undescribed {
		r.Undescribed = append(r.Undescribed, schema.Undescribed{Attr: u.Attribute, What: u.What})
	}
}
