package amazonconnect_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

// table returns rows for the voice channel and the queues "Q 000", "Q 001" and so on.
func table(n int) []schema.QueueRow {
	rows := make([]schema.QueueRow, n)
	for i := range rows {
		rows[i] = schema.QueueRow{Queue: fmt.Sprintf("Q %03d", i), Channel: "voice", Priority: 1}
	}
	return rows
}

func (c *centre) queues(n int) {
	c.Helper()
	for i := range n {
		c.create(queue(fmt.Sprintf("Q %03d", i)))
	}
}

func TestRowsOfARoutingProfile(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		before, after func() []schema.QueueRow
		want          []string
	}{
		{
			name:   "a changed priority is one call with one row",
			before: func() []schema.QueueRow { return table(12) },
			after:  func() []schema.QueueRow { rows := table(12); rows[3].Priority = 7; return rows },
			want:   []string{"UpdateRoutingProfileQueues 1"},
		},
		{
			name:   "a changed delay is one call with one row",
			before: func() []schema.QueueRow { return table(2) },
			after:  func() []schema.QueueRow { rows := table(2); rows[1].Delay = 30; return rows },
			want:   []string{"UpdateRoutingProfileQueues 1"},
		},
		{
			name:   "every row changes in batches",
			before: func() []schema.QueueRow { return table(21) },
			after: func() []schema.QueueRow {
				rows := table(21)
				for i := range rows {
					rows[i].Delay = 5
				}
				return rows
			},
			want: []string{"UpdateRoutingProfileQueues 10", "UpdateRoutingProfileQueues 10", "UpdateRoutingProfileQueues 1"},
		},
		{
			name:   "new rows are there before old ones go",
			before: func() []schema.QueueRow { return table(3) },
			after:  func() []schema.QueueRow { rows := table(5)[1:]; rows[0].Priority = 2; return rows },
			want:   []string{"UpdateRoutingProfileQueues 1", "AssociateRoutingProfileQueues 2", "DisassociateRoutingProfileQueues 1"},
		},
		{
			name:   "an empty table",
			before: func() []schema.QueueRow { return table(11) },
			after:  func() []schema.QueueRow { return nil },
			want:   []string{"DisassociateRoutingProfileQueues 10", "DisassociateRoutingProfileQueues 1"},
		},
		{
			name:   "a table as it is",
			before: func() []schema.QueueRow { return table(3) },
			after:  func() []schema.QueueRow { return table(3) },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			c.queues(25)
			live := c.create(profile("P", test.before()...))
			c.forget()
			want := profile("P", test.after()...)
			c.update(live, want, "queues")
			if diff := cmp.Diff(test.want, c.rows()); diff != "" {
				t.Errorf("calls mismatch (-want +got):\n%s", diff)
			}
			if got := c.read(live).Kind.Changed(c.read(live), want); got != 0 {
				t.Errorf("attributes %b differ", got)
			}
		})
	}
}

// rows returns the calls that write rows, and how many each writes.
func (c *centre) rows() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []string
	for _, call := range c.calls {
		var in struct{ QueueConfigs, QueueReferences []any }
		if err := json.Unmarshal(call.Request, &in); err == nil && len(in.QueueConfigs)+len(in.QueueReferences) > 0 {
			all = append(all, fmt.Sprintf("%s %d", call.Operation, len(in.QueueConfigs)+len(in.QueueReferences)))
		}
	}
	return all
}

func TestCreateLongTable(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(60)
	c.forget()
	want := profile("P", table(60)...)
	live := c.create(want)
	got := c.rows()
	expected := append([]string{"CreateRoutingProfile 10"}, slices.Repeat([]string{"AssociateRoutingProfileQueues 10"}, 5)...)
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
	if live.Kind.Changed(live, want) != 0 {
		t.Error("the table is not as wanted")
	}
	if diff := cmp.Diff([]providers.Calls{{Operation: "CreateRoutingProfile", N: 1}, {Operation: "AssociateRoutingProfileQueues", N: 5}},
		c.Cost(providers.Write{Want: want})); diff != "" {
		t.Errorf("Cost() mismatch (-want +got):\n%s", diff)
	}
}

// TestHalfCreated fails a call after the object exists, and checks that the next run
// completes it as an update.
func TestHalfCreated(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(12)
	c.wire.fail("AssociateRoutingProfileQueues", answer(400, "InvalidRequestException", "not today"))
	want := profile("P", table(12)...)
	id, err := c.Create(context.Background(), want)
	if id == "" || err == nil || !strings.Contains(err.Error(), "not today") {
		t.Fatalf("Create() = %q, %v", id, err)
	}
	live := c.list("routing_profile", func(*schema.Resource) schema.AttrSet { return want.Given })["P"]
	c.update(live, want, "queues")
	if live = c.read(live); live.ID != id || live.Kind.Changed(live, want) != 0 {
		t.Error("the profile is not as wanted")
	}
}

// TestFullTable changes a table that cannot hold old and new rows at the same time.
func TestFullTable(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(120)
	live := c.create(profile("P", table(120)[:100]...))
	want := profile("P", table(120)[20:]...)
	c.update(live, want, "queues")
	if got := c.read(live); got.Kind.Changed(got, want) != 0 {
		t.Error("the table is not as wanted")
	}
}

// TestDroppedRowOfARenamedQueue checks that the right row is removed while queues change
// their names.
func TestDroppedRowOfARenamedQueue(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(3)
	live := c.create(profile("P", table(3)...))
	names := map[schema.Name]string{{Kind: "queue", Key: "Q 000"}: "Q 001", {Kind: "queue", Key: "Q 001"}: "Other"}
	c.forget()
	c.update(live.Renamed(names), profile("P", table(3)[2]), "queues")
	if got := c.read(live).Body.(*schema.RoutingProfile).Queues; !slices.Equal(got, table(3)[2:]) {
		t.Errorf("rows %v", got)
	}
	if diff := cmp.Diff([]string{"DisassociateRoutingProfileQueues 2"}, c.rows()); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
}
