package simulate

import (
	"cmp"
	"math"
	"slices"
)

// What a loop says of a contact that no agent answers, in place of the time of the answer.
const (
	closed = -1 // it came while its queue was closed, so it never waited
)

// never is the time of the answer of a contact that waited and that nobody answers.
var never = math.Inf(1)

// A loop carries one run through: it looks at one event after the other, in the order of time.
//
// At one moment, contacts end first, then shifts begin and end, then contacts reach a delay, and
// then new contacts come. An agent who has just become free, for example, gets a contact that
// reaches its delay at this moment.
type loop struct {
	*staff
	contacts []contact
	now      float64
	begun    []float64 // by contact: when an agent answers it; or closed, or never
	next     []int32   // by contact: the one behind it in its line
	lines    []waitlist
	delays   [][]float64 // by line
	serving  [][]server  // by line
	due      schedule    // when the first contact of a line reaches a delay
	ends     heap        // of contacts
	shifts   []event     // channel is 1 for the beginning of a shift, and 0 for its end
	doors    []int       // by line: how many of its opening times are over
}

// A server is a profile that serves a line.
type server struct {
	list  int // of agents, in staff
	delay float64
}

// play carries out a run. It returns when each contact is answered, and for how long the agents of
// each profile handled contacts.
func play(c *centre, contacts []contact) (begun, worked []float64) {
	e := newLoop(c, contacts)
	arriving, shift := 0, 0
	for {
		line, at := e.due.earliest()
		what := reaches
		if shift < len(e.shifts) && e.shifts[shift].at <= at {
			what, at = changes, e.shifts[shift].at
		}
		if len(e.ends.list) > 0 && e.ends.list[0].at <= at {
			what, at = finishes, e.ends.list[0].at
		}
		if arriving < len(contacts) && contacts[arriving].at < at {
			what, at = arrives, contacts[arriving].at
		}
		if math.IsInf(at, 1) {
			return e.begun, e.worked
		}
		e.now = at
		switch what {
		case reaches:
			e.reach(line)
		case changes:
			e.change(e.shifts[shift])
			shift++
		case finishes:
			done := e.ends.pop()
			e.end(done.who, int(done.channel), at)
			e.take(done.who)
		case arrives:
			e.arrive(int32(arriving))
			arriving++
		}
	}
}

// The events.
const (
	reaches  = iota // a contact reaches a delay
	changes         // a shift begins or ends
	finishes        // an agent is done with a contact
	arrives
)

func newLoop(c *centre, contacts []contact) *loop {
	e := &loop{
		staff: newStaff(c), contacts: contacts, begun: make([]float64, len(contacts)), next: make([]int32, len(contacts)),
		lines: make([]waitlist, len(c.lines)), delays: delaysOf(c), serving: make([][]server, len(c.lines)),
		due: newSchedule(len(c.lines)), doors: make([]int, len(c.lines)),
	}
	for i := range e.lines {
		e.lines[i] = waitlist{nobody, nobody, math.Inf(1), math.Inf(1)}
	}
	for i, p := range c.profiles {
		for _, r := range p.rows {
			if channel := c.lines[r.line].channel; p.capacity[channel] > 0 {
				e.serving[r.line] = append(e.serving[r.line], server{i*channelCount + channel, r.delay})
			}
		}
	}
	for i, a := range c.agents {
		if a.shifts == nil {
			e.shifts = append(e.shifts, event{math.Inf(-1), int32(i), 1})
		}
		for _, s := range a.shifts {
			e.shifts = append(e.shifts, event{s.from, int32(i), 1}, event{s.to, int32(i), 0})
		}
	}
	slices.SortStableFunc(e.shifts, func(a, b event) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.channel, b.channel)) })
	return e
}

// arrive lets a new contact come. If nobody of its line waits, an idle agent may get it at once.
// If somebody waits there, no idle agent can take contacts of this line.
func (e *loop) arrive(i int32) {
	line := e.contacts[i].line
	if !e.isOpen(line) {
		e.begun[i] = closed
		return
	}
	e.begun[i] = never
	e.clear(line)
	if e.lines[line].first == nobody {
		if a := e.idle(line, e.now); a != nobody {
			e.answer(i, a)
			return
		}
	}
	e.join(i)
}

// isOpen reports whether the queue takes contacts now. Time only moves on, so it never looks back.
func (e *loop) isOpen(line int32) bool {
	open := e.centre.lines[line].open
	if open == nil {
		return true
	}
	for e.doors[line] < len(open) && open[e.doors[line]].to <= e.now {
		e.doors[line]++
	}
	return e.doors[line] < len(open) && open[e.doors[line]].from <= e.now
}

// reach offers the first contact of a line, which has just reached a delay, to idle agents.
func (e *loop) reach(line int32) {
	for {
		e.clear(line)
		if e.lines[line].first == nobody {
			return
		}
		a := e.idle(line, e.lines[line].at)
		if a == nobody {
			e.expect(line)
			return
		}
		e.answer(e.leave(line), a)
	}
}

// idle returns the agent who has been idle longest, among those who may get a contact that came
// at the given time; or nobody.
func (e *loop) idle(line int32, came float64) int32 {
	best := int32(nobody)
	for _, s := range e.serving[line] {
		if came+s.delay <= e.now {
			best = e.longest(best, e.first[s.list])
		}
	}
	return best
}

// change begins or ends a shift. An agent whose shift ends still finishes their contacts.
func (e *loop) change(s event) {
	e.present[s.who] = s.channel == 1
	e.touch(s.who, e.now)
	e.take(s.who)
}

// take gives the agent contacts that wait, as long as the agent can take one.
func (e *loop) take(a int32) {
	for {
		line := e.best(a)
		if line == nobody {
			return
		}
		e.answer(e.leave(line), a)
	}
}

// best returns the line from which the agent gets the next contact; or nobody. Of the rows whose
// delay the first contact of the line has waited, it is the one of the lowest priority number. Of
// several, it is the one whose contact has waited longest.
func (e *loop) best(a int32) int32 {
	best, came, priority := int32(nobody), math.Inf(1), int32(math.MaxInt32)
	p := e.centre.agents[a].profile
	for i := range e.centre.profiles[p].rows {
		r := &e.centre.profiles[p].rows[i]
		if r.priority > priority {
			break
		}
		w := &e.lines[r.line]
		if !(w.at+r.delay <= e.now) || !e.can(a, e.centre.lines[r.line].channel) {
			continue
		}
		e.clear(r.line)
		if w.at+r.delay <= e.now && (w.at < came || w.at == came && w.first < e.lines[best].first) {
			best, came, priority = r.line, w.at, r.priority
		}
	}
	return best
}

// answer gives a contact to an agent.
func (e *loop) answer(i, a int32) {
	c := &e.contacts[i]
	channel := e.centre.lines[c.line].channel
	e.begun[i] = e.now
	e.begin(a, channel, e.now)
	e.ends.push(event{e.now + c.handle, a, int32(channel)})
}
