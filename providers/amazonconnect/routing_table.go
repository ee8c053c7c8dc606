package amazonconnect

import (
	"cmp"
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
)

// A rowTable is one of the two tables of queues that a routing profile has: the queues
// whose contacts agents get, and the queues whose contacts agents may pick themselves. A
// row of the second table has a queue and a channel, and neither a priority nor a delay, so
// it never changes.
//
// The rows that list returns and add takes have the ids of queues in place of names.
type rowTable struct {
	rows func(*schema.RoutingProfile) []schema.QueueRow
	put  func(*schema.RoutingProfile, []schema.QueueRow)
	list func(ctx context.Context, c *connection, profile string) ([]schema.QueueRow, error)
	add  func(in *connect.AssociateRoutingProfileQueuesInput, rows []schema.QueueRow)
	drop func(in *connect.DisassociateRoutingProfileQueuesInput, rows []types.RoutingProfileQueueReference)
}

// routedTable has the queues whose contacts agents get.
var routedTable = rowTable{
	rows: func(p *schema.RoutingProfile) []schema.QueueRow { return p.Queues },
	put:  func(p *schema.RoutingProfile, rows []schema.QueueRow) { p.Queues = rows },
	list: listRows,
	add: func(in *connect.AssociateRoutingProfileQueuesInput, rows []schema.QueueRow) {
		in.QueueConfigs = queueConfigs(rows)
	},
	drop: func(in *connect.DisassociateRoutingProfileQueuesInput, rows []types.RoutingProfileQueueReference) {
		in.QueueReferences = rows
	},
}

// manualTable has the queues whose contacts agents pick. Its rows are converted, so that
// both tables can share the code below.
var manualTable = rowTable{
	rows: func(p *schema.RoutingProfile) []schema.QueueRow {
		var rows []schema.QueueRow
		for _, r := range p.ManualAssignmentQueues {
			rows = append(rows, schema.QueueRow{Queue: r.Queue, Channel: r.Channel})
		}
		return rows
	},
	put: func(p *schema.RoutingProfile, rows []schema.QueueRow) {
		for _, r := range rows {
			p.ManualAssignmentQueues = append(p.ManualAssignmentQueues, schema.ManualRow{Queue: r.Queue, Channel: r.Channel})
		}
	},
	list: listManualRows,
	add: func(in *connect.AssociateRoutingProfileQueuesInput, rows []schema.QueueRow) {
		in.ManualAssignmentQueueConfigs = manualConfigs(rows)
	},
	drop: func(in *connect.DisassociateRoutingProfileQueuesInput, rows []types.RoutingProfileQueueReference) {
		in.ManualAssignmentQueueReferences = rows
	},
}

// rowsPerCall is how many rows one call creates, changes or removes (API
// reference, AssociateRoutingProfileQueues and its siblings).
const rowsPerCall = 10

// firstOf returns the rows that fit into one call.
func firstOf[R any](rows []R) []R { return rows[:min(rowsPerCall, len(rows))] }

// callsFor counts the calls for the rows of a change. For 25 new rows it is three.
func callsFor(rows func(change[schema.RoutingProfile]) []schema.QueueRow) func(change[schema.RoutingProfile]) int {
	return func(ch change[schema.RoutingProfile]) int { return (len(rows(ch)) + rowsPerCall - 1) / rowsPerCall }
}

// A pair identifies a row of a table: a table has at most one row for a queue and a
// channel.
type pair struct{ queue, channel string }

func pairOf(r schema.QueueRow) pair { return pair{r.Queue, r.Channel} }

// comparePairs orders rows as the schema does. Channels that the schema does not know come
// in the order of their names, so that a new channel of AWS does not make a table jump
// about.
func comparePairs(a, b schema.QueueRow) int {
	rank := func(channel string) int { return slices.Index(schema.Channels, channel) }
	return cmp.Or(cmp.Compare(a.Queue, b.Queue), cmp.Compare(rank(a.Channel), rank(b.Channel)), cmp.Compare(a.Channel, b.Channel))
}

// byPair returns rows by their pairs.
func byPair(rows []schema.QueueRow) map[pair]schema.QueueRow {
	m := make(map[pair]schema.QueueRow, len(rows))
	for _, r := range rows {
		m[pairOf(r)] = r
	}
	return m
}

// changed returns the rows whose priority or delay an update changes, as they will be.
func (t rowTable) changed(ch change[schema.RoutingProfile]) []schema.QueueRow {
	before := byPair(t.rows(ch.before))
	return slices.DeleteFunc(slices.Clone(t.rows(ch.after)), func(r schema.QueueRow) bool {
		old, ok := before[pairOf(r)]
		return !ok || old == r
	})
}

// added returns the rows that an update adds.
func (t rowTable) added(ch change[schema.RoutingProfile]) []schema.QueueRow {
	return lacking(t.rows(ch.after), t.rows(ch.before))
}

// dropped returns the rows that an update removes.
func (t rowTable) dropped(ch change[schema.RoutingProfile]) []schema.QueueRow {
	return lacking(t.rows(ch.before), t.rows(ch.after))
}

// lacking returns the rows whose pair the others do not have.
func lacking(rows, others []schema.QueueRow) []schema.QueueRow {
	known := byPair(others)
	return slices.DeleteFunc(slices.Clone(rows), func(r schema.QueueRow) bool {
		_, ok := known[pairOf(r)]
		return ok
	})
}

// read reads the table of a profile, as a detail.
func (t rowTable) read(ctx context.Context, c *connection, profile string, p *schema.RoutingProfile) error {
	rows, err := t.list(ctx, c, profile)
	for i := range rows {
		name, unknown := c.name(ctx, "queue", &rows[i].Queue)
		if unknown != nil {
			return unknown
		}
		rows[i].Queue = name
	}
	slices.SortStableFunc(rows, comparePairs)
	t.put(p, rows)
	return err
}

// withIDs returns the rows with the ids of their queues in place of names; nil for no rows.
func withIDs(ctx context.Context, c *connection, rows []schema.QueueRow) ([]schema.QueueRow, error) {
	rows = slices.Clone(rows)
	for i := range rows {
		id, err := c.id(ctx, "queue", rows[i].Queue)
		if err != nil {
			return nil, err
		}
		rows[i].Queue = *id
	}
	return rows, nil
}

// update changes the priority or delay of rows that stay.
func (t rowTable) update(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	rows, err := withIDs(ctx, c, t.changed(ch))
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(rows, rowsPerCall) {
		_, err = c.api.UpdateRoutingProfileQueues(ctx, &connect.UpdateRoutingProfileQueuesInput{
			InstanceId: &c.instance.ID, RoutingProfileId: &ch.id, QueueConfigs: queueConfigs(batch),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// associate adds the new rows. Only if the table cannot hold old and new rows together do
// the old ones go first, as with quick connects.
func (t rowTable) associate(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	rows, err := withIDs(ctx, c, t.added(ch))
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(rows, rowsPerCall) {
		err = t.insert(ctx, c, ch.id, batch)
		// The table is full. The step that would remove the old rows comes later, so do
		// it now; that step finds nothing left to remove.
		if pacer.Code(err) == pacer.QuotaFull && len(t.dropped(ch)) > 0 {
			if err = t.disassociate(ctx, c, ch); err == nil {
				err = t.insert(ctx, c, ch.id, batch)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// insert adds rows. If the call fails and the rows are there, an earlier attempt added them
// and its answer was lost.
func (t rowTable) insert(ctx context.Context, c *connection, profile string, rows []schema.QueueRow) error {
	in := &connect.AssociateRoutingProfileQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &profile}
	t.add(in, rows)
	_, err := c.api.AssociateRoutingProfileQueues(ctx, in)
	if err == nil || pacer.Code(err) == pacer.QuotaFull {
		return err
	}
	// The call failed for another reason. Perhaps an earlier attempt carried it out.
	live, failed := t.list(ctx, c, profile)
	if failed != nil || len(without(rows, live)) > 0 {
		return err
	}
	return nil
}

// disassociate removes the live rows that are not wanted. It starts from the ids of the
// live rows and not from the names in the plan: during an apply, a name may pass from one
// queue to another. If an answer is lost, a second look tells whether anything is left to
// remove.
func (t rowTable) disassociate(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	keep, err := withIDs(ctx, c, t.rows(ch.after))
	if err != nil {
		return err
	}
	var refused error
	for range 2 {
		live, err := t.list(ctx, c, ch.id)
		if err != nil {
			return err
		}
		if refused = t.remove(ctx, c, ch.id, lacking(live, keep)); refused == nil {
			return nil
		}
	}
	return refused
}

// remove removes rows by their ids.
func (t rowTable) remove(ctx context.Context, c *connection, profile string, rows []schema.QueueRow) error {
	for batch := range slices.Chunk(rows, rowsPerCall) {
		var refs []types.RoutingProfileQueueReference
		for _, r := range batch {
			refs = append(refs, *reference(r))
		}
		in := &connect.DisassociateRoutingProfileQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &profile}
		t.drop(in, refs)
		if _, err := c.api.DisassociateRoutingProfileQueues(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

// listRows reads the table of queues whose contacts agents get.
func listRows(ctx context.Context, c *connection, profile string) ([]schema.QueueRow, error) {
	var rows []schema.QueueRow
	in := &connect.ListRoutingProfileQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &profile, MaxResults: aws.Int32(smallPage)}
	err := pages(ctx, connect.NewListRoutingProfileQueuesPaginator(c.api, in), func(out *connect.ListRoutingProfileQueuesOutput) error {
		return every(out.RoutingProfileQueueConfigSummaryList, func(s *types.RoutingProfileQueueConfigSummary) error {
			rows = append(rows, schema.QueueRow{
				Queue: aws.ToString(s.QueueId), Channel: word(channels, s.Channel), Priority: int(aws.ToInt32(s.Priority)), Delay: int(s.Delay),
			})
			return nil
		})
	})
	return rows, err
}

// listManualRows reads the table of queues whose contacts agents pick.
func listManualRows(ctx context.Context, c *connection, profile string) ([]schema.QueueRow, error) {
	var rows []schema.QueueRow
	in := &connect.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &profile, MaxResults: aws.Int32(smallPage)}
	err := pages(ctx, connect.NewListRoutingProfileManualAssignmentQueuesPaginator(c.api, in), func(out *connect.ListRoutingProfileManualAssignmentQueuesOutput) error {
		return every(out.RoutingProfileManualAssignmentQueueConfigSummaryList, func(s *types.RoutingProfileManualAssignmentQueueConfigSummary) error {
			rows = append(rows, schema.QueueRow{Queue: aws.ToString(s.QueueId), Channel: word(channels, s.Channel)})
			return nil
		})
	})
	return rows, err
}

// reference returns the API's form of a pair.
func reference(r schema.QueueRow) *types.RoutingProfileQueueReference {
	return &types.RoutingProfileQueueReference{QueueId: aws.String(r.Queue), Channel: value[types.Channel](channels, r.Channel)}
}

// queueConfigs returns the API's form of rows, nil for none.
func queueConfigs(rows []schema.QueueRow) []types.RoutingProfileQueueConfig {
	var list []types.RoutingProfileQueueConfig
	for _, r := range rows {
		list = append(list, types.RoutingProfileQueueConfig{
			QueueReference: reference(r), Priority: aws.Int32(small(r.Priority)), Delay: aws.Int32(small(r.Delay)),
		})
	}
	return list
}

// manualConfigs returns the API's form of rows of manual assignment, nil for none.
func manualConfigs(rows []schema.QueueRow) []types.RoutingProfileManualAssignmentQueueConfig {
	var list []types.RoutingProfileManualAssignmentQueueConfig
	for _, r := range rows {
		list = append(list, types.RoutingProfileManualAssignmentQueueConfig{QueueReference: reference(r)})
	}
	return list
}
