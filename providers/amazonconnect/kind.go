package amazonconnect

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A kind reads and writes the objects of one kind of the schema.
type kind interface {
	of() *schema.Kind
	tree() bool
	lasts() schema.AttrSet
	bulkReads() []string
	detailReads() []string
	writes(attrs schema.AttrSet) []string
	readCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls
	looks(c *Client, w providers.Write) []providers.Calls
	entries(ctx context.Context, c *Client) ([]entry, error)
	list(ctx context.Context, c *Client, q providers.Query) ([]*schema.Resource, error)
	read(ctx context.Context, c *Client, id string, attrs schema.AttrSet) (*schema.Resource, error)
	create(ctx context.Context, c *Client, want *schema.Resource) (string, error)
	update(ctx context.Context, c *Client, live, want *schema.Resource, attrs schema.AttrSet) error
	mark(ctx context.Context, c *Client, id string, record schema.Record) error
	remove(ctx context.Context, c *Client, id string) error
	cost(c *Client, w providers.Write) []providers.Calls
}

// An api says which operations read and write the objects of a kind whose
// bodies are Ts. It is the kind's only description.
type api[T any] struct {
	kind   *schema.Kind
	system []string        // names of the objects that an instance begins with
	title  func(*T) string // the name that List* gives
	paths  bool            // natural keys are paths, which List* does not give

	// List yields every object there is. Search yields what the bulk read says of
	// them, which may lag behind; an object with no body is none. Describe reads one.
	reads    reading
	listed   func(ctx context.Context, c *Client, found func(entry)) error
	search   func(ctx context.Context, c *Client, found func(object[T])) error // may be nil
	besides  []string                                                          // operations that search calls beside the one of reads
	describe func(ctx context.Context, c *Client, id string) (object[T], error)
	details  []detail[T]
	beyond   func(*T) []schema.Beyond // what is found that no attribute can say; nil: nothing

	// Dated is listed with the time of each object's last change, in Unix milliseconds;
	// nil where nothing goes by it. Lasting are those attributes of details that cannot
	// change without it.
	dated   func(ctx context.Context, c *Client, found func(e entry, changed int64)) error
	lasting schema.AttrSet

	creates string // operation
	finds   string // operation by which make looks; "" for none
	make    func(ctx context.Context, c *Client, want object[T]) (string, error)
	born    func(want *T) // changes want into what make leaves; nil when that is all of it
	updates []update[T]
	word    string                     // the kind's word in ARNs; "" when the kind has no tags
	tags    func(*T) map[string]string // nil when the kind has no tags
	deletes string                     // operation; "" when there is none
	destroy func(ctx context.Context, c *Client, id string) error
}

// An object is what a call says of one object, or is to be told.
type object[T any] struct {
	id     string
	body   *T
	given  schema.AttrSet
	record schema.Record
	system bool
	uses   []schema.Use // as [schema.Resource] has them
}

// A detail is what the bulk read lacks, and a call for each object has.
type detail[T any] struct {
	attrs schema.AttrSet
	op    string
	rows  func(*T) int // how many of them smallPages hold; nil: one page has all there can be
	read  func(ctx context.Context, c *Client, id string, body *T) error
}

// An update is a call that changes some attributes of an object, other than tags.
// The calls of an object are made in the order of its kind's table.
type update[T any] struct {
	attrs schema.AttrSet
	needs schema.AttrSet // what the call has to know of the live object
	op    string
	looks look                              // what it reads first
	calls func(c *Client, ch change[T]) int // nil: one
	call  func(ctx context.Context, c *Client, ch change[T]) error
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

func (a *api[T]) of() *schema.Kind { return a.kind }

func (a *api[T]) tree() bool { return a.paths }

func (a *api[T]) resource(o object[T]) *schema.Resource {
	r := &schema.Resource{Kind: a.kind, Body: o.body, Given: o.given, Record: o.record, Live: &schema.Live{ID: o.id, Uses: o.uses}}
	r.Settle()
	r.System = o.system || slices.Contains(a.system, a.title(o.body))
	a.tellBeyond(r, o.body)
	return r
}

// tellBeyond adds what a call found of the object that no attribute can say.
func (a *api[T]) tellBeyond(r *schema.Resource, found *T) {
	if a.beyond != nil {
		r.Beyond = append(r.Beyond, a.beyond(found)...)
	}
}

// entries returns the id and natural key of every object.
func (a *api[T]) entries(ctx context.Context, c *Client) ([]entry, error) {
	if !a.paths {
		return a.names(ctx, c)
	}
	list, err := a.bulk(ctx, c)
	return entriesOf(list), err
}

// names returns the id and title of every object. One without an id is no object
// that anything could be done with.
func (a *api[T]) names(ctx context.Context, c *Client) ([]entry, error) {
	entries, _, err := a.datedNames(ctx, c)
	return entries, err
}

// datedNames returns beside them when each last changed, by id.
func (a *api[T]) datedNames(ctx context.Context, c *Client) ([]entry, map[string]int64, error) {
	var entries []entry
	changes := map[string]int64{}
	found := func(e entry, changed int64) {
		if e.id != "" {
			entries = append(entries, e)
			changes[e.id] = changed
		}
	}
	dated := a.dated
	if dated == nil {
		dated = func(ctx context.Context, c *Client, found func(entry, int64)) error {
			return a.listed(ctx, c, func(e entry) { found(e, 0) })
		}
	}
	err := dated(ctx, c, found)
	return entries, changes, err
}

// list reads all objects, and of each what the query needs. The index of the
// kind, if it has one, is made of the same calls.
func (a *api[T]) list(ctx context.Context, c *Client, q providers.Query) (list []*schema.Resource, err error) {
	read := func() ([]entry, error) {
		list, err = a.bulk(ctx, c)
		return entriesOf(list), err
	}
	if x := c.indexes[a.kind.Name]; x != nil {
		err = x.reload(ctx, read)
	} else {
		_, err = read()
	}
	if err != nil {
		return nil, err
	}
	needs := make([]schema.AttrSet, len(list))
	for i, r := range list {
		needs[i] = q.Needs(r)
		r.Restamp = r.Restamp.And(needs[i])
	}
	return a.complete(ctx, c, list, needs)
}

func entriesOf(list []*schema.Resource) []entry {
	entries := make([]entry, len(list))
	for i, r := range list {
		entries[i] = entry{id: r.ID, name: r.Key}
	}
	return entries
}

// bulk reads all objects with the fewest calls. What exists is what List* says;
// what Search* does not know yet is described, and what it still knows is dropped.
func (a *api[T]) bulk(ctx context.Context, c *Client) ([]*schema.Resource, error) {
	var entries []entry
	var changes map[string]int64
	found := map[string]*schema.Resource{}
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		entries, changes, err = a.datedNames(gctx, c)
		return err
	})
	if a.search != nil {
		g.Go(func() error {
			return a.search(gctx, c, func(o object[T]) {
				found[o.id] = nil
				if o.body != nil {
					found[o.id] = a.resource(o)
				}
			})
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	list := make([]*schema.Resource, 0, len(entries))
	var late []string
	for _, e := range entries {
		r, ok := found[e.id]
		switch {
		case !ok:
			late = append(late, e.id)
		case r != nil:
			r.Vouch(c.instance.ID, a.lasting, changes[e.id])
			list = append(list, r)
		}
		found[e.id] = nil // listed twice is one object
	}
	described, err := a.describeAll(ctx, c, late)
	return append(list, described...), err
}

// describeAll describes the objects of those ids that are still there.
func (a *api[T]) describeAll(ctx context.Context, c *Client, ids []string) ([]*schema.Resource, error) {
	found := make([]*schema.Resource, len(ids))
	err := each(ctx, len(ids), func(ctx context.Context, i int) error {
		o, err := a.describe(ctx, c, ids[i])
		if isNotFound(err) {
			return nil
		}
		if err == nil && o.body != nil {
			found[i] = a.resource(o)
		}
		return err
	})
	return slices.DeleteFunc(found, func(r *schema.Resource) bool { return r == nil }), err
}

// complete reads what the objects lack of their needs, and drops those that are
// gone by now. Each detail has an operation, and so a rate, of its own.
func (a *api[T]) complete(ctx context.Context, c *Client, list []*schema.Resource, needs []schema.AttrSet) ([]*schema.Resource, error) {
	lacking := make([][]*schema.Resource, len(a.details))
	for n, d := range a.details {
		for i, r := range list {
			if needs[i].And(d.attrs).Minus(r.Given) != 0 {
				lacking[n] = append(lacking[n], r)
			}
		}
	}
	var mu sync.Mutex
	gone := map[*schema.Resource]bool{}
	var far providers.Reads
	for _, l := range lacking {
		far.Total += len(l)
	}
	g, ctx := errgroup.WithContext(ctx)
	for n, d := range a.details {
		g.Go(func() error {
			return each(ctx, len(lacking[n]), func(ctx context.Context, i int) error {
				r, body := lacking[n][i], new(T)
				err := d.read(ctx, c, r.ID, body)
				mu.Lock()
				defer mu.Unlock()
				far.Done++
				providers.TraceOf(ctx).Read(far)
				switch {
				case isNotFound(err):
					gone[r] = true
				case err != nil:
					return err
				default:
					a.kind.Copy(r.Body, body, d.attrs)
					a.tellBeyond(r, body)
					r.Given = r.Given.Union(d.attrs)
				}
				return nil
			})
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(r *schema.Resource) bool { return gone[r] }), nil
}

// read reads one object by operations that do not lag.
func (a *api[T]) read(ctx context.Context, c *Client, id string, attrs schema.AttrSet) (*schema.Resource, error) {
	list, err := a.describeAll(ctx, c, []string{id})
	if err == nil {
		list, err = a.complete(ctx, c, list, []schema.AttrSet{attrs}[:len(list)])
	}
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s with id %q: %w", a.kind.Name, id, providers.ErrNotFound)
	}
	return list[0], nil
}

func (a *api[T]) update(ctx context.Context, c *Client, live, want *schema.Resource, attrs schema.AttrSet) error {
	if a.needs(attrs).Minus(live.Given) != 0 {
		fresh, err := a.read(ctx, c, live.ID, a.needs(attrs))
		if err != nil {
			return err
		}
		live = fresh.With(live.Record)
	}
	ch := a.change(live, want, attrs)
	if record, ok := a.several(c, ch, live, want); ok {
		if err := a.mark(ctx, c, live.ID, record); err != nil {
			return err
		}
		live = live.With(record)
	}
	err := a.apply(ctx, c, ch)
	if x := c.indexes[a.kind.Name]; x != nil && attrs.And(a.kind.Set(a.kind.Label)) != 0 {
		a.renamed(x, live, want, attrs, err)
	}
	if err != nil {
		return err
	}
	return a.tag(ctx, c, live.ID, a.tagging(live, want, attrs))
}

// several returns the record to write first when one attribute of the change takes
// several calls. Between them it is neither what it was nor what is wanted, and the
// record says that this is callwright's own doing.
func (a *api[T]) several(c *Client, ch change[T], live, want *schema.Resource) (record schema.Record, is bool) {
	record, readable := live.Record.Writing()
	if a.tags == nil || !readable || want.Record.Applied == "" {
		return record, false
	}
	for i := range ch.attrs.All() {
		calls := 0
		for _, u := range a.updates {
			if u.attrs.Has(i) {
				calls += u.count(c, ch)
			}
		}
		if calls > 1 {
			return record, true
		}
	}
	t := a.tagging(live, want, ch.attrs)
	return record, ch.attrs.And(a.kind.Set("tags")) != 0 && len(t.drop) > 0
}

// renamed tells the index of the kind that the object was renamed, or perhaps was.
func (a *api[T]) renamed(x *index, live, want *schema.Resource, attrs schema.AttrSet, err error) {
	if err != nil {
		x.doubt(live.ID)
		return
	}
	after := live.Clone()
	a.kind.Copy(after.Body, want.Body, attrs)
	after.Settle()
	x.put(live.ID, after.Key)
}

// needs returns what an update of attrs has to know of the live object.
func (a *api[T]) needs(attrs schema.AttrSet) schema.AttrSet {
	var needs schema.AttrSet
	for _, u := range a.updates {
		if u.attrs.And(attrs) != 0 {
			needs = needs.Union(u.needs)
		}
	}
	return needs
}

func (a *api[T]) change(live, want *schema.Resource, attrs schema.AttrSet) change[T] {
	after := live.Clone()
	a.kind.Copy(after.Body, want.Body, attrs)
	return change[T]{id: live.ID, before: live.Body.(*T), after: after.Body.(*T), attrs: attrs}
}

// apply makes the calls of a change, but for those of tags.
func (a *api[T]) apply(ctx context.Context, c *Client, ch change[T]) error {
	for _, u := range a.updates {
		if u.count(c, ch) == 0 {
			continue
		}
		if err := u.call(ctx, c, ch); err != nil {
			return err
		}
	}
	return nil
}

func (u update[T]) count(c *Client, ch change[T]) int {
	switch {
	case u.attrs.And(ch.attrs) == 0:
		return 0
	case u.calls == nil:
		return 1
	}
	return u.calls(c, ch)
}

func (a *api[T]) cost(c *Client, w providers.Write) []providers.Calls {
	if w.Marks && a.tags == nil {
		return nil
	}
	if w.Marks {
		return kept.Put(w.Want.Record).calls()
	}
	if w.Want == nil && !a.kind.Deletable() {
		return nil
	}
	if w.Want == nil {
		return []providers.Calls{{Operation: a.deletes, N: 1}}
	}
	var calls []providers.Calls
	live, attrs := w.Live, w.Attrs
	if live == nil {
		calls = append(calls, providers.Calls{Operation: a.creates, N: 1})
		live = a.newborn(w.Want)
		attrs = a.kind.Changed(live, w.Want)
	}
	ch := a.change(live, w.Want, attrs)
	for _, u := range a.updates {
		if n := u.count(c, ch); n > 0 {
			calls = append(calls, providers.Calls{Operation: u.op, N: n})
		}
	}
	if record, is := a.several(c, ch, live, w.Want); is && w.Live != nil {
		calls = append([]providers.Calls{{Operation: "TagResource", N: 1}}, calls...)
		live = live.With(record)
	}
	t := a.tagging(live, w.Want, attrs)
	if w.Live == nil && a.recordsLater(w.Want, attrs) {
		t.set = kept.Put(w.Want.Record).set
	}
	return append(calls, t.calls()...)
}

// parallel bounds how many calls one read has under way.
const parallel = 8

// each calls f for every index below n, several at once, and stops at the first
// error.
func each(ctx context.Context, n int, f func(ctx context.Context, i int) error) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(parallel)
	for i := range n {
		if gctx.Err() != nil {
			break
		}
		g.Go(func() error { return f(gctx, i) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}
