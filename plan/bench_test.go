package plan_test

import (
	"fmt"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema/schematest"
)

// BenchmarkMake plans n users of whom one in a hundred differs.
func BenchmarkMake(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			b.ReportAllocs()
			for b.Loop() {
				p, problems := plantest.Assess(live, want, plantest.Options)
				if p == nil || len(p.Changes) != n/100 {
					b.Fatalf("Make() gives no plan of %d changes: %v", n/100, problems)
				}
			}
		})
	}
}
