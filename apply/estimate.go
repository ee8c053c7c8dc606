package apply

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// Estimate returns what applying p costs: the calls, and the seconds that the
// busiest operation takes at rate calls a second after a burst. Without a rate, the
// service takes calls as fast as they come.
func Estimate(p *plan.Plan, r providers.Reader, rate, burst int) plan.Estimate {
	byOperation := map[string]int{}
	total := 0
	for _, c := range p.Changes {
		for _, calls := range r.Cost(providers.Write{Live: c.Live, Want: c.Want, Attrs: c.Attrs}) {
			byOperation[calls.Operation] += calls.N
			total += calls.N
		}
	}
	longest := 0
	for _, n := range byOperation {
		if rate > 0 {
			longest = max(longest, (n-burst+rate-1)/rate)
		}
	}
	return plan.Estimate{Calls: total, Seconds: longest}
}
