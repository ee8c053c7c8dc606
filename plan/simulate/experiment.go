package simulate

import (
	"math"
	"reflect"
)

// What bounds the number of runs, if nobody chooses it.
const (
	fewestRuns   = 20
	mostRuns     = 1000
	mostContacts = 4_000_000 // over all runs, before and after
	narrow       = 0.01      // half the interval of a service level
)

// An experiment has the tallies of the runs of two contact centres, which have the same contacts.
type experiment struct {
	before, after             [][]tally   // by run and line
	workedBefore, workedAfter [][]float64 // by run and profile
	narrow                    bool        // whether the interval of each service level is narrow enough
}

// conduct carries out the runs. If runs is 0, it goes on until the intervals are narrow, or the
// bounds are reached. Contacts that come before the time from are not counted.
func conduct(before, after *centre, demands []demand, o Options, from float64) *experiment {
	x := &experiment{}
	same := reflect.DeepEqual(before, after)
	var contacts []contact
	total := 0
	for run := 0; o.Runs == 0 || run < o.Runs; run++ {
		contacts = arrivals(demands, o.Seed, run, o.Exponential, contacts)
		begun, worked := play(before, contacts)
		x.before, x.workedBefore = append(x.before, counted(len(before.lines), contacts, begun, from)), append(x.workedBefore, worked)
		if !same {
			begun, worked = play(after, contacts)
			total += len(contacts)
		}
		if total += len(contacts); same {
			x.after, x.workedAfter = x.before, x.workedBefore
		} else {
			x.after, x.workedAfter = append(x.after, counted(len(after.lines), contacts, begun, from)), append(x.workedAfter, worked)
		}
		if n := run + 1; o.Runs == 0 && n >= fewestRuns && (n%10 == 0 && x.isNarrow() || n >= mostRuns || total >= mostContacts) {
			break
		}
	}
	x.narrow = x.isNarrow()
	return x
}

// isNarrow reports whether we know each service level well enough.
func (x *experiment) isNarrow() bool {
	for _, side := range [][][]tally{x.before, x.after} {
		for line := range side[0] {
			if level := serviceLevel(side, line); level.interval() >= narrow {
				return false
			}
		}
	}
	return true
}

// column returns a figure of a line, by run.
func column(runs [][]tally, line int, figure func(*tally) float64) []float64 {
	list := make([]float64, len(runs))
	for i := range runs {
		list[i] = figure(&runs[i][line])
	}
	return list
}

func offered(t *tally) float64 { return t.offered }

// serviceLevel returns the share of contacts that were answered in time, of all offered.
func serviceLevel(runs [][]tally, line int) ratio {
	return ratioOf(column(runs, line, func(t *tally) float64 { return t.within }), column(runs, line, offered), 1)
}

// meanWait returns the mean wait of all contacts offered.
func meanWait(runs [][]tally, line int) ratio {
	return ratioOf(column(runs, line, func(t *tally) float64 { return t.wait }), column(runs, line, offered), 0)
}

// waitOf returns the mean over the runs of a quantile of the waits.
func waitOf(runs [][]tally, line int, quantile func(*tally) float64) float64 {
	return mean(column(runs, line, func(t *tally) float64 {
		if t.offered == 0 {
			return math.NaN()
		}
		return quantile(t)
	}))
}
