package main

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// checkEstimate checks that an apply made exactly the calls that the plan estimated.
func (c *centre) checkEstimate(what string, m measure) {
	c.Helper()
	want := map[string]int{}
	for _, o := range m.plan.Estimate.Operations {
		want[o.Operation] = o.Calls
	}
	if diff := cmp.Diff(want, m.applyCalls); diff != "" {
		list := ""
		for _, ch := range m.plan.Changes {
			list += fmt.Sprintf("\n%s %s", ch.Action, ch.ID())
		}
		c.Errorf("%s: calls mismatch (-estimated +made):\n%s%s", what, diff, list)
	}
}

// TestEstimateIsExact applies random configurations one after the other, and compares the
// calls that the simulator saw with the estimates. It checks at the end that every action
// happened to every kind that allows it.
func TestEstimateIsExact(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for seed := range uint64(4) {
		c := newCentre(t)
		// One change at a time: while an object is renamed, another change that refers to
		// it may need a further call to find it.
		c.latency, c.each = nil, 1
		first, second := schematest.OfConnect(schematest.New(seed, 5).Want(true)), schematest.OfConnect(schematest.New(seed+100, 5).Want(true))
		none, err := schema.NewState(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, round := range []struct {
			name    string
			want    *schema.State
			release bool
		}{
			{"create", first, false},
			{"change", second, false},
			{"rename", renamed(t, second), false},
			{"release", none, true},
			{"adopt", renamed(t, second), false},
			{"adopted", renamed(t, second), false},
			{"delete", none, false},
		} {
			m := c.runState(schematest.Stack, round.want, -1, true, func(o *impact.Options) {
				o.Release = func(string, schema.Addr) bool { return round.release }
			})
			c.checkEstimate(fmt.Sprintf("seed %d: %s", seed, round.name), m)
			for _, ch := range m.plan.Changes {
				seen[string(ch.Action)+" "+ch.Object().Kind.Name] = true
			}
		}
	}
	for action, kinds := range plannable() {
		for _, k := range kinds {
			if !seen[string(action)+" "+k] {
				t.Errorf("no plan would %s a %s", action, k)
			}
		}
	}
}

// plannable returns, for each action, the kinds of Amazon Connect that it can happen to.
func plannable() map[plan.Action][]string {
	kinds := map[plan.Action][]string{
		plan.Rename:  {"hours_of_operation", "queue", "agent_status", "routing_profile", "quick_connect", "hierarchy_group"},
		plan.Replace: {"security_profile", "user"},
		plan.Disable: {"agent_status"},
	}
	for k := range schema.Kinds() {
		if k.Provider != "" {
			continue
		}
		kinds[plan.Update] = append(kinds[plan.Update], k.Name)
		if !k.Single {
			kinds[plan.Create] = append(kinds[plan.Create], k.Name)
		}
		if k.HoldsRecords() {
			kinds[plan.Adopt], kinds[plan.Release] = append(kinds[plan.Adopt], k.Name), append(kinds[plan.Release], k.Name)
		}
		if k.HoldsRecords() && k.Deletable() {
			kinds[plan.Delete] = append(kinds[plan.Delete], k.Name)
		}
	}
	return kinds
}

// TestEstimateOfPages checks the estimate for lists that take several calls: the service
// takes 50 quick connects in one.
func TestEstimateOfPages(t *testing.T) {
	t.Parallel()
	c := newCentre(t)
	c.latency = nil
	desks := func(n, of int) fstest.MapFS {
		return fstest.MapFS{"main.hcl": {Data: fmt.Appendf(nil, `
callwright {
  stack = "support"
}
quick_connect "desk" {
  for_each = toset([for i in range(%d) : "Desk ${i}"])
  phone    = { number = "+441632960001" }
}
queue "q" {
  hours_of_operation = "Basic Hours"
  quick_connects     = [for i in range(%d) : quick_connect.desk["Desk ${i}"]]
}
`, n, of)}}
	}
	for _, of := range []int{120, 40, 120} {
		m := c.run(desks(120, of), -1, true)
		c.checkEstimate(fmt.Sprintf("%d quick connects", of), m)
	}
}

// renamed returns the state with a new name for each object that can be renamed.
func renamed(t *testing.T, s *schema.State) *schema.State {
	t.Helper()
	names := map[schema.Name]string{}
	for _, r := range s.All() {
		if nameOf(r.Body) != nil {
			names[r.Name()] = r.Key + "-anew"
		}
	}
	var list []*schema.Resource
	for _, r := range s.All() {
		next := r.Renamed(names).Clone()
		if name := nameOf(next.Body); name != nil {
			*name += "-anew"
		}
		next.Desired = &schema.Desired{Lifecycle: schema.Lifecycle{AllowReplace: true}}
		next.UpdateKey()
		list = append(list, next)
	}
	other, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// nameOf returns a pointer to the name of an object, or nil if this test does not rename
// it, because the names of other objects contain it or because the service cannot.
func nameOf(body any) *string {
	switch b := body.(type) {
	case *schema.HoursOfOperation:
		return &b.Name
	case *schema.Queue:
		return &b.Name
	case *schema.AgentStatus:
		return &b.Name
	case *schema.SecurityProfile:
		return &b.Name
	case *schema.RoutingProfile:
		return &b.Name
	case *schema.QuickConnect:
		return &b.Name
	case *schema.User:
		return &b.Username
	case *schema.HierarchyGroup:
		if b.Parent != "" {
			return &b.Name
		}
	}
	return nil
}
