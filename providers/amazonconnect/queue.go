package amazonconnect

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// Attributes of queues that are written or read together.
var (
	queueKind   = schema.MustKind("queue")
	queueLimit  = queueKind.Set("max_contacts")
	queueCaller = queueKind.Set("outbound_caller.name", "outbound_caller.number", "outbound_caller.flow")
	queueQuicks = queueKind.Set("quick_connects")
	queueSender = queueKind.Set("outbound_email")
	queueEmails = queueKind.Set("email_addresses")
)

// queues are standard queues. An update of a queue has an operation for almost each
// attribute, which is why the table of updates is long.
//
// The create call takes no status, so a new queue is enabled, and 50 quick connects at
// most. What is left is written by the updates below.
var queues = define(definition[schema.Queue]{
	kind:   queueKind,
	system: []string{"BasicQueue"},
	title:  func(q *schema.Queue) string { return q.Name },
	ops: operations{
		list: "ListQueues", search: "SearchQueues", describe: "DescribeQueue",
		create: "CreateQueue", destroy: "DeleteQueue",
	},
	list:     listQueues,
	search:   searchQueues,
	describe: describeQueue,
	details: []detail[schema.Queue]{
		{attrs: queueQuicks, op: "ListQueueQuickConnects", rows: func(q *schema.Queue) int { return len(q.QuickConnects) }, read: readQuicks},
		{attrs: queueSender.Union(queueEmails), op: "ListQueueEmailAddresses", read: readEmails},
	},
	create: createQueue,
	created: func(q *schema.Queue) {
		q.Status = "enabled"
		q.QuickConnects = q.QuickConnects[:min(len(q.QuickConnects), quicksPerCall)]
	},
	updates: []update[schema.Queue]{
		{attrs: queueKind.Set("name", "description"), op: "UpdateQueueName", call: updateQueueName},
		{attrs: queueKind.Set("hours_of_operation"), op: "UpdateQueueHoursOfOperation", call: updateQueueHours},
		{attrs: queueLimit, op: "UpdateQueueMaxContacts", call: updateQueueLimit},
		{attrs: queueCaller, op: "UpdateQueueOutboundCallerConfig", rests: callerRests, call: updateQueueCaller},
		{attrs: queueQuicks, needs: queueQuicks, op: "AssociateQueueQuickConnects", proof: 'A', calls: quickBatches(addedQuicks), call: associateQuicks},
		{attrs: queueQuicks, needs: queueQuicks, op: "DisassociateQueueQuickConnects", proof: 'D', looks: look{op: "ListQueueQuickConnects"}, calls: quickBatches(droppedQuicks), call: disassociateQuicks},
		{attrs: queueEmails, needs: queueEmails, op: "DisassociateQueueEmailAddresses", proof: 'N', calls: emailCalls(droppedEmails), call: disassociateEmails},
		{attrs: queueSender, alsoReads: queueEmails, op: "UpdateQueueOutboundEmailConfig", proof: 'O', rests: emailRests, call: updateQueueSender},
		{attrs: queueEmails, needs: queueEmails, op: "AssociateQueueEmailAddresses", proof: 'M', calls: emailCalls(addedEmails), call: associateEmails},
		{attrs: queueKind.Set("status"), op: "UpdateQueueStatus", call: updateQueueStatus},
	},
	tagWord: "queue",
	tags:    func(q *schema.Queue) map[string]string { return q.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: &c.instance.ID, QueueId: &id})
		return err
	},
})

// listQueues lists standard queues. Every user has a queue too, of the type AGENT, which
// comes and goes with the user and which nobody describes.
func listQueues(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListQueuesInput{
		InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage), QueueTypes: []types.QueueType{types.QueueTypeStandard},
	}
	return pages(ctx, connect.NewListQueuesPaginator(c.api, in), func(out *connect.ListQueuesOutput) error {
		return every(out.QueueSummaryList, func(s *types.QueueSummary) error {
			// We ask for standard queues only. A service that ignores that would make us
			// list a queue for every user.
			if s.QueueType != types.QueueTypeAgent {
				found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name), Changed: milliseconds(s.LastModifiedTime)})
			}
			return nil
		})
	})
}

// searchQueues has every attribute except quick connects and e-mail addresses.
func searchQueues(ctx context.Context, c *connection, found func(object[schema.Queue])) error {
	in := &connect.SearchQueuesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(searchPage)}
	return pages(ctx, connect.NewSearchQueuesPaginator(c.api, in), func(out *connect.SearchQueuesOutput) error {
		return every(out.Queues, func(q *types.Queue) error {
			o, err := readQueue(ctx, c, q)
			found(o)
			return err
		})
	})
}

// describeQueue reads one queue.
func describeQueue(ctx context.Context, c *connection, id string) (o object[schema.Queue], err error) {
	out, err := c.api.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: &c.instance.ID, QueueId: &id})
	if err != nil {
		return o, err
	}
	o, err = readQueue(ctx, c, out.Queue)
	o.id = id
	return o, err
}

// readQueue gives max_contacts only if the queue has a limit. No number means "no limit",
// so a queue without one does not have the attribute.
func readQueue(ctx context.Context, c *connection, q *types.Queue) (object[schema.Queue], error) {
	hours, err := c.name(ctx, "hours_of_operation", q.HoursOfOperationId)
	given := queueKind.Every().Minus(queueQuicks).Minus(queueSender).Minus(queueEmails)
	if q.MaxContacts == nil {
		given = given.Minus(queueLimit)
	}
	caller, unknown := readCaller(ctx, c, q.OutboundCallerConfig)
	return object[schema.Queue]{
		id: aws.ToString(q.QueueId), given: given, record: recordOf(q.Tags), last: q.LastModifiedTime,
		body: &schema.Queue{
			Name:             aws.ToString(q.Name),
			Description:      aws.ToString(q.Description),
			HoursOfOperation: hours,
			Status:           word(onOff, q.Status),
			MaxContacts:      int(aws.ToInt32(q.MaxContacts)),
			OutboundCaller:   caller,
			Tags:             visible(q.Tags),
		},
	}, errors.Join(err, unknown)
}

// readCaller returns the names of what the queue shows to people whom its agents call.
func readCaller(ctx context.Context, c *connection, config *types.OutboundCallerConfig) (caller schema.Caller, err error) {
	if config == nil {
		return caller, nil
	}
	caller.Name = aws.ToString(config.OutboundCallerIdName)
	if caller.Number, err = c.name(ctx, "phone_number", config.OutboundCallerIdNumberId); err != nil {
		return caller, err
	}
	caller.Flow, err = c.name(ctx, "flow", config.OutboundFlowId)
	return caller, err
}

// callerConfig returns the API's form of a caller. It leaves out what is empty, because the
// service refuses empty strings.
func callerConfig(ctx context.Context, c *connection, caller schema.Caller) (*types.OutboundCallerConfig, error) {
	number, err := c.idOrNone(ctx, "phone_number", caller.Number)
	if err != nil {
		return nil, err
	}
	flow, err := c.idOrNone(ctx, "flow", caller.Flow)
	return &types.OutboundCallerConfig{OutboundCallerIdName: filled(caller.Name), OutboundCallerIdNumberId: number, OutboundFlowId: flow}, err
}

// createQueue creates a queue with as much as the operation takes.
func createQueue(ctx context.Context, c *connection, want object[schema.Queue]) (string, error) {
	hours, err := c.id(ctx, "hours_of_operation", want.body.HoursOfOperation)
	if err != nil {
		return "", err
	}
	in := &connect.CreateQueueInput{
		InstanceId:         &c.instance.ID,
		Name:               &want.body.Name,
		Description:        filled(want.body.Description),
		HoursOfOperationId: hours,
		Tags:               createTags(want.body.Tags, want.record),
	}
	if quicks := want.body.QuickConnects; len(quicks) > 0 {
		if in.QuickConnectIds, err = c.ids(ctx, "quick_connect", quicks[:min(len(quicks), quicksPerCall)]); err != nil {
			return "", err
		}
	}
	if want.body.OutboundCaller != (schema.Caller{}) {
		if in.OutboundCallerConfig, err = callerConfig(ctx, c, want.body.OutboundCaller); err != nil {
			return "", err
		}
	}
	if err = createEmails(ctx, c, want.body, in); err != nil {
		return "", err
	}
	if want.given.And(queueLimit) != 0 {
		in.MaxContacts = aws.Int32(small(want.body.MaxContacts))
	}
	out, err := c.once.CreateQueue(ctx, in)
	if err != nil {
		return "", err
	}
	return aws.ToString(out.QueueId), nil
}

// updateQueueName sends name and description, which one operation writes.
func updateQueueName(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	_, err := c.api.UpdateQueueName(ctx, &connect.UpdateQueueNameInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id,
		Name: filled(ch.after.Name), Description: filled(ch.after.Description),
	})
	return err
}

// updateQueueHours writes the hours of operation.
func updateQueueHours(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	hours, err := c.id(ctx, "hours_of_operation", ch.after.HoursOfOperation)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateQueueHoursOfOperation(ctx, &connect.UpdateQueueHoursOfOperationInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, HoursOfOperationId: hours,
	})
	return err
}

// updateQueueLimit writes how many contacts may wait.
func updateQueueLimit(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	_, err := c.api.UpdateQueueMaxContacts(ctx, &connect.UpdateQueueMaxContactsInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, MaxContacts: aws.Int32(small(ch.after.MaxContacts)),
	})
	return err
}

// updateQueueCaller sends the whole caller. What the configuration does not manage is sent
// as it was read.
func updateQueueCaller(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	config, err := callerConfig(ctx, c, ch.after.OutboundCaller)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateQueueOutboundCallerConfig(ctx, &connect.UpdateQueueOutboundCallerConfigInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, OutboundCallerConfig: config,
	})
	return err
}

// updateQueueStatus comes last of the updates, so that a queue which is about to be enabled
// has its hours and its caller by then.
func updateQueueStatus(ctx context.Context, c *connection, ch change[schema.Queue]) error {
	_, err := c.api.UpdateQueueStatus(ctx, &connect.UpdateQueueStatusInput{
		InstanceId: &c.instance.ID, QueueId: &ch.id, Status: value[types.QueueStatus](onOff, ch.after.Status),
	})
	return err
}
