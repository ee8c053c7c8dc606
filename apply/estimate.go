package apply

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// Estimate returns what applying p costs: the calls of its writes, and where r is a
// [providers.Budgeter], those of the reads before and after each and how long the
// operation takes that is done last. Operations are called at the same time, and each
// only so often.
func Estimate(p *plan.Plan, r providers.Reader) plan.Estimate {
	e := estimating{reader: r, calls: map[string]int{}}
	e.budget, _ = r.(providers.Budgeter)
	for _, c := range slices.Concat(p.Changes, p.Records) {
		e.change(c)
	}
	return e.estimate()
}

// An estimating counts calls by operation.
type estimating struct {
	reader providers.Reader
	budget providers.Budgeter // nil when there is none
	calls  map[string]int
}

// change adds what a [writer] does for the change.
func (e *estimating) change(c *plan.Change) {
	if c.Live != nil {
		e.read(c.Live.Kind, c.Shown())
	}
	if c.Action == plan.Delete {
		for _, p := range c.Live.Kind.Parts {
			e.read(schema.MustKind(p.Kind), 0)
		}
	}
	if c.Stamp {
		e.add([]providers.Calls{{Operation: "TagResource", N: 1}})
		return
	}
	e.add(e.reader.Cost(providers.Write{Live: c.Live, Want: c.Want, Attrs: c.Attrs}))
	if c.Want != nil && c.Attrs != 0 {
		e.read(c.Want.Kind, c.Attrs)
	}
}

func (e *estimating) read(k *schema.Kind, attrs schema.AttrSet) {
	if e.budget != nil {
		e.add(e.budget.ReadCost(k, attrs))
	}
}

func (e *estimating) add(calls []providers.Calls) {
	for _, c := range calls {
		e.calls[c.Operation] += c.N
	}
}

func (e *estimating) estimate() plan.Estimate {
	var all plan.Estimate
	for _, operation := range slices.Sorted(maps.Keys(e.calls)) {
		cost := plan.OperationCost{Operation: operation, Calls: e.calls[operation]}
		if e.budget != nil {
			cost.Rate, cost.Burst = e.budget.Rate(operation)
		}
		all.Calls += cost.Calls
		all.Seconds = max(all.Seconds, int(math.Ceil(cost.Seconds())))
		all.Operations = append(all.Operations, cost)
	}
	slices.SortStableFunc(all.Operations, func(a, b plan.OperationCost) int { return cmp.Compare(b.Seconds(), a.Seconds()) })
	return all
}
