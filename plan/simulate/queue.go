package simulate

import (
	"math"
	"slices"
)

// A waitlist has the contacts that wait in one line, in the order in which they came. The first one
// has waited longest, so it meets a delay before all others.
//
// A contact that gave up stays in the list until it is the first one and somebody looks at it.
type waitlist struct {
	first, last int32   // positions of contacts; nobody if the line is empty
	at          float64 // when the first one came; infinite if the line is empty
	leave       float64 // when the first one gives up
}

// nobody is the position of no contact and no agent.
const nobody = -1

// join puts a contact at the end of its line.
func (e *loop) join(i int32) {
	c := &e.contacts[i]
	w := &e.lines[c.line]
	e.next[i] = nobody
	if w.first == nobody {
		*w = waitlist{i, i, c.at, c.leave}
		e.expect(c.line)
		return
	}
	e.next[w.last] = i
	w.last = i
}

// leave takes the first contact out of a line and returns it.
func (e *loop) leave(line int32) int32 {
	first := e.lines[line].first
	e.advance(line, e.next[first])
	e.expect(line)
	return first
}

// clear takes contacts that gave up out of the front of a line.
func (e *loop) clear(line int32) {
	w := &e.lines[line]
	if w.leave > e.now {
		return
	}
	first := w.first
	for first != nobody && e.contacts[first].leave <= e.now {
		first = e.next[first]
	}
	e.advance(line, first)
	e.expect(line)
}

// advance makes the contact the first one of its line.
func (e *loop) advance(line, first int32) {
	if first == nobody {
		e.lines[line] = waitlist{nobody, nobody, math.Inf(1), math.Inf(1)}
		return
	}
	w := &e.lines[line]
	w.first, w.at, w.leave = first, e.contacts[first].at, e.contacts[first].leave
}

// expect notes when the first contact of a line reaches the next delay. Only then, agents of
// another profile may get it who are idle already.
func (e *loop) expect(line int32) {
	at := math.Inf(1)
	for _, delay := range e.delays[line] {
		if due := e.lines[line].at + delay; due > e.now {
			at = due
			break
		}
	}
	e.due.set(line, at)
}

// schedule has one time for each line. The times change often, and the earliest is wanted.
type schedule struct {
	at    []float64 // by line
	order []int32   // a heap of lines
	where []int32   // by line, the position in order
}

func newSchedule(lines int) schedule {
	s := schedule{make([]float64, lines), make([]int32, lines), make([]int32, lines)}
	for i := range lines {
		s.at[i], s.order[i], s.where[i] = math.Inf(1), int32(i), int32(i)
	}
	return s
}

// earliest returns the line with the earliest time; an infinite time if there is none.
func (s *schedule) earliest() (line int32, at float64) {
	if len(s.order) == 0 {
		return nobody, math.Inf(1)
	}
	return s.order[0], s.at[s.order[0]]
}

func (s *schedule) set(line int32, at float64) {
	was := s.at[line]
	if was == at {
		return
	}
	s.at[line] = at
	i := int(s.where[line])
	if at < was {
		for i > 0 && s.before(i, (i-1)/2) {
			i = s.swap(i, (i-1)/2)
		}
		return
	}
	for {
		child := 2*i + 1
		if child >= len(s.order) {
			return
		}
		if child+1 < len(s.order) && s.before(child+1, child) {
			child++
		}
		if !s.before(child, i) {
			return
		}
		i = s.swap(i, child)
	}
}

func (s *schedule) before(i, j int) bool {
	a, b := s.order[i], s.order[j]
	return s.at[a] < s.at[b] || s.at[a] == s.at[b] && a < b
}

// swap exchanges two lines of the heap and returns the second position.
func (s *schedule) swap(i, j int) int {
	s.order[i], s.order[j] = s.order[j], s.order[i]
	s.where[s.order[i]], s.where[s.order[j]] = int32(i), int32(j)
	return j
}

// delaysOf returns the delays of each line that are not zero, sorted.
func delaysOf(c *centre) [][]float64 {
	delays := make([][]float64, len(c.lines))
	for _, p := range c.profiles {
		for _, r := range p.rows {
			if r.delay > 0 && p.capacity[c.lines[r.line].channel] > 0 {
				delays[r.line] = append(delays[r.line], r.delay)
			}
		}
	}
	for i := range delays {
		slices.Sort(delays[i])
		delays[i] = slices.Compact(delays[i])
	}
	return delays
}
