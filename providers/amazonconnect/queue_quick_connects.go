package amazonconnect

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
)

// quicksPerCall is how many quick connects one call gives a queue, or takes from it
// (API reference, AssociateQueueQuickConnects).
const quicksPerCall = 50

// without returns the members of a that b does not have, in their order.
func without[T comparable](a, b []T) []T {
	return slices.DeleteFunc(slices.Clone(a), func(e T) bool { return slices.Contains(b, e) })
}

// addedQuicks returns the names of the quick connects that an update adds.
func addedQuicks(ch change[schema.Queue]) []string {
	return without(ch.after.QuickConnects, ch.before.QuickConnects)
}

// droppedQuicks returns the names of the quick connects that an update removes.
func droppedQuicks(ch change[schema.Queue]) []string {
	return without(ch.before.QuickConnects, ch.after.QuickConnects)
}

// quickBatches counts the calls for the quick connects of a change. For 60 new ones it is
// two.
func quickBatches(of func(change[schema.Queue]) []string) func(change[schema.Queue]) int {
	return func(ch change[schema.Queue]) int { return (len(of(ch)) + quicksPerCall - 1) / quicksPerCall }
}

// readQuicks reads the detail: the names of a queue's quick connects.
func readQuicks(ctx context.Context, c *connection, id string, q *schema.Queue) error {
	ids, err := listQuicks(ctx, c, id)
	q.QuickConnects = []string{}
	for _, quick := range ids {
		name, unknown := c.name(ctx, "quick_connect", &quick)
		if unknown != nil {
			return unknown
		}
		q.QuickConnects = append(q.QuickConnects, name)
	}
	q.QuickConnects = schema.SortedSet(q.QuickConnects)
	return err
}

// listQuicks returns the ids of a queue's quick connects.
func listQuicks(ctx context.Context, c *connection, id string) ([]string, error) {
	var ids []string
	in := &connect.ListQueueQuickConnectsInput{InstanceId: &c.instance.ID, QueueId: &id, MaxResults: aws.Int32(smallPage)}
	err := pages(ctx, connect.NewListQueueQuickConnectsPaginator(c.api, in), func(out *connect.ListQueueQuickConnectsOutput) error {
		return every(out.QuickConnectSummaryList, func(s *types.QuickConnectSummary) error {
			ids = append(ids, aws.ToString(s.Id))
			return nil
		})
	})
	return ids, err
}

// associateQuicks adds quick connects. It comes before the old ones are removed, so that
// agents keep those that stay throughout. Only if the queue cannot hold old and new ones
// together do the old ones go first.
func associateQuicks(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	ids, err := c.ids(ctx, "quick_connect", addedQuicks(ch))
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(ids, quicksPerCall) {
		in := &connect.AssociateQueueQuickConnectsInput{InstanceId: &c.instance.ID, QueueId: &ch.id, QuickConnectIds: batch}
		_, err = c.api.AssociateQueueQuickConnects(ctx, in)
		// The queue is full. The step that would remove the old ones comes later, so do
		// it now; that step finds nothing left to remove.
		if pacer.Code(err) == pacer.QuotaFull && len(droppedQuicks(ch)) > 0 {
			if err = disassociateQuicks(ctx, c, ch); err == nil {
				_, err = c.api.AssociateQueueQuickConnects(ctx, in)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// disassociateQuicks removes quick connects. It starts from the ids of the live ones and
// not from the names in the plan: during an apply, a name may pass from one object to
// another.
func disassociateQuicks(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	live, err := listQuicks(ctx, c, ch.id)
	if err != nil {
		return err
	}
	wanted, err := c.ids(ctx, "quick_connect", ch.after.QuickConnects)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(without(live, wanted), quicksPerCall) {
		_, err = c.api.DisassociateQueueQuickConnects(ctx, &connect.DisassociateQueueQuickConnectsInput{
			InstanceId: &c.instance.ID, QueueId: &ch.id, QuickConnectIds: batch,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
