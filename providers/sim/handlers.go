package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/search"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A handler answers one operation in a transaction. The model has checked the
// request, and keeps of the answer what the operation declares.
type handler func(t *store.Tx, operation string, in api.Members) (api.Members, error)

// An operation is a handler and what it does: whether it writes, and whether what it reads
// may lag behind what was written.
type operation struct {
	handler
	writes, lags bool
}

func reads(h handler) operation    { return operation{handler: h} }
func searches(h handler) operation { return operation{handler: h, lags: true} }
func writes(h handler) operation   { return operation{handler: h, writes: true} }

// create stores an object with the named members of the request, and answers
// its id and ARN.
func create(k *store.Kind, names ...string) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o := &store.Object{Kind: k, Body: api.Members{}, Tags: api.Sub(in, "Tags")}
		api.Take(o.Body, in, names...)
		if k.Complete != nil {
			if err := k.Complete(t, o, in); err != nil {
				return nil, err
			}
		}
		if err := t.Create(o); err != nil {
			return nil, err
		}
		return t.Base(o), nil
	}
}

// describe answers everything about an object.
func describe(k *store.Kind) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(k, api.Text(in, k.ID))
		if err != nil {
			return nil, err
		}
		v, err := t.Full(o)
		return api.Members{k.View: v}, err
	}
}

// update sets the named members of an object that the request has; the others
// stay as they are.
func update(k *store.Kind, names ...string) handler {
	return changing(k, func(_ *store.Tx, o *store.Object, in api.Members) error {
		api.Take(o.Body, in, names...)
		return nil
	})
}

// changing lets change alter an object, and stores it.
func changing(k *store.Kind, change func(t *store.Tx, o *store.Object, in api.Members) error) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(k, api.Text(in, k.ID))
		if err != nil {
			return nil, err
		}
		if err := change(t, o, in); err != nil {
			return nil, err
		}
		return nil, t.Save(o)
	}
}

// needingOne refuses a request that has none of the named members ("At least
// Name or Description must be provided", UpdateQueueName).
func needingOne(h handler, names ...string) handler {
	return func(t *store.Tx, operation string, in api.Members) (api.Members, error) {
		for _, n := range names {
			if api.Has(in, n) {
				return h(t, operation, in)
			}
		}
		return nil, api.InvalidParameter("At least one of %v must be provided.", names)
	}
}

// remove deletes an object that nothing refers to.
func remove(k *store.Kind) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(k, api.Text(in, k.ID))
		if err != nil {
			return nil, err
		}
		return nil, t.Delete(o)
	}
}

// listing answers a page of the summaries of all objects of some kinds.
func listing(as string, of ...*store.Kind) handler {
	return func(t *store.Tx, operation string, in api.Members) (api.Members, error) {
		return listObjects(t, operation, in, as, store.Select(store.Always, of...))
	}
}

func listObjects(t *store.Tx, operation string, in api.Members, as string, s store.Selection) (api.Members, error) {
	found, next, err := store.Page(t, operation, in, s)
	if err != nil {
		return nil, err
	}
	out := make([]any, len(found))
	for i, o := range found {
		out[i] = t.Base(o)
	}
	return store.Paged(api.Members{as: out}, next), nil
}

// searching answers a page of the objects of some kinds that fit the request's
// criteria. The found function changes an object's description to what Search
// says of it, where that is not what Describe says; it may be nil.
func searching(as string, fields map[string]store.Field, found func(api.Members), of ...*store.Kind) handler {
	return func(t *store.Tx, operation string, in api.Members) (api.Members, error) {
		where, err := search.Read(t, fields, groups, in)
		if err != nil {
			return nil, err
		}
		page, next, total, err := store.PageAndTotal(t, operation, in, store.Select(where, of...))
		if err != nil {
			return nil, err
		}
		out := make([]any, len(page))
		for i, o := range page {
			v, err := t.Full(o)
			if err != nil {
				return nil, err
			}
			if found != nil {
				found(v)
			}
			out[i] = v
		}
		return store.Paged(api.Members{as: out, "ApproximateTotalCount": total}, next), nil
	}
}
