package impact

import (
	"cmp"
	"maps"
	"slices"

	"github.com/callwright/callwright/schema"
)

// mostAhead is how many facts a rendering can show ahead of everything else, so that a reviewer
// who reads ten lines has read them.
const mostAhead = 5

// Ahead splits facts: first are the ones that a reviewer must not miss, what takes a contact
// centre down before who may do more. If there are many, those of one sort are one fact that names
// everything, and rest has them one by one. For example, 12 queues are left with nobody to serve
// them: first has one fact with the names of all 12.
func Ahead(facts []Fact) (first, rest []Fact) {
	sorts := map[int][]Fact{}
	n := 0
	for _, f := range facts {
		if !f.First {
			rest = append(rest, f)
			continue
		}
		n++
		sorts[f.rank()] = append(sorts[f.rank()], f)
	}
	for _, rank := range slices.Sorted(maps.Keys(sorts)) {
		if alike := sorts[rank]; n > mostAhead && len(alike) > 1 && rank%ranksOfVerb == 0 {
			first = append(first, together(alike))
			rest = append(rest, alike...)
			continue
		}
		first = append(first, sorts[rank]...)
	}
	slices.SortStableFunc(rest, func(a, b Fact) int { return cmp.Compare(slices.Index(topics, a.Topic), slices.Index(topics, b.Topic)) })
	return first, rest
}

// ranksOfVerb is how many ranks a verb has.
const ranksOfVerb = 2

// rank orders the facts that come first. Facts with the same rank can share one line, except
// those with the last rank of a verb: contacts of a workload type wait for ever in some queues,
// or those of all other types wait.
func (f Fact) rank() int {
	rank := ranksOfVerb * slices.Index([]Verb{Serve, TakeType, Open, Take, Gain, Share, JoinWith}, f.Verb)
	if f.Verb == TakeType && (len(f.Objects) > 0 || len(f.Subjects) == 0) {
		rank++
	}
	return rank
}

// together returns one fact for facts of one sort.
func together(facts []Fact) Fact {
	all := Fact{Topic: facts[0].Topic, Severity: Grave, First: true, Verb: facts[0].Verb, Total: len(facts)}
	switch all.Verb {
	case Serve:
		all.Verb = DesertAll
	case TakeType:
		all.Verb = DesertTypes
	case Open:
		all.Verb = CloseAll
	case Take:
		all.Verb = DisableAll
	}
	for _, f := range facts {
		switch f.Verb {
		case Serve, Open, Take:
			all.Objects = append(all.Objects, Object{Text: f.Subjects[0]})
		case TakeType:
			all.Objects = append(all.Objects, Object{Text: f.Subjects[0], Remark: f.Channels[0]})
		case Share:
			all.Subjects = append(all.Subjects, f.Subjects...)
		default:
			all.Subjects, all.Via = append(all.Subjects, f.Subjects...), append(all.Via, f.Via...)
			for _, o := range f.Objects {
				if o.Remark == administers && !slices.Contains(all.Objects, o) {
					all.Objects = append(all.Objects, o)
				}
			}
		}
	}
	all.Subjects, all.Via = schema.SortedSet(all.Subjects), schema.SortedSet(all.Via)
	all.Objects = slices.CompactFunc(all.Objects, func(a, b Object) bool { return a == b })
	return all
}
