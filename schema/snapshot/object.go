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

// resource returns the current object; nil for one of a kind that only a newer version knows.
func (d *decoder) resource() (*schema.Resource, error) {
	o := &d.object
	kind, ok := schema.KindOf(o.Kind)
	if !ok {
		if d.newer {
			return nil, nil
		}
		return nil, &memberError{"kind", fmt.Errorf("unknown kind %q", o.Kind)}
	}
	if !slices.ContainsFunc(d.doc.Kinds, func(k kindDoc) bool { return k.Kind == o.Kind && k.Read }) {
		return nil, &memberError{"kind", fmt.Errorf("by the member \"kinds\", no %s was read", o.Kind)}
	}
	if err := d.identify(kind); err != nil {
		return nil, err
	}
	r := &schema.Resource{
		Kind: kind, Body: kind.New(),
		Live: &schema.Live{ID: o.ID, System: o.BuiltIn, Alone: o.Alone, Version: o.Version, Vouched: slices.Clip(o.Vouched)},
	}
	if o.Record != nil {
		r.Record = schema.Record{Owner: o.Record.Owner, Applied: o.Record.Applied}
	}
	if err := d.attributes(r); err != nil {
		return nil, err
	}
	for _, set := range []struct {
		member string
		names  []string
		to     *schema.AttrSet
	}{
		{"absent", o.Absent, &r.Absent}, {"not_told", o.NotTold, &r.Unreadable}, {"manual", o.Manual, &r.Manual}, {"restamp", o.Restamp, &r.NeedsStamp},
	} {
		for _, name := range set.names {
			i, ok := kind.Lookup(name)
			if !ok && !d.newer {
				return nil, &memberError{set.member, fmt.Errorf("%s has no attribute %q", kind.Name, name)}
			}
			if ok {
				*set.to = set.to.With(i)
			}
		}
	}
	d.relate(r)
	if r.UpdateKey(); r.Key == "" {
		r.Key = o.Key // its name was not read
	}
	if r.Key != o.Key {
		return nil, &memberError{"key", fmt.Errorf("it is %q, but the attributes make it %q", o.Key, r.Key)}
	}
	return r, nil
}

// identify checks that the object has an id that no other object of its kind has.
func (d *decoder) identify(kind *schema.Kind) error {
	id := schema.Name{Kind: kind.Name, Key: d.object.ID}
	switch {
	case id.Key == "" && !kind.Single:
		return &memberError{"id", errors.New("it is empty")}
	case d.ids[id]:
		return &memberError{"id", fmt.Errorf("another %s has the id %q, too", kind.Name, id.Key)}
	}
	d.ids[id] = true
	return nil
}

// attributes reads the values of the object's attributes.
func (d *decoder) attributes(r *schema.Resource) error {
	if len(d.object.Attributes) == 0 || bytes.Equal(d.object.Attributes, []byte("null")) {
		return &memberError{"attributes", errors.New("the object lacks this member")}
	}
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

// relate adds the references and the undescribed settings of the object.
func (d *decoder) relate(r *schema.Resource) {
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
