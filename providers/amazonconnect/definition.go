package amazonconnect

import (
	"context"
	"slices"
	"time"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// A definition is everything about one kind of object, whose bodies are of the type T.
// Where the service has no operation for something, the definition has no function or an
// empty name.
//
// For example, that of agent statuses has no destroy: the service cannot delete them.
type definition[T any] struct {
	kind   *schema.Kind
	system []string        // names of the objects that an instance begins with
	title  func(*T) string // the name that List* gives
	paths  bool            // natural keys are paths, which List* does not give
	ops    operations

	// List yields every object that exists. Search yields what the bulk read says about
	// them, which may lag behind; it yields an object without a body for one that belongs
	// to the service. Describe reads one object.
	list        func(ctx context.Context, c *connection, found func(index.Item)) error
	search      func(ctx context.Context, c *connection, found func(object[T])) error
	describe    func(ctx context.Context, c *connection, id string) (object[T], error)
	details     []detail[T]
	undescribed func(*T) []schema.Undescribed

	create  func(ctx context.Context, c *connection, want object[T]) (string, error)
	created func(want *T) // leaves what create writes; nil if that is everything
	updates []update[T]
	tagWord string
	tags    func(*T) map[string]string
	destroy func(ctx context.Context, c *connection, id string) error
}

// An object is what a call says about one object, or what it has to be told.
type object[T any] struct {
	id     string
	body   *T
	given  schema.AttrSet
	record schema.Record
	system bool
	alone  bool               // a search described it by itself
	last   *time.Time         // when it last changed; nil if the call does not say
	uses   []schema.Reference // as [schema.Resource] has them
}

// A detail is an attribute, or several, that the bulk read lacks. It takes a call for each
// object. Where the operation allOp reads those of all objects, the function all calls it, and
// returns a function that gives an object its own. Such a detail is read of every object.
type detail[T any] struct {
	attrs schema.AttrSet
	op    string
	rows  func(*T) int                                                       // how many rows fill pages of smallPage; nil if one page always suffices
	read  func(ctx context.Context, c *connection, id string, body *T) error // nil for what describe reads
	all   func(ctx context.Context, c *connection) (func(id string, body *T), error)
	allOp string

	beside func(live, read *T) // gives an object what was read besides the attributes; nil for nothing
}

// An update is an operation that changes some attributes of an object. Tags are not among
// them.
type update[T any] struct {
	attrs     schema.AttrSet
	needs     schema.AttrSet
	op        string
	looks     look                   // what it reads first
	again     bool                   // reads all of needs again first, because it sends them again
	rests     []rest                 // what it replaces besides what it changes
	proof     byte                   // a capital letter of its own for an operation that stamps depend on; see record.Proofs
	alsoReads schema.AttrSet         // attributes that may read differently after it, besides attrs
	calls     func(ch change[T]) int // how many calls it takes; nil for one
	call      func(ctx context.Context, c *connection, ch change[T]) error
}

// A look is an operation with which an update reads before it writes. Some updates need it
// always, others only when they change some of attrs.
type look struct {
	op    string
	attrs schema.AttrSet
}

// A change is what an update does to an object: the attributes attrs go from their values
// in before to those in after.
type change[T any] struct {
	id            string
	before, after *T
	attrs         schema.AttrSet
}

// define returns the table of the kind that d defines. It wraps each function in one that
// takes bodies of any type.
func define[T any](d definition[T]) *kind {
	k := &kind{
		of: d.kind, ops: d.ops, paths: d.paths, tagWord: d.tagWord, apart: d.unreadBy(d.ops.describe),
		list: d.list, destroy: d.destroy,
		title:       func(body any) string { return d.title(body.(*T)) },
		created:     func(any) {},
		tags:        func(body any) map[string]string { return d.tags(body.(*T)) },
		undescribed: func(any) []schema.Undescribed { return nil },
	}
	rests := d.rests()
	k.describe = func(ctx context.Context, c *connection, id string) (*schema.Resource, error) {
		ctx, keep := c.kept.watching(ctx, d.kind.Name, id, rests)
		o, err := d.describe(ctx, c, id)
		if err == nil {
			keep()
		}
		o.alone = true
		return d.resource(o), err
	}
	k.changed = func(ctx context.Context, c *connection, id string) (int64, error) {
		o, err := d.describe(ctx, c, id)
		return milliseconds(o.last), err
	}
	k.create = func(ctx context.Context, c *connection, want *schema.Resource) (string, error) {
		return d.create(ctx, c, object[T]{body: want.Body.(*T), given: want.Given, record: want.Record})
	}
	if d.search != nil {
		k.search = func(ctx context.Context, c *connection, found func(string, *schema.Resource)) error {
			ctx, extras := k.watchSearch(ctx)
			return d.search(ctx, c, func(o object[T]) {
				r := d.resource(o)
				if r != nil {
					r.Undescribed = append(r.Undescribed, extras[o.id]...)
				}
				found(o.id, r)
			})
		}
	}
	if d.created != nil {
		k.created = func(want any) { d.created(want.(*T)) }
	}
	if d.undescribed != nil {
		k.undescribed = func(body any) []schema.Undescribed { return d.undescribed(body.(*T)) }
	}
	for _, detail := range d.details {
		k.details = append(k.details, detail.reader(d.kind, rests))
		k.detail = k.detail.Union(detail.attrs)
		if detail.all != nil {
			k.always = k.always.Union(detail.attrs)
		}
	}
	for _, u := range d.updates {
		k.updates = append(k.updates, u.updater(d.kind, d.pages))
	}
	k.stamps = stampsOf(k)
	return k
}

// rests returns the rests of all updates.
func (d definition[T]) rests() []rest {
	var all []rest
	for _, u := range d.updates {
		all = append(all, u.rests...)
	}
	return all
}

// resource returns the object as the schema has it; nil for one without a body, which
// belongs to the service.
func (d definition[T]) resource(o object[T]) *schema.Resource {
	if o.body == nil {
		return nil
	}
	r := &schema.Resource{Kind: d.kind, Body: o.body, Given: o.given, Record: o.record, Live: &schema.Live{ID: o.id, References: o.uses}}
	r.UpdateKey()
	unread := d.unreadBy("")
	if r.Alone = o.alone; o.alone {
		unread = d.unreadBy(d.ops.describe)
	}
	r.Absent = d.kind.Every().Minus(o.given).Minus(unread)
	r.System = o.system || slices.Contains(d.system, d.title(o.body))
	if d.undescribed != nil {
		r.Undescribed = d.undescribed(o.body)
	}
	return r
}

// unreadBy returns the attributes of the details that the operation does not read.
func (d definition[T]) unreadBy(op string) schema.AttrSet {
	var attrs schema.AttrSet
	for _, detail := range d.details {
		if detail.op != op {
			attrs = attrs.Union(detail.attrs)
		}
	}
	return attrs
}

// pages returns how many pages of an operation the object fills.
func (d definition[T]) pages(operation string, body *T) int {
	for _, detail := range d.details {
		if detail.op == operation {
			return detail.pages(body)
		}
	}
	return 1
}

// pages returns how many calls it takes to read the detail. An empty list takes one.
func (d detail[T]) pages(body *T) int {
	if d.rows == nil {
		return 1
	}
	return max(1, (d.rows(body)+smallPage-1)/smallPage)
}

// reader returns the detail for bodies of any type. It keeps the rests that it reads.
func (d detail[T]) reader(of *schema.Kind, rests []rest) detailReader {
	r := detailReader{
		attrs: d.attrs, op: d.op, allOp: d.allOp,
		pages: func(body any) int { return d.pages(body.(*T)) },
	}
	r.beside = func(any, any) {}
	if d.beside != nil {
		r.beside = func(live, read any) { d.beside(live.(*T), read.(*T)) }
	}
	if d.all != nil {
		r.all = func(ctx context.Context, c *connection) (func(id string, body any), error) {
			give, err := d.all(ctx, c)
			return func(id string, body any) { give(id, body.(*T)) }, err
		}
	}
	if d.read != nil {
		r.read = func(ctx context.Context, c *connection, id string, body any) error {
			ctx, keep := c.kept.watching(ctx, of.Name, id, rests)
			err := d.read(ctx, c, id, body.(*T))
			if err == nil {
				keep()
			}
			return err
		}
	}
	return r
}

// updater returns the update for bodies of any type. Pages returns how many pages of an
// operation an object fills.
func (u update[T]) updater(of *schema.Kind, pages func(operation string, body *T) int) updater {
	return updater{attrs: u.attrs, needs: u.needs, op: u.op, again: u.again, rests: u.rests, proof: u.proof, reads: u.attrs.Union(u.alsoReads), step: func(before, after any, attrs schema.AttrSet) step {
		ch := change[T]{before: before.(*T), after: after.(*T), attrs: attrs}
		s := step{attrs: u.attrs, op: u.op, proof: u.proof, calls: 1}
		if u.calls != nil {
			s.calls = u.calls(ch)
		}
		if u.looks.op != "" && (u.looks.attrs == 0 || u.looks.attrs.And(attrs) != 0) {
			s.look, s.pages = u.looks.op, pages(u.looks.op, ch.before)
		}
		s.run = func(ctx context.Context, c *connection, id string) error {
			ch.id = id
			return u.call(c.kept.restoring(ctx, of.Name, id, u.op, u.rests), c, ch)
		}
		return s
	}}
}
