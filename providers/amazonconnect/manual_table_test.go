package amazonconnect_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

// manual returns rows for the task channel and the queues from "Q 000" on.
func manual(from, to int) []schema.ManualRow {
	var rows []schema.ManualRow
	for i := from; i < to; i++ {
		rows = append(rows, schema.ManualRow{Queue: fmt.Sprintf("Q %03d", i), Channel: "task"})
	}
	return rows
}

// TestManualAssignment checks that rows of the second table are added and removed ten at a
// time, new ones first, and that the first table stays as it is.
func TestManualAssignment(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(25)
	want := profile("P", table(2)...)
	want.Given = want.Given.Union(want.Kind.Set("manual_assignment_queues"))
	body := func(r *schema.Resource) *schema.RoutingProfile { return r.Body.(*schema.RoutingProfile) }
	body(want).ManualAssignmentQueues = manual(0, 22)
	c.forget()
	live := c.create(want)
	expect := func(step string, calls ...string) {
		t.Helper()
		if diff := cmp.Diff(calls, c.writes()); diff != "" {
			t.Errorf("%s: calls mismatch (-want +got):\n%s", step, diff)
		}
		if diff := cmp.Diff(body(want).ManualAssignmentQueues, body(live).ManualAssignmentQueues); diff != "" {
			t.Errorf("%s: table mismatch (-want +got):\n%s", step, diff)
		}
		if diff := cmp.Diff(table(2), body(live).Queues); diff != "" {
			t.Errorf("%s: the other table mismatch (-want +got):\n%s", step, diff)
		}
	}
	expect("create", "CreateRoutingProfile", "AssociateRoutingProfileQueues", "AssociateRoutingProfileQueues")
	body(want).ManualAssignmentQueues = manual(11, 25)
	c.forget()
	c.update(live, want, "manual_assignment_queues")
	live = c.read(live)
	expect("update", "AssociateRoutingProfileQueues", "DisassociateRoutingProfileQueues", "DisassociateRoutingProfileQueues")

	// A lost answer is not a failure, and does not add a row twice.
	body(want).ManualAssignmentQueues = manual(9, 25)
	c.wire.fail("AssociateRoutingProfileQueues", dropped)
	c.forget()
	c.update(live, want, "manual_assignment_queues")
	live = c.read(live)
	expect("lost", "AssociateRoutingProfileQueues", "AssociateRoutingProfileQueues InvalidParameterException")
	empty := live.Clone()
	body(empty).ManualAssignmentQueues = nil
	calls := c.Cost(providers.Write{Live: live, Want: empty, Attrs: live.Kind.Set("manual_assignment_queues")})
	if diff := cmp.Diff([]providers.Calls{{Operation: "DisassociateRoutingProfileQueues", N: 2}}, calls); diff != "" {
		t.Errorf("Cost() mismatch (-want +got):\n%s", diff)
	}
}

// TestManualAssignmentQuota checks that old rows go first when the table is full.
func TestManualAssignmentQuota(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(110)
	want := profile("P")
	want.Given = want.Given.Union(want.Kind.Set("manual_assignment_queues"))
	want.Body.(*schema.RoutingProfile).ManualAssignmentQueues = manual(0, 100)
	live := c.create(want)
	after := live.Clone()
	after.Body.(*schema.RoutingProfile).ManualAssignmentQueues = manual(5, 105)
	if err := c.Update(context.Background(), live, after, live.Kind.Set("manual_assignment_queues")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(manual(5, 105), c.read(live).Body.(*schema.RoutingProfile).ManualAssignmentQueues); diff != "" {
		t.Errorf("table mismatch (-want +got):\n%s", diff)
	}
}
