package simulate

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A Simulator compares states. It keeps its last result, because a plan is judged again whenever
// more was read, and most of that does not change who waits.
type Simulator struct {
	input   Input
	options Options

	last   scenario
	report *Report
}

// New returns a simulator of the traffic.
func New(in Input, o Options) *Simulator { return &Simulator{input: in, options: o} }

// A scenario is everything that decides the result.
type scenario struct {
	before, after centre
	demands       []demand
}

// An InputError says what in the files does not fit the contact centre.
type InputError struct{ Problems []string }

func (e *InputError) Error() string { return e.Problems[0] }

// Compare simulates the traffic in two states: the live one, and the one after a plan. The traffic
// may name a queue as it is called in either. The error is an [*InputError] if the traffic or the
// staffing names something that neither state has.
//
// What it depends on must have been read: see [Simulator.Needs].
func (s *Simulator) Compare(live, outcome *schema.State) (*Report, error) {
	if err := s.input.check(live, outcome); err != nil {
		return nil, err
	}
	keys := s.input.lines(live, outcome)
	days := s.input.days(live, outcome, keys)
	before, after := build(live, &s.input, s.options, keys, days), build(outcome, &s.input, s.options, keys, days)
	now := scenario{before.centre, after.centre, days.demands}
	if s.report != nil && reflect.DeepEqual(now, s.last) {
		return s.report, nil
	}
	x := conduct(&now.before, &now.after, now.demands, s.options, 0)
	r := &Report{FormatVersion: "1.0", Seed: s.options.Seed, Runs: len(x.before), Precise: x.narrow, Queues: []QueueReport{}, NotSimulated: []string{}}
	for i, k := range keys {
		q := QueueReport{Queue: k.queue, Channel: k.channel, Target: k.target, Day: x.day(i)}
		if before.has[i] {
			q.Before = service(x.before, i)
		}
		if after.has[i] {
			q.After = service(x.after, i)
		}
		q.Differs = before.has[i] && after.has[i] && x.differs(i)
		r.Queues = append(r.Queues, q)
	}
	r.Profiles = loads(x, before, after)
	for _, q := range outcome.Of(queueKind) {
		if !slices.ContainsFunc(keys, func(k lineKey) bool { return k.id == identity(q) }) {
			r.NotSimulated = append(r.NotSimulated, q.Key)
		}
	}
	s.last, s.report = now, r
	return r, nil
}

// loads returns how busy agents are, by routing profile. It leaves out profiles that serve no queue
// with traffic.
func loads(x *experiment, before, after *built) []ProfileReport {
	list := []ProfileReport{}
	load := func(b *built, id string, worked [][]float64) (*Load, int, string) {
		i := slices.IndexFunc(b.profiles, func(p builtProfile) bool { return p.id == id })
		if i < 0 {
			return nil, 0, ""
		}
		sum := 0.0
		for _, run := range worked {
			sum += run[i]
		}
		l := &Load{}
		if paid := b.profiles[i].paid * float64(len(worked)); paid > 0 {
			l.Occupancy = rounded(min(1, sum/paid), 4)
		}
		return l, b.profiles[i].agents, b.profiles[i].name
	}
	var ids []string
	for _, p := range slices.Concat(before.profiles, after.profiles) {
		ids = append(ids, p.id)
	}
	for _, id := range schema.SortedSet(ids) {
		was, _, name := load(before, id, x.workedBefore)
		is, agents, now := load(after, id, x.workedAfter)
		list = append(list, ProfileReport{cmp.Or(now, name), agents, was, is})
	}
	slices.SortStableFunc(list, func(a, b ProfileReport) int { return cmp.Compare(a.RoutingProfile, b.RoutingProfile) })
	return list
}

// check reports what the input names and neither state has.
func (in *Input) check(states ...*schema.State) error {
	var problems []string
	known := func(kind *schema.Kind, name, where, column string) {
		var names []string
		for _, s := range states {
			if _, ok := s.Lookup(schema.Name{Kind: kind.Name, Key: name}); ok {
				return
			}
			for _, r := range s.Of(kind) {
				names = append(names, r.Key)
			}
		}
		problem := fmt.Sprintf("%s, column %s: unknown %s %q.%s", where, column, diag.KindWords(kind.Name), name, diag.Suggest(name, schema.SortedSet(names)))
		if !slices.ContainsFunc(problems, func(p string) bool { return p == problem }) {
			problems = append(problems, problem)
		}
	}
	seen := map[schema.Name]bool{} // a name of a thousand rows is looked for once
	once := func(kind *schema.Kind, name, where, column string) {
		if n := (schema.Name{Kind: kind.Name, Key: name}); !seen[n] {
			seen[n] = true
			known(kind, name, where, column)
		}
	}
	for _, t := range in.Traffic {
		once(queueKind, t.Queue, t.Where, "queue")
	}
	dated := slices.ContainsFunc(in.Traffic, func(t Traffic) bool { return t.Day != "" })
	for _, st := range in.Staffing {
		if st.User != "" {
			once(userKind, st.User, st.Where, "user")
		} else {
			once(profileKind, st.RoutingProfile, st.Where, "routing_profile")
		}
		if st.Day != "" && !dated {
			problems = append(problems, fmt.Sprintf("%s, column from: it has a date, but the traffic has none. Remove the date, or give the traffic dates.", st.Where))
			break
		}
	}
	if len(problems) > 0 {
		return &InputError{problems}
	}
	return nil
}
