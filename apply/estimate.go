package apply

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Estimate returns what applying p costs if nothing goes wrong: the calls of all steps, and,
// if r is a [providers.Pacer], the time. The service limits how often each operation may be
// called, and calls of different operations run side by side. So the slowest operation takes
// as long as the run. For example, 600 calls of UpdateQueueName at 2 a second take about
// 300 s, and 400 calls of UpdateQueueStatus meanwhile cost no extra time.
//
// Estimate does not count the bulk reads of a [Settler] after the run.
func Estimate(p *plan.Plan, r providers.Reader) plan.Estimate {
	e := estimator{reader: r, instance: p.Instance.ID, calls: map[string]int{}, relied: map[plan.Reliance]int{}, once: map[string]bool{}}
	for _, c := range slices.Concat(p.Changes, p.Records) {
		for _, s := range stepsOf(c) {
			e.step(c, s)
		}
	}
	e.rely(e.estimate().Seconds)
	return e.estimate()
}

// An estimator counts calls by operation.
type estimator struct {
	reader   providers.Reader
	instance string // id
	calls    map[string]int
	relied   map[plan.Reliance]int // how many changes rely on each
	once     map[string]bool       // calls that a run makes once
}

// step adds the calls of one step of a change.
func (e *estimator) step(c *plan.Change, s Step) {
	switch s.Verb {
	case Rely:
		e.relied[*s.On]++
	case Read:
		e.read(c.Live, s.Attrs.Union(stampNeeds(e.reader, c)))
	case Part:
		e.read(&schema.Resource{Kind: s.Kind, Body: s.Kind.New()}, s.Attrs)
	case Verify:
		e.read(c.Want, s.Attrs)
	case Delete:
		e.write(providers.Write{Live: c.Live})
	case Create:
		e.write(providers.Write{Want: c.Want.WithRecord(e.record(c)), Attrs: s.Attrs})
	case Update:
		e.write(providers.Write{Live: c.Live, Want: c.Want.WithRecord(e.record(c)), Attrs: s.Attrs})
	case Renew:
		e.mark(c.Live, c.Live.Record)
	case Forget:
		e.mark(c.Live, schema.Record{})
	}
}

// record returns a stand-in for the object's new record. It has other digests than the real
// one if references have no id yet. It still differs from the live record exactly if the real
// one does, and only that decides which calls are needed.
func (e *estimator) record(c *plan.Change) schema.Record {
	if c.LetsGo() {
		return c.Live.Record
	}
	if c.Live == nil || c.Want.Record.Owner == "" || !c.Want.Kind.HoldsRecords() {
		return c.Want.Record
	}
	memory, err := record.ParseApplied(c.Want.Record.Applied)
	if err != nil {
		return c.Want.Record
	}
	d := record.Digester{Salt: e.instance, ID: func(schema.Name) (string, bool) { return "", true }}
	rec, err := d.Renew(memory, c.Want, c.Live.ID, unrecorded(c, memory), 0)
	if err != nil {
		return c.Want.Record
	}
	return stamped(e.reader, d, rec, c.Live, c.Want, c.Attrs)
}

// rely adds the reads of the objects that changes rely on, for a run of so many seconds. One
// read serves all changes until it is no longer fresh. For example, in a run of 70 s an
// object is read at most 3 times, even if a thousand users rely on it.
func (e *estimator) rely(seconds int) {
	spans := 1 + seconds/int(freshFor.Seconds())
	for on, changes := range e.relied {
		kind := schema.MustKind(on.Kind)
		for range min(changes, spans) {
			e.read(&schema.Resource{Kind: kind, Body: kind.New()}, on.Attrs)
		}
	}
}

// read counts the calls that read the attributes.
func (e *estimator) read(r *schema.Resource, attrs schema.AttrSet) {
	if c, ok := providers.As[providers.ReadCoster](e.reader, r.Kind.Name); ok {
		e.add(c.ReadCost(r, attrs))
	}
}

// write counts the calls of a write.
func (e *estimator) write(w providers.Write) {
	e.add(e.reader.Cost(w))
	if c, ok := providers.As[providers.ReadCoster](e.reader, w.Of().Name); ok {
		e.add(c.ReadsBefore(w))
	}
}

// mark counts the calls that write a record.
func (e *estimator) mark(live *schema.Resource, rec schema.Record) {
	e.add(e.reader.Cost(providers.Write{Live: live, Want: live.WithRecord(rec), Marks: true}))
}

// add adds the calls to the sums of their operations.
func (e *estimator) add(calls []providers.Calls) {
	for _, c := range calls {
		if c.Once == "" || !e.once[c.Once] {
			e.calls[c.Operation] += c.N
		}
		e.once[c.Once] = true
	}
}

// estimate returns the sums. The slowest operation comes first.
func (e *estimator) estimate() plan.Estimate {
	var all plan.Estimate
	pacer, paced := providers.As[providers.Pacer](e.reader, "")
	for _, operation := range slices.Sorted(maps.Keys(e.calls)) {
		cost := plan.OperationCost{Operation: operation, Calls: e.calls[operation]}
		if paced {
			cost.Rate, cost.Burst = pacer.Rate(operation)
		}
		all.Calls += cost.Calls
		all.Seconds = max(all.Seconds, int(math.Ceil(cost.Seconds())))
		all.Operations = append(all.Operations, cost)
	}
	slices.SortStableFunc(all.Operations, func(a, b plan.OperationCost) int { return cmp.Compare(b.Seconds(), a.Seconds()) })
	return all
}
