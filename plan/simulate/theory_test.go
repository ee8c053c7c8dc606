package simulate

import (
	"flag"
	"fmt"
	"math"
	"testing"
)

var hours = flag.Float64("hours", 30, "how many hours a run lasts that is compared with theory")

// A theory is a contact centre for which queueing theory has formulas: one profile, queues of the
// given priorities, and everything exponential.
type theory struct {
	contacts []float64 // in 30 minutes, by queue; the first one has priority 1
	handle   float64
	agents   int
	patience float64
	target   float64
}

// conduct carries out 40 runs of some hours, and leaves out the time in which the centre fills.
func (th theory) conduct(target float64, seed uint64) *experiment {
	const warm = 3
	c := &centre{profiles: []profile{{capacity: [channelCount]uint8{1}}}}
	var demands []demand
	for i, n := range th.contacts {
		c.lines = append(c.lines, line{})
		c.profiles[0].rows = append(c.profiles[0].rows, row{line: int32(i), priority: int32(i + 1)})
		demands = append(demands, demand{name: fmt.Sprint(i), intervals: []interval{{
			span: span{0, *hours * 3600}, contacts: n * 2 * *hours, handle: th.handle, patience: th.patience, target: target,
		}}})
	}
	for range th.agents {
		c.agents = append(c.agents, agent{})
	}
	return conduct(c, c, demands, Options{Seed: seed, Runs: 40, Exponential: true}, warm*3600)
}

// near fails if the figure is not within its own interval around what theory says.
func near(t *testing.T, what string, got ratio, want float64) {
	t.Helper()
	t.Logf("%s: %.5f ± %.5f, theory %.5f", what, got.value, got.interval(), want)
	if off := math.Abs(got.value - want); off > got.interval() {
		t.Errorf("%s is %.5f ± %.5f, but theory says %.5f", what, got.value, got.interval(), want)
	}
}

// figure returns the ratio of a figure to the contacts offered.
func (x *experiment) figure(line int, of func(*tally) float64) ratio {
	return ratioOf(column(x.before, line, of), column(x.before, line, offered), 0)
}

func within(t *tally) float64    { return t.within }
func abandoned(t *tally) float64 { return t.abandoned }

// TestErlangC holds the simulation to Erlang C: contacts with endless patience.
func TestErlangC(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		theory
		wait, level, asa float64
	}{
		{theory{[]float64{100}, 180, 14, 0, 20}, 0.17413, 0.88835, 7.836},
		{theory{[]float64{200}, 240, 30, 0, 20}, 0.42769, 0.67604, 30.794},
		{theory{[]float64{50}, 300, 10, 0, 30}, 0.48761, 0.58725, 87.770},
	} {
		t.Run(fmt.Sprint(test.contacts), func(t *testing.T) {
			t.Parallel()
			x := test.conduct(test.target, 1)
			near(t, "service level", serviceLevel(x.before, 0), test.level)
			near(t, "mean wait", meanWait(x.before, 0), test.asa)
			near(t, "share that does not wait", test.conduct(0, 1).figure(0, within), 1-test.wait)
		})
	}
}

// TestErlangA holds the simulation to Erlang A: contacts that give up.
func TestErlangA(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		theory
		wait, abandoned, mean, level float64
	}{
		{theory{[]float64{100}, 180, 8, 120, 20}, 0.7226, 0.2580, 30.96, 0.4032},
		{theory{[]float64{100}, 180, 10, 120, 20}, 0.4969, 0.1375, 16.50, 0.6399},
		{theory{[]float64{1000}, 180, 100, 120, 20}, 0.4642, 0.0439, 5.266, 0.8846},
	} {
		t.Run(fmt.Sprint(test.agents), func(t *testing.T) {
			t.Parallel()
			x := test.conduct(test.target, 1)
			near(t, "service level", serviceLevel(x.before, 0), test.level)
			near(t, "mean wait", meanWait(x.before, 0), test.mean)
			near(t, "abandoned", x.figure(0, abandoned), test.abandoned)
			near(t, "share that does not wait", test.conduct(0, 1).figure(0, within), 1-test.wait)
		})
	}
}

// TestCobham holds the simulation to Cobham's formula: three queues of different priorities.
func TestCobham(t *testing.T) {
	t.Parallel()
	th := theory{[]float64{60, 60, 30}, 240, 22, 0, 20}
	x := th.conduct(0, 1)
	for i, want := range []float64{9.736, 35.698, 249.883} {
		near(t, fmt.Sprintf("mean wait of priority %d", i+1), meanWait(x.before, i), want)
		near(t, fmt.Sprintf("share of priority %d that does not wait", i+1), x.figure(i, within), 1-0.56792)
	}
}

// TestDelayAlone looks at one queue with two groups of agents, the second one with a delay.
func TestDelayAlone(t *testing.T) {
	t.Parallel()
	demands := []demand{{name: "one", intervals: []interval{{span: span{0, 30 * 3600}, contacts: 6000, handle: 180, target: 20}}}}
	centreOf := func(delay float64) *centre {
		c := &centre{lines: []line{{}}}
		for _, d := range []float64{0, delay} {
			c.profiles = append(c.profiles, profile{capacity: [channelCount]uint8{1}, rows: []row{{priority: 1, delay: d}}})
		}
		for i := range 18 {
			c.agents = append(c.agents, agent{profile: int32(i / 14)}) // 14 and 4
		}
		return c
	}
	all := arrivals(demands, 1, 0, true, nil)
	begun, worked := play(centreOf(30), all)
	early := 0
	for i := range begun {
		if begun[i]-all[i].at < 30 {
			early++
		}
	}
	if worked[1] == 0 || early == 0 {
		t.Fatal("the test shows nothing")
	}
	never := conduct(centreOf(1e9), centreOf(0), demands, Options{Seed: 1, Runs: 40, Exponential: true}, 3*3600)
	near(t, "service level of the first group alone", serviceLevel(never.before, 0), 0.88835)
	if never.workedBefore[0][1] != 0 {
		t.Error("the second group got contacts before their delay")
	}
	one := theory{[]float64{100}, 180, 18, 0, 20}
	want := serviceLevel(one.conduct(20, 7).before, 0)
	if got := serviceLevel(never.after, 0); math.Abs(got.value-want.value) > got.interval()+want.interval() {
		t.Errorf("without a delay the service level is %v, but that of one group is %v", got.value, want.value)
	}
}
