package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// statusKind is the schema's kind of agent statuses.
var statusKind = schema.MustKind("agent_status")

// statuses are agent statuses, such as "Lunch". They cannot be deleted, because the service
// has no operation for it. A plan disables one instead.
var statuses = define(definition[schema.AgentStatus]{
	kind:     statusKind,
	title:    func(s *schema.AgentStatus) string { return s.Name },
	list:     listStatuses,
	search:   searchStatuses,
	describe: describeStatus,
	ops: operations{
		list: "ListAgentStatuses", search: "SearchAgentStatuses", describe: "DescribeAgentStatus",
		create: "CreateAgentStatus",
	},
	create: createStatus,
	updates: []update[schema.AgentStatus]{
		{attrs: statusKind.Every().Minus(statusKind.Set("tags")), op: "UpdateAgentStatus", call: updateStatus},
	},
	tagWord: "agent-state",
	tags:    func(s *schema.AgentStatus) map[string]string { return s.Tags },
})

// listStatuses lists all statuses, including the instance's own.
func listStatuses(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListAgentStatusesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListAgentStatusesPaginator(c.api, in), func(out *connect.ListAgentStatusesOutput) error {
		return every(out.AgentStatusSummaryList, func(s *types.AgentStatusSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name)})
			return nil
		})
	})
}

// searchStatuses has every attribute, so that statuses have no details.
func searchStatuses(ctx context.Context, c *connection, found func(object[schema.AgentStatus])) error {
	in := &connect.SearchAgentStatusesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchAgentStatusesPaginator(c.api, in), func(out *connect.SearchAgentStatusesOutput) error {
		return every(out.AgentStatuses, func(s *types.AgentStatus) error {
			found(readStatus(s))
			return nil
		})
	})
}

// describeStatus reads one status.
func describeStatus(ctx context.Context, c *connection, id string) (o object[schema.AgentStatus], err error) {
	out, err := c.api.DescribeAgentStatus(ctx, &connect.DescribeAgentStatusInput{InstanceId: &c.instance.ID, AgentStatusId: &id})
	if err != nil {
		return o, err
	}
	o = readStatus(out.AgentStatus)
	o.id = id
	return o, nil
}

// readStatus marks the statuses that come with every instance, "Available" and "Offline",
// as the system's. Their type tells them apart: nobody can create another one of it.
func readStatus(s *types.AgentStatus) object[schema.AgentStatus] {
	return object[schema.AgentStatus]{
		id: aws.ToString(s.AgentStatusId), given: statusKind.Every(), record: recordOf(s.Tags),
		system: s.Type == types.AgentStatusTypeRoutable || s.Type == types.AgentStatusTypeOffline,
		body: &schema.AgentStatus{
			Name:         aws.ToString(s.Name),
			Description:  aws.ToString(s.Description),
			State:        word(onOff, s.State),
			DisplayOrder: int(aws.ToInt32(s.DisplayOrder)),
			Tags:         visible(s.Tags),
		},
	}
}

// createStatus sends a state even if none is given, because the service requires one.
func createStatus(ctx context.Context, c *connection, want object[schema.AgentStatus]) (string, error) {
	in := &connect.CreateAgentStatusInput{
		InstanceId:  &c.instance.ID,
		Name:        &want.body.Name,
		Description: filled(want.body.Description),
		State:       types.AgentStatusStateEnabled,
		Tags:        createTags(want.body.Tags, want.record),
	}
	if want.body.State != "" {
		in.State = value[types.AgentStatusState](onOff, want.body.State)
	}
	if want.body.DisplayOrder != 0 {
		in.DisplayOrder = aws.Int32(small(want.body.DisplayOrder))
	}
	out, err := c.once.CreateAgentStatus(ctx, in)
	if err != nil {
		return "", err
	}
	return aws.ToString(out.AgentStatusId), nil
}

// updateStatus sends only what changes: the operation leaves the rest as it is. A display
// order of 0 means none, for which there is a member of its own.
func updateStatus(ctx context.Context, c *connection, ch change[schema.AgentStatus]) error {
	in := &connect.UpdateAgentStatusInput{InstanceId: &c.instance.ID, AgentStatusId: &ch.id}
	changes := func(attr string) bool { return ch.attrs.And(statusKind.Set(attr)) != 0 }
	if changes("name") {
		in.Name = &ch.after.Name
	}
	if changes("description") {
		in.Description = &ch.after.Description // empty clears it
	}
	if changes("state") {
		in.State = value[types.AgentStatusState](onOff, ch.after.State)
	}
	switch {
	case !changes("display_order"):
	case ch.after.DisplayOrder == 0:
		in.ResetOrderNumber = true // the service refuses an order of 0
	default:
		in.DisplayOrder = aws.Int32(small(ch.after.DisplayOrder))
	}
	_, err := c.api.UpdateAgentStatus(ctx, in)
	return err
}
