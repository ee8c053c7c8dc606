package simulate

import (
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var centres = flag.Int("centres", 500, "how many random contact centres to compare with the slow oracle")

// An oracle carries out a run in the obvious, slow way: it keeps one list of all contacts that
// wait, and looks at all of them, and at all agents, at every moment.
type oracle struct {
	t        *testing.T
	c        *centre
	contacts []contact
	waits    []int
	begun    []float64
	agents   []oracleAgent
}

type oracleAgent struct {
	present bool
	since   float64
	holds   []int // contacts
}

func (o *oracle) channel(i int) int { return o.c.lines[o.contacts[i].line].channel }

// may reports whether the agent may get the contact now, and with which priority.
func (o *oracle) may(a, i int, now float64) (priority int32, ok bool) {
	p := o.c.profiles[o.c.agents[a].profile]
	same := 0
	for _, held := range o.agents[a].holds {
		if o.channel(held) == o.channel(i) {
			same++
		} else if !p.any[o.channel(held)] {
			return 0, false
		}
	}
	if !o.agents[a].present || same >= int(p.capacity[o.channel(i)]) {
		return 0, false
	}
	for _, r := range p.rows {
		if r.line == o.contacts[i].line && o.contacts[i].at+r.delay <= now {
			return r.priority, true
		}
	}
	return 0, false
}

// give gives the contact to the agent.
func (o *oracle) give(i, a int, now float64) {
	o.waits = slices.DeleteFunc(o.waits, func(w int) bool { return w == i })
	o.begun[i] = now
	o.agents[a].holds = append(o.agents[a].holds, i)
	o.agents[a].since = now
}

// take lets the agent choose among all contacts that wait.
func (o *oracle) take(a int, now float64) {
	for {
		best, first := -1, int32(0)
		for _, i := range o.waits {
			if priority, ok := o.may(a, i, now); ok && (best < 0 || priority < first) {
				best, first = i, priority // the contacts are in the order in which they came
			}
		}
		if best < 0 {
			return
		}
		o.give(best, a, now)
	}
}

// offer offers the contact to all agents.
func (o *oracle) offer(i int, now float64) {
	best := -1
	for a := range o.agents {
		if _, ok := o.may(a, i, now); ok && (best < 0 || o.agents[a].since < o.agents[best].since) {
			best = a
		}
	}
	if best >= 0 {
		o.give(i, best, now)
	}
}

// run looks at every moment at which anything can happen.
func (o *oracle) run() {
	for a, ag := range o.c.agents {
		if ag.shifts == nil {
			o.agents[a] = oracleAgent{present: true, since: math.Inf(-1)}
		}
	}
	for now, ok := o.moment(math.Inf(-1)); ok; now, ok = o.moment(now) {
		o.waits = slices.DeleteFunc(o.waits, func(i int) bool { return o.contacts[i].leave <= now })
		for a := range o.agents {
			for channel := range channelCount {
				for _, i := range slices.Clone(o.agents[a].holds) {
					if o.channel(i) == channel && o.begun[i]+o.contacts[i].handle == now {
						o.agents[a].holds = slices.DeleteFunc(o.agents[a].holds, func(h int) bool { return h == i })
						o.agents[a].since = now
						o.take(a, now)
					}
				}
			}
		}
		for _, begins := range []bool{false, true} {
			for a := range o.agents {
				for _, s := range o.c.agents[a].shifts {
					if begins && s.from == now || !begins && s.to == now {
						o.agents[a].present, o.agents[a].since = begins, now
						o.take(a, now)
					}
				}
			}
		}
		for line := range o.c.lines {
			for _, i := range slices.Clone(o.waits) {
				if int(o.contacts[i].line) == line {
					o.offer(i, now)
				}
			}
		}
		for i, k := range o.contacts {
			if k.at != now {
				continue
			}
			if open := o.c.lines[k.line].open; open != nil && !slices.ContainsFunc(open, func(s span) bool { return s.from <= now && now < s.to }) {
				o.begun[i] = closed
				continue
			}
			o.waits = append(o.waits, i)
			o.offer(i, now)
		}
		o.law(now)
	}
}

// law checks that no contact waits that an agent may take now.
func (o *oracle) law(now float64) {
	for _, i := range o.waits {
		for a := range o.agents {
			if _, ok := o.may(a, i, now); ok {
				o.t.Fatalf("at %v contact %d waits, although agent %d may take it", now, i, a)
			}
		}
	}
}

// moment returns the next time at which something can happen.
func (o *oracle) moment(after float64) (next float64, ok bool) {
	next = math.Inf(1)
	see := func(at float64) {
		if at > after {
			next = min(next, at)
		}
	}
	for _, a := range o.c.agents {
		for _, s := range a.shifts {
			see(s.from)
			see(s.to)
		}
	}
	for i, k := range o.contacts {
		see(k.at)
		if o.begun[i] != never && o.begun[i] != closed {
			see(o.begun[i] + k.handle)
		}
	}
	for _, i := range o.waits {
		for _, p := range o.c.profiles {
			for _, r := range p.rows {
				if r.line == o.contacts[i].line {
					see(o.contacts[i].at + r.delay)
				}
			}
		}
	}
	return next, !math.IsInf(next, 1)
}

// randomCentre returns a small contact centre with channels, delays, shifts and opening times.
func randomCentre(r *rand.Rand) (*centre, []demand) {
	c := &centre{}
	var demands []demand
	for i := range 1 + r.IntN(5) {
		l := line{channel: r.IntN(3)}
		if r.IntN(4) == 0 {
			l.open = []span{{100, 400}, {500, 1200}}
		}
		c.lines = append(c.lines, l)
		in := interval{span: span{0, 1000}, contacts: float64(r.IntN(40)), handle: 20 + 100*r.Float64(), target: 20}
		if r.IntN(2) == 0 {
			in.patience = 10 + 200*r.Float64()
		}
		demands = append(demands, demand{string(rune('a' + i)), []interval{in}})
	}
	for range 1 + r.IntN(4) {
		p := profile{}
		for channel := range 3 {
			p.capacity[channel] = uint8(r.IntN(4))
			p.any[channel] = r.IntN(2) == 0
		}
		p.capacity[0] = min(p.capacity[0], 1)
		for l := range c.lines {
			if r.IntN(3) > 0 {
				p.rows = append(p.rows, row{int32(l), int32(1 + r.IntN(3)), float64(r.IntN(2) * r.IntN(60))})
			}
		}
		slices.SortStableFunc(p.rows, func(a, b row) int { return int(a.priority - b.priority) })
		c.profiles = append(c.profiles, p)
	}
	for range 1 + r.IntN(6) {
		a := agent{profile: int32(r.IntN(len(c.profiles)))}
		if r.IntN(3) == 0 {
			a.shifts = []span{{float64(r.IntN(300)), float64(300 + r.IntN(300))}, {700, 1500}}
		}
		c.agents = append(c.agents, a)
	}
	return c, demands
}

// TestOracle compares the loop with the slow oracle, contact by contact, in random centres.
func TestOracle(t *testing.T) {
	t.Parallel()
	contacts, answered, gaveUp := 0, 0, 0
	for seed := range uint64(*centres) {
		c, demands := randomCentre(rand.New(rand.NewPCG(seed, 1)))
		all := arrivals(demands, seed, 0, false, nil)
		o := &oracle{t: t, c: c, contacts: all, begun: make([]float64, len(all)), agents: make([]oracleAgent, len(c.agents))}
		for i := range o.begun {
			o.begun[i] = never
		}
		o.run()
		begun, _ := play(c, all)
		for i := range all {
			if begun[i] != o.begun[i] {
				t.Fatalf("centre %d, contact %d of %d came at %v to line %d: answered at %v, and by the oracle at %v", seed, i, len(all), all[i].at, all[i].line, begun[i], o.begun[i])
			}
		}
		left, waits := 0.0, slices.DeleteFunc(o.waits, func(i int) bool { return !math.IsInf(all[i].leave, 1) })
		for _, k := range counted(len(c.lines), all, begun, 0) {
			left += k.offered - k.answered - k.abandoned
			contacts, answered, gaveUp = contacts+int(k.offered), answered+int(k.answered), gaveUp+int(k.abandoned)
		}
		if int(left) != len(waits) {
			t.Errorf("centre %d: %d contacts wait in the end, but offered less answered and abandoned is %v", seed, len(waits), left)
		}
	}
	if answered < contacts/4 || gaveUp < contacts/20 {
		t.Errorf("of %d contacts, %d were answered and %d gave up: the centres are not varied", contacts, answered, gaveUp)
	}
}
