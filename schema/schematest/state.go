package schematest

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// state makes a state, kind by kind: in [schema.Kinds], a kind comes after the kinds to
// which it refers. An object is a mixture of the samples of its kind: for example, a queue
// with the description of the first sample, the outbound caller of the second, and no quick
// connects. It refers to objects of the state. Levels is the number of the hierarchy's levels.
func (m *Maker) state(levels int) *schema.State {
	w := &world{Maker: m, levels: levels, names: map[string][]string{}}
	for k := range schema.Kinds() {
		if k.Single {
			w.add(w.make(k, ""), schema.Addr{Kind: k.Name})
			continue
		}
		for i := range m.Size {
			if i == 0 || k.Bound() != 0 || m.IntN(4) > 0 { // an assignment exists whenever its user does
				w.add(w.make(k, nameOf(k, i)), addrOf(k, i))
			}
		}
	}
	w.setLateReferences()
	s, err := schema.NewState(w.made)
	if err != nil {
		panic(err)
	}
	return s
}

// A world holds the objects of a state while the maker makes it.
type world struct {
	*Maker
	made   []*schema.Resource
	levels int                 // the number of the hierarchy's levels
	names  map[string][]string // kind → natural keys of its objects
}

// add adds an object, unless it is nil.
func (w *world) add(r *schema.Resource, at schema.Addr) {
	if r == nil {
		return
	}
	r.Desired = &schema.Desired{Addr: at}
	w.made = append(w.made, schema.Complete(r, nil))
	w.names[r.Kind.Name] = append(w.names[r.Kind.Name], r.Key)
}

// make returns an object of the kind, or nil if the state cannot have it.
func (w *world) make(k *schema.Kind, name string) *schema.Resource {
	r := &schema.Resource{Kind: k, Body: k.New()}
	if samples[k.Name] != nil {
		w.blend(r)
	}
	w.setReferences(r, k.Every().Minus(k.WrittenLast()))
	if k.Label != "" {
		r.SetName(name)
	}
	if shape := shapes[k.Name]; shape != nil && !shape(w, r.Body, name) {
		return nil
	}
	r.Given = 0 // SetName made the name given
	r.UpdateKey()
	return r
}

// blend sets each group of attributes to the values of one of the kind's samples, or leaves
// it empty if a configuration can.
func (w *world) blend(r *schema.Resource) {
	both := samples[r.Kind.Name]()
	needed := r.Kind.Required()
	for _, attrs := range groups(r.Kind) {
		from := both[w.IntN(len(both))]
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

// groups returns the attributes of a kind. The leaves of one object are one group, because
// they depend on each other: a phone of the type "desk" needs a number.
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

// setReferences sets the attributes that name objects of other kinds: to names in the
// state, or to none if the attribute can be empty or the state has no such object.
func (w *world) setReferences(r *schema.Resource, attrs schema.AttrSet) {
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

// setLateReferences sets the attributes whose objects may come later in the state. The service
// takes them only after it has all objects: a quick connect of a queue can lead to the queue.
func (w *world) setLateReferences() {
	for _, r := range w.made {
		w.setReferences(r, r.Kind.WrittenLast())
	}
}

// texts returns a list of strings as a value.
func texts(list []string) cty.Value {
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = cty.StringVal(s)
	}
	return cty.ListVal(values)
}

// one returns the natural key of an object of the kind.
func (w *world) one(kind string) string { return w.pick(w.names[kind]...) }

// pick returns one of the words.
func (w *world) pick(words ...string) string { return words[w.IntN(len(words))] }

// some returns the natural keys of one or more objects of the kind, sorted.
func (w *world) some(kind string, most int) []string {
	var list []string
	for range 1 + w.IntN(most) {
		list = append(list, w.one(kind))
	}
	return schema.SortedSet(list)
}
