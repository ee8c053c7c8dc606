package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
)

// The tests here are written in the notation of package plantest:
//
//	live: queue.A{hours=H} user.ada{profile=P}
//	want: queue.A{hours=H}
//	plan: -user.ada

func TestMake(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, live, want, plan string }{
		{
			"what is as described needs nothing",
			"queue.A{hours=H} hours.H", "queue.A{hours=H} hours.H", "",
		}, {
			"an object is made after what it refers to",
			"", "queue.A{hours=H} hours.H",
			"+hours.H +queue.A<+hours.H",
		}, {
			"an attribute that is not written is left alone",
			"queue.A{hours=H desc=x} hours.H?", "queue.A", "",
		}, {
			"an object that somebody else made is changed where it is described, and not deleted",
			"queue.A?{hours=H desc=x} queue.B?{hours=H} hours.H?", "queue.A{desc=y}",
			"=queue.A",
		}, {
			"the row goes before its queue",
			"hours.H? queue.A{hours=H} queue.B{hours=H} routing.P{outbound=A rows=A|B}", "queue.A{hours=H} routing.P{outbound=A rows=A}",
			"-queue.B<~routing.P ~routing.P(queues)",
		}, {
			"a new row waits for its queue, and the old queue for the row",
			"hours.H? queue.A{hours=H} routing.P{outbound=A rows=A}", "queue.B{hours=H} routing.P{outbound=B rows=B}",
			"-queue.A<~routing.P +queue.B ~routing.P(default_outbound_queue queues)<+queue.B",
		}, {
			"users go before their profiles, profiles before queues, queues before hours",
			"hours.H queue.A{hours=H} routing.P{outbound=A} security.S user.u{routing=P security=S}", "",
			"-hours.H<-queue.A -queue.A<-routing.P -security.S<-user.u -routing.P<-user.u -user.u",
		}, {
			"a new name at the same address is a rename",
			"hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H}",
			">queue.B(A)",
		}, {
			"what refers to a renamed object does not change",
			"hours.H? queue.A@x{hours=H} routing.P{outbound=A rows=A}", "queue.B@x{hours=H} routing.P{outbound=B rows=B}",
			">queue.B(A)",
		}, {
			"a new referrer waits for the rename",
			"hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H} routing.P{outbound=B}",
			">queue.B(A) +routing.P<>queue.B",
		}, {
			"a name that a rename frees is taken after it",
			"hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}",
			">queue.B(A) +queue.A<>queue.B",
		}, {
			"a renamed group takes its children along",
			"group.EMEA@g group.London@l{parent=EMEA} user.u?{routing=P? group=EMEA/London} routing.P?", "group.Europe@g group.London@l{parent=Europe} user.u{group=Europe/London}",
			">group.Europe(EMEA) =user.u",
		}, {
			"a chain of names is renamed from its end",
			"hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.C@y{hours=H}",
			">queue.B(A)<>queue.C >queue.C(B)",
		}, {
			"names are exchanged by way of one that nobody has",
			"hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}",
			">queue.A(callwright-a3f8393c)<>queue.B<>queue.callwright-a3f8393c >queue.B(A)<>queue.callwright-a3f8393c >queue.callwright-a3f8393c(B)",
		}, {
			"a name that a deletion frees is taken after it",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H}", "queue.B@x{hours=H}",
			"-queue.B >queue.B(A)<-queue.B",
		}, {
			"such a name may be referred to, when nothing refers to the object that goes",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P{outbound=A}", "queue.B@x{hours=H} routing.P{outbound=B}",
			"-queue.B >queue.B(A)<-queue.B",
		}, {
			"when something does, the object that goes is renamed first, and is there until nothing does",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P{outbound=A rows=A|B}", "queue.B@x{hours=H} routing.P{outbound=B rows=B}",
			"-queue.callwright-a3f8393c<>queue.callwright-a3f8393c<~routing.P >queue.B(A)<>queue.callwright-a3f8393c >queue.callwright-a3f8393c(B) ~routing.P(queues)<>queue.B",
		}, {
			"another address of the same object is a record",
			"hours.H? queue.A@x{hours=H}", "queue.A@y{hours=H}", "",
		}, {
			"a copy that carries our record is left alone",
			"hours.H? queue.A@x{hours=H} queue.B~@x{hours=H}", "queue.A@x{hours=H}", "",
		}, {
			"an object whose record was made for another is held",
			"hours.H? queue.B~@gone{hours=H}", "", "",
		}, {
			"what is another stack's is left alone",
			"hours.H? queue.B^sales{hours=H}", "", "",
		}, {
			"a replacement makes the new one, moves who refers to it, and deletes the old one",
			"security.S@x security.T routing.P? queue.Q? hours.H? user.u{routing=P security=S}", "security.N@x{life=replace} security.T user.u{security=N}",
			"-security.S<-/+security.N<~user.u -/+security.N ~user.u(security_profiles)<-/+security.N",
		}, {
			"levels come before groups",
			"hierarchy.{levels=}", "hierarchy.{levels=Region|Site} group.EMEA group.London{parent=EMEA}",
			"+group.EMEA<~hierarchy. +group.EMEA/London<+group.EMEA<~hierarchy. ~hierarchy.(levels)",
		}, {
			"children go before parents",
			"group.EMEA group.London{parent=EMEA}", "",
			"-group.EMEA<-group.EMEA/London -group.EMEA/London",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(plantest.State(t, tt.live, true), plantest.State(t, tt.want, false), plantest.Options)
			if p == nil {
				t.Fatalf("Make() refuses: %v", problems)
			}
			if got := plantest.Text(p); got != tt.plan {
				t.Errorf("\nlive: %s\nwant: %s\nplan: %s\n got: %s", tt.live, tt.want, tt.plan, got)
			}
		})
	}
}

// TestRefuses says why there is no plan, or why a plan may not be applied.
func TestRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, live, want, says string }{
		{"a name that nobody has", "hours.Hours?", "queue.A{hours=Huors}", `Cannot find the hours of operation "Huors" in the configuration or in the instance. Did you mean "Hours"?`},
		{"a new object without what it needs", "hours.H?", "queue.A", `that needs "hours_of_operation"`},
		{"a reference to what is deleted", "hours.H queue.A{hours=H}", "queue.A{hours=H}", `hours_of_operation "H" is no longer in the configuration and would be deleted, but queue.A still refers to it`},
		{
			"a name that a deletion frees, while somebody else's object refers to what goes",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P?{outbound=B}", "queue.B@x{hours=H}",
			`queue "B" would be deleted, but routing_profile "P" still refers to it`,
		},
		{"a group below the last level", "hierarchy.{levels=a}", "group.A group.B{parent=A}", "would be on level 2, but the hierarchy has 1"},
		{"a level in use", "hierarchy.{levels=a|b} group.A? group.B?{parent=A}", "hierarchy.{levels=a}", "Level 2 still has groups"},
		{"two levels renamed", "hierarchy.{levels=a|b} group.A?", "hierarchy.{levels=c|d}", "one plan may append levels, rename one"},
		{"a deletion of what somebody's object needs", "hours.H queue.A?{hours=H}", "", `queue "A" still refers to it`},
		{"another stack's object", "hours.H? queue.A^sales{hours=H}", "queue.A{desc=x}", `belongs to the stack "sales"`},
		{"two objects of one address", "hours.H? queue.A@x{hours=H} queue.B@x{hours=H}", "queue.A@x{hours=H}", "both have the record of queue.x"},
		{"a new name that the service cannot give", "security.A@x", "security.B@x", `write lifecycle { allow_replace = true }`},
		{"a replacement that the lifecycle forbids", "security.A@x", "security.B@x{life=replace life=protect}", "its lifecycle has prevent_destroy"},
		{"a new parent", "group.A group.B group.C{parent=A}", "group.A group.B group.C{parent=B}", `cannot change "parent"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(plantest.State(t, tt.live, true), plantest.State(t, tt.want, false), plantest.Options)
			if p != nil && len(p.Refusals) == 0 {
				t.Fatalf("Make() plans %s", plantest.Text(p))
			}
			if p != nil {
				problems = p.Refusals
			}
			if got := fmt.Sprint(problems); !strings.Contains(got, tt.says) {
				t.Errorf("Make() says %s, want %q", got, tt.says)
			}
		})
	}
}

// TestGone holds delete blocks against what they may take away.
func TestGone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, live, plan, says string }{
		{"an object without an owner", "hours.H? queue.A?{hours=H}", `-queue.A`, ""},
		{"no such object", "hours.H?", "", ""},
		{"another stack's object", "hours.H? queue.A^sales{hours=H}", `-queue.A`, `belongs to the stack "sales"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := plantest.Options
			o.Gone = []schema.Name{{Kind: "queue", Key: "A"}}
			p, problems := plantest.Assess(plantest.State(t, tt.live, true), plantest.State(t, "", false), o)
			if p == nil {
				t.Fatal(problems)
			}
			if got := plantest.Text(p); got != tt.plan || !strings.Contains(fmt.Sprint(p.Refusals), tt.says) || (tt.says == "") != (len(p.Refusals) == 0) {
				t.Errorf("plan is %s, refused for %v; want %s, %q", got, p.Refusals, tt.plan, tt.says)
			}
		})
	}
}
