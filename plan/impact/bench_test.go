package impact_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// BenchmarkImpact says what a plan means that gives one in a hundred of n users another
// routing profile, and everybody's security profile another permission.
func BenchmarkImpact(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("users=%d", n), func(b *testing.B) {
			live, want := schematest.Users(n)
			p, problems := plantest.Assess(live, want, plantest.Options)
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
