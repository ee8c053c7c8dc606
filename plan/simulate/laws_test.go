package simulate

import (
	"flag"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

var pairs = flag.Int("pairs", 200, "how many pairs of centres that do not differ to compare")

// TestMoreAgents checks that another agent lowers no service level by more than chance explains.
// It looks at the mean over runs: a single contact may well wait longer. The new agent has all
// rows with priority 1, so that they take contacts from nobody.
func TestMoreAgents(t *testing.T) {
	t.Parallel()
	raised := 0
	for seed := range uint64(25) {
		c, demands := randomCentre(rand.New(rand.NewPCG(seed, 2)))
		for i := range c.profiles { // one priority, without delays: an agent of one queue cannot hurt another one
			for j := range c.profiles[i].rows {
				c.profiles[i].rows[j].priority, c.profiles[i].rows[j].delay = 1, 0
			}
		}
		more := *c
		more.agents = append(slices.Clone(c.agents), agent{profile: c.agents[0].profile})
		x := conduct(c, &more, demands, Options{Seed: seed, Runs: 30}, 0)
		for line := range c.lines {
			before, after := serviceLevel(x.before, line), serviceLevel(x.after, line)
			if after.value < before.value && after.apart(before, 0.9999) {
				t.Errorf("centre %d: another agent lowers the service level of line %d from %.3f to %.3f", seed, line, before.value, after.value)
			}
			if after.value > before.value && after.apart(before, confidence) {
				raised++
			}
		}
	}
	if raised < 10 {
		t.Errorf("another agent raised %d service levels", raised)
	}
}

// TestSameSeed checks that a seed always has the same contacts, and that another one has others.
func TestSameSeed(t *testing.T) {
	t.Parallel()
	c, demands := randomCentre(rand.New(rand.NewPCG(3, 3)))
	one, two := conduct(c, c, demands, Options{Seed: 5, Runs: 5}, 0), conduct(c, c, demands, Options{Seed: 5, Runs: 5}, 0)
	if !reflect.DeepEqual(one, two) {
		t.Error("the same seed gives other results")
	}
	if reflect.DeepEqual(one.before, conduct(c, c, demands, Options{Seed: 6, Runs: 5}, 0).before) {
		t.Error("another seed gives the same results")
	}
	fewer := arrivals(demands[:1], 5, 0, false, nil)
	all := slices.DeleteFunc(arrivals(demands, 5, 0, false, nil), func(k contact) bool { return k.line != 0 })
	if !slices.Equal(fewer, all) {
		t.Error("the contacts of a line depend on other lines")
	}
}

// TestNoiseIsNotTold checks that two centres between which contacts cannot tell a difference are
// rarely said to differ. The worst case is that of other contacts before and after, which never
// happens in a plan: the runs then say less, and all that differs is chance. At most one of a
// hundred pairs may be said to differ, with some more for the chance in that itself.
func TestNoiseIsNotTold(t *testing.T) {
	t.Parallel()
	claims := 0
	for seed := range uint64(*pairs) {
		c, demands := randomCentre(rand.New(rand.NewPCG(seed, 4)))
		x := conduct(c, c, demands, Options{Seed: seed, Runs: 20}, 0)
		x.after = conduct(c, c, demands, Options{Seed: seed + 1_000_000, Runs: 20}, 0).before
		for line := range c.lines {
			if x.differs(line) {
				claims++
				break
			}
		}
	}
	t.Logf("%d of %d pairs", claims, *pairs)
	if most := float64(*pairs)/100 + 3*math.Sqrt(float64(*pairs)/100); float64(claims) > most {
		t.Errorf("%d of %d pairs that do not differ are said to differ", claims, *pairs)
	}
}

// BenchmarkMillion carries out a run of a million contacts, in a centre with 60 queues, 30 routing
// profiles and 600 agents.
func BenchmarkMillion(b *testing.B) {
	c, demands := large(1_000_000)
	b.ReportAllocs()
	for run := 0; b.Loop(); run++ {
		all := arrivals(demands, 1, run, false, nil)
		begun, _ := play(c, all)
		counted(len(c.lines), all, begun, 0)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(run+1)/float64(len(all)), "ns/contact")
	}
}

// large returns a busy centre with 60 queues, 30 routing profiles of 20 rows and 600 agents.
func large(contacts float64) (*centre, []demand) {
	const queues, profiles, agents, handle, load = 60, 30, 600, 240, 0.9
	c := &centre{}
	var demands []demand
	for i := range queues {
		c.lines = append(c.lines, line{})
		demands = append(demands, demand{string(rune('A' + i)), []interval{{
			span: span{0, contacts * handle / agents / load}, contacts: contacts / queues, handle: handle, patience: 180, target: 20,
		}}})
	}
	r := rand.New(rand.NewPCG(1, 1))
	for i := range profiles {
		p := profile{capacity: [channelCount]uint8{1}}
		for j := range 20 {
			p.rows = append(p.rows, row{int32((i*2 + j) % queues), int32(1 + r.IntN(4)), float64(r.IntN(3) * 20)})
		}
		slices.SortStableFunc(p.rows, func(a, b row) int { return int(a.priority - b.priority) })
		c.profiles = append(c.profiles, p)
	}
	for i := range agents {
		c.agents = append(c.agents, agent{profile: int32(i % profiles)})
	}
	return c, demands
}
