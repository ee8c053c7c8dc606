package schematest

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// state makes objects kind by kind: what a kind refers to comes before it in
// [schema.Kinds]. An object is a blend of the samples of its kind: for example, a queue with
// the description of the one, the outbound caller of the other and no quick connects.
// What it refers to are objects of the state.
// The hierarchy has so many levels.
func (m *Maker) state(levels int) *schema.State {
	w := &world{Maker: m, levels: levels, names: map[string][]string{}}
	for k := range schema.Kinds() {
		if k.Single {
			w.add(w.make(k, ""), schema.Addr{Kind: k.Name})
			continue
		}
		for i := range m.Size {
			if i == 0 || k.Bound() != 0 || m.IntN(4) > 0 { // what goes with another object is there when that is
				w.add(w.make(k, nameOf(k, i)), addrOf(k, i))
			}
		}
	}
	w.referLate()
	s, err := schema.NewState(w.made)
	if err != nil {
		panic(err)
	}
	return s
}

// A world is a state in the making.
type world struct {
	*Maker
	made   []*schema.Resource
	levels int                 // of the hierarchy
	names  map[string][]string // natural keys by kind
}

func (w *world) add(r *schema.Resource, at schema.Addr) {
	if r == nil {
		return
	}
	r.Desired = &schema.Desired{Addr: at}
	w.made = append(w.made, schema.Complete(r, nil))
	w.names[r.Kind.Name] = append(w.names[r.Kind.Name], r.Key)
}

// make returns an object of the kind; nil for one that there cannot be.
func (w *world) make(k *schema.Kind, name string) *schema.Resource {
	r := &schema.Resource{Kind: k, Body: k.New()}
	if samples[k.Name] != nil {
		w.blend(r)
	}
	w.refer(r, k.Every().Minus(k.WrittenLast()))
	if k.Label != "" {
		r.SetName(name)
	}
	if shape := shapes[k.Name]; shape != nil && !shape(w, r.Body, name) {
		return nil
	}
	r.Given = 0 // naming gives the name
	r.UpdateKey()
	return r
}

// blend takes each group of attributes from one of the samples of the kind, or leaves it
// empty where it may be.
func (w *world) blend(r *schema.Resource) {
	of := samples[r.Kind.Name]()
	needed := r.Kind.Required()
	for _, attrs := range groups(r.Kind) {
		from := of[w.IntN(len(of))]
		if r.Unwritable(attrs).Union(attrs.And(needed)) != 0 || w.IntN(4) > 0 {
			r.Kind.Copy(r.Body, from, attrs)
			continue
		}
		for i := range attrs.All() {
			r.Set(r.Kind.Attrs[i].Name, r.Value(i), schema.Plain) // empty, as a configuration writes it
		}
	}
	if i, ok := r.Kind.Lookup("description"); ok {
		r.Set("description", cty.StringVal(w.text(r.Value(i).AsString())), schema.Plain)
	}
}

// groups returns the attributes of a kind, those together that are leaves of one object: a
// phone of the type "desk" needs a number.
func groups(k *schema.Kind) []schema.AttrSet {
	var all []schema.AttrSet
	last := ""
	for i := range k.Attrs {
		name := k.Attrs[i].Name
		object := name[:max(0, strings.LastIndexByte(name, '.'))]
		if object == "" || object != last {
			all = append(all, 0)
		}
		last = object
		all[len(all)-1] = all[len(all)-1].With(i)
	}
	return all
}

// refer makes those of the attributes refer to objects of the state that name objects of
// a kind, one or several; or to none, where there are none or where that is allowed.
func (w *world) refer(r *schema.Resource, attrs schema.AttrSet) {
	empty := &schema.Resource{Kind: r.Kind, Body: r.Kind.New()}
	for i := range attrs.All() {
		a := &r.Kind.Attrs[i]
		if _, described := schema.KindOf(a.RefersTo); !described || a.Shape == schema.Table {
			continue
		}
		value := empty.Value(i)
		if names := w.names[a.RefersTo]; len(names) > 0 && (empty.Unwritable(schema.Attrs(i)) != 0 || w.IntN(3) > 0) {
			if value = cty.StringVal(w.pick(names...)); a.Shape == schema.Set {
				value = texts(w.some(a.RefersTo, 2))
			}
		}
		r.Set(a.Name, value, schema.Plain)
		r.Given = 0
	}
}

// referLate makes the attributes refer to objects that may come after their own.
func (w *world) referLate() {
	for _, r := range w.made {
		w.refer(r, r.Kind.WrittenLast())
	}
}

func texts(list []string) cty.Value {
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = cty.StringVal(s)
	}
	return cty.ListVal(values)
}

func (w *world) one(kind string) string { return w.pick(w.names[kind]...) }

func (w *world) pick(words ...string) string { return words[w.IntN(len(words))] }

func (w *world) some(kind string, most int) []string {
	var list []string
	for range 1 + w.IntN(most) {
		list = append(list, w.one(kind))
	}
	return schema.SortedSet(list)
}
