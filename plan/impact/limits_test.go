package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
)

// TestLimits says how many of the queues that are live, and in the end described, may
// go: of this stack, of the stack's former name, and of nobody and named by delete
// blocks.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name                      string
		ours, former, theirs, own int // live, and how many of this stack stay
		deletes, percent          int
		says                      string
	}{
		{"as many as may go", 5, 0, 0, 3, 2, 0, ""},
		{"one more", 5, 0, 0, 2, 2, 0, "deletes 3 of 5 queues; one plan may delete 2"},
		{"a share", 20, 0, 0, 16, 1, 20, ""},
		{"all of nine", 9, 0, 0, 0, 20, 0, ""},
		{"all of ten", 10, 0, 0, 0, 20, 0, "deletes all 10 queues"},
		{"all of ten, and that is meant", 10, 0, 0, 0, 20, 100, ""},
		{"all of ten under two names of the stack", 5, 5, 0, 0, 20, 0, "deletes all 10 queues"},
		{"a share, with what the stack had under another name", 10, 20, 0, 10, 1, 50, "deletes 20 of 30 queues; one plan may delete 15"},
		{"all of ten, and others by delete blocks", 10, 0, 1, 0, 20, 0, "deletes all 10 queues"},
		{"others by delete blocks", 0, 0, 3, 0, 2, 0, "deletes 3 queues, of which 0 belong to this stack; one plan may delete 2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := plantest.Options
			o.Formerly = []string{"old"}
			o.Limits = impact.Allowed{Deletes: tt.deletes, Percent: tt.percent}
			list, want := []string{}, []string{}
			for i := range tt.ours {
				list = append(list, fmt.Sprintf("Q%d=q%d", i, i))
				if i < tt.own {
					want = append(want, fmt.Sprintf("Q%d@q%d", i, i))
				}
			}
			for i := range tt.former {
				list = append(list, fmt.Sprintf("F%d=old/f%d", i, i))
			}
			for i := range tt.theirs {
				name := fmt.Sprintf("T%d", i)
				list = append(list, name)
				o.Gone = append(o.Gone, schema.Name{Kind: "queue", Key: name})
			}
			p, problems := plantest.Assess(plantest.LiveQueues(t, strings.Join(list, " ")), plantest.WantedQueues(t, strings.Join(want, " ")), o)
			if p == nil {
				t.Fatal(problems)
			}
			said := ""
			for _, r := range p.Refusals {
				said += r.Detail()
			}
			if tt.says == "" && said != "" || !strings.Contains(said, tt.says) {
				t.Errorf("refused: %q, want %q", said, tt.says)
			}
		})
	}
}
