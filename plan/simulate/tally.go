package simulate

import (
	"math"
	"slices"
)

// A tally counts what happened to the contacts of one line in one run.
type tally struct {
	offered, answered, abandoned, within, closed float64
	wait                                         float64 // the sum of the seconds that contacts waited
	median, p90                                  float64 // of the waits; only if there are contacts
	day                                          [slotCount]slotTally
}

// A slotTally counts the contacts that came in one half hour of the day.
type slotTally struct{ offered, within float64 }

// counted returns the tally of each line. It leaves out contacts that came before the given time.
//
// A contact that gave up waited until then. One that nobody answered and that never gives up
// waited until the end of the run, which is when the last contact ended.
func counted(lines int, contacts []contact, begun []float64, from float64) []tally {
	all := make([]tally, lines)
	waits := make([][]float32, lines) // of those who waited at all; most do not
	end := 0.0
	for i := range contacts {
		if end = max(end, contacts[i].at); begun[i] != never && begun[i] != closed {
			end = max(end, begun[i]+contacts[i].handle)
		}
	}
	for i := range contacts {
		c := &contacts[i]
		if c.at < from {
			continue
		}
		t := &all[c.line]
		if begun[i] == closed {
			t.closed++
			continue
		}
		wait := begun[i] - c.at
		switch {
		case begun[i] != never:
			t.answered++
			if wait <= float64(c.target) {
				t.within++
				t.day[c.slot].within++
			}
		case math.IsInf(c.leave, 1):
			wait = end - c.at
		default:
			t.abandoned++
			wait = c.leave - c.at
		}
		t.offered++
		t.day[c.slot].offered++
		t.wait += wait
		if wait > 0 {
			waits[c.line] = append(waits[c.line], float32(wait))
		}
	}
	for i := range all {
		slices.Sort(waits[i])
		all[i].median = quantile(waits[i], int(all[i].offered), 0.5)
		all[i].p90 = quantile(waits[i], int(all[i].offered), 0.9)
	}
	return all
}

// quantile returns the smallest wait that at least the share p of n contacts do not exceed. The
// sorted waits are those that are not zero.
func quantile(waits []float32, n int, p float64) float64 {
	at := int(math.Ceil(p*float64(n))) - 1 - (n - len(waits))
	if at < 0 {
		return 0
	}
	return float64(waits[at])
}
