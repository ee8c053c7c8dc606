package document_test

import (
	"fmt"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema/schematest"
)

// BenchmarkDocument turns a plan of n/100 changes into its document and digest.
func BenchmarkDocument(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			p, _ := plantest.Assess(live, want, plantest.Options)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := document.New(p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
