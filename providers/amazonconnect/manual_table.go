package amazonconnect

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// The queues whose contacts agents may pick are a table of their own in a routing
// profile. Its rows have a queue and a channel and nothing else, so they only come and
// go; UpdateRoutingProfileQueues does not touch them.

// addedManually returns the rows that are new.
func addedManually(ch change[schema.RoutingProfile]) []schema.ManualRow {
	return without(ch.after.ManualAssignmentQueues, ch.before.ManualAssignmentQueues)
}

// droppedManually returns the rows that go.
func droppedManually(ch change[schema.RoutingProfile]) []schema.ManualRow {
	return without(ch.before.ManualAssignmentQueues, ch.after.ManualAssignmentQueues)
}

// manualBatches counts the calls that the rows of a change take.
func manualBatches(rows func(change[schema.RoutingProfile]) []schema.ManualRow) func(change[schema.RoutingProfile]) int {
	return func(ch change[schema.RoutingProfile]) int { return callsFor(len(rows(ch))) }
}

var manualTable = table{
	list: listManualRows,
	drop: func(in *connect.DisassociateRoutingProfileQueuesInput, rows []types.RoutingProfileQueueReference) {
		in.ManualAssignmentQueueReferences = rows
	},
}

func listManualRows(ctx context.Context, c *connection, id string) ([]types.RoutingProfileQueueReference, error) {
	var rows []types.RoutingProfileQueueReference
	in := &connect.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: &c.instance.ID, RoutingProfileId: &id, MaxResults: aws.Int32(smallPage)}
	err := pages(ctx, connect.NewListRoutingProfileManualAssignmentQueuesPaginator(c.api, in), func(out *connect.ListRoutingProfileManualAssignmentQueuesOutput) error {
		return every(out.RoutingProfileManualAssignmentQueueConfigSummaryList, func(s *types.RoutingProfileManualAssignmentQueueConfigSummary) error {
			rows = append(rows, types.RoutingProfileQueueReference{QueueId: s.QueueId, Channel: s.Channel})
			return nil
		})
	})
	return rows, err
}

func readManualRows(ctx context.Context, c *connection, id string, p *schema.RoutingProfile) error {
	rows, err := listManualRows(ctx, c, id)
	for _, r := range rows {
		queue, unknown := c.name(ctx, "queue", r.QueueId)
		if unknown != nil {
			return unknown
		}
		p.ManualAssignmentQueues = append(p.ManualAssignmentQueues, schema.ManualRow{Queue: queue, Channel: word(channels, r.Channel)})
	}
	slices.SortStableFunc(p.ManualAssignmentQueues, func(a, b schema.ManualRow) int {
		return comparePairs(pair{a.Queue, a.Channel}, pair{b.Queue, b.Channel})
	})
	return err
}

// manualConfigs returns the API's form of rows, nil for none.
func manualConfigs(ctx context.Context, c *connection, rows []schema.ManualRow) ([]types.RoutingProfileManualAssignmentQueueConfig, error) {
	var list []types.RoutingProfileManualAssignmentQueueConfig
	for _, r := range rows {
		queue, err := c.id(ctx, "queue", r.Queue)
		if err != nil {
			return nil, err
		}
		list = append(list, types.RoutingProfileManualAssignmentQueueConfig{
			QueueReference: &types.RoutingProfileQueueReference{QueueId: queue, Channel: value[types.Channel](channels, r.Channel)},
		})
	}
	return list, nil
}

// associateManually adds the new rows. When the table would be too long with old and
// new rows in it, the old ones go first after all.
func associateManually(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	rows, err := manualConfigs(ctx, c, addedManually(ch))
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(rows, rowsPerCall) {
		err = addManually(ctx, c, ch.id, batch)
		if code(err) == quotaFull && len(droppedManually(ch)) > 0 {
			if err = disassociateManually(ctx, c, ch); err == nil {
				err = addManually(ctx, c, ch.id, batch)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addManually adds rows. It is no failure that they are there when the call says so:
// an earlier attempt may have added them and its answer been lost.
func addManually(ctx context.Context, c *connection, id string, rows []types.RoutingProfileManualAssignmentQueueConfig) error {
	_, err := c.api.AssociateRoutingProfileQueues(ctx, &connect.AssociateRoutingProfileQueuesInput{
		InstanceId: &c.instance.ID, RoutingProfileId: &id, ManualAssignmentQueueConfigs: rows,
	})
	if err == nil || code(err) == quotaFull {
		return err
	}
	live, failed := listManualRows(ctx, c, id)
	if failed != nil {
		return err
	}
	for _, r := range rows {
		if !slices.ContainsFunc(live, func(l types.RoutingProfileQueueReference) bool { return sameRef(*r.QueueReference, l) }) {
			return err
		}
	}
	return nil
}

// disassociateManually removes every row of the live table that is not wanted.
func disassociateManually(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	wanted, err := manualConfigs(ctx, c, ch.after.ManualAssignmentQueues)
	if err != nil {
		return err
	}
	keep := make([]types.RoutingProfileQueueReference, len(wanted))
	for i, r := range wanted {
		keep[i] = *r.QueueReference
	}
	return manualTable.prune(ctx, c, ch.id, keep)
}
