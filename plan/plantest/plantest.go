// Package plantest makes states for the tests of plans, and writes plans, in a notation
// of three lines:
//
//	live: queue.A{hours=H} user.ada{profile=P}
//	want: queue.A{hours=H}
//	plan: -user.ada
//
// An object is KIND.NAME{ATTR=VALUE ATTR=VALUE}, and a value may be a list, a|b. Kinds
// and attributes have short names. A live object belongs to this stack and was made at its
// own address, unless a mark follows its name:
//
//	queue.A?       it has no owner
//	queue.A~       it has the record of another object
//	queue.A^other  it belongs to the stack "other"
//	queue.A@b      it was made at the address queue.b
//
// The label of a block with for_each ends in []: user.ada@agents[] is user.agents["ada"].
// A described object can have a lifecycle: life=replace or life=protect. A live value that
// begins with ? was not read: routing.P{rows=?A}. A name or a value in quotes, as Go writes
// them, may hold any character: queue."Sales: Gold\x7f"{desc="a | b"}.
//
// A plan lists its changes in order. An update names the attributes that it writes, and a
// rename the old name. After < comes a change that must be made first:
//
//	+queue.B >queue.C(A) ~routing.P(queues)<+queue.B
//
// This plan creates B, renames A to C, and then updates P, which waits for B.
package plantest

import (
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// Options are for the stack whose objects [State] makes. They do not limit deletions.
var Options = impact.Options{
	Options: plan.Options{
		Instance: schema.Instance{ID: schematest.Salt, Name: "memory"},
		Stack:    schematest.Stack,
	},
	Limits: impact.Allowed{Deletes: 1000, Percent: 100},
}

// Assess makes a plan and judges it.
func Assess(live, want *schema.State, o impact.Options) (*impact.Assessment, []schema.Problem) {
	return impact.Judge(plan.Make(live, want, o.Options), live, want, o)
}

// MustAssess makes a plan and judges it, and fails the test if there is no assessment.
func MustAssess(t testing.TB, live, want *schema.State) *impact.Assessment {
	t.Helper()
	p, problems := Assess(live, want, Options)
	if p == nil {
		t.Fatalf("Judge() refuses: %v", problems)
	}
	return p
}

// Around has live objects that many cases need in addition to their own: hours, two queues
// and a routing profile, all without an owner.
const Around = "hours.H? queue.Q?{hours=H} queue.R?{hours=H} routing.None?{outbound=Q rows=} "

// Waits reports whether c waits for the other change, directly or through others.
func Waits(c, other *plan.Change) bool {
	for _, w := range c.Waits {
		if w == other || Waits(w, other) {
			return true
		}
	}
	return false
}
