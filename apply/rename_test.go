package apply_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// queues returns queues of the given names at the labels x, y, …, and a routing
// profile that has a row of each.
func queues(t *testing.T, live bool, names ...string) []*schema.Resource {
	t.Helper()
	var list []*schema.Resource
	add := func(kind, label string, body any) {
		k, _ := schema.KindOf(kind)
		r := &schema.Resource{Kind: k, Body: body, Given: k.Every(), Desired: &schema.Desired{Addr: schema.Addr{Kind: kind, Label: label}}}
		r.UpdateKey()
		r.Record.Owner = record.Owner(schematest.Stack, r.Addr)
		if live {
			r.Live, r.Desired = &schema.Live{ID: kind + "-" + label}, nil
			r.Record = record.New(schematest.Salt, kind, r.Record.Owner, r.ID)
		}
		list = append(list, r)
	}
	add("hours_of_operation", "h", &schema.HoursOfOperation{Name: "H", TimeZone: "UTC"})
	profile := &schema.RoutingProfile{Name: "P", Description: "d", DefaultOutboundQueue: names[0], Channels: map[string]int{"voice": 1}}
	first := 1
	if live {
		first = 5
	}
	for i, name := range names {
		add("queue", string(rune('x'+i)), &schema.Queue{Name: name, Description: name, HoursOfOperation: "H", Status: "enabled"})
		profile.Queues = append(profile.Queues, schema.QueueRow{Queue: name, Channel: "voice", Priority: first + i})
	}
	slices.SortFunc(profile.Queues, func(a, b schema.QueueRow) int { return strings.Compare(a.Queue, b.Queue) })
	add("routing_profile", "p", profile)
	return list
}

// TestNameOfADeletedQueue deletes the queue A, which a table refers to, and gives its
// name to the queue B, which the table is to refer to from then on.
func TestNameOfADeletedQueue(t *testing.T) {
	t.Parallel()
	p := memory.New(queues(t, true, "A", "B", "C")...)
	list := queues(t, false, "Z", "A", "C")
	list = slices.DeleteFunc(list, func(r *schema.Resource) bool { return r.Key == "Z" })
	profile := list[len(list)-1].Body.(*schema.RoutingProfile)
	profile.DefaultOutboundQueue, profile.Queues = "A", profile.Queues[:2]
	want, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	made, before := planFor(t, p, want)
	if len(made.Refusals) > 0 {
		t.Fatalf("refused: %s", made.Refusals[0].Detail())
	}
	outcome, err := made.Outcome(before)
	if err != nil {
		t.Fatal(err)
	}
	undo, after := carriedOut(t, p, made, want)
	equal(t, 0, outcome, after, false)
	if l, ok := after.Lookup(schema.Name{Kind: "queue", Key: "A"}); !ok || l.ID != "queue-y" {
		t.Errorf("queue A is not the one that was B")
	}
	takenBack(t, p, undo, want, before)
}

// TestRenames gives queues that a table refers to each other's names, while the
// descriptions and the table change too. Ids stay with the labels.
func TestRenames(t *testing.T) {
	t.Parallel()
	for name, names := range map[string][]string{
		"chain": {"B", "C", "D"}, "swap": {"B", "A", "C"}, "ring": {"C", "A", "B"}, "none": {"A", "B", "C"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := memory.New(queues(t, true, "A", "B", "C")...)
			want, err := schema.NewState(queues(t, false, names...))
			if err != nil {
				t.Fatal(err)
			}
			made, before := planFor(t, p, want)
			undo, live := carriedOut(t, p, made, want)
			for i, name := range names {
				if l, ok := live.Lookup(schema.Name{Kind: "queue", Key: name}); !ok || l.ID != "queue-"+string(rune('x'+i)) {
					t.Errorf("queue %s is not the one that was at its label", name)
				}
			}
			takenBack(t, p, undo, want, before)
		})
	}
}

// carriedOut applies the plan as it is when it was saved, after which nothing is left to
// do, and returns the plan that takes that back, and what is there.
func carriedOut(t *testing.T, p *memory.Provider, made *plan.Plan, want *schema.State) (undo *plan.Plan, after *schema.State) {
	t.Helper()
	made = saved(t, made)
	undo = run(t, p, made).Undo(made)
	again, after := planFor(t, p, want)
	if !again.Empty() {
		t.Errorf("the second plan has %d changes, first %s %s", len(again.Changes), again.Changes[0].Action, again.Changes[0].ID())
	}
	return undo, after
}

// takenBack applies the undo plan of a run, and compares what is there with what was
// before.
func takenBack(t *testing.T, p *memory.Provider, undo *plan.Plan, want, before *schema.State) {
	t.Helper()
	run(t, p, saved(t, undo))
	after, err := providers.ReadState(t.Context(), p, schematest.Stack, want)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, 0, before, after, true)
}

// run applies the plan, of which every change has to be made.
func run(t *testing.T, p *memory.Provider, made *plan.Plan) *apply.Report {
	t.Helper()
	runner := apply.Runner{Provider: p}
	report, err := runner.Run(t.Context(), made)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range report.Outcomes {
		if !o.Made() {
			t.Errorf("%s %s: %s: %v", o.Change.Action, o.Change.ID(), o.Status, o.Err)
		}
	}
	return report
}
