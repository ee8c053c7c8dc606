package schema

import (
	"iter"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// A Source is the place that an object's description comes from.
type Source struct {
	Range hcl.Range // of the block's header
	Row   string    // `agents.csv:41` when for_each took the object from a row of a file, else ""
}

// A Record is what callwright remembers of an object, on the object itself: whose it is,
// and what was applied to it. Package record reads and makes it. The zero Record is that
// of an object that nobody owns.
type Record struct {
	Owner   string // stack and address: `support/queue.premium_1`
	Applied string // what was applied, as the value of a tag
}

// A Resource is one object: one that a configuration describes, one that a service
// has, or both. What only one of the two has is in a part of its own:
//
//	queue "sales" { name = "Sales" }     Desired says where the block is; Live is nil
//	the queue Sales as a service lists it    Live has its id; Desired is nil
type Resource struct {
	Kind   *Kind
	Key    string  // natural key: the name by which the service knows one of its kind
	Body   any     // *T, as Kind.New makes it
	Given  AttrSet // of a desired object, what the file sets; of a live one, what was read
	Record Record  // whose it is: as wanted, or as the live object's tags say

	*Desired // nil for an object that no configuration describes
	*Live    // nil for an object that no service is known to have
}

// Desired is what a resource has because a configuration describes it.
type Desired struct {
	Addr      Addr
	Source    Source
	Lifecycle Lifecycle
}

// Live is what a resource has because a service has it.
type Live struct {
	ID         string      // the service's id
	System     bool        // the instance's own (its defaults), never deleted
	References []Reference // what an attribute that was not read refers to; nil when a bulk read does not tell

	Vouched    []string // of what was not read, the entries of the record that vouch for it; package record reads them
	NeedsStamp AttrSet  // what would not have to be read if the record had a later stamp

	Version    string  // what the service calls this state of the object; "" where it calls it nothing
	Unreadable AttrSet // what the service does not tell of the object, and cannot be compared
	Manual     AttrSet // what the service does not tell and a person writes; where it is given, as the person last confirmed it

	Undescribed []Undescribed // what a bulk read found it to hold that no attribute can say
}

// An Undescribed is what an object holds beside the value of an attribute, that the language
// has no words for. No write of the attribute changes it.
type Undescribed struct {
	Attr string
	What string // such as `recurring override "Fridays"`
}

// A Reference is a reference by an attribute, known although the attribute was not read.
type Reference struct {
	Attr string
	Name Name
}

// UpdateKey computes the natural key from what was set: "" for the only one of its kind.
func (r *Resource) UpdateKey() {
	r.Key = ""
	if body, ok := r.Body.(interface{ naturalKey() string }); ok {
		r.Key = body.naturalKey()
	}
}

// Value returns the value of the attribute at position i, for printing.
func (r *Resource) Value(i int) cty.Value { return r.Kind.Attrs[i].Value(r.Body) }

// Has reports whether the attribute named name is given.
func (r *Resource) Has(name string) bool {
	i, ok := r.Kind.Lookup(name)
	return ok && r.Given.Has(i)
}

// HoldsRecord reports whether the live object can hold a record, or one is kept for it.
func (r *Resource) HoldsRecord() bool {
	tags, ok := r.Kind.Lookup("tags")
	return ok && (r.Live == nil || r.Manual != 0 || !r.Unreadable.Has(tags))
}

// Clone returns a copy that shares nothing changeable with r.
func (r *Resource) Clone() *Resource {
	c := *r
	c.Body = r.Kind.New()
	r.Kind.Copy(c.Body, r.Body, r.Kind.Every())
	if r.Desired != nil {
		desired := *r.Desired
		c.Desired = &desired
	}
	if r.Live != nil {
		live := *r.Live
		c.Live = &live
	}
	return &c
}

// WithRecord returns r under another record.
func (r *Resource) WithRecord(record Record) *Resource {
	c := *r
	c.Record = record
	return &c
}

// WithID returns r as an object that the service has under the given id, and of which
// nothing else is known.
func (r *Resource) WithID(id string) *Resource {
	c := *r
	c.Live = &Live{ID: id}
	return &c
}

// Name returns the resource's name as an object: its kind and natural key.
func (r *Resource) Name() Name { return Name{r.Kind.Name, r.Key} }

// A Lifecycle is what a block's lifecycle says about how its object may change.
type Lifecycle struct {
	PreventDestroy bool    // never delete it, nor replace it
	AllowReplace   bool    // delete it and make it anew where the service cannot change it
	Ignore         AttrSet // not managed once the object exists
	RenamedFrom    string  // the natural key that it had
}

// Refs yields the names that the given attributes of r refer to, each as often as
// it is named. A kind's standing needs (a hierarchy group needs the hierarchy's
// levels) come first.
func (r *Resource) Refs(attrs AttrSet) iter.Seq[Name] {
	return func(yield func(Name) bool) {
		for _, kind := range r.Kind.Needs {
			if !yield(Name{Kind: kind}) {
				return
			}
		}
		for i := range attrs.And(r.Kind.refs).All() {
			for name := range r.Kind.Attrs[i].Refs(r.Body) {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// Changed returns the attributes that want gives and that differ in live.
func (k *Kind) Changed(live, want *Resource) AttrSet {
	var changed AttrSet
	for i := range want.Given.All() {
		if !live.Given.Has(i) || !k.Attrs[i].equal(live.Body, want.Body) {
			changed = changed.With(i)
		}
	}
	return changed
}
