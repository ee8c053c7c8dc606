// Package schematest makes random states for tests of laws: states that are whole
// in themselves, so that every name that is referred to exists.
package schematest

import (
	"math/rand/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Stack is the stack that random states belong to, and Salt their instance's id.
const (
	Stack = "support"
	Salt  = "memory"
)

// Of returns a desired object of which the named attributes are given.
func Of(kind string, body any, given ...string) *schema.Resource {
	k := schema.MustKind(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Set(given...), Desired: &schema.Desired{}}
	r.UpdateKey()
	return r
}

// A Maker makes random states out of the same pool of names, so that two of its
// states have objects in common. Two makers with equal seeds make equal states.
type Maker struct {
	*rand.Rand
	// Size is how many names each kind's pool has.
	Size int
}

// New returns a maker for the seed, with a pool of size names of each kind.
func New(seed uint64, size int) *Maker {
	return &Maker{Rand: rand.New(rand.NewPCG(seed, 0)), Size: size}
}

// Live returns a state of live objects. When owned, each carries this stack's
// record, as if a configuration had made it.
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

// Want returns a state of desired objects. When whole, every attribute is given;
// else those that creating an object needs, and some others.
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

// Writable changes a desired state into what a configuration could describe, for an
// instance with single sign-on, and returns it.
func Writable(s *schema.State) *schema.State {
	for _, r := range s.All() {
		r.Given = r.Given.Minus(unwritten(r, r.Given))
	}
	return s
}

// unwritten returns those of the attributes that no configuration writes beside the
// others: what only an instance with an existing directory takes, and the second way
// to say what an attribute says.
func unwritten(r *schema.Resource, given schema.AttrSet) schema.AttrSet {
	var none schema.AttrSet
	for i := range given.All() {
		a := &r.Kind.Attrs[i]
		if a.Name == "directory_id" || given.And(r.Kind.Set(a.SameSettingAs...)) != 0 {
			none = none.With(i)
		}
	}
	return none
}

// destination returns the attributes that say where a quick connect leads: it has all
// of them, or it leads nowhere.
func destination(r *schema.Resource) schema.AttrSet {
	q, ok := r.Body.(*schema.QuickConnect)
	switch {
	case !ok:
		return 0
	case q.Number != "":
		return r.Kind.Set("phone.number")
	case q.User != schema.Transfer{}:
		return r.Kind.Set("user.user", "user.flow")
	}
	return r.Kind.Set("queue.queue", "queue.flow")
}
