package sim

import (
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

const (
	queueQuicks         = "QuickConnectIds"      // of a queue
	quicksModified      = "quickConnectsChanged" // Unix milliseconds; no answer shows it
	noQuickConnectsLeft = "The queue would have %d quick connects, and the most is %d."
)

// quickConnectIDs are the ids of the quick connects that a request names, each once.
func quickConnectIDs(t *store.Tx, in api.Members) ([]any, error) {
	var ids []any
	for _, ref := range api.Texts(in, queueQuicks) {
		o, err := t.Find(quickConnects, ref)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, any(o.ID)) {
			ids = append(ids, o.ID)
		}
	}
	return ids, nil
}

// withQuickIDs turns the quick connects that a request names into ids for h.
func withQuickIDs(h handler) handler {
	return func(t *store.Tx, operation string, in api.Members) (_ api.Members, err error) {
		if api.Has(in, queueQuicks) {
			if in[queueQuicks], err = quickConnectIDs(t, in); err != nil {
				return nil, err
			}
		}
		return h(t, operation, in)
	}
}

// changeQuicks makes a handler that changes the quick connects of a queue.
//
// Assumption: to associate a quick connect again, or to disassociate one that is not
// associated, changes nothing and succeeds.
func changeQuicks(change func(have, given []any) []any) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(queues, api.Text(in, "QueueId"))
		if err != nil {
			return nil, err
		}
		given, err := quickConnectIDs(t, in)
		if err != nil {
			return nil, err
		}
		after := change(api.List(o.Body, queueQuicks), given)
		if len(after) > quickConnectsPerQueue {
			return nil, api.LimitExceeded(noQuickConnectsLeft, len(after), quickConnectsPerQueue)
		}
		o.Body[queueQuicks], o.Body[quicksModified] = after, float64(t.Now().UnixMilli())
		t.Date(o)
		return nil, t.Write(o)
	}
}

func withQuicks(have, given []any) []any {
	for _, id := range given {
		if !slices.Contains(have, id) {
			have = append(have, id)
		}
	}
	return have
}

func withoutQuicks(have, given []any) []any {
	return slices.DeleteFunc(slices.Clone(have), func(id any) bool { return slices.Contains(given, id) })
}

// listQuicks answers a page of a queue's quick connects, in order of their ids.
func listQuicks(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	o, err := t.Find(queues, api.Text(in, "QueueId"))
	if err != nil {
		return nil, err
	}
	var entries []store.Entry
	for _, id := range api.SortedSet(api.Texts(o.Body, queueQuicks)) {
		entries = append(entries, store.Entry{Key: id.(string), Value: id})
	}
	page, next, err := store.PageOfEntries(t, operation, in, entries)
	if err != nil {
		return nil, err
	}
	for i, id := range page {
		quick, err := t.Find(quickConnects, id.(string))
		if err != nil {
			return nil, err
		}
		page[i] = quickConnectSummary(t, quick)
	}
	answer := store.Paged(api.Members{"QuickConnectSummaryList": page}, next)
	modified := int64(api.Number(o.Body, quicksModified))
	if modified == 0 {
		modified = o.Modified
	}
	store.SetDate(t, answer, modified)
	return answer, nil
}
