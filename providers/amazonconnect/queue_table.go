package amazonconnect

import (
	"cmp"
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// rowsPerCall is how many rows one call creates, changes or removes (API
// reference, AssociateRoutingProfileQueues and its siblings).
const rowsPerCall = 10

// A pair is what tells the rows of a table apart.
type pair struct{ queue, channel string }

func pairOf(r schema.QueueRow) pair { return pair{r.Queue, r.Channel} }

func byPair(rows []schema.QueueRow) map[pair]schema.QueueRow {
	m := make(map[pair]schema.QueueRow, len(rows))
	for _, r := range rows {
		m[pairOf(r)] = r
	}
	return m
}

// changedRows returns the rows, as they are to be, that stay with another
// priority or delay.
func changedRows(ch change[schema.RoutingProfile]) []schema.QueueRow {
	before := byPair(ch.before.Queues)
	return slices.DeleteFunc(slices.Clone(ch.after.Queues), func(r schema.QueueRow) bool {
		old, ok := before[pairOf(r)]
		return !ok || old == r
	})
}

// addedRows returns the rows that are new.
func addedRows(ch change[schema.RoutingProfile]) []schema.QueueRow {
	return beyond(ch.after, ch.before)
}

// droppedRows returns the rows that go.
func droppedRows(ch change[schema.RoutingProfile]) []schema.QueueRow {
	return beyond(ch.before, ch.after)
}

// beyond returns the rows of p whose pair q does not have.
func beyond(p, q *schema.RoutingProfile) []schema.QueueRow {
	known := byPair(q.Queues)
	return slices.DeleteFunc(slices.Clone(p.Queues), func(r schema.QueueRow) bool {
		_, ok := known[pairOf(r)]
		return ok
	})
}

// firstOf returns the rows that one call takes.
func firstOf[R any](rows []R) []R { return rows[:min(rowsPerCall, len(rows))] }

// batches counts the calls that the rows of a change take.
func batches(rows func(change[schema.RoutingProfile]) []schema.QueueRow) func(change[schema.RoutingProfile]) int {
	return func(ch change[schema.RoutingProfile]) int {
		return callsFor(len(rows(ch)))
	}
}

// callsFor returns how many calls the given number of rows takes.
func callsFor(rows int) int { return (rows + rowsPerCall - 1) / rowsPerCall }

func readRows(ctx context.Context, c *connection, id string, p *schema.RoutingProfile) error {
	rows, err := listRows(ctx, c, id)
	for _, r := range rows {
		queue, unknown := c.name(ctx, "queue", r.QueueId)
		if unknown != nil {
			return unknown
		}
		p.Queues = append(p.Queues, schema.QueueRow{
			Queue: queue, Channel: word(channels, r.Channel), Priority: int(aws.ToInt32(r.Priority)), Delay: int(r.Delay),
		})
	}
	slices.SortStableFunc(p.Queues, func(a, b schema.QueueRow) int {
		return comparePairs(pairOf(a), pairOf(b))
	})
	return err
}

// comparePairs orders rows as the schema does, and channels that it does not know by
// their names.
func comparePairs(a, b pair) int {
	rank := func(channel string) int { return slices.Index(schema.Channels, channel) }
	return cmp.Or(cmp.Compare(a.queue, b.queue), cmp.Compare(rank(a.channel), rank(b.channel)), cmp.Compare(a.channel, b.channel))
}

// listRows returns a profile's table as it is.
func listRows(ctx context.Context, c *connection, id string) ([]types.RoutingProfileQueueConfigSummary, error) {
	var rows []types.RoutingProfileQueueConfigSummary
	in := &connect.ListRoutingProfileQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &id, MaxResults: aws.Int32(smallPage)}
	err := pages(ctx, connect.NewListRoutingProfileQueuesPaginator(c.api, in), func(out *connect.ListRoutingProfileQueuesOutput) error {
		rows = append(rows, out.RoutingProfileQueueConfigSummaryList...)
		return nil
	})
	return rows, err
}

// configs returns the API's form of rows, nil for none.
func configs(ctx context.Context, c *connection, rows []schema.QueueRow) ([]types.RoutingProfileQueueConfig, error) {
	var list []types.RoutingProfileQueueConfig
	for _, r := range rows {
		queue, err := c.id(ctx, "queue", r.Queue)
		if err != nil {
			return nil, err
		}
		list = append(list, types.RoutingProfileQueueConfig{
			QueueReference: &types.RoutingProfileQueueReference{QueueId: queue, Channel: value[types.Channel](channels, r.Channel)},
			Priority:       aws.Int32(small(r.Priority)), Delay: aws.Int32(small(r.Delay)),
		})
	}
	return list, nil
}

func updateRows(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	rows, err := configs(ctx, c, changedRows(ch))
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(rows, rowsPerCall) {
		_, err = c.api.UpdateRoutingProfileQueues(ctx, &connect.UpdateRoutingProfileQueuesInput{
			InstanceId: &c.instance.ID, RoutingProfileId: &ch.id, QueueConfigs: batch,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// associateRows adds the new rows. When the table would be too long with old and
// new rows in it, the old ones go first after all.
func associateRows(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	rows, err := configs(ctx, c, addedRows(ch))
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(rows, rowsPerCall) {
		err = associate(ctx, c, ch.id, batch)
		if code(err) == quotaFull && len(droppedRows(ch)) > 0 {
			if err = disassociateRows(ctx, c, ch); err == nil {
				err = associate(ctx, c, ch.id, batch)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// associate adds rows. It is no failure that they are there when the call says
// so: an earlier attempt may have added them and its answer been lost.
func associate(ctx context.Context, c *connection, id string, rows []types.RoutingProfileQueueConfig) error {
	_, err := c.api.AssociateRoutingProfileQueues(ctx, &connect.AssociateRoutingProfileQueuesInput{
		InstanceId: &c.instance.ID, RoutingProfileId: &id, QueueConfigs: rows,
	})
	if err == nil || code(err) == quotaFull {
		return err
	}
	live, failed := listRows(ctx, c, id)
	if failed != nil {
		return err
	}
	for _, r := range rows {
		if !slices.ContainsFunc(live, func(l types.RoutingProfileQueueConfigSummary) bool { return sameRow(r, l) }) {
			return err
		}
	}
	return nil
}

func sameRow(r types.RoutingProfileQueueConfig, live types.RoutingProfileQueueConfigSummary) bool {
	return *r.QueueReference.QueueId == aws.ToString(live.QueueId) && r.QueueReference.Channel == live.Channel &&
		*r.Priority == aws.ToInt32(live.Priority) && *r.Delay == live.Delay
}

// disassociateRows removes every row of the live table that is not wanted.
func disassociateRows(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	wanted, err := configs(ctx, c, ch.after.Queues)
	if err != nil {
		return err
	}
	keep := make([]types.RoutingProfileQueueReference, len(wanted))
	for i, r := range wanted {
		keep[i] = *r.QueueReference
	}
	return routedTable.prune(ctx, c, ch.id, keep)
}

// A table is one of the two that a routing profile has.
type table struct {
	list func(ctx context.Context, c *connection, id string) ([]types.RoutingProfileQueueReference, error)
	drop func(in *connect.DisassociateRoutingProfileQueuesInput, rows []types.RoutingProfileQueueReference)
}

var routedTable = table{
	list: func(ctx context.Context, c *connection, id string) ([]types.RoutingProfileQueueReference, error) {
		rows, err := listRows(ctx, c, id)
		refs := make([]types.RoutingProfileQueueReference, len(rows))
		for i, r := range rows {
			refs[i] = types.RoutingProfileQueueReference{QueueId: r.QueueId, Channel: r.Channel}
		}
		return refs, err
	},
	drop: func(in *connect.DisassociateRoutingProfileQueuesInput, rows []types.RoutingProfileQueueReference) {
		in.QueueReferences = rows
	},
}

// prune removes every row of the live table but those to keep. It goes by the table's
// own ids: what a row that is not wanted refers to may be about to get another name,
// and another queue its name. Where an answer is lost, a second look tells whether
// there is anything left to remove.
func (t table) prune(ctx context.Context, c *connection, id string, keep []types.RoutingProfileQueueReference) error {
	var refused error
	for range 2 {
		rows, err := t.list(ctx, c, id)
		if err != nil {
			return err
		}
		unwanted := slices.DeleteFunc(rows, func(r types.RoutingProfileQueueReference) bool {
			return slices.ContainsFunc(keep, func(k types.RoutingProfileQueueReference) bool { return sameRef(k, r) })
		})
		if refused = t.disassociate(ctx, c, id, unwanted); refused == nil {
			return nil
		}
	}
	return refused
}

func sameRef(a, b types.RoutingProfileQueueReference) bool {
	return aws.ToString(a.QueueId) == aws.ToString(b.QueueId) && a.Channel == b.Channel
}

func (t table) disassociate(ctx context.Context, c *connection, id string, rows []types.RoutingProfileQueueReference) error {
	for batch := range slices.Chunk(rows, rowsPerCall) {
		in := &connect.DisassociateRoutingProfileQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &id}
		t.drop(in, batch)
		if _, err := c.api.DisassociateRoutingProfileQueues(ctx, in); err != nil {
			return err
		}
	}
	return nil
}
