package sim

import (
	"maps"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A rowChange changes one table of a profile by the rows, or references to
// rows, of a request.
type rowChange struct {
	table string // of the profile
	given string // member of the request
	apply func(rows []any, i int, given any) ([]any, error)
}

var (
	updateRows    = []rowChange{{queueRows, queueRows, updateRow}}
	associateRows = []rowChange{
		{queueRows, queueRows, associateRow},
		{manualRows, manualRows, associateRow},
	}
	disassociateRows = []rowChange{
		{queueRows, "QueueReferences", disassociateRow},
		{manualRows, "ManualAssignmentQueueReferences", disassociateRow},
	}
)

// changeRows makes a handler that changes the tables of a profile.
func changeRows(changes []rowChange) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(routingProfiles, api.Text(in, "RoutingProfileId"))
		if err != nil {
			return nil, err
		}
		given := 0
		for _, c := range changes {
			given += len(api.List(in, c.given))
			if err = c.change(t, o, in); err != nil {
				return nil, err
			}
		}
		if given == 0 {
			return nil, api.InvalidParameter("At least one queue must be provided.")
		}
		o.Body[rowsModified] = float64(t.Now().UnixMilli())
		return nil, t.Save(o)
	}
}

func (c rowChange) change(t *store.Tx, o *store.Object, in api.Members) error {
	given := api.List(in, c.given)
	if len(given) > rowsPerCall {
		return api.InvalidParameter("%s: %d were given, and the most in one call is %d.", c.given, len(given), rowsPerCall)
	}
	seen := map[string]bool{}
	rows := api.List(o.Body, c.table)
	for _, g := range given {
		replaceQueueARN(t, g.(api.Members))
		if seen[pair(g)] {
			return api.InvalidParameter("%s: The pair %s is given twice.", c.given, pair(g))
		}
		seen[pair(g)] = true
		i := slices.IndexFunc(rows, func(row any) bool { return pair(row) == pair(g) })
		changed, err := c.apply(rows, i, g)
		if err != nil {
			return err
		}
		rows = changed
	}
	o.Body[c.table] = rows
	return nil
}

// replaceQueueARN turns the ARN of a queue in a row or a reference into its id.
func replaceQueueARN(t *store.Tx, row api.Members) {
	if api.Has(row, "QueueReference") {
		row = api.Sub(row, "QueueReference")
	}
	row["QueueId"] = t.IDOf(queues, api.Text(row, "QueueId"))
}

func updateRow(rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, api.InvalidParameter("%s: The pair %s is not associated with the routing profile.", queueRows, pair(given))
	}
	rows[i] = given
	return rows, nil
}

func associateRow(rows []any, i int, given any) ([]any, error) {
	if i >= 0 {
		return nil, api.InvalidParameter("%s: The pair %s is associated with the routing profile already.", queueRows, pair(given))
	}
	return append(rows, given), nil
}

func disassociateRow(rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, api.InvalidParameter("QueueReferences: The pair %s is not associated with the routing profile.", pair(given))
	}
	return slices.Delete(rows, i, i+1), nil
}

// listRows answers a page of one of a profile's tables, in order of its pairs.
func listRows(table, as string) handler {
	return func(t *store.Tx, operation string, in api.Members) (api.Members, error) {
		o, err := t.Find(routingProfiles, api.Text(in, "RoutingProfileId"))
		if err != nil {
			return nil, err
		}
		var entries []store.Entry
		for _, e := range api.List(o.Body, table) {
			row := maps.Clone(e.(api.Members))
			maps.Copy(row, api.Sub(row, "QueueReference"))
			entries = append(entries, store.Entry{Key: pair(e), Value: row})
		}
		page, next, err := store.PageOfEntries(t, operation, in, entries)
		if err != nil {
			return nil, err
		}
		for _, row := range page {
			queue, err := t.Find(queues, api.Text(row.(api.Members), "QueueId"))
			if err != nil {
				return nil, err
			}
			row.(api.Members)["QueueArn"], row.(api.Members)["QueueName"] = t.ARN(queue.Kind, queue.ID), queue.Name
		}
		answer := store.Paged(api.Members{as: page}, next)
		store.SetDate(t, answer, int64(api.Number(o.Body, rowsModified)))
		return answer, nil
	}
}
