package providers

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/callwright/callwright/schema"
)

// Errors that mean something to a caller: an apply answers each in another way. Providers
// wrap them, for example "CreateQueue: … (DuplicateResourceException)" wraps ErrExists.
var (
	ErrNotFound = errors.New("no such object")
	ErrExists   = errors.New("an object with this name already exists")
	ErrAuth     = errors.New("authentication or permission failed")
	ErrQuota    = errors.New("a quota is used up")
	ErrInvalid  = errors.New("the service does not accept it")
	ErrStale    = errors.New("the object changed since it was read")
	ErrNotSent  = errors.New("the call was not sent") // the context ended while it waited for its turn, so nothing happened

	ErrNoCredentials = fmt.Errorf("no credentials: %w", ErrAuth) // nobody signed in, so the service was not asked
)

// A ManualError says that the API of a service lacks a write, and what a person has to do
// instead. Nothing was written. Apply expects this error: it
// prints the steps, and goes on with the changes that do not wait for this one.
type ManualError struct {
	Object string   // as a sentence names it: the permission group "Night"
	Steps  []string // full sentences, in order
}

func (e *ManualError) Error() string { return e.Object + " needs manual steps" }

// An Instance is the contact centre that a provider speaks to.
type Instance = schema.Instance

// A Reader reads live objects. It has no method that writes. It must be safe for concurrent
// use.
type Reader interface {
	// Instance returns the contact centre that is read.
	Instance(ctx context.Context) (Instance, error)

	// Kinds returns the kinds that the provider has objects of.
	Kinds() []*schema.Kind

	// List yields the live objects of q.Kind, in any order, and stops at the first
	// error. The Given of an object has what q needs of it, and whatever else the bulk
	// read brings along.
	List(ctx context.Context, q Query) iter.Seq2[*schema.Resource, error]

	// Read reads one object again, by the id of live, with at least the given attributes
	// and its record. It must not use an operation that lags behind writes, as searches
	// do: an apply compares the result with the plan, right before it writes. It fails
	// with ErrNotFound when the object is gone.
	Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error)

	// ID returns the id of the object of that name; ErrNotFound when there is none. It
	// knows the objects that this provider created, even if the service does not list
	// them yet.
	ID(ctx context.Context, n schema.Name) (string, error)

	// Cost returns the calls that a change makes, by operation. It does no I/O: a plan
	// estimates itself with it.
	Cost(c Write) []Calls
}

// A Provider reads and writes live objects of the kinds it declares.
type Provider interface {
	Reader

	// Create creates the object and returns its id. It fails with ErrExists when there is
	// one of that name. The objects that it refers to must exist. If a later call of the
	// creation fails, it returns the id together with the error: the object exists, and
	// the next plan completes it.
	Create(ctx context.Context, want *schema.Resource) (id string, err error)

	// Update gives the attributes attrs of the object live the values that they have in
	// want. Last of all, in one call with changed tags, it writes the record of want,
	// unless that is zero or live has it already. So when a call fails, the record still
	// says what it said before. Live has just been read; a call that replaces more than
	// attrs takes the rest from it.
	Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error

	// Mark writes the record of the object live, and nothing else; the zero record takes
	// both of its tags away. It does nothing for a kind without tags, which has no record.
	Mark(ctx context.Context, live *schema.Resource, record schema.Record) error

	// Delete removes the object. It succeeds when the object is gone already.
	Delete(ctx context.Context, live *schema.Resource) error
}

// A Query says what to read of a kind.
type Query struct {
	Kind *schema.Kind
	// Need returns the attributes that are needed of an object, whether or not the bulk
	// read brings them along; nil needs none. It is given the object as far as the bulk
	// read knows it: key, id, record.
	Need func(live *schema.Resource) schema.AttrSet
	// Managed returns the attributes that the caller manages of some object of the kind. It
	// may wait until the caller knows; nil for all attributes.
	Managed func() schema.AttrSet
	// Settled reports whether a search that may lag behind writes leaves no doubt about the
	// objects that matter to the caller. Then nobody has to list the objects, too. It is nil
	// if the caller has to know all objects that there are at this moment.
	Settled func(found []*schema.Resource) bool
}

// Needs returns the attributes that the query needs of the object.
func (q Query) Needs(live *schema.Resource) schema.AttrSet {
	if q.Need == nil {
		return 0
	}
	return q.Need(live)
}

// A Write is one write, for methods that say what it would take. Live is nil when the object
// is created, and Want when it is deleted.
type Write struct {
	Live, Want *schema.Resource
	Attrs      schema.AttrSet // what an update changes
	Marks      bool           // only the record of Want is written, as by [Provider.Mark]
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
	Once      string // if not "", a run makes these calls for the first write only that has this text
}
