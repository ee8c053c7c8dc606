package chaos

import (
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

// TestUndoPartialRun lets some calls of a run fail, so that the run makes only a part of its
// changes, and then applies its undo plan. Everything must be as it was before the run.
func TestUndoPartialRun(t *testing.T) {
	t.Parallel()
	denied := []string{
		"AssociateRoutingProfileQueues", "DisassociateRoutingProfileQueues", "UpdateRoutingProfileQueues", "UpdateRoutingProfileConcurrency",
		"AssociateQueueQuickConnects", "UpdateQueueStatus", "UpdateQueueMaxContacts", "UpdateUserProficiencies", "UpdateUserHierarchy",
		"UpdateUserConfig", "TagResource", "UpdateSecurityProfile", "CreateUser", "CreateQuickConnect",
		"ConnectPath.CreateGroup", "ConnectPath.ReplaceGroup", "ConnectPath.AssignGroup", "ConnectPath.DeleteGroup",
	}
	partial := 0 // runs in which a change was made in part
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			c := newChaos(t, seed)
			c.applyState(c.state(1))
			before, want := c.live(c.reliable), c.state(2)
			p := c.plan(c.reliable, want)
			for range 3 {
				f, err := sim.ParseFault(fmt.Sprintf("%s:after=%d:denied", denied[c.rand.IntN(len(denied))], c.rand.IntN(3)))
				if err != nil {
					t.Fatal(err)
				}
				if err := c.server.Inject(f); err != nil {
					t.Fatal(err)
				}
			}
			runner := apply.Runner{Provider: c.reliable, Parallel: 4}
			report, err := runner.Run(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(report.Outcomes, func(o apply.Outcome) bool { return o.After != nil && o.Wrote != 0 }) {
				partial++
			}
			c.server.Heal()
			undo := report.Undo(p)
			back, err := runner.Run(t.Context(), undo)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range back.Outcomes {
				if !o.Made() {
					t.Errorf("undo: %s %s: %s: %v\nof %s", o.Change.Action, o.Change.ID(), o.Status, o.Err, failuresOf(report))
				}
			}
			checkRestored(t, before, c.live(c.reliable))
		})
	}
	if partial < 6 {
		t.Errorf("%d of 20 runs left something written in part, so this was hardly tried", partial)
	}
}

// undoSeeds lets the checks before a merge try many plans, with `go test -run TestUndoWholeRun
// -undo 80`.
var undoSeeds = flag.Int("undo", 10, "how many seeds TestUndoWholeRun tries")

// TestUndoWholeRun applies a random plan in full and then its undo plan, by the real clients of
// Amazon Connect and of ConnectPath's gateway. Every change of the undo plan must be made at
// once, and everything must be as it was before the run. With every third seed, objects
// exchange names.
func TestUndoWholeRun(t *testing.T) {
	t.Parallel()
	for seed := range uint64(*undoSeeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newChaos(t, seed)
			if seed%4 != 0 { // otherwise the run fills an empty instance
				c.applyState(c.state(1))
			}
			before, want := c.live(c.reliable), c.state(2)
			p := c.plan(c.reliable, want)
			runner := apply.Runner{Provider: c.reliable}
			report, err := runner.Run(t.Context(), p)
			if err != nil || !report.Complete() {
				t.Fatalf("apply: %v, %s", err, failuresOf(report))
			}
			back, err := runner.Run(t.Context(), report.Undo(p))
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range back.Outcomes {
				if !o.Made() {
					t.Errorf("undo: %s %s: %s: %v", o.Change.Action, o.Change.ID(), o.Status, o.Err)
				}
			}
			checkRestored(t, before, c.live(c.reliable))
		})
	}
}

// checkRestored compares the live state after an undo with the one before the run.
func checkRestored(t *testing.T, before, after *schema.State) {
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
		// Deleting an object also removes it from lists that are written last, which may
		// belong to other objects.
		for i := range b.Kind.Changed(a, b).Minus(b.Kind.WrittenLast()).All() {
			if was, is := plan.Text(b.Value(i)), plan.Text(a.Value(i)); was != is {
				t.Errorf("%s: %s was %s, and is %s", b.Name(), b.Kind.Attrs[i].Name, was, is)
			}
		}
	}
}
