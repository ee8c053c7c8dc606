package plan_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
)

// TestStandings says who owns each live queue. Queues are written as plantest.LiveQueues and
// WantedQueues read them. A queue that the plan creates has a +, and a problem or a refusal
// has a !.
func TestStandings(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, live, want, standings string }{
		{"ours", "A=x", "A@x", "A managed"},
		{"ours, as its creation left it", "A=x:A", "A@x", "A managed"},
		{"without an owner, and described", "A", "A@x", "A adopted"},
		{"without an owner", "A", "", "A unmanaged"},
		{"another stack's, and described", "A=sales/x", "A@x", "!CW5009"},
		{"another stack's", "A=sales/x", "", "A foreign"},
		{"a former stack's, and described", "A=old/x", "A@x", "A managed"},
		{"a former stack's, moved", "A=old/x", "A@y", "A moved"},
		{"a former stack's, gone from git", "A=old/x", "", "A orphaned"},
		{"gone from git", "A=x", "", "A orphaned"},
		{"gone from git, as its creation left it", "A=x:A", "", "A orphaned"},
		{"an owner that cannot be read", "A=nonsense", "A@x", "A adopted"},

		{"a copy beside its original", "A=x B=x:copy", "A@x", "A managed, B copied"},
		{"a copy beside its original, as its creation left it", "A=x:A B=x:A", "A@x", "A managed, B copied"},
		{"a copy whose original is gone", "B=x:copy", "A@x", "B copied, +x"},
		{"a copy under the described name, beside its original", "A=x:copy B=x", "A@x", "!CW2018"},
		{"a copy at the name of another address", "A=x:copy B=x", "A@y B@x", "A adopted, B managed"},
		{"a copy of what is gone from git", "A=x B=x:copy", "", "A orphaned, B held"},

		{"a forged owner", "A=x:none", "", "A held"},
		{"a forged owner, and described", "A=x:none", "A@x", "A managed"},
		{"a damaged record", "A=x:junk", "A@x", "A managed"},
		{"a damaged record, gone from git", "A=x:junk", "", "A held"},
		{"another instance's", "A=x:elsewhere", "", "A held"},
		{"a newer callwright's", "A=x:newer", "A@x", "A managed"},
		{"a newer callwright's, gone from git", "A=x:newer", "", "A held"},
		{"another instance's, and described", "A=x:elsewhere", "A@x", "A managed"},

		{"moved", "A=x", "A@y", "A moved"},
		{"two addresses exchanged", "A=x B=y", "A@y B@x", "A managed, B managed"},
		{"renamed in git", "A=x", "B@x", "A managed"},
		{"renamed in the console", "B=x", "A@x", "B managed"},
		{"renamed on both sides", "B=x", "C@x", "B managed"},
		{"renamed on both sides to the same", "B=x", "B@x", "B managed"},
		{"renamed in the console, before any update", "B=x:A", "A@x", "B managed"},
		{"renamed on both sides, before any update", "B=x:A", "C@x<A", "B managed"},
		{"renamed on both sides, before any update, and nobody says so", "B=x:A", "C@x", "B copied, +x"},
		{"names exchanged in git", "A=x B=y", "B@x A@y", "A managed, B managed"},
		{"names exchanged in the console", "B=x A=y", "A@x B@y", "A managed, B managed"},
		{"a name that is freed and taken in git", "A=x", "B@x A@y", "A managed, +y"},
		{"a name that is freed in the console, and taken by somebody", "B=x A", "A@x", "!CW2018"},
		{"address and name changed, and git says so", "A=x", "B@y<A", "A managed"},
		{"address and name changed, and nobody says so", "A=x", "B@y", "A orphaned, +y"},
		{"without an owner, renamed while it is taken over", "A", "B@y<A", "A adopted"},
		{"two of one address", "A=x B=x", "A@x", "!CW2019"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			live, want := plantest.LiveQueues(t, tt.live), plantest.WantedQueues(t, tt.want)
			o := plantest.Options
			o.Formerly = []string{"old"}
			p, problems := plantest.Assess(live, want, o)
			if got := standings(p, problems, live); got != tt.standings {
				t.Errorf("\nlive: %s\nwant: %s\n got: %s\nwant: %s\n%v", tt.live, tt.want, got, tt.standings, problems)
			}
		})
	}
}

// standings writes the standings of the live queues, the queues that the plan creates, and
// its problems and refusals.
func standings(p *impact.Assessment, problems []schema.Problem, live *schema.State) string {
	if p == nil {
		return "!" + problems[0].Code()
	}
	if len(p.Refusals) > 0 {
		return "!" + p.Refusals[0].Code()
	}
	var parts []string
	k, _ := schema.KindOf("queue")
	for _, l := range live.Of(k) {
		standing := plan.Managed
		for _, c := range slices.Concat(p.Changes, p.Records) {
			if c.Live != nil && c.Live.ID == l.ID {
				standing = c.Standing
			}
		}
		for _, left := range p.Unmanaged {
			if left.Live == l {
				standing = left.Standing
			}
		}
		parts = append(parts, l.Key+" "+string(standing))
	}
	for _, c := range p.Changes {
		if c.Action == plan.Create {
			parts = append(parts, "+"+c.Addr.Label)
		}
	}
	return strings.Join(parts, ", ")
}

// TestLeftAlone says of what is left alone why, and of nothing that is another stack's
// that its record will be written.
func TestLeftAlone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, live, want, says string }{
		{"another object's record", "A=x:elsewhere", "", "CW2024"},
		{"a newer record", "A=x:newer", "", "CW2025"},
		{"another stack's", "A=sales/x", "A@x", "CW5009"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(plantest.LiveQueues(t, tt.live), plantest.WantedQueues(t, tt.want), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			said := slices.Concat(p.Warnings, p.Refusals)
			if len(said) != 1 || said[0].Code() != tt.says || len(p.Changes)+len(p.Records) > 0 {
				t.Errorf("said %v, with %d changes and %d records; want %q and nothing written", said, len(p.Changes), len(p.Records), tt.says)
			}
		})
	}
}
