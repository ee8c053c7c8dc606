package plan_test

import (
	"fmt"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/schematest"
)

// BenchmarkMake plans n users of whom one in a hundred differs.
func BenchmarkMake(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			b.ReportAllocs()
			for b.Loop() {
				p, problems := plan.Make(live, want, options)
				if p == nil || len(p.Changes) != n/100 {
					b.Fatalf("Make() gives no plan of %d changes: %v", n/100, problems)
				}
			}
		})
	}
}

// BenchmarkDocument turns a plan of n/100 changes into its document and digest.
func BenchmarkDocument(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			p, _ := plan.Make(live, want, options)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Document(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
