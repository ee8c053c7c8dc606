package render

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// Tally returns the line that counts a plan's changes.
func Tally(p *impact.Assessment) string {
	counts := map[plan.Action]int{}
	for _, a := range plan.Actions {
		counts[a] = p.Count(a)
	}
	partial := ""
	if p.Scope.Partial() {
		partial = " Partial: --only and --exclude leave the rest out."
	}
	return fmt.Sprintf("Plan: %s. %d unchanged.%s", tally(counts, func(a plan.Action) string { return "to " + string(a) }), p.Noop, partial)
}

// Applied returns the line that counts what a run did, and what it did not.
func Applied(done map[plan.Action]int, failed, stale, byHand, left int) string {
	parts := []string{tally(done, func(a plan.Action) string { return strings.TrimSuffix(string(a), "e") + "ed" })}
	for _, rest := range []struct {
		n    int
		word string
	}{{failed, "failed"}, {stale, "stale"}, {byHand, "by hand"}, {left, "not attempted"}} {
		if rest.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", rest.n, rest.word))
		}
	}
	return "Apply: " + strings.Join(parts, ", ") + "."
}

// tally counts creations, updates and deletions always, other actions where there
// are any.
func tally(counts map[plan.Action]int, word func(plan.Action) string) string {
	var parts []string
	for _, a := range plan.Actions {
		if n := counts[a]; n > 0 || a == plan.Create || a == plan.Update || a == plan.Delete {
			parts = append(parts, fmt.Sprintf("%d %s", n, word(a)))
		}
	}
	return strings.Join(parts, ", ")
}

// Deletions says how many objects will be deleted.
func Deletions(n int) string { return Count(n, "object") + " will be deleted." }
