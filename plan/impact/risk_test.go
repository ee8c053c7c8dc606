package impact_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
)

// risks say, in the notation of plantest, how closely each change has to be
// looked at. Changes without a risk are left out.
var risks = []struct {
	name, reason string
	live, want   string
	risks        map[string]string
}{
	{
		name: "a user gains", reason: "the user's change is what does it",
		live:  "security.P?{permissions=A|Users.Edit} security.O?{permissions=A} user.ada{routing=None security=O}",
		want:  "user.ada{security=P}",
		risks: map[string]string{"user.ada": "high[privilege_gain]"},
	},
	{
		name: "a profile gains", reason: "the profile's change does it, not what else changes of who has it",
		live:  "security.P{permissions=A} user.ada{routing=None security=P}",
		want:  "security.P{permissions=B} user.ada{first_name=B}",
		risks: map[string]string{"security_profile.P": "medium[access_gain access_loss]"},
	},
	{
		name: "what was not read", reason: "unknown is as risky as a gain",
		live:  "security.P?{permissions=A} security.O?{permissions=?A} user.ada{routing=None security=P}",
		want:  "user.ada{security=O}",
		risks: map[string]string{"user.ada": "medium[access_unknown access_loss]"},
	},
	{
		name: "the last row of a queue", reason: "nobody serves it",
		live:  "security.S? routing.P{outbound=Q rows=Q|R} user.ada?{routing=P security=S}",
		want:  "routing.P{outbound=Q rows=Q}",
		risks: map[string]string{"routing_profile.P": "high[deserted_queue]"},
	},
	{
		name: "all rows", reason: "its agents are left without a queue, too",
		live:  "security.S? routing.P{outbound=Q rows=R} user.ada?{routing=P security=S}",
		want:  "routing.P{outbound=Q rows=}",
		risks: map[string]string{"routing_profile.P": "high[deserted_queue idle_agents]"},
	},
	{
		name: "a row that others have, too", reason: "it is served all the same",
		live:  "security.S? routing.P{outbound=Q rows=Q|R} routing.O?{outbound=Q rows=R} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:  "routing.P{outbound=Q rows=Q}",
		risks: map[string]string{},
	},
	{
		name: "the last of a workload type", reason: "its contacts wait for ever",
		live:  "security.S? routing.P{outbound=Q types=claims|tax rows=Q} user.ada?{routing=P security=S}",
		want:  "routing.P{outbound=Q types=tax rows=Q}",
		risks: map[string]string{"routing_profile.P": "high[deserted_workload_type]"},
	},
	{
		name: "a workload type that others take", reason: "it is taken all the same, also by a channel without types",
		live:  "security.S? routing.P{outbound=Q types=claims|tax rows=Q} routing.O?{outbound=Q channels=task rows=} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:  "routing.P{outbound=Q types=tax rows=Q}",
		risks: map[string]string{},
	},
	{
		name: "types in place of a whole channel", reason: "the agents leave all other types, and the channel stays on",
		live:  "security.S? routing.P{outbound=Q channels=task types= rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:  "routing.P{outbound=Q channels= types=claims rows=Q:1:0:task}",
		risks: map[string]string{"routing_profile.P": "high[deserted_workload_type]"},
	},
	{
		name: "the last type of a channel", reason: "the channel is off",
		live:  "security.S? routing.P{outbound=Q types=claims rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:  "routing.P{outbound=Q types=}",
		risks: map[string]string{"routing_profile.P": "high[deserted_queue deserted_workload_type idle_agents]"},
	},
	{
		name: "a deletion", reason: "it cannot be taken back",
		live:  "queue.X{hours=H}",
		want:  "",
		risks: map[string]string{"queue.X": "high[deletion]"},
	},
}

// planOf plans from one state to the other, both in the notation of plantest.
func planOf(t *testing.T, live, want string) *impact.Assessment {
	t.Helper()
	p, problems := plantest.Assess(plantest.State(t, live, true), plantest.State(t, want, false), plantest.Options)
	if p == nil {
		t.Fatal(problems)
	}
	return p
}

func TestRisks(t *testing.T) {
	t.Parallel()
	for _, test := range risks {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(t, plantest.Around+test.live, test.want)
			of, got := p.Risks(), map[string]string{}
			highest := impact.Low
			for i, c := range p.Changes {
				r := of.At(i)
				if r.Level == impact.High || highest == impact.Low {
					highest = r.Level
				}
				if len(r.Codes) > 0 {
					got[c.ID()] = fmt.Sprint(r.Level, r.Codes)
				}
			}
			if diff := cmp.Diff(test.risks, got); diff != "" {
				t.Errorf("%s: risks mismatch (-want +got):\n%s", test.reason, diff)
			}
			if level, _ := p.Risk(); level != highest {
				t.Errorf("Risk() = %s, want %s", level, highest)
			}
		})
	}
}
