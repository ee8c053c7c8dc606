package amazonconnect

import (
	"context"
	"slices"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// A definition is what the file of a kind says of it, once: a kind whose bodies are Ts.
// What it has no function or operation for, the service cannot do.
type definition[T any] struct {
	kind    *schema.Kind
	system  []string        // names of the objects that an instance begins with
	title   func(*T) string // the name that List* gives
	paths   bool            // natural keys are paths, which List* does not give
	ops     operations
	lasting schema.AttrSet

	// List yields every object there is. Search yields what the bulk read says of them,
	// which may lag behind; an object with no body is none. Describe reads one.
	list        func(ctx context.Context, c *connection, found func(index.Item)) error
	search      func(ctx context.Context, c *connection, found func(object[T])) error
	describe    func(ctx context.Context, c *connection, id string) (object[T], error)
	details     []detail[T]
	undescribed func(*T) []schema.Undescribed

	create  func(ctx context.Context, c *connection, want object[T]) (string, error)
	created func(want *T) // nil: create writes all of it
	updates []update[T]
	tagWord string
	tags    func(*T) map[string]string
	destroy func(ctx context.Context, c *connection, id string) error
}

// An object is what a call says of one object, or is to be told.
type object[T any] struct {
	id     string
	body   *T
	given  schema.AttrSet
	record schema.Record
	system bool
	uses   []schema.Reference // as [schema.Resource] has them
}

// A detail is what the bulk read lacks, and a call for each object has.
type detail[T any] struct {
	attrs schema.AttrSet
	op    string
	rows  func(*T) int // how many of them smallPages hold; nil: one page has all there can be
	read  func(ctx context.Context, c *connection, id string, body *T) error
}

// An update is a call that changes some attributes of an object, other than tags.
type update[T any] struct {
	attrs schema.AttrSet
	needs schema.AttrSet
	op    string
	looks look                   // what it reads first
	calls func(ch change[T]) int // how many calls it takes; nil: one
	call  func(ctx context.Context, c *connection, ch change[T]) error
}

// A look is an operation by which an update reads before it writes: when it changes
// some of attrs, or always if these are none.
type look struct {
	op    string
	attrs schema.AttrSet
}

// A change is what an update makes of an object: attrs are those to change from
// before to after.
type change[T any] struct {
	id            string
	before, after *T
	attrs         schema.AttrSet
}

// define returns the kind that d defines.
func define[T any](d definition[T]) *kind {
	k := &kind{
		of: d.kind, ops: d.ops, paths: d.paths, lasting: d.lasting, tagWord: d.tagWord,
		list: d.list, destroy: d.destroy,
		title:       func(body any) string { return d.title(body.(*T)) },
		created:     func(any) {},
		tags:        func(body any) map[string]string { return d.tags(body.(*T)) },
		undescribed: func(any) []schema.Undescribed { return nil },
	}
	k.describe = func(ctx context.Context, c *connection, id string) (*schema.Resource, error) {
		o, err := d.describe(ctx, c, id)
		return d.resource(o), err
	}
	k.create = func(ctx context.Context, c *connection, want *schema.Resource) (string, error) {
		return d.create(ctx, c, object[T]{body: want.Body.(*T), given: want.Given, record: want.Record})
	}
	if d.search != nil {
		k.search = func(ctx context.Context, c *connection, found func(string, *schema.Resource)) error {
			return d.search(ctx, c, func(o object[T]) { found(o.id, d.resource(o)) })
		}
	}
	if d.created != nil {
		k.created = func(want any) { d.created(want.(*T)) }
	}
	if d.undescribed != nil {
		k.undescribed = func(body any) []schema.Undescribed { return d.undescribed(body.(*T)) }
	}
	for _, detail := range d.details {
		k.details = append(k.details, detail.reader())
	}
	for _, u := range d.updates {
		k.updates = append(k.updates, u.updater(d.pages))
	}
	return k
}

// resource returns the object as the schema has it; nil for one with no body.
func (d definition[T]) resource(o object[T]) *schema.Resource {
	if o.body == nil {
		return nil
	}
	r := &schema.Resource{Kind: d.kind, Body: o.body, Given: o.given, Record: o.record, Live: &schema.Live{ID: o.id, References: o.uses}}
	r.UpdateKey()
	r.System = o.system || slices.Contains(d.system, d.title(o.body))
	if d.undescribed != nil {
		r.Undescribed = d.undescribed(o.body)
	}
	return r
}

// pages returns how many pages an operation has of the object.
func (d definition[T]) pages(operation string, body *T) int {
	for _, detail := range d.details {
		if detail.op == operation {
			return detail.pages(body)
		}
	}
	return 1
}

func (d detail[T]) pages(body *T) int {
	if d.rows == nil {
		return 1
	}
	return max(1, (d.rows(body)+smallPage-1)/smallPage)
}

func (d detail[T]) reader() detailReader {
	return detailReader{
		attrs: d.attrs, op: d.op,
		pages: func(body any) int { return d.pages(body.(*T)) },
		read: func(ctx context.Context, c *connection, id string, body any) error {
			return d.read(ctx, c, id, body.(*T))
		},
	}
}

// updater returns u for bodies of any type. Pages returns how many pages an operation
// has of an object.
func (u update[T]) updater(pages func(operation string, body *T) int) updater {
	return updater{attrs: u.attrs, needs: u.needs, op: u.op, step: func(before, after any, attrs schema.AttrSet) step {
		ch := change[T]{before: before.(*T), after: after.(*T), attrs: attrs}
		s := step{attrs: u.attrs, op: u.op, calls: 1}
		if u.calls != nil {
			s.calls = u.calls(ch)
		}
		if u.looks.op != "" && (u.looks.attrs == 0 || u.looks.attrs.And(attrs) != 0) {
			s.look, s.pages = u.looks.op, pages(u.looks.op, ch.before)
		}
		s.run = func(ctx context.Context, c *connection, id string) error {
			ch.id = id
			return u.call(ctx, c, ch)
		}
		return s
	}}
}
