package schema

import (
	"iter"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// A Source is the place of an object's description.
type Source struct {
	Range hcl.Range // of the block's header
	Row   string    // `agents.csv:41` when for_each took the object from a row of a file, else ""
}

// A Record is what callwright remembers about an object, in the object's own tags: who owns
// it, and what was applied to it. Package record reads and writes it. The zero Record
// belongs to an object that nobody owns.
type Record struct {
	Owner   string // stack and address: `support/queue.premium_1`
	Applied string // what was applied, as the value of a tag
}

// A Resource is one object: one that a configuration describes, one that a service
// has, or both:
//
//	queue "sales" { name = "Sales" }     Desired says where the block is; Live is nil
//	the queue Sales as a service lists it    Live has its id; Desired is nil
type Resource struct {
	Kind   *Kind
	Key    string  // natural key: the name by which the service knows one of its kind
	Body   any     // *T, as Kind.New makes it
	Given  AttrSet // the attributes that the file sets, or that were read from the service
	Record Record  // the desired record, or the one in the live object's tags

	*Desired // nil for an object that no configuration describes
	*Live    // nil for an object that no service is known to have
}

// Desired is the part of a resource that comes from its configuration.
type Desired struct {
	Addr      Addr
	Source    Source
	Lifecycle Lifecycle
}

// Live is the part of a resource that comes from the service.
type Live struct {
	ID         string      // the service's id
	System     bool        // the instance's own (its defaults), never deleted
	References []Reference // references by attributes that were not read; nil if a bulk read does not tell

	Absent AttrSet // attributes that were read, and that the object has no value for
	Alone  bool    // read by itself, by operations that do not lag behind writes

	Vouched    []string // the record's entries that vouch for attributes that were not read; see package record
	NeedsStamp AttrSet  // attributes that had to be read only because the record's timestamp is old

	Version    string  // the service's name for this state of the object, such as an ETag; or ""
	Unreadable AttrSet // attributes that the service does not tell, and that cannot be compared
	Manual     AttrSet // attributes that a person writes by hand; if given, as that person last confirmed them

	Undescribed []Undescribed // settings that a bulk read found and no attribute can describe
}

// An Undescribed is a setting of a live object that belongs to an attribute and that the
// language cannot describe. Writing the attribute does not change it.
type Undescribed struct {
	Attr string
	What string // such as `override "Fridays"`
}

// A Reference is a reference by an attribute that was not read itself. A search for the
// users of a routing profile, for example, tells the reference and not the attribute.
type Reference struct {
	Attr string
	Name Name
}

// UpdateKey computes the natural key from the attributes: "" for a kind that an instance has
// once.
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

// HoldsRecord reports whether the object can hold a record in tags, or another object holds
// one for it.
func (r *Resource) HoldsRecord() bool {
	tags, ok := r.Kind.Lookup("tags")
	return ok && (r.Live == nil || r.Manual != 0 || !r.Unreadable.Has(tags))
}

// Clone returns a deep copy: changing it does not change r.
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

// WithID returns a copy of r that is live under the given id; nothing else is known of it.
func (r *Resource) WithID(id string) *Resource {
	c := *r
	c.Live = &Live{ID: id}
	return &c
}

// Name returns the resource's kind and natural key.
func (r *Resource) Name() Name { return Name{r.Kind.Name, r.Key} }

// A Lifecycle is the content of a block's lifecycle: how the object may change.
type Lifecycle struct {
	PreventDestroy bool    // never delete or replace the object
	AllowReplace   bool    // replace the object if the service cannot change it
	Ignore         AttrSet // not managed once the object exists
	RenamedFrom    string  // the earlier natural key
}

// Ignored returns the attributes that are not managed once the object exists.
func (r *Resource) Ignored() AttrSet {
	if r.Desired == nil {
		return 0
	}
	return r.Lifecycle.Ignore
}

// Refs yields the names that the given attributes of r refer to, with repetitions. The kinds
// that every object of r's kind needs come first: a hierarchy group needs the hierarchy.
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

// Changed returns the attributes that want sets and whose values differ in live.
func (k *Kind) Changed(live, want *Resource) AttrSet {
	var changed AttrSet
	for i := range want.Given.All() {
		if !live.Given.Has(i) || !k.Attrs[i].equal(live.Body, want.Body) {
			changed = changed.With(i)
		}
	}
	return changed
}
