package render_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

// TestTally counts what a plan does and what a run did: creations, updates and deletions
// always, other actions where there are any.
func TestTally(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, live, want, line string }{
		{"nothing", "hours.H?", "", "Plan: 0 to create, 0 to update, 0 to delete. 0 unchanged."},
		{"some", "hours.H? queue.A{hours=H desc=x} queue.B{hours=H} queue.C{hours=H}", "queue.A{desc=y} queue.C{hours=H} queue.D{hours=H}", "Plan: 1 to create, 1 to update, 1 to delete. 1 unchanged."},
		{"adoptions", "hours.H? queue.A?{hours=H desc=x} queue.B?{hours=H desc=x} queue.C?{hours=H desc=x}", "queue.A{desc=y} queue.B{desc=x} queue.C{desc=y}", "Plan: 0 to create, 0 to update, 3 to adopt, 2 of them change, 0 to delete. 0 unchanged."},
		{"others", "hours.H? queue.A@x{hours=H} queue.B?{hours=H} security.S@s", "queue.C@x{hours=H} queue.B{hours=H} security.T@s{life=replace}", "Plan: 0 to create, 0 to update, 1 to rename, 1 to adopt, 1 to replace, 0 to delete. 0 unchanged."},
		{"an exchange of names", "hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}", "Plan: 0 to create, 0 to update, 2 to rename, 0 to delete. 0 unchanged."},
	} {
		if diff := cmp.Diff(test.line, render.Tally(planned(t, test.live, test.want))); diff != "" {
			t.Errorf("%s: Tally() mismatch (-want +got):\n%s", test.name, diff)
		}
	}
	for _, test := range []struct {
		done                        map[plan.Action]int
		failed, stale, manual, left int
		line                        string
	}{
		{nil, 0, 0, 0, 0, "Apply: 0 created, 0 updated, 0 deleted."},
		{map[plan.Action]int{plan.Create: 2, plan.Delete: 1, plan.Adopt: 3, plan.Disable: 1}, 0, 0, 0, 0, "Apply: 2 created, 0 updated, 3 adopted, 1 deleted, 1 disabled."},
		{map[plan.Action]int{plan.Update: 1}, 1, 2, 0, 4, "Apply: 0 created, 1 updated, 0 deleted, 1 failed, 2 out of date, 4 not attempted."},
		{nil, 0, 0, 5, 0, "Apply: 0 created, 0 updated, 0 deleted, 5 to do by hand."},
	} {
		if diff := cmp.Diff(test.line, render.Applied(test.done, test.failed, test.stale, test.manual, test.left)); diff != "" {
			t.Errorf("Applied() mismatch (-want +got):\n%s", diff)
		}
	}
	for n, want := range map[int]string{1: "1 object will be deleted.", 12: "12 objects will be deleted."} {
		if got := render.Deletions(n); got != want {
			t.Errorf("Deletions(%d) = %q, want %q", n, got, want)
		}
	}
}

// TestRiskLine names what makes a plan as risky as it is, and how many queues, agents or changes.
func TestRiskLine(t *testing.T) {
	t.Parallel()
	const around = "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.S?{permissions=A} security.Boss?{permissions=Users.Edit} "
	for _, test := range []struct{ name, live, want, risk string }{
		{"a creation", "", "queue.A{hours=H}", "low"},
		{"a rename", "queue.A@x{hours=H}", "queue.B@x{hours=H}", "low: rename (1)"},
		{"two adoptions", "queue.A?{hours=H} queue.B?{hours=H}", "queue.A{hours=H} queue.B{hours=H}", "low: adoption (2)"},
		{"two adoptions, one of which changes", "queue.A?{hours=H desc=x} queue.B?{hours=H}", "queue.A{desc=y} queue.B{hours=H}", "medium: adoption that changes the object (1)"},
		{"a deletion and an adoption", "queue.A?{hours=H} queue.B{hours=H}", "queue.A{hours=H}", "high: deletion (1 of 1000 allowed)"},
		{"deletions of two kinds", "queue.B{hours=H} hours.I", "", "high: deletion (2)"},
		{"somebody comes to administer access", "user.u{routing=P security=S}", "user.u{security=Boss}", "high: privilege gain (1)"},
		{"a queue is left with nobody", "queue.R{hours=H} routing.T{outbound=Q rows=R:1:0|Q:1:0} user.u?{routing=T security=S}", "queue.R{hours=H} routing.T{rows=Q:1:0}", "high: queue left with nobody (1)"},
		{"two profiles leave one queue", "queue.R{hours=H} routing.T{outbound=Q rows=R:1:0|Q:1:0} routing.U{outbound=Q rows=R:1:0|Q:1:0} user.u?{routing=T security=S} user.v?{routing=U security=S}", "queue.R{hours=H} routing.T{rows=Q:1:0} routing.U{rows=Q:1:0}", "high: queue left with nobody (1)"},
		{"agents are left without a queue", "routing.T{outbound=Q rows=Q:1:0} user.t?{routing=P security=S} user.u?{routing=T security=S} user.v?{routing=T security=S}", "routing.T{outbound=Q rows=}", "high: agents left without a queue (2)"},
	} {
		text := human(t, planned(t, around+test.live, test.want), render.Style{})
		_, line, _ := strings.Cut(text, "\nRisk       ")
		if line, _, _ = strings.Cut(line, "\n"); line != test.risk {
			t.Errorf("%s: the risk is %q, want %q", test.name, line, test.risk)
		}
	}
}

// TestConcernFirst shows first, whatever its kind and name, what takes objects away and
// what lets somebody administer access.
func TestConcernFirst(t *testing.T) {
	t.Parallel()
	const around = "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.S?{permissions=A} security.Boss?{permissions=Users.Edit} "
	text := human(t, planned(t, around+"queue.Z{hours=H} user.z{routing=P security=S} user.a{first_name=A routing=P security=S}", "queue.A{hours=H} user.a{first_name=B} user.z{security=Boss}"), render.Style{})
	at := -1
	for _, title := range []string{"- queue.Z", "~ user.z", "+ queue.A", "~ user.a"} {
		i := strings.Index(text, title)
		if i <= at {
			t.Errorf("%q is not in its place:\n%s", title, text)
		}
		at = i
	}
	check(t, human(t, planned(t, around+"user.z{routing=P security=S}", "user.z{security=Boss}"), render.Style{Detail: render.Changes}), []string{`security_profiles  + "Boss"   ! gains 1 permission` + "\n"}, nil)
}
