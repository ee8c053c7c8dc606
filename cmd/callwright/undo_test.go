package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

// TestUndoOfPart lets a run end in the middle of what it writes, by refusals, and
// takes it back: all that was there is there again, and nothing else.
func TestUndoOfPart(t *testing.T) {
	t.Parallel()
	refused := []string{
		"AssociateRoutingProfileQueues", "DisassociateRoutingProfileQueues", "UpdateRoutingProfileQueues", "UpdateRoutingProfileConcurrency",
		"AssociateQueueQuickConnects", "UpdateQueueStatus", "UpdateQueueMaxContacts", "UpdateUserProficiencies", "UpdateUserHierarchy",
		"UpdateUserConfig", "TagResource", "UpdateSecurityProfile", "CreateUser", "CreateQuickConnect",
		"ConnectPath.CreateGroup", "ConnectPath.ReplaceGroup", "ConnectPath.AssignGroup", "ConnectPath.DeleteGroup",
	}
	partly := 0
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			c := newChaos(t, seed)
			c.become(c.state(1))
			before, want := c.live(c.calm), c.state(2)
			p := c.plan(c.calm, want)
			for range 3 {
				f, err := sim.ParseFault(fmt.Sprintf("%s:after=%d:denied", refused[c.rand.IntN(len(refused))], c.rand.IntN(3)))
				if err != nil {
					t.Fatal(err)
				}
				if err := c.server.Inject(f); err != nil {
					t.Fatal(err)
				}
			}
			runner := apply.Runner{Provider: c.calm, Parallel: 4}
			report, err := runner.Run(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(report.Outcomes, func(o apply.Outcome) bool { return o.After != nil && o.Wrote != 0 }) {
				partly++
			}
			c.server.Heal()
			undo := report.Undo(p)
			back, err := runner.Run(t.Context(), undo)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range back.Outcomes {
				if !o.Made() {
					t.Errorf("undo: %s %s: %s: %v\nof %s", o.Change.Action, o.Change.ID(), o.Status, o.Err, unmade(report))
				}
			}
			asBefore(t, before, c.live(c.calm))
		})
	}
	if partly < 6 {
		t.Errorf("%d of 20 runs left something written in part, so this was hardly tried", partly)
	}
}

// asBefore compares what is there with what was.
func asBefore(t *testing.T, before, after *schema.State) {
	t.Helper()
	for _, a := range after.All() {
		if _, ok := before.Lookup(a.Name()); !ok && (!a.Retired() || a.Record != schema.Record{}) {
			t.Errorf("%s was not there before", a.Name())
		}
	}
	for _, b := range before.All() {
		a, ok := after.Lookup(b.Name())
		if !ok {
			t.Errorf("%s is gone", b.Name())
			continue
		}
		// A deletion takes the object out of the lists that are written late.
		for i := range b.Kind.Changed(a, b).Minus(b.Kind.WrittenLast()).All() {
			if was, is := plan.Text(b.Value(i)), plan.Text(a.Value(i)); was != is {
				t.Errorf("%s: %s was %s, and is %s", b.Name(), b.Kind.Attrs[i].Name, was, is)
			}
		}
	}
}
