package apply

import "github.com/callwright/callwright/plan"

// A schedule hands out changes once all they wait for is made, in the plan's order
// among those that are ready.
type schedule struct {
	changes  []*plan.Change
	left     map[*plan.Change]int            // how many changes it still waits for
	waiting  map[*plan.Change][]*plan.Change // what waits for it
	ready    []*plan.Change
	outcomes map[*plan.Change]Outcome
}

// newSchedule returns a schedule in which nothing is done.
func newSchedule(changes []*plan.Change) *schedule {
	s := &schedule{
		changes:  changes,
		left:     make(map[*plan.Change]int, len(changes)),
		waiting:  map[*plan.Change][]*plan.Change{},
		outcomes: make(map[*plan.Change]Outcome, len(changes)),
	}
	for _, c := range changes {
		if s.left[c] = len(c.Waits); s.left[c] == 0 {
			s.ready = append(s.ready, c)
		}
		for _, w := range c.Waits {
			s.waiting[w] = append(s.waiting[w], c)
		}
	}
	return s
}

// next returns a change that can be made now, or nil.
func (s *schedule) next() *plan.Change {
	if len(s.ready) == 0 {
		return nil
	}
	c := s.ready[0]
	s.ready = s.ready[1:]
	return c
}

// end notes what became of a change. What waits for one that was not made is not
// attempted.
func (s *schedule) end(o Outcome) {
	s.outcomes[o.Change] = o
	for _, c := range s.waiting[o.Change] {
		if _, ended := s.outcomes[c]; ended {
			continue
		}
		if !o.Made() {
			s.end(Outcome{Change: c, Status: NotAttempted, Because: o.Change})
			continue
		}
		if s.left[c]--; s.left[c] == 0 {
			s.ready = append(s.ready, c)
		}
	}
}

// report returns the outcomes, of which the first n are of the plan's changes and
// the others of its records; what has none yet was not attempted.
func (s *schedule) report(n int) *Report {
	r := &Report{}
	for _, c := range s.changes {
		o, ended := s.outcomes[c]
		if !ended {
			o = Outcome{Change: c, Status: NotAttempted}
		}
		r.Outcomes = append(r.Outcomes, o)
	}
	r.Outcomes, r.Records = r.Outcomes[:n:n], r.Outcomes[n:]
	return r
}
