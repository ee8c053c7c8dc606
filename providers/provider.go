package providers

import (
	"context"
	"errors"
	"iter"

	"github.com/callwright/callwright/schema"
)

// Errors that a caller of a provider tells apart. Providers wrap them.
var (
	ErrNotFound = errors.New("no such object")
	ErrExists   = errors.New("an object of that name exists")
	ErrAuth     = errors.New("not authenticated or not permitted")
	ErrQuota    = errors.New("a quota is used up")
	ErrInvalid  = errors.New("the service does not accept it")
	ErrStale    = errors.New("the object is not as it was read")
	ErrNotSent  = errors.New("the call was not sent") // the context ended while it waited for its turn
)

// A ManualError says that a service has no way to make a write, and what a person has
// to do instead. Nothing was written.
type ManualError struct {
	Object string   // what it is about, as a sentence names it
	Steps  []string // full sentences, in order
}

func (e *ManualError) Error() string { return e.Object + " has to be done by hand" }

// An Instance is the contact centre that a provider speaks to.
type Instance = schema.Instance

// A Reader reads live objects. It has no way to write. It must be safe for
// concurrent use.
type Reader interface {
	// Instance returns the contact centre that is read.
	Instance(ctx context.Context) (Instance, error)

	// Kinds returns the kinds that the provider speaks of.
	Kinds() []*schema.Kind

	// List yields the live objects of q.Kind, in any order, and stops at the first
	// error. What q needs of an object is given in it; what the bulk read brings
	// along is given too.
	List(ctx context.Context, q Query) iter.Seq2[*schema.Resource, error]

	// Read reads one object anew, by the id of live, with at least the given
	// attributes and its record, from operations that do not lag behind writes. It
	// fails with ErrNotFound when the object is gone.
	Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error)

	// ID returns the id of the object of that name; ErrNotFound when there is none. It
	// knows the objects that this provider made.
	ID(ctx context.Context, n schema.Name) (string, error)

	// Cost returns the calls that a change makes, by operation. It does no I/O.
	Cost(c Write) []Calls
}

// A Provider reads and writes live objects of the kinds it declares.
type Provider interface {
	Reader

	// Create makes the object and returns its id. It fails with ErrExists when
	// there is one of its name. The names that it refers to must exist.
	Create(ctx context.Context, want *schema.Resource) (id string, err error)

	// Update gives the attributes attrs of the object live the values that they
	// have in want, and last of all, in one call with changed tags, the record of
	// want, if that is another than live's and not zero. Live is as just read and
	// tells whatever else a call needs. When a call fails, the record stays.
	Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error

	// Mark gives the object live the record alone; the zero record takes both of its
	// tags away. A kind without tags has no record, and nothing is done.
	Mark(ctx context.Context, live *schema.Resource, record schema.Record) error

	// Delete removes the object. One that is gone already is no error.
	Delete(ctx context.Context, live *schema.Resource) error
}

// A Query says what to read of a kind.
type Query struct {
	Kind *schema.Kind
	// Need returns the attributes that are wanted of an object beyond what a bulk
	// read brings along; nil needs none. It is given the object as far as the bulk
	// read knows it: key, id, record.
	Need func(live *schema.Resource) schema.AttrSet
}

// Needs returns what the query needs of the object.
func (q Query) Needs(live *schema.Resource) schema.AttrSet {
	if q.Need == nil {
		return 0
	}
	return q.Need(live)
}

// A Write is one write, for [Reader.Cost]. Live is nil when the object is
// created, Want when it is deleted.
type Write struct {
	Live, Want *schema.Resource
	Attrs      schema.AttrSet // what an update changes
	Marks      bool           // the record of Want alone is written, as by [Provider.Mark]
}

// Of returns the kind of the object that is written.
func (w Write) Of() *schema.Kind {
	if w.Want != nil {
		return w.Want.Kind
	}
	return w.Live.Kind
}

// Calls is a number of calls of one operation.
type Calls struct {
	Operation string
	N         int
}
