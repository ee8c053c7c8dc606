package sim

import (
	"maps"
	"slices"
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
//
// Assumption: this does not move the profile's own LastModifiedTime, as
// ListRoutingProfileQueues answers a time for the table.
func changeRows(changes []rowChange) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o, err := t.find(routingProfiles, text(in, "RoutingProfileId"))
		if err != nil {
			return nil, err
		}
		modified, given := o.modified, 0
		for _, c := range changes {
			given += len(list(in, c.given))
			if err = c.change(t, o, in); err != nil {
				return nil, err
			}
		}
		if given == 0 {
			return nil, invalid("At least one queue must be provided.")
		}
		o.body[rowsModified] = float64(t.server.now().UnixMilli())
		if err = t.save(o); err != nil {
			return nil, err
		}
		o.modified = modified
		return nil, t.write(o)
	}
}

// rowsPerCall is how many rows one call changes. The model says so for the
// lists it bounds; for the others the documentation of
// DisassociateRoutingProfileQueues does.
const rowsPerCall = 10

func (c rowChange) change(t *tx, o *object, in members) error {
	given := list(in, c.given)
	if len(given) > rowsPerCall {
		return invalid("%s: %d were given, and the most in one call is %d.", c.given, len(given), rowsPerCall)
	}
	seen := map[string]bool{}
	rows := list(o.body, c.table)
	for _, g := range given {
		t.plainQueue(g.(members))
		if seen[pair(g)] {
			return invalid("%s: The pair %s is given twice.", c.given, pair(g))
		}
		seen[pair(g)] = true
		i := slices.IndexFunc(rows, func(row any) bool { return pair(row) == pair(g) })
		changed, err := c.apply(rows, i, g)
		if err != nil {
			return err
		}
		rows = changed
	}
	o.body[c.table] = rows
	return nil
}

// plainQueue turns the ARN of a queue in a row or a reference into its id.
func (t *tx) plainQueue(row members) {
	if has(row, "QueueReference") {
		row = sub(row, "QueueReference")
	}
	row["QueueId"] = t.idOf(queues, text(row, "QueueId"))
}

func updateRow(rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, invalid("%s: The pair %s is not associated with the routing profile.", queueRows, pair(given))
	}
	rows[i] = given
	return rows, nil
}

func associateRow(rows []any, i int, given any) ([]any, error) {
	if i >= 0 {
		return nil, invalid("%s: The pair %s is associated with the routing profile already.", queueRows, pair(given))
	}
	return append(rows, given), nil
}

func disassociateRow(rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, invalid("QueueReferences: The pair %s is not associated with the routing profile.", pair(given))
	}
	return slices.Delete(rows, i, i+1), nil
}

// listRows answers a page of one of a profile's tables, in order of its pairs.
func listRows(table, as string) handler {
	return func(t *tx, operation string, in members) (members, error) {
		o, err := t.find(routingProfiles, text(in, "RoutingProfileId"))
		if err != nil {
			return nil, err
		}
		var entries []entry
		for _, e := range list(o.body, table) {
			row := maps.Clone(e.(members))
			maps.Copy(row, sub(row, "QueueReference"))
			entries = append(entries, entry{pair(e), row})
		}
		page, next, err := t.slice(operation, in, entries)
		if err != nil {
			return nil, err
		}
		for _, row := range page {
			queue, err := t.find(queues, text(row.(members), "QueueId"))
			if err != nil {
				return nil, err
			}
			row.(members)["QueueArn"], row.(members)["QueueName"] = t.arn(queue), queue.name
		}
		answer := paged(members{as: page}, next)
		t.dated(answer, int64(number(o.body, rowsModified)))
		return answer, nil
	}
}
