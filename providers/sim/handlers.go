package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/search"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A handler answers one operation in a transaction. The model has checked the request before,
// and afterwards removes from the answer what the operation does not declare.
type handler func(t *store.Tx, operation string, in api.Members) (api.Members, error)

// An operation is a handler. It says whether the handler writes, and whether it may answer
// without the latest writes, as Search operations do.
type operation struct {
	handler
	writes, lags bool
}

func reads(h handler) operation    { return operation{handler: h} }
func searches(h handler) operation { return operation{handler: h, lags: true} }
func writes(h handler) operation   { return operation{handler: h, writes: true} }

// create makes a handler that stores a new object with the named members of the request. It
// answers the object's id and ARN.
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

// describe makes a handler that answers everything about an object.
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

// update makes a handler that sets members of an object. A named member that the request lacks
// stays as it is.
func update(k *store.Kind, names ...string) handler {
	return changing(k, func(_ *store.Tx, o *store.Object, in api.Members) error {
		api.Take(o.Body, in, names...)
		return nil
	})
}

// changing makes a handler that changes an object with change, and stores it.
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

// remove makes a handler that deletes an object, unless another one refers to it.
func remove(k *store.Kind) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(k, api.Text(in, k.ID))
		if err != nil {
			return nil, err
		}
		return nil, t.Delete(o)
	}
}

// listing makes a handler that answers a page of summaries of all objects of some kinds.
func listing(as string, of ...*store.Kind) handler {
	return func(t *store.Tx, operation string, in api.Members) (api.Members, error) {
		return listObjects(t, operation, in, as, store.Select(store.Always, of...))
	}
}

// listObjects answers a page of summaries of a selection.
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

// searching makes a handler that answers a page of the objects that meet the request's
// criteria. Search may show an object in another way than Describe; found changes the
// description then, and may be nil.
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
