// Package plantest makes states for the tests of plans, and writes plans, in a notation
// of three lines:
//
//	live: queue.A{hours=H} user.ada{profile=P}
//	want: queue.A{hours=H}
//	plan: -user.ada
//
// An object is KIND.NAME{ATTR=VALUE ATTR=VALUE}; a value may be a list, a|b. Kinds
// and attributes have short names. A live object is ours, made at its own address,
// unless a ? follows its name (nobody's), a ~ (it carries the record of another
// object), a ^STACK (another stack's) or an @LABEL (made at another label). The
// label of a block with for_each ends in []: user.ada@agents[] is user.agents["ada"]. The
// attribute life of a desired object is its lifecycle: replace, protect. A value that
// begins with a ? is live and was not read. A name or a value in quotes, as Go writes
// them, may hold any character: queue."Sales: Gold\x7f"{desc="a | b"}.
//
// A plan lists its changes in order. An update names what it changes, a rename the old
// name, and < comes before what a change waits for:
//
//	+queue.B >queue.C(A) ~routing.P(queues)<+queue.B
package plantest

import (
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// Options are those of the stack whose objects [State] makes, with no limits.
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

// MustAssess makes a plan that can be made, and judges it.
func MustAssess(t testing.TB, live, want *schema.State) *impact.Assessment {
	t.Helper()
	p, problems := Assess(live, want, Options)
	if p == nil {
		t.Fatalf("Judge() refuses: %v", problems)
	}
	return p
}

// Around is what the live side of many cases has beside its own objects: hours, two queues
// and a routing profile, all nobody's.
const Around = "hours.H? queue.Q?{hours=H} queue.R?{hours=H} routing.None?{outbound=Q rows=} "

// Waits reports whether c waits for the other change, or for one that does.
func Waits(c, other *plan.Change) bool {
	for _, w := range c.Waits {
		if w == other || Waits(w, other) {
			return true
		}
	}
	return false
}
