package schematest

import (
	"math/rand/v2"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Stack owns the objects of random states. Salt is the id of their instance.
const (
	Stack = "support"
	Salt  = "memory"
)

// Of returns a desired object of the kind, with the named attributes given.
func Of(kind string, body any, given ...string) *schema.Resource {
	k := schema.MustKind(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Set(given...), Desired: &schema.Desired{}}
	r.UpdateKey()
	return r
}

// A Maker makes random states. It takes all names from the same small pools, so that two of
// its states have objects in common. Two makers with the same seed make the same states.
type Maker struct {
	*rand.Rand
	// Size is the number of names in the pool of each kind.
	Size int
}

// New returns a maker with the seed, whose pools have size names.
func New(seed uint64, size int) *Maker {
	return &Maker{Rand: rand.New(rand.NewPCG(seed, 0)), Size: size}
}

// Live returns a state of live objects. If owned is true, each of them has the stack's
// record, as if callwright had made it.
func (m *Maker) Live(owned bool) *schema.State {
	levels := 1 // a plan that leaves the groups of others in place can only add levels
	if owned {
		levels += m.IntN(2)
	}
	s := m.state(levels)
	for _, r := range s.All() {
		r.Live = &schema.Live{ID: "live-" + r.Kind.Name + "-" + r.Key}
		r.Given = r.Kind.Every()
		owner := record.Owner(Stack, r.Addr)
		r.Desired = nil
		if owned {
			r.Record = record.Only(record.New(Salt, r.Kind.Name, owner, r.Key), r.Kind)
		}
	}
	return s
}

// Want returns a state of desired objects. If whole is true, every attribute is given.
// Otherwise the required attributes and some others are given.
func (m *Maker) Want(whole bool) *schema.State {
	s := m.state(1 + m.IntN(2))
	for _, r := range s.All() {
		r.Record.Owner = record.Owner(Stack, r.Addr)
		given := r.Kind.Every()
		if !whole {
			given = r.Kind.Required()
			for i := range r.Kind.Attrs {
				if m.IntN(3) == 0 {
					given = given.With(i)
				}
			}
			given = given.Union(destination(r))
		}
		r.Given = given
	}
	return s
}

// Writable changes a desired state into one that a configuration can describe, for an
// instance with single sign-on, and returns it. It removes attributes from what is given.
func Writable(s *schema.State) *schema.State {
	for _, r := range s.All() {
		r.Given = r.Given.Minus(unwritable(r, r.Given))
	}
	return s
}

// OfConnect is [Writable] for the part of the state that is in Amazon Connect and not in
// ConnectPath. It panics if ConnectPath's part cannot be left out.
func OfConnect(s *schema.State) *schema.State {
	of, err := schema.NewState(slices.DeleteFunc(slices.Clone(s.All()), func(r *schema.Resource) bool { return r.Kind.Provider != "" }))
	if err != nil {
		panic(err)
	}
	return Writable(of)
}

// unwritable returns the attributes that a configuration cannot have beside the others that
// are given. One is directory_id, which only an instance with an existing directory takes.
// The others are the second way to write a setting, such as phone beside channels.
func unwritable(r *schema.Resource, given schema.AttrSet) schema.AttrSet {
	var none schema.AttrSet
	for i := range given.All() {
		a := &r.Kind.Attrs[i]
		if a.Name == "directory_id" || given.And(r.Kind.Set(a.SameSettingAs...)) != 0 {
			none = none.With(i)
		}
	}
	return none
}

// destination returns the attributes of a quick connect's destination. A configuration
// must write all of them, and not only some.
func destination(r *schema.Resource) schema.AttrSet {
	q, ok := r.Body.(*schema.QuickConnect)
	switch {
	case !ok:
		return 0
	case q.Number != "":
		return r.Kind.Set("phone.number")
	case q.Flow != "":
		return r.Kind.Set("flow.flow")
	case q.User != schema.Transfer{}:
		return r.Kind.Set("user.user", "user.flow")
	}
	return r.Kind.Set("queue.queue", "queue.flow")
}
