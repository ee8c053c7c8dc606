package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
)

// These cases say what the heat map of a plan shows: a line for each row, with
// PROFILE:BEFORE>AFTER for each cell.
var heatMaps = []struct {
	name, reason string
	live, want   string
	heat         []string
}{
	{
		name: "a row that goes", reason: "beside it stand those who serve the queue, too",
		live: "security.S? routing.P{outbound=Q rows=Q|R} routing.O?{outbound=Q rows=R:2:30} user.ada?{routing=P security=S}",
		want: "routing.P{outbound=Q rows=Q}",
		heat: []string{"R voice O:2/30>2/30 P:1/0>"},
	},
	{
		name: "a profile without agents", reason: "it will serve the queue so as soon as somebody has it",
		live: "routing.P{outbound=Q rows=Q}",
		want: "routing.P{outbound=Q rows=Q:2:60}",
		heat: []string{"Q voice P:1/0>2/60"},
	},
	{
		name: "agents move", reason: "both profiles' queues are touched, and their tables are not",
		live: "security.S? routing.P?{outbound=Q rows=Q} routing.O?{outbound=Q rows=R} user.ada?{routing=P security=S}",
		want: "user.ada{routing=O}",
		heat: []string{"Q voice P(1>0):1/0>1/0", "R voice O(0>1):1/0>1/0"},
	},
	{
		name: "new names", reason: "a renamed queue and a renamed profile are what they were",
		live: "queue.A{hours=H} queue.C?{hours=H} routing.P{outbound=Q rows=A}",
		want: "queue.A{name=B hours=H} routing.P{name=N outbound=Q rows=B|C}",
		heat: []string{"C voice N:>1/0"},
	},
	{
		name: "a profile that is created and one that is deleted", reason: "each has cells on only one side",
		live: "routing.P{outbound=Q rows=Q}",
		want: "routing.N{outbound=Q rows=R}",
		heat: []string{"Q voice P:1/0>", "R voice N:>1/0"},
	},
	{
		name: "a table that was not read", reason: "that it may serve the queue is said, not guessed",
		live: "security.S? routing.P{outbound=Q rows=R} routing.O?{outbound=Q rows=?R} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want: "routing.P{outbound=Q rows=}",
		heat: []string{"R voice P:1/0> unknown O"},
	},
	{
		name: "nothing about routing", reason: "no queue is touched",
		live: "routing.P{outbound=Q rows=Q}",
		want: "routing.P{desc=new}",
	},
}

func TestHeatMap(t *testing.T) {
	t.Parallel()
	for _, tt := range heatMaps {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(plantest.State(t, plantest.Around+tt.live, true), plantest.State(t, tt.want, false), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(tt.heat, heatLines(p.Impact.Heat)); diff != "" {
				t.Errorf("%s: heat map mismatch (-want +got):\n%s", tt.reason, diff)
			}
			d, err := document.New(p)
			if err != nil {
				t.Fatal(err)
			}
			again, err := d.Assessment()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.heat, heatLines(again.Impact.Heat)); diff != "" {
				t.Errorf("the map of the document is another one (-want +got):\n%s", diff)
			}
		})
	}
}

func heatLines(h impact.HeatMap) []string {
	place := func(p *impact.Place) string {
		if p == nil {
			return ""
		}
		return fmt.Sprintf("%d/%d", p.Priority, p.Delay)
	}
	var lines []string
	for _, r := range h.Rows {
		words := []string{r.Queue, r.Channel}
		for _, c := range r.Cells {
			profile := h.Profiles[c.Profile]
			name := profile.Name
			if profile.Before != profile.After && c.Before != nil && c.After != nil {
				name = fmt.Sprintf("%s(%d>%d)", name, profile.Before, profile.After)
			}
			words = append(words, fmt.Sprintf("%s:%s>%s", name, place(c.Before), place(c.After)))
		}
		if len(r.Unknown) > 0 {
			words = append(words, "unknown", strings.Join(r.Unknown, " "))
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return lines
}

// TestKeeps holds what users keep against what all of them have on both sides.
func TestKeeps(t *testing.T) {
	t.Parallel()
	live := "security.P?{permissions=A|B} security.O?{permissions=B|C} security.N?{permissions=D} user.ada?{routing=None security=P} user.ben?{routing=None security=O}"
	p, problems := plantest.Assess(plantest.State(t, plantest.Around+live, true), plantest.State(t, "user.ada{security=N|P} user.ben{security=N|O}", false), plantest.Options)
	if p == nil {
		t.Fatal(problems)
	}
	want := []impact.AccessChange{{
		Users: []string{"ada", "ben"}, Gains: []impact.Grant{{Permission: "D", Label: "D", Via: []string{"N"}}}, Loses: []impact.Grant{}, Keeps: []string{"B"},
	}}
	if diff := cmp.Diff(want, p.Impact.Access); diff != "" {
		t.Errorf("access mismatch (-want +got):\n%s", diff)
	}
}

// TestHeatMapOfADocument reads a map whose cells are of profiles that it does not have.
func TestHeatMapOfADocument(t *testing.T) {
	t.Parallel()
	p, problems := plantest.Assess(plantest.State(t, plantest.Around+"routing.P{outbound=Q rows=Q}", true), plantest.State(t, "routing.P{outbound=Q rows=R}", false), plantest.Options)
	if p == nil {
		t.Fatal(problems)
	}
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	d.Heat.Rows[0].Cells = append(d.Heat.Rows[0].Cells, impact.HeatCell{Profile: -1}, impact.HeatCell{Profile: 1})
	again, err := d.Assessment()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Q voice P:1/0>", "R voice P:>1/0"}, heatLines(again.Impact.Heat)); diff != "" {
		t.Errorf("heat map mismatch (-want +got):\n%s", diff)
	}
}
