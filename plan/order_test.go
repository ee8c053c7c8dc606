package plan_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// TestWaitsForWhatIsSent exchanges the names of two queues and changes the flow of a quick
// connect to one of them. Its destination is sent as a whole, so the name of the queue in
// it must mean that queue by then.
func TestWaitsForWhatIsSent(t *testing.T) {
	t.Parallel()
	state := func(live bool, x, y, to, flow string) *schema.State {
		list := []*schema.Resource{plantest.Object(t, "hours.H?", live)}
		add := func(kind, label, id string, body any, given ...string) {
			k := schema.MustKind(kind)
			r := &schema.Resource{Kind: k, Body: body, Given: k.Set(given...)}
			r.UpdateKey()
			owner := record.Owner(plantest.Options.Stack, schema.Addr{Kind: kind, Label: label})
			if live {
				r.Live = &schema.Live{ID: id}
				r.Record = record.New(plantest.Options.Instance.ID, kind, owner, id)
			} else {
				r.Desired = &schema.Desired{Addr: schema.Addr{Kind: kind, Label: label}}
				r.Record.Owner = owner
			}
			list = append(list, r)
		}
		add("queue", "x", "id-x", &schema.Queue{Name: x, HoursOfOperation: "H"}, "name", "hours_of_operation")
		add("queue", "y", "id-y", &schema.Queue{Name: y, HoursOfOperation: "H"}, "name", "hours_of_operation")
		add("quick_connect", "q", "id-q", &schema.QuickConnect{Name: "Q", Queue: schema.Transfer{To: to, Flow: flow}}, "name", "queue.queue", "queue.flow")
		return plantest.StateOf(t, list)
	}
	p := plan.Make(state(true, "A", "B", "A", "Default queue transfer"), state(false, "B", "A", "B", "Default outbound"), plantest.Options.Options)
	for _, c := range p.Changes {
		if c.Addr.Kind != "quick_connect" {
			continue
		}
		if !slices.ContainsFunc(c.Waits, func(w *plan.Change) bool { return w.ID() == "queue.x" }) {
			t.Errorf("%s waits for %d changes, and not for queue.x", c.ID(), len(c.Waits))
		}
		return
	}
	t.Errorf("the quick connect does not change: %v", p.Problems)
}

// TestParentsChangePlaces turns the parents of hours around. The service refuses hours that
// inherit from themselves, so those that lose a parent go first, even if no name changes.
func TestParentsChangePlaces(t *testing.T) {
	t.Parallel()
	state := func(live bool, parents map[string][]string) *schema.State {
		var list []*schema.Resource
		for _, label := range []string{"a", "b", "c"} {
			k := schema.MustKind("hours_of_operation")
			body := &schema.HoursOfOperation{Name: label, TimeZone: "UTC", Parents: parents[label]}
			r := &schema.Resource{Kind: k, Body: body, Given: k.Set("name", "time_zone", "parents")}
			r.UpdateKey()
			addr := schema.Addr{Kind: k.Name, Label: label}
			r.Record.Owner = record.Owner(plantest.Options.Stack, addr)
			if r.Desired = (&schema.Desired{Addr: addr}); live {
				r.Desired, r.Live = nil, &schema.Live{ID: label}
				r.Record = record.New(plantest.Options.Instance.ID, k.Name, r.Record.Owner, label)
			}
			list = append(list, r)
		}
		return plantest.StateOf(t, list)
	}
	for _, test := range []struct {
		name         string
		before, want map[string][]string
		waits        map[string]string
	}{
		{"two", map[string][]string{"a": {"b"}}, map[string][]string{"b": {"a"}}, map[string]string{"b": "a"}},
		{"three", map[string][]string{"a": {"b"}, "b": {"c"}}, map[string][]string{"c": {"b"}, "b": {"a"}}, map[string]string{"c": "b", "b": "a"}},
		{"a parent that stays", map[string][]string{"a": {"b"}}, map[string][]string{"a": {"b", "c"}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := plan.Make(state(true, test.before), state(false, test.want), plantest.Options.Options)
			waits := map[string]string{}
			for _, c := range p.Changes {
				for _, w := range c.Waits {
					waits[c.Addr.Label] += w.Addr.Label
				}
			}
			if len(p.Problems) > 0 || !maps.Equal(waits, test.waits) {
				t.Errorf("changes wait for %v, want %v; problems %v", waits, test.waits, p.Problems)
			}
		})
	}
}
