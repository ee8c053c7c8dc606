package amazonconnect_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

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

// TestFlowQuickConnect checks that a destination of a type that the schema does not know is
// not given, and stays.
func TestFlowQuickConnect(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	instance := aws.String(c.sim.Instance().ID)
	flows, err := c.elsewhere().ListContactFlows(t.Context(), &connect.ListContactFlowsInput{InstanceId: instance})
	if err != nil {
		t.Fatal(err)
	}
	config := &types.QuickConnectConfig{
		QuickConnectType: types.QuickConnectTypeFlow, FlowConfig: &types.FlowQuickConnectConfig{ContactFlowId: flows.ContactFlowSummaryList[0].Id},
	}
	made, err := c.elsewhere().CreateQuickConnect(t.Context(), &connect.CreateQuickConnectInput{InstanceId: instance, Name: aws.String("A"), QuickConnectConfig: config})
	if err != nil {
		t.Fatal(err)
	}
	live := c.list("quick_connect", nil)["A"]
	if live.Has("user.user") || live.Has("phone.number") {
		t.Errorf("List() gives a destination: %+v", live.Body)
	}
	c.update(live, schematest.Of("quick_connect", &schema.QuickConnect{Name: "B", Description: "d"}), "name", "description")
	now, err := c.elsewhere().DescribeQuickConnect(t.Context(), &connect.DescribeQuickConnectInput{InstanceId: instance, QuickConnectId: made.QuickConnectId})
	if err != nil {
		t.Fatal(err)
	}
	if q := now.QuickConnect; *q.Name != "B" || q.QuickConnectConfig.FlowConfig == nil || *q.QuickConnectConfig.FlowConfig.ContactFlowId != *config.FlowConfig.ContactFlowId {
		t.Errorf("the quick connect is %+v", q)
	}
}
