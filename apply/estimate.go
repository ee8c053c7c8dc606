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

// Estimate returns what applying p costs where nothing goes wrong: the calls of its
// writes, and where r is a [providers.Budgeter], those of the reads before and after
// each and how long the operation takes that is done last. Operations are called at the
// same time, and each only so often. Not counted are the looks at whether bulk reads show
// what was written; see [Settling].
func Estimate(p *plan.Plan, r providers.Reader) plan.Estimate {
	e := estimating{reader: r, instance: p.Instance.ID, calls: map[string]int{}, relied: map[plan.Reliance]int{}}
	e.budget, _ = r.(providers.Budgeter)
	for _, c := range slices.Concat(p.Changes, p.Records) {
		e.change(c)
	}
	e.rely(e.estimate().Seconds)
	return e.estimate()
}

// An estimating counts calls by operation.
type estimating struct {
	reader   providers.Reader
	budget   providers.Budgeter // nil when there is none
	instance string             // id
	calls    map[string]int
	relied   map[plan.Reliance]int // how many changes rely on each
}

// change adds what a [writer] does for the change.
func (e *estimating) change(c *plan.Change) {
	for _, on := range c.Relies {
		e.relied[*on]++
	}
	if c.Live != nil {
		e.read(c.Live, c.Shown())
	}
	switch {
	case c.Stamp:
		e.mark(c.Live, c.Live.Record)
	case c.LetsGo():
		e.release(c)
	case c.Want == nil:
		for _, p := range c.Live.Kind.Parts {
			if k := schema.MustKind(p.Kind); c.Action == plan.Delete {
				e.read(&schema.Resource{Kind: k, Body: k.New()}, 0)
			}
		}
		e.write(providers.Write{Live: c.Live})
	default:
		e.write(providers.Write{Live: c.Live, Want: c.Want.With(e.record(c)), Attrs: c.Attrs})
		if c.Attrs != 0 {
			e.read(c.Want, c.Attrs)
		}
	}
}

func (e *estimating) release(c *plan.Change) {
	if c.Want != nil && c.Attrs != 0 {
		e.write(providers.Write{Live: c.Live, Want: c.Want.With(c.Live.Record), Attrs: c.Attrs})
	}
	if c.Attrs != 0 || c.Live.Record != (schema.Record{}) {
		e.mark(c.Live, schema.Record{})
	}
}

// record returns a record that differs from the live one exactly where that differs
// which the change leaves: what has no id yet is taken to have one.
func (e *estimating) record(c *plan.Change) schema.Record {
	if c.Live == nil || c.Want.Record.Owner == "" || !c.Want.Kind.Remembers() {
		return c.Want.Record
	}
	memory, err := schema.ParseApplied(c.Want.Record.Applied)
	if err != nil {
		return c.Want.Record
	}
	d := schema.Digester{Salt: e.instance, ID: func(schema.Name) (string, bool) { return "", true }}
	record, err := d.Renew(memory, c.Want, c.Live.ID, unrecorded(c, memory), 0)
	if err != nil {
		return c.Want.Record
	}
	return stamped(e.reader, e.instance, record, c.Live, c.Want, c.Attrs)
}

// rely adds the looks at what changes rely on: one of them looks, and the others go by
// that as long as it is fresh in a run of so many seconds.
func (e *estimating) rely(seconds int) {
	spans := 1 + seconds/int(freshFor.Seconds())
	for on, changes := range e.relied {
		kind, known := schema.KindOf(on.Kind)
		for range min(changes, spans) {
			if known {
				e.read(&schema.Resource{Kind: kind, Body: kind.New()}, on.Attrs)
			}
		}
	}
}

func (e *estimating) read(r *schema.Resource, attrs schema.AttrSet) {
	if e.budget != nil {
		e.add(e.budget.ReadCost(r, attrs))
	}
}

func (e *estimating) write(w providers.Write) {
	e.add(e.reader.Cost(w))
	if e.budget != nil {
		e.add(e.budget.Looks(w))
	}
}

func (e *estimating) mark(live *schema.Resource, record schema.Record) {
	e.add(e.reader.Cost(providers.Write{Live: live, Want: live.With(record), Marks: true}))
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
