package amazonconnect

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// A kind says which operations read and write the objects of one kind of the schema, and
// has the functions that call them. It is data, and everything else follows from it: a
// [reader] reads by it, a [writer] writes by it, an estimate sums the calls of a write, and
// an IAM policy allows its operations.
//
// [define] makes a kind from a [definition]. A definition knows the type of its bodies. A
// kind does not, so that all kinds fit into one table.
type kind struct {
	of      *schema.Kind
	ops     operations
	paths   bool   // natural keys are paths, such as EMEA/London; List* has the last name only
	stamps  stamps // what need not be read of an object with a stamp
	details []detailReader
	detail  schema.AttrSet // the attributes of all details
	apart   schema.AttrSet // those that describe does not read
	always  schema.AttrSet // those that are read of every object
	updates updaters
	tagWord string // in ARNs; "" when objects of the kind have no tags

	list     func(ctx context.Context, c *connection, found func(index.Item)) error
	search   func(ctx context.Context, c *connection, found func(id string, r *schema.Resource)) error // may be nil
	describe func(ctx context.Context, c *connection, id string) (*schema.Resource, error)             // nil for an object that belongs to the service
	create   func(ctx context.Context, c *connection, want *schema.Resource) (id string, err error)
	destroy  func(ctx context.Context, c *connection, id string) error // nil when the service cannot

	title       func(body any) string                                              // the name that List* gives
	changed     func(ctx context.Context, c *connection, id string) (int64, error) // when the object last changed, in Unix milliseconds; 0 if that is not said
	created     func(want any)                                                     // turns what is wanted into what the create call leaves
	tags        func(body any) map[string]string                                   // of a kind with a tagWord
	undescribed func(body any) []schema.Undescribed                                // settings that no attribute can describe
}

// operations are the names of a kind's operations, except the ones that describe and update
// objects. A name is "" when the service has no such operation.
type operations struct {
	list, search, describe string
	find                   string // called by create first, to see whether the object exists
	create, destroy        string
}

// A detailReader reads attributes that the bulk read lacks, by a call for each object. If
// that is the call which describes an object, all of the object is read.
type detailReader struct {
	attrs schema.AttrSet
	op    string
	pages func(body any) int // how many calls it takes to read the object's
	read  func(ctx context.Context, c *connection, id string, body any) error
	all   func(ctx context.Context, c *connection) (func(id string, body any), error) // reads those of all objects; may be nil
	allOp string                                                                      // by which it does

	beside func(live, read any) // gives an object what was read besides the attributes
}

// together reports whether it takes fewer calls to read the detail of all objects than to read
// it of those that lack it, one by one. A page has the details of many objects, but if most
// objects have stamps, most pages would be read for nothing.
func (d detailReader) together(lacking, all int) bool {
	return d.all != nil && lacking > 1 && (lacking == all || lacking > fewObjects)
}

// fewObjects is how many calls of one operation can be made at once.
const fewObjects = 4

// An updater changes some attributes of an object by one operation. Tags are not among
// them. The updaters of a kind are in the order in which their calls are made.
type updater struct {
	attrs schema.AttrSet
	needs schema.AttrSet // of the live object, for calls that replace more than they change
	again bool           // needs are read again before the call
	rests []rest
	op    string
	proof byte           // the letter of the operation in records; 0 if no stamp depends on it
	reads schema.AttrSet // attributes of details that may read differently after the operation
	step  func(before, after any, attrs schema.AttrSet) step
}

// A stampedBy is an attribute of a detail, and the letters of all operations that may change
// how it reads. Once the instance has shown that each of these operations gives an object a
// later time, an object with a stamp and no later time need not be read.
type stampedBy struct {
	attr    schema.AttrSet // one
	letters string
}

// A stamps has the attributes of details that need not be read of an object with a stamp.
type stamps []stampedBy

// stampsOf returns the stamps of a kind. An attribute has none if an operation that may change
// it has no letter.
func stampsOf(k *kind) stamps {
	var list stamps
	for i := range k.detail.All() {
		by := stampedBy{attr: schema.Attrs(i)}
		for _, u := range k.updates {
			if !u.reads.Has(i) {
				continue
			}
			if u.proof == 0 {
				by.letters = ""
				break
			}
			by.letters += string(u.proof)
		}
		if by.letters != "" {
			list = append(list, by)
		}
	}
	return list
}

// attrs returns the attributes that may have stamps.
func (all stamps) attrs() schema.AttrSet { return all.lasting(allProofs) }

// lasting returns the attributes that cannot change without a later time in List*, on an
// instance that has proven the operations with those letters.
func (all stamps) lasting(proven string) schema.AttrSet {
	var attrs schema.AttrSet
	for _, s := range all {
		if !strings.ContainsFunc(s.letters, func(c rune) bool { return !strings.ContainsRune(proven, c) }) {
			attrs = attrs.Union(s.attr)
		}
	}
	return attrs
}

// allProofs has all letters that operations can have.
const allProofs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// bulkReads returns the operations that read all objects of the kind. Describe reads a single
// object that a search does not have yet.
func (k *kind) bulkReads() []string {
	operations := []string{k.ops.list, k.ops.search, k.ops.describe}
	for _, d := range k.details {
		if d.all != nil { // read of every object
			operations = append(operations, d.op, d.allOp)
		}
	}
	return operations
}

// detailReads returns the operations that read the details of single objects.
func (k *kind) detailReads() []string {
	operations := []string{k.ops.find}
	for _, d := range k.details {
		operations = append(operations, d.op)
	}
	return operations
}

// accesses returns the operations that an access to an object may call, if it is about the
// attributes attrs. Creating an object may also take the operations that update it: a
// create call takes only so many rows, and the others follow.
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
			if u.again {
				operations = append(operations, k.reads(u.needs)...)
			}
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

// needs returns the attributes that an update of attrs has to know of the live object. For
// example, to write a user's first name the service wants the last name, too.
func (k *kind) needs(attrs schema.AttrSet) schema.AttrSet {
	var needs schema.AttrSet
	for _, u := range k.updates {
		if u.attrs.And(attrs) != 0 {
			needs = needs.Union(u.needs)
		}
	}
	return needs
}

// An updaters is the updaters of a kind.
type updaters []updater

// readAgain reports whether an update of attrs reads the object first, in any case.
func (all updaters) readAgain(attrs schema.AttrSet) bool {
	return slices.ContainsFunc(all, func(u updater) bool { return u.again && u.attrs.And(attrs) != 0 })
}

// rests returns what an update of attrs replaces besides what it changes.
func (all updaters) rests(attrs schema.AttrSet) []rest {
	var rests []rest
	for _, u := range all {
		if u.attrs.And(attrs) != 0 {
			rests = append(rests, u.rests...)
		}
	}
	return rests
}

// newborn returns the object as it is after the create call, before any later call of its
// creation.
func (k *kind) newborn(want *schema.Resource) *schema.Resource {
	r := &schema.Resource{Kind: k.of, Key: want.Key, Body: k.of.New(), Given: want.Given, Record: want.Record}
	k.of.Copy(r.Body, want.Body, want.Given)
	k.created(r.Body)
	return r
}

// kinds has every kind, in the order of the schema's. A kind that is not here does not
// exist for this provider.
var kinds = []*kind{hours, queues, statuses, predefinedAttributes, hierarchy, groups, securityProfiles, routingProfiles, users, quickConnects}

// lookup returns our table for a kind of the schema. ConnectPath's kinds have none.
func lookup(of *schema.Kind) (*kind, error) {
	for _, k := range kinds {
		if k.of == of {
			return k, nil
		}
	}
	return nil, fmt.Errorf("no %s exists in Amazon Connect", of.Name)
}
