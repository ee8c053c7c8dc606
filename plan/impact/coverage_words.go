package impact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// soonest returns the shortest delay.
func soonest(levels []Level) int {
	return slices.MinFunc(levels, func(a, b Level) int { return cmp.Compare(a.Delay, b.Delay) }).Delay
}

// words says what the change means for callers, in clauses:
//
//	13 -> 10 agents
//	waits 30 s longer
//	served later (priority 1 -> 2)
func (c Coverage) words() []string {
	before, after := c.Agents()
	switch {
	case len(c.Unknown) > 0 && min(before, after) == 0:
		return []string{fmt.Sprintf("%s -> %d, not counting agents of routing profiles that were not read", Count(before, "agent"), after)}
	case after == 0:
		return []string{fmt.Sprintf("nobody is left to serve it (%s before)", Count(before, "agent"))}
	case before == 0:
		return []string{fmt.Sprintf("%s, nobody before", Count(after, "agent"))}
	}
	var words []string
	if before != after {
		words = append(words, fmt.Sprintf("%d -> %s", before, Count(after, "agent")))
	}
	if n := soonest(c.After) - soonest(c.Before); n > 0 {
		words = append(words, fmt.Sprintf("waits %d s longer", n))
	} else if n < 0 {
		words = append(words, fmt.Sprintf("waits %d s less", -n))
	}
	if was, is := c.Before[0].Priority, c.After[0].Priority; was < is {
		words = append(words, fmt.Sprintf("served later (priority %d -> %d)", was, is))
	} else if was > is {
		words = append(words, fmt.Sprintf("served sooner (priority %d -> %d)", was, is))
	}
	if len(words) == 0 {
		words = c.moves()
	}
	return words
}

// A place is where agents are in a queue's order.
type place struct{ priority, delay int }

// moves says how some agents help sooner or later, if their number, the shortest delay and the
// first priority stay the same: `6 of 20 agents help 30 s sooner`.
//
// Levels do not tell which agents they are. If all agents who leave one place can have gone to
// one other place, moves says so, place by place. If not, it only counts the agents.
func (c Coverage) moves() []string {
	more := map[place]int{}
	for _, l := range c.After {
		more[place{l.Priority, l.Delay}] += l.Agents
	}
	for _, l := range c.Before {
		more[place{l.Priority, l.Delay}] -= l.Agents
	}
	var from, to []place // both in order
	moved := 0
	for _, at := range slices.SortedFunc(maps.Keys(more), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.priority, b.priority), cmp.Compare(a.delay, b.delay))
	}) {
		if n := more[at]; n < 0 {
			from, moved = append(from, at), moved-n
		} else if n > 0 {
			to = append(to, at)
		}
	}
	total, _ := c.Agents()
	if len(from) != len(to) || !pairs(from, to, more) {
		return []string{fmt.Sprintf("%d of %s %s it with another priority or delay", moved, Count(total, "agent"), agree(moved, "serve"))}
	}
	words := make([]string, len(from))
	for i := range from {
		words[i] = move(more[to[i]], total, from[i], to[i])
	}
	return words
}

// pairs reports whether as many agents leave each place as come to the one at the same position.
func pairs(from, to []place, more map[place]int) bool {
	for i := range from {
		if more[from[i]]+more[to[i]] != 0 {
			return false
		}
	}
	return true
}

// move says how n of all agents serve a queue that went from one place to another.
func move(n, total int, from, to place) string {
	text := fmt.Sprintf("%d of %s %s", n, Count(total, "agent"), agree(n, "help"))
	switch d := to.delay - from.delay; {
	case d < 0:
		text += fmt.Sprintf(" %d s sooner", -d)
	case d > 0:
		text += fmt.Sprintf(" %d s later", d)
	}
	if from.priority != to.priority {
		text += fmt.Sprintf(" at priority %d instead of %d", to.priority, from.priority)
	}
	return text
}

// agree returns the verb for n subjects: 1 agent `helps`, 2 agents `help`.
func agree(n int, verb string) string {
	if n == 1 {
		return verb + "s"
	}
	return verb
}
