package amazonconnect

import (
	"context"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// A kind says which operations read and write the objects of one kind of the schema, and
// holds the functions that call them. It is data: a [reader] reads by it, a [writer]
// writes by it, and what a write costs and a policy has to allow follows from it.
//
// [define] makes a kind of a [definition], where bodies have their type; here a body is
// any.
type kind struct {
	of      *schema.Kind
	ops     operations
	paths   bool           // natural keys are paths, which List* does not give
	lasting schema.AttrSet // what cannot change without a later time in List*
	details []detailReader
	updates []updater
	tagWord string // in ARNs; "" when objects of the kind have no tags

	list     func(ctx context.Context, c *connection, found func(index.Item)) error
	search   func(ctx context.Context, c *connection, found func(id string, r *schema.Resource)) error // may be nil
	describe func(ctx context.Context, c *connection, id string) (*schema.Resource, error)             // nil when it is none
	create   func(ctx context.Context, c *connection, want *schema.Resource) (id string, err error)
	destroy  func(ctx context.Context, c *connection, id string) error // nil when the service cannot

	title       func(body any) string               // the name that List* gives
	created     func(want any)                      // changes want into what the create call leaves
	tags        func(body any) map[string]string    // of a kind with a tagWord
	undescribed func(body any) []schema.Undescribed // settings that no attribute can say
}

// Operations names the operations of a kind, but for those of its details and updates. A
// name is "" when there is no such operation.
type operations struct {
	list, search, describe string
	alsoSearch             string // that search calls beside its own
	find                   string // that create calls first, to look for the object
	create, destroy        string
}

// A detailReader reads the attributes that the bulk read lacks, by a call for each object.
type detailReader struct {
	attrs schema.AttrSet
	op    string
	pages func(body any) int // how many calls it takes to read the object's
	read  func(ctx context.Context, c *connection, id string, body any) error
}

// An updater changes some attributes of an object, other than tags, by one operation. The
// updaters of a kind are in the order in which their calls are made.
type updater struct {
	attrs schema.AttrSet
	needs schema.AttrSet // what the calls have to know of the live object
	op    string
	step  func(before, after any, attrs schema.AttrSet) step
}

// bulkReads returns the operations that read all objects of the kind, and one of which
// the bulk read does not know.
func (k *kind) bulkReads() []string {
	return []string{k.ops.list, k.ops.search, k.ops.alsoSearch, k.ops.describe}
}

// detailReads returns the operations that read the details of single objects.
func (k *kind) detailReads() []string {
	operations := []string{k.ops.find}
	for _, d := range k.details {
		operations = append(operations, d.op)
	}
	return operations
}

// accesses returns the operations that an access to an object may call which concerns
// the attributes attrs. Creating an object may take the operations that update it, too.
func (k *kind) accesses(a providers.Access, attrs schema.AttrSet) []string {
	switch a {
	case providers.ReadObject:
		return k.reads(attrs)
	case providers.DeleteObject:
		return []string{k.ops.destroy}
	case providers.CreateObject:
		return append(k.accesses(providers.UpdateObject, attrs), k.ops.create)
	}
	var operations []string
	if k.tagWord != "" {
		operations = []string{tagOperation, untagOperation}
	}
	for _, u := range k.updates {
		if a == providers.UpdateObject && u.attrs.And(attrs) != 0 {
			operations = append(operations, u.op)
		}
	}
	return operations
}

// reads returns the operations that read single objects with the attributes attrs.
func (k *kind) reads(attrs schema.AttrSet) []string {
	operations := []string{k.ops.describe}
	for _, d := range k.details {
		if d.attrs.And(attrs) != 0 {
			operations = append(operations, d.op)
		}
	}
	return operations
}

// needs returns what an update of attrs has to know of the live object.
func (k *kind) needs(attrs schema.AttrSet) schema.AttrSet {
	var needs schema.AttrSet
	for _, u := range k.updates {
		if u.attrs.And(attrs) != 0 {
			needs = needs.Union(u.needs)
		}
	}
	return needs
}

// newborn returns the object as the create call alone leaves it.
func (k *kind) newborn(want *schema.Resource) *schema.Resource {
	r := &schema.Resource{Kind: k.of, Key: want.Key, Body: k.of.New(), Given: want.Given, Record: want.Record}
	k.of.Copy(r.Body, want.Body, want.Given)
	k.created(r.Body)
	return r
}
