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

// Attributes of quick connects by the type of their destination.
var (
	quickKind    = schema.MustKind("quick_connect")
	quickUser    = quickKind.Set("user.user", "user.flow")
	quickQueue   = quickKind.Set("queue.queue", "queue.flow")
	quickPhone   = quickKind.Set("phone.number")
	quickFlow    = quickKind.Set("flow.flow")
	destinations = quickUser.Union(quickQueue).Union(quickPhone).Union(quickFlow)
)

// quickConnects are the destinations that agents can transfer to: a user, a queue, a phone
// number or a flow. A change of type is one call, which replaces the destination.
var quickConnects = define(definition[schema.QuickConnect]{
	kind:     quickKind,
	title:    func(q *schema.QuickConnect) string { return q.Name },
	list:     listQuickConnects,
	search:   searchQuickConnects,
	describe: describeQuickConnect,
	ops: operations{
		list: "ListQuickConnects", search: "SearchQuickConnects", describe: "DescribeQuickConnect",
		create: "CreateQuickConnect", destroy: "DeleteQuickConnect",
	},
	create: createQuickConnect,
	updates: []update[schema.QuickConnect]{
		{attrs: quickKind.Set("name", "description"), op: "UpdateQuickConnectName", call: updateQuickConnectName},
		{attrs: destinations, op: "UpdateQuickConnectConfig", rests: destinationRests, call: updateQuickConnectConfig},
	},
	tagWord: "transfer-destination",
	tags:    func(q *schema.QuickConnect) map[string]string { return q.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteQuickConnect(ctx, &connect.DeleteQuickConnectInput{InstanceId: &c.instance.ID, QuickConnectId: &id})
		return err
	},
})

// listQuickConnects lists quick connects of all types, including those that callwright
// cannot describe.
func listQuickConnects(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListQuickConnectsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListQuickConnectsPaginator(c.api, in), func(out *connect.ListQuickConnectsOutput) error {
		return every(out.QuickConnectSummaryList, func(s *types.QuickConnectSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name)})
			return nil
		})
	})
}

// searchQuickConnects has every attribute of the types that callwright can describe.
func searchQuickConnects(ctx context.Context, c *connection, found func(object[schema.QuickConnect])) error {
	in := &connect.SearchQuickConnectsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchQuickConnectsPaginator(c.api, in), func(out *connect.SearchQuickConnectsOutput) error {
		return every(out.QuickConnects, func(q *types.QuickConnect) error {
			o, err := readQuickConnect(ctx, c, q)
			found(o)
			return err
		})
	})
}

// describeQuickConnect reads one quick connect.
func describeQuickConnect(ctx context.Context, c *connection, id string) (o object[schema.QuickConnect], err error) {
	out, err := c.api.DescribeQuickConnect(ctx, &connect.DescribeQuickConnectInput{InstanceId: &c.instance.ID, QuickConnectId: &id})
	if err != nil {
		return o, err
	}
	o, err = readQuickConnect(ctx, c, out.QuickConnect)
	o.id = id
	return o, err
}

// readQuickConnect gives the destination only if it is of a type that the schema knows. AWS
// may add others. Their destination is not given, so no plan compares or writes it.
func readQuickConnect(ctx context.Context, c *connection, q *types.QuickConnect) (object[schema.QuickConnect], error) {
	o := object[schema.QuickConnect]{
		id: aws.ToString(q.QuickConnectId), given: quickKind.Every().Minus(destinations), record: recordOf(q.Tags),
		body: &schema.QuickConnect{Name: aws.ToString(q.Name), Description: aws.ToString(q.Description), Tags: visible(q.Tags)},
	}
	config := q.QuickConnectConfig
	var err error
	switch {
	case config == nil:
		return o, nil
	case config.UserConfig != nil:
		o.body.User, err = readTransfer(ctx, c, "user", config.UserConfig.UserId, config.UserConfig.ContactFlowId)
	case config.QueueConfig != nil:
		o.body.Queue, err = readTransfer(ctx, c, "queue", config.QueueConfig.QueueId, config.QueueConfig.ContactFlowId)
	case config.PhoneConfig != nil:
		o.body.Number = aws.ToString(config.PhoneConfig.PhoneNumber)
	case config.FlowConfig != nil:
		o.body.Flow, err = c.name(ctx, "flow", config.FlowConfig.ContactFlowId)
	default:
		return o, nil
	}
	o.given = quickKind.Every()
	return o, err
}

// readTransfer returns the names of a destination and of the flow that transfers to it.
func readTransfer(ctx context.Context, c *connection, kind string, to, flow *string) (t schema.Transfer, err error) {
	if t.To, err = c.name(ctx, kind, to); err != nil {
		return t, err
	}
	t.Flow, err = c.name(ctx, "flow", flow)
	return t, err
}

// createQuickConnect creates a quick connect with its destination, which the service
// requires.
func createQuickConnect(ctx context.Context, c *connection, want object[schema.QuickConnect]) (string, error) {
	config, err := quickConnectConfig(ctx, c, want.body, want.given)
	if err != nil {
		return "", err
	}
	out, err := c.once.CreateQuickConnect(ctx, &connect.CreateQuickConnectInput{
		InstanceId:         &c.instance.ID,
		Name:               &want.body.Name,
		Description:        filled(want.body.Description),
		QuickConnectConfig: config,
		Tags:               createTags(want.body.Tags, want.record),
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.QuickConnectId), nil
}

// updateQuickConnectName sends name and description, which one operation writes.
func updateQuickConnectName(ctx context.Context, c *connection, ch change[schema.QuickConnect]) error {
	_, err := c.api.UpdateQuickConnectName(ctx, &connect.UpdateQuickConnectNameInput{
		InstanceId: &c.instance.ID, QuickConnectId: &ch.id,
		Name: filled(ch.after.Name), Description: &ch.after.Description, // empty clears it
	})
	return err
}

// updateQuickConnectConfig replaces the destination.
func updateQuickConnectConfig(ctx context.Context, c *connection, ch change[schema.QuickConnect]) error {
	config, err := quickConnectConfig(ctx, c, ch.after, ch.attrs)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateQuickConnectConfig(ctx, &connect.UpdateQuickConnectConfigInput{
		InstanceId: &c.instance.ID, QuickConnectId: &ch.id, QuickConnectConfig: config,
	})
	return err
}

// errNoDestination says what the service would refuse in other words.
var errNoDestination = errors.New("a quick connect needs a user, a queue, a phone number or a flow")

// quickConnectConfig returns the API's form of the destination. When an update turns a user
// into a queue, the object has both for a moment: the old user, and the queue that attrs
// write. The one that attrs write is meant.
func quickConnectConfig(ctx context.Context, c *connection, q *schema.QuickConnect, attrs schema.AttrSet) (*types.QuickConnectConfig, error) {
	// First look for a destination that is written, then for one that is there already.
	for _, written := range []bool{true, false} {
		is := func(of schema.AttrSet, given bool) bool { return given && (!written || attrs.And(of) != 0) }
		switch {
		case is(quickUser, q.User != schema.Transfer{}):
			user, flow, err := transfer(ctx, c, "user", q.User)
			return &types.QuickConnectConfig{
				QuickConnectType: types.QuickConnectTypeUser, UserConfig: &types.UserQuickConnectConfig{UserId: user, ContactFlowId: flow},
			}, err
		case is(quickQueue, q.Queue != schema.Transfer{}):
			queue, flow, err := transfer(ctx, c, "queue", q.Queue)
			return &types.QuickConnectConfig{
				QuickConnectType: types.QuickConnectTypeQueue, QueueConfig: &types.QueueQuickConnectConfig{QueueId: queue, ContactFlowId: flow},
			}, err
		case is(quickPhone, q.Number != ""):
			return &types.QuickConnectConfig{
				QuickConnectType: types.QuickConnectTypePhoneNumber, PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: &q.Number},
			}, nil
		case is(quickFlow, q.Flow != ""):
			flow, err := c.id(ctx, "flow", q.Flow)
			return &types.QuickConnectConfig{
				QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: flow},
			}, err
		}
	}
	return nil, errNoDestination
}

// transfer returns the ids of a destination and of the flow that transfers to it.
func transfer(ctx context.Context, c *connection, kind string, t schema.Transfer) (to, flow *string, err error) {
	if to, err = c.id(ctx, kind, t.To); err != nil {
		return nil, nil, err
	}
	flow, err = c.id(ctx, "flow", t.Flow)
	return to, flow, err
}
