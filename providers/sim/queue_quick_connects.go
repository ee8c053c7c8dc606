package sim

import "slices"

const (
	queueQuicks         = "QuickConnectIds"      // of a queue
	quicksModified      = "quickConnectsChanged" // Unix milliseconds; no answer shows it
	quicksPerQueue      = 700                    // administrator guide, "Amazon Connect feature specifications"
	noQuickConnectsLeft = "The queue would have %d quick connects, and the most is %d."
)

// quickIDs are the ids of the quick connects that a request names, each once.
func (t *tx) quickIDs(in members) ([]any, error) {
	var ids []any
	for _, ref := range texts(in, queueQuicks) {
		o, err := t.find(quickConnects, ref)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, any(o.id)) {
			ids = append(ids, o.id)
		}
	}
	return ids, nil
}

// withQuickIDs turns the quick connects that a request names into ids for h.
func withQuickIDs(h handler) handler {
	return func(t *tx, operation string, in members) (_ members, err error) {
		if has(in, queueQuicks) {
			if in[queueQuicks], err = t.quickIDs(in); err != nil {
				return nil, err
			}
		}
		return h(t, operation, in)
	}
}

// changeQuicks makes a handler that changes the quick connects of a queue.
//
// Assumption: to associate one that is, or to disassociate one that is not, changes
// nothing and is no error; and this does not move the queue's own LastModifiedTime, as
// ListQueueQuickConnects answers a time of its own.
func changeQuicks(change func(have, given []any) []any) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o, err := t.find(queues, text(in, "QueueId"))
		if err != nil {
			return nil, err
		}
		given, err := t.quickIDs(in)
		if err != nil {
			return nil, err
		}
		after := change(list(o.body, queueQuicks), given)
		if len(after) > quicksPerQueue {
			return nil, limitExceeded(noQuickConnectsLeft, len(after), quicksPerQueue)
		}
		o.body[queueQuicks], o.body[quicksModified] = after, float64(t.server.now().UnixMilli())
		return nil, t.write(o)
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
func listQuicks(t *tx, operation string, in members) (members, error) {
	o, err := t.find(queues, text(in, "QueueId"))
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, id := range sortedSet(texts(o.body, queueQuicks)) {
		entries = append(entries, entry{id.(string), id})
	}
	page, next, err := t.slice(operation, in, entries)
	if err != nil {
		return nil, err
	}
	for i, id := range page {
		quick, err := t.find(quickConnects, id.(string))
		if err != nil {
			return nil, err
		}
		page[i] = t.quickConnectSummary(quick)
	}
	answer := paged(members{"QuickConnectSummaryList": page}, next)
	modified := int64(number(o.body, quicksModified))
	if modified == 0 {
		modified = o.modified
	}
	t.dated(answer, modified)
	return answer, nil
}
