package apply

import "github.com/callwright/callwright/plan"

// A schedule hands out a change as soon as every change that it waits for is made. If several
// are ready, the first one in the plan goes first.
type schedule struct {
	changes  []*plan.Change
	left     map[*plan.Change]int            // how many others each change still waits for
	waiting  map[*plan.Change][]*plan.Change // the changes that wait for each
	ready    []*plan.Change
	outcomes map[*plan.Change]Outcome
}

// newSchedule returns a schedule in which nothing is done yet.
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

// end notes the outcome of a change. If the change was not made, end also notes that the
// changes which wait for it, directly or through others, are not attempted. If the run was
// stopped before the change, that is the reason for those, too.
func (s *schedule) end(o Outcome) {
	s.outcomes[o.Change] = o
	if o.Status == NotAttempted && o.Because == nil {
		return
	}
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

// report returns the outcomes. The first n belong to the plan's changes, and the others to
// its records. A change without an outcome was not attempted.
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
