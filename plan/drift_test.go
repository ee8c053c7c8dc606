package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// TestDrift shows what somebody changed since the last apply, from the values that were applied
// to the live ones. What the configuration changed meanwhile does not count.
func TestDrift(t *testing.T) {
	t.Parallel()
	k := schema.MustKind("security_profile")
	profile := func(description string, permissions ...string) *schema.SecurityProfile {
		return &schema.SecurityProfile{Name: "S", Description: description, Permissions: permissions}
	}
	for _, test := range []struct {
		name                string
		applied, live, want *schema.SecurityProfile
		changes             string
	}{
		{"nothing", profile("a", "A"), profile("a", "A"), profile("a", "A"), ""},
		{"what the configuration changes", profile("a", "A"), profile("a", "A"), profile("b", "A", "B"), ""},
		{"a text", profile("a", "A"), profile("x", "A"), profile("a", "A"), `description: "a" -> "x"`},
		{"an added member", profile("a", "A"), profile("a", "A", "Users.Edit"), profile("a", "A"), `permissions: ["A"] -> ["A", "Users.Edit"]`},
		{"a removed member", profile("a", "A", "B"), profile("a", "B"), profile("a", "A", "B"), `permissions: ["A", "B"] -> ["B"]`},
		{"an added member beside one that the configuration adds", profile("a", "A"), profile("a", "A", "X"), profile("a", "A", "B"), `permissions: ["A"] -> ["A", "X"]`},
		{"a text that both change", profile("a", "A"), profile("x", "A"), profile("b", "A"), `description: not known -> "x" (both)`},
		{"two attributes, one of which drifted", profile("a", "A"), profile("x", "A"), profile("a", "A", "B"), `description: "a" -> "x"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			owner := record.Owner(plantest.Options.Stack, schema.Addr{Kind: k.Name, Label: "s"})
			object := func(body *schema.SecurityProfile) *schema.Resource {
				r := &schema.Resource{Kind: k, Body: body, Given: k.Set("name", "description", "permissions")}
				r.UpdateKey()
				r.Record.Owner = owner
				return r
			}
			applied, live, want := object(test.applied), object(test.live), object(test.want)
			live.Live = &schema.Live{ID: "id"}
			live = recorded(t, record.Digester{Salt: plantest.Options.Instance.ID}, live, applied)
			want.Desired = &schema.Desired{Addr: schema.Addr{Kind: k.Name, Label: "s"}}
			before := plantest.StateOf(t, []*schema.Resource{live})
			p := plan.Make(before, plantest.StateOf(t, []*schema.Resource{want}), plantest.Options.Options)
			d := p.Drift()
			var got []string
			for _, c := range d.Changes {
				for i := range c.Attrs.All() {
					was := "not known"
					if c.Live.Given.Has(i) {
						was = plan.Text(c.Live.Value(i))
					}
					line := fmt.Sprintf("%s: %s -> %s", k.Attrs[i].Name, was, plan.Text(c.Want.Value(i)))
					if cause := c.Cause(i).Cause; cause != "" {
						line += fmt.Sprintf(" (%s)", cause)
					}
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(test.changes, strings.Join(got, "; ")); diff != "" {
				t.Errorf("Drift() mismatch (-want +got):\n%s", diff)
			}
			was, err := d.Applied(before)
			if err != nil || len(was.All()) != 1 {
				t.Errorf("Applied() = %v, %v", was, err)
			}
		})
	}
}

// TestDriftOfWhatGoes has no drift of objects that a plan deletes, replaces or lets go.
func TestDriftOfWhatGoes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, live, want string }{
		{"a deletion", "hours.H? queue.A{hours=H}", ""},
		{"a replacement", "security.S@x", "security.N@x{life=replace}"},
		{"a creation beside it", "security.S@x", "security.N@x{life=replace} security.New{}"},
	} {
		p := plantest.MustAssess(t, plantest.State(t, test.live, true), plantest.State(t, test.want, false))
		for _, c := range p.Drift().Changes {
			if c.Action != plan.Create {
				t.Errorf("%s: %s drifted", test.name, c.Addr)
			}
		}
	}
}
