package schema

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// A Source is the place that an object's description comes from.
type Source struct {
	Range hcl.Range // of the block's header
	Row   string    // `agents.csv:41` when for_each took the object from a row of a file, else ""
}

// A Resource is one desired or live object.
type Resource struct {
	Addr   Addr
	Kind   *Kind
	Key    string  // natural key: the name by which the service knows one of its kind
	ID     string  // the service's id; "" when desired
	Record Record  // whose it is: as wanted, or as the live object's tags say
	Body   any     // *T, as Kind.New makes it
	Given  AttrSet // desired: what the file sets; live: what was read
	Source Source  // desired only
	Life   Lifecycle
	System bool  // live: the instance's own (its defaults), never deleted
	Uses   []Use // live: what an attribute that was not read refers to; nil when a bulk read does not tell

	Vouched []Entry // live: of what was not read, what the record vouches for; see [Resource.Vouch]
	Restamp AttrSet // live: what would not have to be read if the record had a later stamp

	Version string  // live: what the service calls this state of the object; "" where it calls it nothing
	Blind   AttrSet // live: what the service does not tell of the object, and cannot be compared
	ByHand  AttrSet // live: what the service does not tell and a person writes; where it is given, as the person last confirmed it

	Beyond []Beyond // live: what a bulk read found it to hold that no attribute can say
}

// A Beyond is what an object holds beside the value of an attribute, that the language
// has no words for. No write of the attribute changes it.
type Beyond struct {
	Attr string
	What string // such as `recurring override "Fridays"`
}

// A Use is a reference by an attribute, known although the attribute was not read.
type Use struct {
	Attr string
	Name Name
}

// Value returns the value of the attribute at position i, for printing.
func (r *Resource) Value(i int) cty.Value { return r.Kind.Attrs[i].Value(r.Body) }

// Has reports whether the attribute named name is given.
func (r *Resource) Has(name string) bool {
	i, ok := r.Kind.Lookup(name)
	return ok && r.Given.Has(i)
}

// Remembers reports whether the live object can hold a record, or one is kept for it.
func (r *Resource) Remembers() bool {
	tags, ok := r.Kind.Lookup("tags")
	return ok && (r.ByHand != 0 || !r.Blind.Has(tags))
}

// Clone returns a copy that shares nothing changeable with r.
func (r *Resource) Clone() *Resource {
	c := *r
	c.Body = r.Kind.New()
	r.Kind.Copy(c.Body, r.Body, r.Kind.Every())
	return &c
}

// With returns r under another record.
func (r *Resource) With(record Record) *Resource {
	c := *r
	c.Record = record
	return &c
}

// Name returns the resource's name as an object: its kind and natural key.
func (r *Resource) Name() Name { return Name{r.Kind.Name, r.Key} }

// A Name is a kind and the natural key of one object of it. It is comparable.
type Name struct{ Kind, Key string }

// String returns the name as diagnostics print it: `queue "Premium 1"`.
func (n Name) String() string {
	if n.Key == "" {
		return n.Kind
	}
	return fmt.Sprintf("%s %q", n.Kind, n.Key)
}
