package impact_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// TestPermissionGroups says which groups change, and who gets another one: by an assignment, or by
// the default.
func TestPermissionGroups(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		want *schema.State
		says []string
	}{
		"as it is": {
			(&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Admins").state(), nil,
		},
		"another default": {
			(&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Agents").state(),
			[]string{"left Admins -> Agents [cy], 2 in it"},
		},
		"the default by name is the same group": {
			(&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "Admins").fallback("Admins").state(), nil,
		},
		"an assignment": {
			(&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Admins").user("cy", "").fallback("Admins").state(),
			[]string{"left Agents -> Admins [bo], 3 in it"},
		},
		"a group allows more": {
			(&centre{t: t}).group("Admins", admin...).group("Agents", "users.users view", "users.users edit").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Admins").state(),
			[]string{"changed Agents +2 -0, 1 in it"},
		},
		"groups come and go": {
			(&centre{t: t}).group("Admins", admin...).group("Crew").user("ada", "Admins").user("bo", "Crew").user("cy", "").fallback("Admins").state(),
			[]string{"deleted Agents, 1 in it", "created Crew, 1 in it", "left Agents -> Crew [bo], 1 in it"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, c := range plantest.MustAssess(t, liveCentre(t), test.want).Impact.Groups {
				text := string(c.Event) + " " + c.Group
				if c.Before != "" {
					text = string(c.Event) + " " + c.Before + " -> " + c.Group
				}
				if len(c.Users) > 0 {
					text += fmt.Sprint(" ", c.Users)
				}
				if c.Event == impact.GroupChanged {
					text += fmt.Sprintf(" +%d -%d", c.Gains, c.Loses)
				}
				got = append(got, fmt.Sprintf("%s, %d in it", text, c.Members))
			}
			if diff := cmp.Diff(test.says, got); diff != "" {
				t.Errorf("the groups mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRefusalFacts has one fact for each reason of refusal, with the addresses that it is about.
func TestRefusalFacts(t *testing.T) {
	t.Parallel()
	var refusals []schema.Problem
	for _, address := range []string{"queue.a", "queue.b"} {
		at, err := schema.ParseAddr(address)
		if err != nil {
			t.Fatal(err)
		}
		refusals = append(refusals, schema.Problem{Addr: at, Problem: diag.ObjectOfAnotherStack.Problem("The %s …", address)})
	}
	refusals = slices.Insert(refusals, 1, schema.Problem{Problem: diag.TooManyDeletions.Problem("The plan deletes too much.")})
	var got []string
	for _, f := range impact.RefusalFacts(refusals) {
		got = append(got, fmt.Sprintf("%s %s %t %s %v %v %d", f.Topic, f.Severity, f.First, f.Verb, f.Subjects, f.Objects, f.Count))
	}
	want := []string{
		"Refused ! true refuse [" + diag.ObjectOfAnotherStack.Problem("").Summary() + "] [{ queue.a    } { queue.b    }] 2",
		"Refused ! true refuse [" + diag.TooManyDeletions.Problem("").Summary() + "] [] 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("RefusalFacts() mismatch (-want +got):\n%s", diff)
	}
}
