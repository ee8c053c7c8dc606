package impact_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// verdict returns what became of a plan by the rules: the diagnostics that leave no plan, that
// refuse it and that warn, as `no plan: CW1234 at queue.a`.
func verdict(p *impact.Assessment, problems []schema.Problem) []string {
	var list []string
	add := func(effect string, problems []schema.Problem) {
		for _, p := range problems {
			text := effect + ": " + p.Code()
			if p.Addr != (schema.Addr{}) {
				text += " at " + p.Addr.String()
			}
			list = append(list, text)
		}
	}
	if p == nil {
		add("no plan", slices.DeleteFunc(slices.Clone(problems), func(p schema.Problem) bool { return p.Severity() != diag.Error }))
		return list
	}
	add("refused", p.Refusals)
	add("warned", p.Warnings)
	return list
}

// TestRules has, for each rule that the notation can break, a plan that breaks it and one
// that hardly does not.
func TestRules(t *testing.T) {
	t.Parallel()
	adopt := func(a impact.Adoption) func(*impact.Options) { return func(o *impact.Options) { o.Adopt = a } }
	only := func(pattern string) func(*impact.Options) {
		return func(o *impact.Options) { o.Scope = plan.Scope{Only: []string{pattern}} }
	}
	at := func(effect string, e *diag.Entry, address string) string {
		return effect + ": " + e.Code + " at " + address
	}
	const taken = "hours.H? queue.A?{hours=H desc=x}"
	for _, test := range []struct {
		name, live, want string
		options          func(*impact.Options)
		says             []string
	}{
		{"any adoption", taken, "queue.A{desc=y}", adopt(impact.AdoptAny), nil},
		{"no adoption", taken, "queue.A{desc=x}", adopt(impact.AdoptNone), []string{at("refused", diag.AdoptionNotAllowed, "queue.A")}},
		{"an adoption that changes nothing", taken, "queue.A{desc=x}", adopt(impact.AdoptUnchanged), nil},
		{"an adoption that changes something", taken, "queue.A{desc=y}", adopt(impact.AdoptUnchanged), []string{at("refused", diag.AdoptionWouldChange, "queue.A")}},
		{"another stack's object", "hours.H? queue.A^sales{hours=H}", "queue.A{desc=y}", nil, []string{at("refused", diag.ObjectOfAnotherStack, "queue.A")}},
		{"the stack's former name", "hours.H? queue.A^sales{hours=H}", "queue.A{desc=y}", func(o *impact.Options) { o.Formerly = []string{"sales"} }, nil},
		{"another stack's object outside the part", "hours.H? queue.A^sales{hours=H} queue.B{hours=H}", "queue.A{desc=y} queue.B{desc=y}", only("queue.B"), nil},
		{"a part that waits for the rest", "", "hours.H queue.A{hours=H}", only("queue.A"), []string{at("refused", diag.IncompletePart, "queue.A")}},
		{"such a part that is only looked at", "", "hours.H queue.A{hours=H}", func(o *impact.Options) { only("queue.A")(o); o.Alone = true }, nil},
		{"a part that waits for nothing", "hours.H?", "queue.A{hours=H} queue.B{hours=H}", only("queue.A"), nil},
		{"a replacement that is not allowed", "security.A@x", "security.B@x", nil, []string{at("refused", diag.ReplacementRequired, "security_profile.x")}},
		{"a replacement that is allowed", "security.A@x", "security.B@x{life=replace}", nil, nil},
		{"a replacement of what is protected", "security.A@x", "security.B@x{life=replace life=protect}", nil, []string{at("refused", diag.ProtectedObjectReplaced, "security_profile.x")}},
		{"a replacement under the same name", "group.A group.B group.C{parent=A}", "group.A group.B group.C{parent=B life=replace}", nil, nil},
		{"an unknown name", "hours.H?", "queue.A{hours=I}", nil, []string{at("no plan", diag.UnknownObject("hours_of_operation"), "queue.A")}},
		{"a name that is described", "", "hours.I queue.A{hours=I}", nil, nil},
		{"a reference to what is deleted", "hours.H queue.A{hours=H}", "queue.A{hours=H}", nil, []string{at("no plan", diag.ReferenceToDeletedObject, "queue.A")}},
		{"a deletion of what is in use", "hours.H queue.A?{hours=H}", "", nil, []string{at("refused", diag.ObjectInUse, "hours_of_operation.H")}},
		{"a deletion of what goes with its user", "hours.H queue.A{hours=H}", "", nil, nil},
		{"a new object without what it needs", "hours.H?", "queue.A", nil, []string{at("no plan", diag.RequiredAttribute, "queue.A")}},
		{"a live object without that", "hours.H? queue.A?{hours=H}", "queue.A", nil, nil},
		{"a copy of ours", "hours.H? queue.A@x{hours=H} queue.B~@x{hours=H}", "queue.A@x{hours=H}", nil, []string{"warned: " + diag.CopiedObject.Code}},
		{"what holds another's record", "hours.H? queue.B~@gone{hours=H}", "", nil, []string{"warned: " + diag.RecordOfAnotherObject.Code}},
		{"a level in use", "hierarchy.{levels=a|b} group.A? group.B?{parent=A}", "hierarchy.{levels=a}", nil, []string{at("no plan", diag.LevelInUse, "hierarchy")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := plantest.Options
			if test.options != nil {
				test.options(&o)
			}
			p, problems := plantest.Assess(plantest.State(t, test.live, true), plantest.State(t, test.want, false), o)
			if diff := cmp.Diff(test.says, verdict(p, problems)); diff != "" {
				t.Errorf("the rules mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLockout refuses a plan after which nobody could edit users and security profiles.
func TestLockout(t *testing.T) {
	t.Parallel()
	const both = "security.Boss{permissions=Users.Edit|SecurityProfiles.Edit} security.Half?{permissions=Users.Edit} "
	for _, test := range []struct {
		name, live, want string
		allowed          bool
		refused          bool
		notice           string
	}{
		{"the last loses it", both + "user.u{routing=None security=Boss}", "security.Boss user.u{security=Half}", false, true, ""},
		{"the last goes", both + "user.u{routing=None security=Boss}", "security.Boss", false, true, ""},
		{"the profile loses it", both + "user.u?{routing=None security=Boss}", "security.Boss{permissions=Users.Edit}", false, true, ""},
		{"another keeps it", both + "user.u{routing=None security=Boss} user.v?{routing=None security=Boss}", "security.Boss user.u{security=Half}", false, false, ""},
		{"another gets it", both + "user.u{routing=None security=Boss} user.v{routing=None security=Half}", "security.Boss user.u{security=Half} user.v{security=Boss}", false, false, ""},
		{"nobody had it", both + "user.u{routing=None security=Half}", "security.Boss", false, false, ""},
		{"it is allowed", both + "user.u{routing=None security=Boss}", "security.Boss user.u{security=Half}", true, false, "Nobody keeps"},
		{"who keeps it is not known", both + "security.Dark?{permissions=?A} user.u{routing=None security=Boss} user.v?{routing=None security=Dark}", "security.Boss user.u{security=Half}", false, false, "cannot tell whether anybody keeps"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := plantest.Options
			o.Limits.Lockout = test.allowed
			p, problems := plantest.Assess(plantest.State(t, plantest.Around+test.live, true), plantest.State(t, test.want, false), o)
			if p == nil {
				t.Fatal(problems)
			}
			refused := slices.ContainsFunc(p.Refusals, func(p schema.Problem) bool { return p.Is(diag.InstanceLockout) })
			noticed := slices.ContainsFunc(p.Notices, func(n string) bool { return test.notice != "" && strings.Contains(n, test.notice) })
			if refused != test.refused || noticed != (test.notice != "") {
				t.Errorf("refused: %t, want %t; the notices are %q", refused, test.refused, p.Notices)
			}
		})
	}
}

// TestSystemAdmin lets the instance's own profile Admin gain permissions, and lose none.
func TestSystemAdmin(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		system, refused  bool
	}{
		{"it loses one", "security.Admin{permissions=A|B}", "security.Admin{permissions=A}", true, true},
		{"it gains one", "security.Admin{permissions=A|B}", "security.Admin{permissions=A|B|C}", true, false},
		{"it gains one and loses one", "security.Admin{permissions=A|B}", "security.Admin{permissions=A|C}", true, true},
		{"another of that name", "security.Admin{permissions=A|B}", "security.Admin{permissions=A}", false, false},
		{"another of the instance's own", "security.Agent{permissions=A|B}", "security.Agent{permissions=A}", true, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			live := plantest.State(t, test.live, true)
			for _, r := range live.All() {
				r.System = test.system
			}
			p, problems := plantest.Assess(live, plantest.State(t, test.want, false), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			if refused := slices.ContainsFunc(p.Refusals, func(p schema.Problem) bool { return p.Is(diag.AdminLosesPermissions) }); refused != test.refused {
				t.Errorf("refused: %t, want %t", refused, test.refused)
			}
		})
	}
}

// TestNewerRecord warns that a newer callwright wrote the record of an object of ours.
func TestNewerRecord(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		warns            bool
	}{
		{"ours", "A=x:newer", "", true},
		{"of a version that is known", "A=x", "", false},
		{"another stack's", "A=sales/x:newer", "", false},
	} {
		p, problems := plantest.Assess(plantest.LiveQueues(t, test.live), plantest.WantedQueues(t, test.want), plantest.Options)
		if p == nil {
			t.Fatal(problems)
		}
		if warns := slices.ContainsFunc(p.Warnings, func(p schema.Problem) bool { return p.Is(diag.NewerRecord) }); warns != test.warns {
			t.Errorf("%s: it warns: %t, want %t: %v", test.name, warns, test.warns, p.Warnings)
		}
	}
}

// TestQuotas warns where a plan adds objects beyond what an instance allows by default,
// and is silent where they are there already.
func TestQuotas(t *testing.T) {
	t.Parallel()
	queue, _ := schema.KindOf("queue")
	for _, test := range []struct {
		live, want int
		warns      bool
	}{{0, queue.Quota, false}, {0, queue.Quota + 1, true}, {queue.Quota + 2, queue.Quota + 2, false}, {queue.Quota + 2, queue.Quota + 3, true}} {
		var live, want []string
		for i := range max(test.live, test.want) {
			if i < test.live {
				live = append(live, fmt.Sprintf("Q%d=q%d", i, i))
			}
			want = append(want, fmt.Sprintf("Q%d@q%d", i, i))
		}
		p, problems := plantest.Assess(plantest.LiveQueues(t, strings.Join(live, " ")), plantest.WantedQueues(t, strings.Join(want, " ")), plantest.Options)
		if p == nil {
			t.Fatal(problems)
		}
		if warns := slices.ContainsFunc(p.Warnings, func(p schema.Problem) bool { return p.Is(diag.QuotaMayBeExceeded) }); warns != test.warns {
			t.Errorf("from %d to %d queues, it warns: %t, want %t", test.live, test.want, warns, test.warns)
		}
	}
}

// TestNotices says what a plan does besides: names that are set aside, and attributes that
// it manages no longer.
func TestNotices(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		has              []string
	}{
		{"nothing", "hours.H? queue.A{hours=H}", "queue.A{hours=H}", nil},
		{
			"what goes is called something else until it goes", "hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P{outbound=A rows=A|B}", "queue.B@x{hours=H} routing.P{outbound=B rows=B}",
			[]string{`The queue "B" is renamed to "callwright-`},
		},
		{"an exchange of names is not a conflict", "hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}", nil},
	} {
		p := plantest.MustAssess(t, plantest.State(t, test.live, true), plantest.State(t, test.want, false))
		if len(p.Notices) != len(test.has) {
			t.Errorf("%s: the notices are %q", test.name, p.Notices)
			continue
		}
		for i, has := range test.has {
			if !strings.Contains(p.Notices[i], has) {
				t.Errorf("%s: the notice %q lacks %q", test.name, p.Notices[i], has)
			}
		}
	}
}
