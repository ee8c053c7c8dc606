package impact_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
)

// TestCostOfUnknownNamesIsLinear assesses users of whom each has a misspelt routing
// profile, once a thousand and once four times as many. It counts allocations and their
// bytes, which do not hang on how busy the machine is. It is not parallel, so that
// nothing else allocates meanwhile.
func TestCostOfUnknownNamesIsLinear(t *testing.T) {
	small, large := costOfUnknownNames(t, 1000), costOfUnknownNames(t, 4000)
	if large.Mallocs > 6*small.Mallocs || large.TotalAlloc > 6*small.TotalAlloc {
		t.Errorf("it takes %d allocations of %d bytes, and for four times as many users %d of %d",
			small.Mallocs, small.TotalAlloc, large.Mallocs, large.TotalAlloc)
	}
}

// costOfUnknownNames returns how much more was allocated for n users, and as many
// routing profiles whose names are not those that the users have.
func costOfUnknownNames(t *testing.T, n int) runtime.MemStats {
	t.Helper()
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "routing.profile-%d user.u%d{routing=profil-%d} ", i, i, i)
	}
	live, want := plantest.State(t, "", true), plantest.State(t, text.String(), false)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, problems := plantest.Assess(live, want, plantest.Options); len(problems) < n {
		t.Fatalf("%d problems of %d users", len(problems), n)
	}
	runtime.ReadMemStats(&after)
	return runtime.MemStats{Mallocs: after.Mallocs - before.Mallocs, TotalAlloc: after.TotalAlloc - before.TotalAlloc}
}
