package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// drifted returns the drift of a contact centre in which somebody gave the queue "Gold"
// another description.
func drifted(t testing.TB) *impact.Assessment {
	t.Helper()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"), "description")
	s.drift("Gold", func(r *schema.Resource) { r.Body.(*schema.Queue).Description = "Calls \x1band chats" })
	return &impact.Assessment{Plan: s.plan(t).Drift()}
}

// TestDrift shows what somebody did: what the attribute was when it was last applied, and
// what it is.
func TestDrift(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		p            *impact.Assessment
		shows, hides []string
	}{
		{"a change", drifted(t), []string{"prod-eu  Amazon Connect eu-central-1\n\n  ~ queue.gold \"Gold\"    main.hcl:20\n", `description  "Calls" -> "Calls \u{1b}and chats"` + "\n", "\nRisk       low\n\nDrift: 1 object ", "To take it back, run callwright apply."}, []string{"\x1b", "Plan:", "(drift)"}},
		{"nothing", &impact.Assessment{Plan: (&story{}).is("always", "", hours()).wants("always", "", hours()).plan(t).Drift()}, []string{"No drift. prod-eu matches what was last applied (1 object).\n"}, []string{"Drift:"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := render.Drift(&b, test.p, "", render.Style{Detail: render.Changes}); err != nil {
				t.Fatal(err)
			}
			check(t, b.String(), test.shows, test.hides)
		})
	}
}

// TestDriftOfWhatIsGone says of an object that somebody deleted that it is missing, and
// not what it would be made with.
func TestDriftOfWhatIsGone(t *testing.T) {
	t.Parallel()
	p := drifted(t)
	c := *p.Changes[0]
	c.Action, c.Live = plan.Create, nil
	p.Changes = []*plan.Change{&c}
	var b bytes.Buffer
	if err := render.Drift(&b, p, "", render.Style{Detail: render.Changes}); err != nil {
		t.Fatal(err)
	}
	check(t, b.String(), []string{"  + queue.gold \"Gold\"    main.hcl:20\n      missing\n"}, []string{"Calls"})
	d := render.Drifted(p)
	if len(d) != 1 || !strings.Contains(d[0].Summary, `queue "Gold"`) || d[0].Detail != "" || d[0].Code == render.Drifted(drifted(t))[0].Code {
		t.Errorf("Drifted() = %+v", d)
	}
}

// TestDrifted makes a warning of each object that drifted, at the line that describes it.
func TestDrifted(t *testing.T) {
	t.Parallel()
	list := render.Drifted(drifted(t))
	if len(list) != 1 {
		t.Fatalf("there are %d diagnostics, want one", len(list))
	}
	d := list[0]
	if d.Severity != "warning" || d.Address != "queue.gold" || d.Code == "" || d.Range == nil || d.Range.Filename != "main.hcl" || d.Range.Start.Line != 20 {
		t.Errorf("the diagnostic is %+v", d)
	}
	check(t, d.Summary+"\n"+d.Detail, []string{`queue "Gold"`, ": description."}, nil)
}
