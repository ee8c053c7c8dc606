package amazonconnect

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A reader reads the objects of one kind.
type reader struct {
	*kind
	c *connection
}

// items returns the id and the natural key of every object, for the index. Where the key is
// a path, only a search has it.
func (r reader) items(ctx context.Context) ([]index.Item, error) {
	if !r.paths {
		return r.listed(ctx)
	}
	list, err := r.bulk(ctx, providers.Query{})
	return itemsOf(list), err
}

// listed returns the id and the title of every object.
func (r reader) listed(ctx context.Context) ([]index.Item, error) {
	var items []index.Item
	err := r.list(ctx, r.c, func(i index.Item) { items = append(items, i) })
	return items, err
}

// itemsOf returns the objects as an index takes them.
func itemsOf(list []*schema.Resource) []index.Item {
	items := make([]index.Item, len(list))
	for i, r := range list {
		items[i] = index.Item{ID: r.ID, Name: r.Key}
	}
	return items
}

// all reads all objects, and of each what the query needs. The index of the kind is filled
// from the same calls, so a plan lists each kind once.
func (r reader) all(ctx context.Context, q providers.Query) (list []*schema.Resource, err error) {
	read := func() ([]index.Item, error) {
		list, err = r.bulk(ctx, q)
		return itemsOf(list), err
	}
	if x := r.c.indexes[r.of.Name]; x != nil {
		err = x.Reload(ctx, read)
	} else {
		_, err = read()
	}
	if err != nil {
		return nil, err
	}
	needs := make([]schema.AttrSet, len(list))
	for i, live := range list {
		needs[i] = q.Needs(live).Union(r.always)
		live.NeedsStamp = live.NeedsStamp.And(needs[i])
	}
	return r.complete(ctx, list, needs)
}

// bulk reads all objects with the fewest calls. Search* has most attributes, but may lag
// behind writes. List* says which objects exist, and when each last changed. Where no time is
// needed, and what Search* found is as the caller expects, there is no List*.
func (r reader) bulk(ctx context.Context, q providers.Query) ([]*schema.Resource, error) {
	var s searched
	var items []index.Item
	g, gctx := errgroup.WithContext(ctx)
	timed := r.search == nil || q.Managed == nil || q.Settled == nil
	g.Go(func() (err error) {
		if timed = timed || q.Managed().And(r.stamps.attrs()) != 0; timed {
			items, err = r.listed(gctx)
		}
		return err
	})
	if r.search != nil {
		g.Go(func() error { return s.read(gctx, r) })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if !timed {
		list := s.objects()
		if q.Settled(list) {
			for _, live := range list {
				r.learn(live)
			}
			return list, nil
		}
		var err error
		if items, err = r.listed(ctx); err != nil {
			return nil, err
		}
	}
	return r.reconcile(ctx, items, s.found)
}

// A searched has the objects that a search found, by their ids. One that belongs to the
// service is nil.
type searched struct {
	found map[string]*schema.Resource
	order []string
}

// read searches.
func (s *searched) read(ctx context.Context, r reader) error {
	s.found = map[string]*schema.Resource{}
	return r.search(ctx, r.c, func(id string, live *schema.Resource) {
		if _, twice := s.found[id]; !twice {
			s.order = append(s.order, id)
		}
		s.found[id] = live
	})
}

// objects returns the objects in the order in which they were found.
func (s *searched) objects() []*schema.Resource {
	list := make([]*schema.Resource, 0, len(s.order))
	for _, id := range s.order {
		if live := s.found[id]; live != nil {
			list = append(list, live)
		}
	}
	return list
}

// reconcile returns the objects that a list has, as a search found them. It describes those
// that the search does not know yet, and drops those that the search still knows.
//
// For example, somebody created the queue "Night" a second ago, and deleted "Day". List*
// has "Night" and not "Day", and Search* has it the other way round. The result has
// "Night".
func (r reader) reconcile(ctx context.Context, items []index.Item, found map[string]*schema.Resource) ([]*schema.Resource, error) {
	list, changed := make([]*schema.Resource, 0, len(items)), make([]int64, 0, len(items))
	var late []string
	listed := make(map[string]bool, len(items))
	for _, i := range items {
		if listed[i.ID] { // listed twice is one object
			continue
		}
		listed[i.ID] = true
		switch live, ok := found[i.ID]; {
		case !ok: // the search does not have it yet
			late = append(late, i.ID)
		case live != nil:
			list, changed = append(list, live), append(changed, i.Changed)
		}
	}
	r.vouch(list, changed)
	described, err := r.describeAll(ctx, late)
	return append(list, described...), err
}

// vouch lets the records of the objects vouch for details that did not change since. Changed
// are the times of the objects in Unix milliseconds. The proof of one object counts for all.
func (r reader) vouch(list []*schema.Resource, changed []int64) {
	if len(r.stamps) == 0 {
		return
	}
	for _, live := range list {
		r.learn(live)
	}
	if lasting := r.stamps.lasting(r.c.proofs.Known(r.of.Name)); lasting != 0 {
		for i, live := range list {
			record.Vouch(live, r.c.instance.ID, lasting, changed[i])
		}
	}
}

// learn adds the proofs in the object's record to those that are known.
func (r reader) learn(live *schema.Resource) {
	r.c.proofs.Learn(r.of.Name, record.Proofs(live, r.c.instance.ID))
}

// describeAll describes the objects of those ids, except those that are gone by now.
func (r reader) describeAll(ctx context.Context, ids []string) ([]*schema.Resource, error) {
	found := make([]*schema.Resource, len(ids))
	err := each(ctx, len(ids), func(ctx context.Context, i int) error {
		live, err := r.describe(ctx, r.c, ids[i])
		if failure.IsNotFound(err) {
			return nil
		}
		if err == nil {
			found[i] = live
		}
		return err
	})
	return slices.DeleteFunc(found, func(r *schema.Resource) bool { return r == nil }), err
}

// complete reads the details that the objects need and lack, and drops objects that are
// gone by now. The details are read at the same time: each has an operation of its own, and
// so a limit of calls of its own.
func (r reader) complete(ctx context.Context, list []*schema.Resource, needs []schema.AttrSet) ([]*schema.Resource, error) {
	lacking := make([][]lack, len(r.details))
	todo := make([]int, len(r.details)) // how many objects lack a detail that is read one by one
	together := make([]bool, len(r.details))
	ahead := providers.OneByOne{Kind: r.of}
	for n, d := range r.details {
		for i, live := range list {
			if lacks := needs[i].And(d.attrs).Minus(live.Given).Minus(live.Absent); lacks != 0 {
				lacking[n] = append(lacking[n], lack{live, live.ID})
				ahead.Attrs = ahead.Attrs.Union(lacks)
			}
		}
		if together[n] = d.together(len(lacking[n]), len(list)); !together[n] {
			todo[n] = len(lacking[n])
		}
	}
	r.announce(ctx, ahead, todo)
	progress := providers.Reads{}
	for _, n := range todo {
		progress.Total += n
	}
	var mu sync.Mutex
	gone := map[*schema.Resource]bool{}
	g, ctx := errgroup.WithContext(ctx)
	for n, d := range r.details {
		if together[n] {
			g.Go(func() error { return r.readTogether(ctx, d, lacking[n], &mu) })
			continue
		}
		g.Go(func() error {
			return each(ctx, len(lacking[n]), func(ctx context.Context, i int) error {
				live := lacking[n][i].of
				add, err := r.read(ctx, d, lacking[n][i].id)
				mu.Lock()
				defer mu.Unlock()
				todo[n]--
				progress.Done++
				progress.Left, _ = r.takes(todo)
				providers.TraceOf(ctx).Read(progress)
				switch {
				case failure.IsNotFound(err): // deleted since the bulk read
					gone[live] = true
				case err != nil:
					return err
				default:
					add(live)
				}
				return nil
			})
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(r *schema.Resource) bool { return gone[r] })
	for _, live := range list {
		live.Undescribed = append(live.Undescribed, r.extra(r.c, live.ID)...)
	}
	return list, nil
}

// readTogether reads the detail of all objects, and gives it to those that lack it, while it
// holds mu.
func (r reader) readTogether(ctx context.Context, d detailReader, lacking []lack, mu *sync.Mutex) error {
	give, err := d.all(ctx, r.c)
	if err != nil {
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	for _, l := range lacking {
		body := r.of.New()
		give(l.id, body)
		r.add(l.of, body, d)
	}
	return nil
}

// announce tells the trace what has to be read one by one. Todo is how many objects lack
// each detail.
func (r reader) announce(ctx context.Context, ahead providers.OneByOne, todo []int) {
	for n, d := range r.details {
		if todo[n] > 0 {
			ahead.Operations = append(ahead.Operations, d.op)
			ahead.Objects = max(ahead.Objects, todo[n])
		}
	}
	if ahead.Objects == 0 {
		return
	}
	if ahead.Takes, ahead.PerSecond = r.takes(todo); ahead.Takes == 0 {
		return // all calls can be made at once
	}
	ahead.Stamped = ahead.Attrs.Minus(r.stamps.lasting(r.c.proofs.Known(r.of.Name))) == 0
	ahead.Stampable = ahead.Attrs.Minus(r.stamps.attrs()) == 0
	providers.TraceOf(ctx).Ahead(ahead)
}

// takes returns how long it takes to read the details of so many objects, at the same time,
// and the rate of the calls that take longest.
func (r reader) takes(todo []int) (longest time.Duration, perSecond float64) {
	for n, d := range r.details {
		if took, rate := r.c.limits.Takes(d.op, todo[n]); took > longest {
			longest, perSecond = took, rate
		}
	}
	return longest, perSecond
}

// A lack is an object that lacks a detail. Its id is kept beside it, because other details
// may change the object meanwhile.
type lack struct {
	of *schema.Resource
	id string
}

// read reads a detail of the object of that id. It returns what gives the detail to the
// object.
func (r reader) read(ctx context.Context, d detailReader, id string) (add func(live *schema.Resource), err error) {
	if d.read == nil {
		fresh, failed := r.describe(ctx, r.c, id)
		return func(live *schema.Resource) { r.renew(live, fresh) }, failed
	}
	body := r.of.New()
	err = d.read(ctx, r.c, id, body)
	return func(live *schema.Resource) { r.add(live, body, d) }, err
}

// add gives the object what a detail was read to be.
func (r reader) add(live *schema.Resource, body any, d detailReader) {
	r.of.Copy(live.Body, body, d.attrs)
	d.beside(live.Body, body)
	live.Given = live.Given.Union(d.attrs)
	live.Undescribed = append(live.Undescribed, r.undescribed(body)...)
}

// renew makes the object what it was described to be. A description is newer than a search,
// so all of it counts, and not only the detail that was missing. What a description lacks
// stays.
func (r reader) renew(live, fresh *schema.Resource) {
	kept := live.Given.And(r.apart)
	r.of.Copy(fresh.Body, live.Body, kept)
	fresh.Given = fresh.Given.Union(kept)
	fresh.System, fresh.References, fresh.Vouched, fresh.NeedsStamp = live.System, live.References, live.Vouched, live.NeedsStamp
	for _, u := range live.Undescribed {
		if !slices.Contains(fresh.Undescribed, u) {
			fresh.Undescribed = append(fresh.Undescribed, u)
		}
	}
	*live = *fresh
}

// one reads one object, by operations that do not lag.
func (r reader) one(ctx context.Context, id string, attrs schema.AttrSet) (*schema.Resource, error) {
	list, err := r.describeAll(ctx, []string{id})
	if err == nil {
		list, err = r.complete(ctx, list, []schema.AttrSet{attrs}[:len(list)])
	}
	if err != nil {
		return nil, err
	}
	if len(list) > 0 && len(r.stamps) > 0 {
		r.learn(list[0])
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s with ID %q: %w", r.of.Name, id, providers.ErrNotFound)
	}
	return list[0], nil
}

// parallel is how many calls of one operation may be under way. More would not be faster,
// because the limit of calls makes them wait.
const parallel = 8

// each calls f for every index below n, several at a time, and stops at the first error.
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
