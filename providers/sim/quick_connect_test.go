package sim_test

import (
	"fmt"
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

// flow returns the id of a flow that each instance has.
func (c *client) flow() *string {
	c.Helper()
	list := must(c.ListContactFlows(ctx, &connect.ListContactFlowsInput{
		InstanceId: c.instance, ContactFlowTypes: []types.ContactFlowType{types.ContactFlowTypeAgentTransfer},
	}))(c).ContactFlowSummaryList
	if len(list) != 1 || *list[0].Name != "Default agent transfer" {
		c.Fatalf("ListContactFlows says %v", list)
	}
	return list[0].Id
}

// number returns the id of a phone number of the instance.
func (c *client) number() *string {
	c.Helper()
	list := must(c.ListPhoneNumbersV2(ctx, &connect.ListPhoneNumbersV2Input{
		InstanceId: c.instance, PhoneNumberPrefix: aws.String("+4416329600"), PhoneNumberTypes: []types.PhoneNumberType{types.PhoneNumberTypeDid},
	}))(c).ListPhoneNumbersSummaryList
	if len(list) != 3 || !strings.HasPrefix(*list[0].PhoneNumber, "+44163296000") || *list[0].TargetArn != c.sim.Instance().ARN {
		c.Fatalf("ListPhoneNumbersV2 says %v", list)
	}
	return list[0].PhoneNumberId
}

func (c *client) newQuick(name string) *connect.CreateQuickConnectInput {
	return &connect.CreateQuickConnectInput{InstanceId: c.instance, Name: &name, QuickConnectConfig: &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypePhoneNumber, PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("+441632960999")},
	}}
}

func (c *client) quick(name string) string {
	c.Helper()
	return *must(c.CreateQuickConnect(ctx, c.newQuick(name)))(c).QuickConnectId
}

func (c *client) describeQuick(id *string) *types.QuickConnect {
	c.Helper()
	return must(c.DescribeQuickConnect(ctx, &connect.DescribeQuickConnectInput{InstanceId: c.instance, QuickConnectId: id}))(c).QuickConnect
}

func (c *client) toUser(user, flow *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypeUser, UserConfig: &types.UserQuickConnectConfig{UserId: user, ContactFlowId: flow},
	}
}

func (c *client) toQueue(queue, flow *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypeQueue, QueueConfig: &types.QueueQuickConnectConfig{QueueId: queue, ContactFlowId: flow},
	}
}

func toFlow(flow *string) *types.QuickConnectConfig {
	return &types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: flow}}
}

// TestFlowQuickConnect keeps a quick connect to a flow, which another type may replace.
func TestFlowQuickConnect(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newQuick("Survey")
	in.QuickConnectConfig = toFlow(c.arn("contact-flow", c.flow()))
	id := must(c.CreateQuickConnect(ctx, in))(t).QuickConnectId
	c.quick("Bo")
	listed := func() string {
		var names []string
		for _, q := range must(c.ListQuickConnects(ctx, &connect.ListQuickConnectsInput{
			InstanceId: c.instance, QuickConnectTypes: []types.QuickConnectType{types.QuickConnectTypeFlow},
		}))(t).QuickConnectSummaryList {
			names = append(names, *q.Name+" "+string(q.QuickConnectType))
		}
		return strings.Join(names, ",")
	}
	found := must(c.SearchQuickConnects(ctx, &connect.SearchQuickConnectsInput{
		InstanceId: c.instance, SearchCriteria: &types.QuickConnectSearchCriteria{StringCondition: exactly("name", "Survey")},
	}))(t).QuickConnects
	for _, q := range []*types.QuickConnect{c.describeQuick(id), &found[0]} {
		if diff := cmp.Diff(toFlow(c.flow()), q.QuickConnectConfig, plain); diff != "" {
			t.Errorf("destination mismatch (-want +got):\n%s", diff)
		}
	}
	if got := listed(); got != "Survey FLOW" {
		t.Errorf("ListQuickConnects of the type FLOW says %q", got)
	}
	update := func(config *types.QuickConnectConfig) (*connect.UpdateQuickConnectConfigOutput, error) {
		return c.UpdateQuickConnectConfig(ctx, &connect.UpdateQuickConnectConfigInput{InstanceId: c.instance, QuickConnectId: id, QuickConnectConfig: config})
	}
	refused(update(toFlow(nowhere)))(t, notFound, "flow")
	refused(update(&types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow}))(t, invalid, "FlowConfig")
	must(update(c.toQueue(&c.queue, c.flow())))(t)
	if got := listed(); got != "" {
		t.Errorf("ListQuickConnects of the type FLOW says %q", got)
	}
}

func TestQuickConnect(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newQuick("Ada")
	in.Description, in.Tags = aws.String("On the first floor"), map[string]string{"team": "north"}
	made := must(c.CreateQuickConnect(ctx, in))(t)
	must(c.UpdateQuickConnectName(ctx, &connect.UpdateQuickConnectNameInput{
		InstanceId: c.instance, QuickConnectId: made.QuickConnectId, Name: aws.String("Ada L."), Description: aws.String(""),
	}))(t)
	user := c.user("ada")
	must(c.UpdateQuickConnectConfig(ctx, &connect.UpdateQuickConnectConfigInput{
		InstanceId: c.instance, QuickConnectId: made.QuickConnectId, QuickConnectConfig: c.toUser(c.arn("agent", user), c.arn("contact-flow", c.flow())),
	}))(t)
	want := &types.QuickConnect{
		QuickConnectId: made.QuickConnectId, QuickConnectARN: c.arn("transfer-destination", made.QuickConnectId),
		Name: aws.String("Ada L."), Description: aws.String(""), QuickConnectConfig: c.toUser(user, c.flow()), Tags: in.Tags,
		LastModifiedRegion: aws.String("eu-west-2"),
	}
	late := cmpopts.IgnoreFields(types.QuickConnect{}, "LastModifiedTime")
	if diff := cmp.Diff(want, c.describeQuick(made.QuickConnectARN), plain, late); diff != "" {
		t.Errorf("DescribeQuickConnect() mismatch (-want +got):\n%s", diff)
	}
	found := must(c.SearchQuickConnects(ctx, &connect.SearchQuickConnectsInput{
		InstanceId: c.instance, SearchCriteria: &types.QuickConnectSearchCriteria{StringCondition: exactly("name", "Ada L.")},
	}))(t).QuickConnects
	if diff := cmp.Diff([]types.QuickConnect{*want}, found, plain, late); diff != "" {
		t.Errorf("SearchQuickConnects() mismatch (-want +got):\n%s", diff)
	}
	c.quick("Bo")
	list := must(c.ListQuickConnects(ctx, &connect.ListQuickConnectsInput{
		InstanceId: c.instance, QuickConnectTypes: []types.QuickConnectType{types.QuickConnectTypeUser},
	}))(t).QuickConnectSummaryList
	if len(list) != 1 || *list[0].Name != "Ada L." || list[0].QuickConnectType != types.QuickConnectTypeUser {
		t.Errorf("ListQuickConnects of the type USER says %v", list)
	}
	// A user can be deleted while a quick connect leads to them, which stays behind.
	must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: user}))(t)
	must(c.UpdateQuickConnectName(ctx, &connect.UpdateQuickConnectNameInput{InstanceId: c.instance, QuickConnectId: made.QuickConnectId, Name: aws.String("Ada")}))(t)
	must(c.DeleteQuickConnect(ctx, &connect.DeleteQuickConnectInput{InstanceId: c.instance, QuickConnectId: made.QuickConnectId}))(t)
}

func TestQuickConnectRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.quick("Ada")
	for _, refusal := range []struct {
		exception, about string
		change           func(*connect.CreateQuickConnectInput)
	}{
		{duplicate, "Ada", func(in *connect.CreateQuickConnectInput) { in.Name = aws.String("Ada") }},
		{notFound, "user", func(in *connect.CreateQuickConnectInput) { in.QuickConnectConfig = c.toUser(nowhere, c.flow()) }},
		{notFound, "flow", func(in *connect.CreateQuickConnectInput) { in.QuickConnectConfig = c.toQueue(&c.queue, nowhere) }},
		{notFound, "queue", func(in *connect.CreateQuickConnectInput) { in.QuickConnectConfig = c.toQueue(nowhere, c.flow()) }},
		{invalid, "USER has UserConfig", func(in *connect.CreateQuickConnectInput) { in.QuickConnectConfig.QuickConnectType = "USER" }},
		{invalid, "and no other", func(in *connect.CreateQuickConnectInput) {
			in.QuickConnectConfig.QueueConfig = c.toQueue(&c.queue, c.flow()).QueueConfig
		}},
	} {
		in := c.newQuick("Bo")
		refusal.change(in)
		refused(c.CreateQuickConnect(ctx, in))(t, refusal.exception, refusal.about)
	}
	refused(c.UpdateQuickConnectConfig(ctx, &connect.UpdateQuickConnectConfigInput{
		InstanceId: c.instance, QuickConnectId: &id, QuickConnectConfig: c.toQueue(nowhere, c.flow()),
	}))(t, notFound, "queue")
	refused(c.UpdateQuickConnectName(ctx, &connect.UpdateQuickConnectNameInput{InstanceId: c.instance, QuickConnectId: nowhere, Name: aws.String("x")}))(t, notFound, *nowhere)
	refused(c.DescribeContactFlow(ctx, &connect.DescribeContactFlowInput{InstanceId: c.instance, ContactFlowId: nowhere}))(t, notFound, "flow")
	if flow := must(c.DescribeContactFlow(ctx, &connect.DescribeContactFlowInput{InstanceId: c.instance, ContactFlowId: c.flow()}))(t).ContactFlow; flow.Type != types.ContactFlowTypeAgentTransfer || flow.State != types.ContactFlowStateActive || *flow.Content == "" {
		t.Errorf("DescribeContactFlow() = %+v", flow)
	}
	refused(c.ListPhoneNumbersV2(ctx, &connect.ListPhoneNumbersV2Input{TargetArn: aws.String("arn:aws:connect:eu-west-2:1:instance/x")}))(t, notFound, "instance")
	// A queue that a quick connect leads to is in use.
	queue := c.makeQueue("Sales")
	in := c.newQuick("Sales")
	in.QuickConnectConfig = c.toQueue(queue, c.flow())
	must(c.CreateQuickConnect(ctx, in))(t)
	refused(c.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: c.instance, QueueId: queue}))(t, inUse, "Sales")
}

// quicks lists the ids of a queue's quick connects.
func (c *client) quicks(queue *string) []string {
	c.Helper()
	var all []string
	in := &connect.ListQueueQuickConnectsInput{InstanceId: c.instance, QueueId: queue, MaxResults: aws.Int32(100)}
	for p := connect.NewListQueueQuickConnectsPaginator(c, in); p.HasMorePages(); {
		out := must(p.NextPage(ctx))(c)
		all = append(all, ids(out.QuickConnectSummaryList, func(s types.QuickConnectSummary) *string { return s.Id })...)
	}
	slices.Sort(all)
	return all
}

// The most that one call takes is 50, and the most that a queue has is 700.
func TestQueueQuickConnects(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	var all []string
	for i := range 701 {
		all = append(all, c.quick(fmt.Sprint("Quick ", i)))
	}
	in := c.newQueue("Sales")
	in.QuickConnectIds = all[:2]
	queue := must(c.CreateQueue(ctx, in))(t).QueueId
	associate := func(queue *string, ids ...string) (*connect.AssociateQueueQuickConnectsOutput, error) {
		return c.AssociateQueueQuickConnects(ctx, &connect.AssociateQueueQuickConnectsInput{InstanceId: c.instance, QueueId: queue, QuickConnectIds: ids})
	}
	disassociate := func(queue *string, ids ...string) (*connect.DisassociateQueueQuickConnectsOutput, error) {
		return c.DisassociateQueueQuickConnects(ctx, &connect.DisassociateQueueQuickConnectsInput{InstanceId: c.instance, QueueId: queue, QuickConnectIds: ids})
	}
	refused(associate(queue, all[:51]...))(t, invalid, "QuickConnectIds")
	refused(associate(queue, *nowhere))(t, notFound, *nowhere)
	refused(associate(nowhere, all[0]))(t, notFound, "queue")
	refused(disassociate(queue, *nowhere))(t, notFound, *nowhere)
	for batch := range slices.Chunk(all[:700], 50) {
		must(associate(queue, batch...))(t)
	}
	refused(associate(queue, all[700]))(t, limitExceeded, "700")
	must(disassociate(queue, all[0], all[1]))(t)
	must(associate(queue, c.sim.Instance().ARN+"/transfer-destination/"+all[700]))(t)
	must(c.DeleteQuickConnect(ctx, &connect.DeleteQuickConnectInput{InstanceId: c.instance, QuickConnectId: &all[2]}))(t)
	want := slices.Sorted(slices.Values(all[3:]))
	if got := c.quicks(queue); !slices.Equal(got, want) {
		t.Errorf("the queue has %d quick connects, want %d: %s", len(got), len(want), cmp.Diff(want, got))
	}
	refused(c.ListQueueQuickConnects(ctx, &connect.ListQueueQuickConnectsInput{InstanceId: c.instance, QueueId: nowhere}))(t, notFound, *nowhere)
}
