package impact

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/callwright/callwright/schema"
)

// This file compares which agents take contacts of which workload type before and after a
// plan. An agent whose routing profile limits a channel by workload type gets only contacts
// of the types that it lists; the others stay in their queues (Amazon Connect administrator
// guide, "Channels and concurrency").
//
// For example, the tasks of "Gold" (3 agents) and "Silver" (10 agents) have the type "claims".
// If a plan removes the type from "Silver", 13 -> 3 agents take such tasks. If it removes the
// type from "Gold", too, such tasks wait for ever.

// A Workload says how many agents take contacts of a workload type on a channel before and
// after a plan that changes this.
type Workload struct {
	Channel string `json:"channel"`
	Type    string `json:"type"` // "" for all types that no routing profile lists
	Before  int    `json:"agents_before"`
	After   int    `json:"agents_after"`
}

// Deserted reports whether nobody is left to take contacts of the type.
func (w Workload) Deserted() bool { return w.Before > 0 && w.After == 0 }

// words says what the change means for contacts of the type.
func (w Workload) words() string {
	switch {
	case w.Deserted():
		return fmt.Sprintf("nobody is left to take them (%s before), so they wait for ever", Count(w.Before, "agent"))
	case w.Before == 0:
		return fmt.Sprintf("%s, nobody before", Count(w.After, "agent"))
	}
	return fmt.Sprintf("%d -> %s", w.Before, Count(w.After, "agent"))
}

// fact returns the change as a fact.
func (w Workload) fact() Fact {
	f := Fact{Topic: TopicRouting, Severity: More, First: w.Deserted(), Verb: TakeType, Channels: []string{w.Channel}, Detail: []string{w.words()}}
	switch {
	case w.Deserted():
		f.Severity = Grave
	case w.After < w.Before:
		f.Severity = Less
	}
	if w.Type != "" {
		f.Subjects = []string{w.Type}
	}
	return f
}

// workloads compares who takes which workload type in two states. A channel on which no
// profile with agents lists types has no workload types: what changes there is said of queues.
func workloads(before, after *routes) []Workload {
	list := []Workload{}
	for _, channel := range schema.WorkloadChannels {
		was, is := before.typesOn(channel), after.typesOn(channel)
		types := schema.SortedSet(slices.Concat(was, is))
		if len(is) > 0 {
			types = append(types, "")
		}
		for _, workload := range types {
			w := Workload{channel, workload, before.takers(channel, workload), after.takers(channel, workload)}
			if w.Before != w.After {
				list = append(list, w)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Workload) int { return cmp.Compare(a.rank(), b.rank()) })
	return list
}

// rank is lowest for what a reviewer has to look at first: a type that nobody takes any more,
// and then types that fewer agents take.
func (w Workload) rank() int {
	switch {
	case w.Deserted():
		return 0
	case w.After < w.Before:
		return 1
	}
	return 2
}

// typesOn returns the workload types that profiles with agents list for the channel.
func (r *routes) typesOn(channel string) []string {
	var types []string
	for _, v := range r.profiles {
		if len(v.agents) == 0 {
			continue
		}
		for _, row := range v.body.Workloads {
			if row.Channel == channel {
				types = append(types, row.Type)
			}
		}
	}
	return types
}

// takers returns how many agents take contacts of the workload type on the channel.
func (r *routes) takers(channel, workload string) int {
	n := 0
	for _, v := range r.profiles {
		if v.body.Takes(channel, workload) {
			n += len(v.agents)
		}
	}
	return n
}
