package impact_test

import (
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// TestInstancesOwn lets what comes with the instance go, and never deletes it.
func TestInstancesOwn(t *testing.T) {
	t.Parallel()
	addr := schema.Addr{Kind: "hours_of_operation", Label: "basic"}
	live := schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: "Basic Hours", TimeZone: "UTC", Schedule: map[string][]string{}})
	live.Live, live.Given = &schema.Live{ID: "id", System: true}, live.Kind.Every()
	live.Record = record.New("i", live.Kind.Name, record.Owner("support", addr), live.Key)
	there, err := schema.NewState([]*schema.Resource{live})
	if err != nil {
		t.Fatal(err)
	}
	none, err := schema.NewState(nil)
	if err != nil {
		t.Fatal(err)
	}
	o := impact.Options{Options: plan.Options{Instance: schema.Instance{ID: "i"}, Stack: "support"}, Limits: impact.Allowed{Deletes: 10, Percent: 100}}
	p, problems := plantest.Assess(there, none, o)
	if p == nil || len(p.Refusals) > 0 || len(p.Changes) != 1 {
		t.Fatalf("Make() = %v, %v", p, problems)
	}
	if c := p.Changes[0]; c.Action != plan.Release || c.Reason != plan.InstancesOwn || c.Want != nil {
		t.Errorf("it would be changed by %s, %s", c.Action, c.Reason)
	}
	live.Record = schema.Record{} // as that leaves it
	o.Gone = []schema.Name{live.Name()}
	if p, problems = plantest.Assess(there, none, o); p == nil {
		t.Fatal(problems)
	}
	refused := false
	for _, r := range p.Refusals {
		refused = refused || r.Is(diag.BuiltInObjectDeleted) && strings.Contains(r.Detail(), "Basic Hours")
	}
	if !refused {
		t.Errorf("the refusals are %v", p.Refusals)
	}
}
