package render

import (
	"testing"

	"github.com/callwright/callwright/plan/impact"
)

// TestDeletionsInRisk does not say "12 of 10 allowed" of a plan that deletes more than it may.
func TestDeletionsInRisk(t *testing.T) {
	t.Parallel()
	for want, l := range map[string]impact.Limit{
		"1 of 10 allowed":        {Value: 1, Allowed: 10},
		"10 of 10 allowed":       {Value: 10, Allowed: 10},
		"12, and 10 are allowed": {Value: 12, Allowed: 10},
		"2, and 1 is allowed":    {Value: 2, Allowed: 1},
		"1, and 0 are allowed":   {Value: 1, Allowed: 0},
	} {
		if got := deletions(l); got != want {
			t.Errorf("deletions(%+v) = %q, want %q", l, got, want)
		}
	}
}
