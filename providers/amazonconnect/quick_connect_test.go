package amazonconnect_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// quicks creates n quick connects, and returns their names in order.
func (c *centre) quicks(n int) []string {
	c.Helper()
	var names []string
	for i := range n {
		name := fmt.Sprintf("Quick %03d", i)
		c.create(schematest.Of("quick_connect", &schema.QuickConnect{Name: name, Number: "+441632960999"}, "name", "phone.number"))
		names = append(names, name)
	}
	return names
}

// TestQueueQuickConnects gives a queue more quick connects than one call takes, and then
// swaps and removes some.
func TestQueueQuickConnects(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	names := c.quicks(130)
	c.forget()
	with := func(quicks []string) *schema.Resource {
		return schematest.Of("queue", &schema.Queue{Name: "Q", HoursOfOperation: "Basic Hours", QuickConnects: quicks}, "name", "hours_of_operation", "quick_connects")
	}
	live := c.create(with(names[:120]))
	for _, step := range []struct {
		name   string
		quicks []string
		calls  []string
	}{
		{"made with 120", names[:120], []string{"CreateQueue", "AssociateQueueQuickConnects", "AssociateQueueQuickConnects"}},
		{"ten others", append(slices.Clone(names[:60]), names[120:]...), []string{"AssociateQueueQuickConnects", "DisassociateQueueQuickConnects", "DisassociateQueueQuickConnects"}},
		{"none", nil, []string{"DisassociateQueueQuickConnects", "DisassociateQueueQuickConnects"}},
	} {
		if step.name != "made with 120" {
			c.update(live, with(step.quicks), "quick_connects")
		}
		if diff := cmp.Diff(step.calls, c.writes()); diff != "" {
			t.Errorf("%s: calls mismatch (-want +got):\n%s", step.name, diff)
		}
		c.forget()
		if live = c.read(live); !slices.Equal(live.Body.(*schema.Queue).QuickConnects, step.quicks) {
			t.Errorf("%s: the queue has %v", step.name, live.Body.(*schema.Queue).QuickConnects)
		}
	}
}

// TestFullQueue swaps the quick connects of a queue that cannot have more, so that old ones
// go first.
func TestFullQueue(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	names := c.quicks(2)
	live := c.create(schematest.Of("queue", &schema.Queue{Name: "Q", HoursOfOperation: "Basic Hours", QuickConnects: names[:1]}, "name", "hours_of_operation", "quick_connects"))
	c.wire.fail("AssociateQueueQuickConnects", answer(429, "LimitExceededException", "full"))
	c.update(live, schematest.Of("queue", &schema.Queue{QuickConnects: names[1:]}), "quick_connects")
	if got := c.read(live).Body.(*schema.Queue).QuickConnects; !slices.Equal(got, names[1:]) {
		t.Errorf("the queue has %v", got)
	}
}

// TestQuickConnectOfUnknownType checks that a destination of a type that the schema does not
// know is not given, and stays.
func TestQuickConnectOfUnknownType(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	made := c.create(schematest.Of("quick_connect", &schema.QuickConnect{Name: "A", Flow: "Default outbound"}, "name", "flow.flow"))
	robot := edit(func(answer map[string]any) {
		all, _ := answer["QuickConnects"].([]any)
		if q := answer["QuickConnect"]; q != nil {
			all = append(all, q)
		}
		for _, q := range all {
			q.(map[string]any)["QuickConnectConfig"] = parse(`{"QuickConnectType": "ROBOT", "RobotConfig": {"RobotId": "7"}}`)
		}
	})
	c.wire.fail("SearchQuickConnects", robot)
	c.wire.fail("DescribeQuickConnect", robot)
	live := c.list("quick_connect", nil)["A"]
	for _, attr := range []string{"user.user", "queue.queue", "phone.number", "flow.flow"} {
		if live.Has(attr) {
			t.Errorf("List() gives %s: %+v", attr, live.Body)
		}
	}
	c.forget()
	c.update(live, schematest.Of("quick_connect", &schema.QuickConnect{Name: "B", Description: "d"}), "name", "description")
	if diff := cmp.Diff([]string{"UpdateQuickConnectName"}, c.writes()); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
	now, err := c.elsewhere().DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: aws.String(c.sim.Instance().ID), QuickConnectId: &made.ID})
	if err != nil {
		t.Fatal(err)
	}
	if q := now.QuickConnect; *q.Name != "B" || q.QuickConnectConfig.FlowConfig == nil {
		t.Errorf("the quick connect is %+v", q)
	}
}

// TestFlowQuickConnect reads a quick connect to a flow that somebody else made, changes
// something beside its flow, and then the flow and the type of the destination.
func TestFlowQuickConnect(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	instance := aws.String(c.sim.Instance().ID)
	flows, err := c.elsewhere().ListContactFlows(t.Context(), &connect.ListContactFlowsInput{InstanceId: instance})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]*string{}
	for _, f := range flows.ContactFlowSummaryList {
		ids[*f.Name] = f.Id
	}
	to := func(flow string) *types.QuickConnectConfig {
		return &types.QuickConnectConfig{QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: ids[flow]}}
	}
	_, err = c.elsewhere().CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{InstanceId: instance, Name: aws.String("A"), QuickConnectConfig: to("Default outbound")})
	if err != nil {
		t.Fatal(err)
	}
	live := c.list("quick_connect", nil)["A"]
	for _, step := range []struct {
		attr    string
		want    schema.QuickConnect
		calls   []string
		becomes *types.QuickConnectConfig
	}{
		{"description", schema.QuickConnect{Description: "d"}, []string{"UpdateQuickConnectName"}, to("Default outbound")},
		{"flow.flow", schema.QuickConnect{Flow: "Default agent transfer"}, []string{"UpdateQuickConnectConfig"}, to("Default agent transfer")},
		{"phone.number", schema.QuickConnect{Number: "+441632960999"}, []string{"UpdateQuickConnectConfig"}, &types.QuickConnectConfig{
			QuickConnectType: types.QuickConnectTypePhoneNumber, PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("+441632960999")},
		}},
		{"flow.flow", schema.QuickConnect{Flow: "Default outbound"}, []string{"UpdateQuickConnectConfig"}, to("Default outbound")},
	} {
		c.forget()
		c.update(live, schematest.Of("quick_connect", &step.want), step.attr)
		if diff := cmp.Diff(step.calls, c.writes()); diff != "" {
			t.Errorf("%s: calls mismatch (-want +got):\n%s", step.attr, diff)
		}
		now, err := c.elsewhere().DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: instance, QuickConnectId: &live.ID})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.becomes, now.QuickConnect.QuickConnectConfig, cmpopts.IgnoreUnexported(
			types.QuickConnectConfig{}, types.FlowQuickConnectConfig{}, types.PhoneNumberQuickConnectConfig{})); diff != "" {
			t.Errorf("%s: destination mismatch (-want +got):\n%s", step.attr, diff)
		}
		live = c.read(live)
	}
}
