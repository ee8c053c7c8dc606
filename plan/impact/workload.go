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
// If a plan removes the type from "Silver", 13 -> 3 agents take such tasks. If "Silver" alone
// serves the queue "Motor", such tasks wait for ever there. If the plan removes the type from
// "Gold", too, they wait for ever in every queue.

// A Workload says how many agents take contacts of a workload type on a channel before and
// after a plan that changes this.
type Workload struct {
	Channel string `json:"channel"`
	Type    string `json:"type"` // "" for all types that no routing profile lists
	Before  int    `json:"agents_before"`
	After   int    `json:"agents_after"`

	// Queues are served by agents of whom none takes the type any more, although other agents do.
	Queues []string `json:"queues_without_agents,omitempty"`
}

// Deserted reports whether nobody is left to take contacts of the type, in any queue or in some.
func (w Workload) Deserted() bool { return w.Before > 0 && w.After == 0 || len(w.Queues) > 0 }

// words says what the change means for contacts of the type.
func (w Workload) words() string {
	switch {
	case w.After == 0:
		return fmt.Sprintf("nobody is left to take them (%s before), so they wait for ever", Count(w.Before, "agent"))
	case w.Before == 0:
		return fmt.Sprintf("%s, nobody before", Count(w.After, "agent"))
	case w.Before == w.After:
		return Count(w.After, "agent")
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
	for _, queue := range w.Queues {
		f.Objects = append(f.Objects, Object{Text: queue})
	}
	return f
}

// workloads compares who takes which workload type in two states. A channel on which no
// profile with agents lists types has no workload types: what changes there is said of queues.
// It calls wants with the name of each routing profile whose rows the answer depends on and were
// not read.
func workloads(before, after *routes, wants func(profile string)) []Workload {
	list := []Workload{}
	for _, channel := range schema.WorkloadChannels {
		was, is := before.typesOn(channel), after.typesOn(channel)
		types := schema.SortedSet(slices.Concat(was, is))
		if len(is) > 0 {
			types = append(types, "")
		}
		for _, workload := range types {
			w := Workload{Channel: channel, Type: workload, Before: before.takers(channel, workload), After: after.takers(channel, workload)}
			if w.After > 0 {
				w.Queues = desertedBy(w, before, after, wants)
			}
			if w.Before != w.After || len(w.Queues) > 0 {
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

// desertedBy returns the names of the queues that agents serve after the plan, but none of them
// takes the workload type, as some did before.
func desertedBy(w Workload, before, after *routes, wants func(profile string)) []string {
	is := after.queuesTaking(w.Channel, w.Type, func(*staffedProfile) {})
	was := before.queuesTaking(w.Channel, w.Type, func(v *staffedProfile) {
		if stays := after.named[v.name]; stays == nil || !stays.body.Takes(w.Channel, w.Type) {
			wants(v.name)
		}
	})
	var names []string
	for queue, read := range was {
		if _, taken := is[queue]; taken || !read || is[anyQueue] {
			continue
		}
		if levels, _ := after.levels(line{queue, w.Channel}); len(levels) > 0 {
			names = append(names, after.name(queue))
		}
	}
	return schema.SortedSet(names)
}

// anyQueue is the key for queues of a profile that we do not know at all.
const anyQueue = ""

// queuesTaking returns the queues, by identity, from which agents take contacts of the workload
// type. The value is false if the rows were not read, so that only the service says that a
// profile refers to the queue. It calls unread for the profiles whose rows were not read.
func (r *routes) queuesTaking(channel, workload string, unread func(*staffedProfile)) map[string]bool {
	queues := map[string]bool{}
	for _, v := range r.profiles {
		if len(v.agents) == 0 || !v.body.Takes(channel, workload) {
			continue
		}
		for at := range v.rows {
			if at.channel == channel {
				queues[at.queue] = true
			}
		}
		if v.read {
			continue
		}
		unread(v)
		if v.uses == nil {
			queues[anyQueue] = true
		}
		for queue := range v.uses {
			if _, known := queues[queue]; !known {
				queues[queue] = false // known, and not read unless by another profile
			}
		}
	}
	return queues
}
