package plan_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// BenchmarkMake plans n users of whom one in a hundred differs.
func BenchmarkMake(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			b.ReportAllocs()
			for b.Loop() {
				p, problems := assess(live, want, options)
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
			p, _ := assess(live, want, options)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := document.New(p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkImpact says what a plan means that gives one in a hundred of n users another
// routing profile, and everybody's security profile another permission.
func BenchmarkImpact(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			p, problems := assess(live, want, options)
			if p == nil {
				b.Fatal(problems)
			}
			outcome, err := p.Outcome(live)
			if err != nil {
				b.Fatal(err)
			}
			list := slices.Clone(outcome.All())
			for i, r := range list {
				if r.Name() == (schema.Name{Kind: "security_profile", Key: "Security"}) {
					list[i] = r.Clone()
					list[i].Body.(*schema.SecurityProfile).Permissions = []string{"Users.Edit", "Users.View"}
				}
			}
			if outcome, err = schema.NewState(list); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				means := impact.Weigh(live, outcome)
				if len(means.Access) != 1 || len(means.Access[0].Users) != n {
					b.Fatalf("%d changes of access", len(means.Access))
				}
			}
		})
	}
}
