package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/sim"
)

func (c *client) describeQueue(id *string) *types.Queue {
	c.Helper()
	return must(c.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: c.instance, QueueId: id}))(c).Queue
}

func TestQueue(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newQueue("Premium")
	in.HoursOfOperationId = c.arn("operating-hours", &c.hours)
	in.Description = aws.String("Gold customers")
	in.MaxContacts = aws.Int32(25)
	in.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Ada"), OutboundCallerIdNumberId: c.number(), OutboundFlowId: c.flow()}
	in.Tags = map[string]string{"team": "north"}
	made := must(c.CreateQueue(ctx, in))(t)
	want := &types.Queue{
		QueueId: made.QueueId, QueueArn: c.arn("queue", made.QueueId),
		Name: in.Name, Description: in.Description, HoursOfOperationId: &c.hours, MaxContacts: in.MaxContacts,
		OutboundCallerConfig: in.OutboundCallerConfig, Status: types.QueueStatusEnabled, Tags: in.Tags,
		LastModifiedRegion: aws.String("eu-west-2"),
	}
	got := c.describeQueue(made.QueueArn)
	if diff := cmp.Diff(want, got, plain, cmpopts.IgnoreFields(types.Queue{}, "LastModifiedTime")); diff != "" {
		t.Errorf("DescribeQueue() mismatch (-want +got):\n%s", diff)
	}
	found := must(c.SearchQueues(ctx, &connect.SearchQueuesInput{
		InstanceId: c.instance, SearchCriteria: &types.QueueSearchCriteria{StringCondition: exactly("name", "Premium")},
	}))(t).Queues
	if diff := cmp.Diff([]types.Queue{*got}, found, plain); diff != "" {
		t.Errorf("SearchQueues() mismatch (-want +got):\n%s", diff)
	}
}

func TestCreateQueueRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for _, refusal := range []struct {
		exception, about string
		change           func(*connect.CreateQueueInput)
	}{
		{duplicate, "BasicQueue", func(in *connect.CreateQueueInput) { in.Name = aws.String("BasicQueue") }},
		{invalid, "Name", func(in *connect.CreateQueueInput) { in.Name = aws.String(strings.Repeat("x", 128)) }},
		{invalid, "Description", func(in *connect.CreateQueueInput) { in.Description = aws.String("") }},
		{invalid, "MaxContacts", func(in *connect.CreateQueueInput) { in.MaxContacts = aws.Int32(-1) }},
		{notFound, "hours of operation", func(in *connect.CreateQueueInput) { in.HoursOfOperationId = nowhere }},
		{notFound, "hours of operation", func(in *connect.CreateQueueInput) { in.HoursOfOperationId = &c.queue }},
		{notFound, "quick connect", func(in *connect.CreateQueueInput) { in.QuickConnectIds = []string{*nowhere} }},
		{invalid, "QuickConnectIds", func(in *connect.CreateQueueInput) { in.QuickConnectIds = []string{} }},
		{invalid, "Tags", func(in *connect.CreateQueueInput) { in.Tags = map[string]string{"aws:x": "y"} }},
		{invalid, "OutboundFlowId", func(in *connect.CreateQueueInput) {
			in.OutboundCallerConfig = &types.OutboundCallerConfig{OutboundFlowId: aws.String("")}
		}},
	} {
		in := c.newQueue("Premium")
		refusal.change(in)
		refused(c.CreateQueue(ctx, in))(t, refusal.exception, refusal.about)
	}
}

func TestUpdateQueue(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeQueue("Premium")
	hours := must(c.CreateHoursOfOperation(ctx, c.newHours("Office")))(t).HoursOfOperationId

	must(c.UpdateQueueName(ctx, &connect.UpdateQueueNameInput{InstanceId: c.instance, QueueId: id, Name: aws.String("Gold")}))(t)
	must(c.UpdateQueueName(ctx, &connect.UpdateQueueNameInput{InstanceId: c.instance, QueueId: id, Description: aws.String("d")}))(t)
	must(c.UpdateQueueHoursOfOperation(ctx, &connect.UpdateQueueHoursOfOperationInput{InstanceId: c.instance, QueueId: id, HoursOfOperationId: hours}))(t)
	must(c.UpdateQueueMaxContacts(ctx, &connect.UpdateQueueMaxContactsInput{InstanceId: c.instance, QueueId: id, MaxContacts: aws.Int32(0)}))(t)
	must(c.UpdateQueueStatus(ctx, &connect.UpdateQueueStatusInput{InstanceId: c.instance, QueueId: id, Status: types.QueueStatusDisabled}))(t)
	must(c.UpdateQueueOutboundCallerConfig(ctx, &connect.UpdateQueueOutboundCallerConfigInput{
		InstanceId: c.instance, QueueId: id, OutboundCallerConfig: &types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Ada")},
	}))(t)
	q := c.describeQueue(id)
	if *q.Name != "Gold" || *q.Description != "d" || *q.HoursOfOperationId != *hours || *q.MaxContacts != 0 ||
		q.Status != types.QueueStatusDisabled || *q.OutboundCallerConfig.OutboundCallerIdName != "Ada" {
		t.Errorf("after updates the queue is %+v", q)
	}
	// The hours are in use now, and the ones before are so only by BasicQueue.
	refused(c.DeleteHoursOfOperation(ctx, &connect.DeleteHoursOfOperationInput{InstanceId: c.instance, HoursOfOperationId: hours}))(t, inUse, "Gold")
}

func TestUpdateQueueRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeQueue("Premium")
	name := func(id, name *string) (*connect.UpdateQueueNameOutput, error) {
		return c.UpdateQueueName(ctx, &connect.UpdateQueueNameInput{InstanceId: c.instance, QueueId: id, Name: name})
	}
	refused(name(id, nil))(t, invalid, "Description")
	refused(name(id, aws.String("BasicQueue")))(t, duplicate, "BasicQueue")
	refused(name(nowhere, aws.String("x")))(t, notFound, *nowhere)
	hours := func(id, hours *string) (*connect.UpdateQueueHoursOfOperationOutput, error) {
		return c.UpdateQueueHoursOfOperation(ctx, &connect.UpdateQueueHoursOfOperationInput{InstanceId: c.instance, QueueId: id, HoursOfOperationId: hours})
	}
	refused(hours(id, nowhere))(t, notFound, "hours of operation")
	refused(hours(nowhere, &c.hours))(t, notFound, "queue")
	most := func(id *string, n int32) (*connect.UpdateQueueMaxContactsOutput, error) {
		return c.UpdateQueueMaxContacts(ctx, &connect.UpdateQueueMaxContactsInput{InstanceId: c.instance, QueueId: id, MaxContacts: &n})
	}
	refused(most(id, -1))(t, invalid, "MaxContacts")
	refused(most(nowhere, 1))(t, notFound, "queue")
	status := func(id *string, s types.QueueStatus) (*connect.UpdateQueueStatusOutput, error) {
		return c.UpdateQueueStatus(ctx, &connect.UpdateQueueStatusInput{InstanceId: c.instance, QueueId: id, Status: s})
	}
	refused(status(id, "OPEN"))(t, invalid, "Status")
	refused(status(nowhere, types.QueueStatusEnabled))(t, notFound, "queue")
	caller := func(id *string, o types.OutboundCallerConfig) (*connect.UpdateQueueOutboundCallerConfigOutput, error) {
		return c.UpdateQueueOutboundCallerConfig(ctx, &connect.UpdateQueueOutboundCallerConfigInput{InstanceId: c.instance, QueueId: id, OutboundCallerConfig: &o})
	}
	refused(caller(id, types.OutboundCallerConfig{OutboundCallerIdNumberId: aws.String("")}))(t, invalid, "OutboundCallerIdNumberId")
	refused(caller(id, types.OutboundCallerConfig{OutboundCallerIdName: aws.String("")}))(t, invalid, "OutboundCallerIdName")
	refused(caller(nowhere, types.OutboundCallerConfig{}))(t, notFound, "queue")
	refused(c.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: c.instance, QueueId: nowhere}))(t, notFound, "queue")
}

// A queue is in use while it is in a table or is a default outbound queue.
func TestDeleteQueue(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	row, outbound := c.makeQueue("Row"), c.makeQueue("Outbound")
	in := c.newSales()
	in.DefaultOutboundQueueId = outbound
	in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(*row, types.ChannelVoice, 1, 0)}
	profile := must(c.CreateRoutingProfile(ctx, in))(t).RoutingProfileId
	remove := func(id *string) (*connect.DeleteQueueOutput, error) {
		return c.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: c.instance, QueueId: id})
	}
	refused(remove(row))(t, inUse, `routing profile "Sales"`)
	refused(remove(outbound))(t, inUse, "DefaultOutboundQueueId")
	must(c.DeleteRoutingProfile(ctx, &connect.DeleteRoutingProfileInput{InstanceId: c.instance, RoutingProfileId: profile}))(t)
	must(remove(row))(t)
	must(remove(outbound))(t)
	refused(remove(row))(t, notFound, *row)
}

// Without QueueTypes, ListQueues answers a queue for each user too.
func TestListQueues(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	user := c.user("ada")
	list := func(of ...types.QueueType) []types.QueueSummary {
		return must(c.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: c.instance, QueueTypes: of}))(t).QueueSummaryList
	}
	isAgent := func(q types.QueueSummary) bool { return q.QueueType == types.QueueTypeAgent }
	all := list()
	if len(all) != 2 || !slices.ContainsFunc(all, isAgent) {
		t.Errorf("ListQueues says %v, want a standard and an agent queue", all)
	}
	if both := list(types.QueueTypeAgent, types.QueueTypeStandard); len(both) != 2 {
		t.Errorf("ListQueues of both types says %v", both)
	}
	standard := list(types.QueueTypeStandard)
	if len(standard) != 1 || *standard[0].Name != "BasicQueue" || standard[0].LastModifiedTime == nil {
		t.Errorf("ListQueues of STANDARD says %v", standard)
	}
	agents := list(types.QueueTypeAgent)
	if len(agents) != 1 || agents[0].Name != nil || !strings.HasSuffix(*agents[0].Arn, "/queue/agent/"+*user) {
		t.Errorf("ListQueues of AGENT says %v", agents)
	}
	refused(c.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: c.instance, QueueTypes: []types.QueueType{"OTHER"}}))(t, invalid, "QueueTypes[0]")
}
