package simulate

import (
	"cmp"
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// slotCount is how many slots a day has: half hours, over which charts show the service level.
const slotCount = 48

// A contact is one contact of one run, with all that is random about it. The loop decides when
// it is answered.
type contact struct {
	at     float64 // when it comes
	leave  float64 // when it gives up, if nobody has answered by then; infinite for never
	handle float64
	target float32
	line   int32
	slot   uint8 // the half hour of the day
}

// arrivals returns the contacts of one run in the order in which they come. They depend on the
// seed, the run, and the line's demand, and not on the centre: before and after a plan the same
// people call, with the same patience.
func arrivals(demands []demand, seed uint64, run int, exponential bool, into []contact) []contact {
	all := into[:0]
	begins := make([]int, 0, len(demands)+1)
	for i := range demands {
		begins = append(begins, len(all))
		all = demands[i].contacts(all, int32(i), stream(seed, run, demands[i].name), exponential)
	}
	return merged(all, append(begins, len(all)))
}

// stream returns the random numbers of a line in a run. Each line has its own, so another line in
// the file of traffic does not change them.
func stream(seed uint64, run int, name string) *rand.Rand {
	const golden = 0x9e3779b97f4a7c15 // spreads the numbers of the runs over all bits
	h := fnv.New64a()
	_, _ = io.WriteString(h, name)
	return rand.New(rand.NewPCG(seed, h.Sum64()^uint64(run+1)*golden))
}

// contacts appends the contacts of the demand to all. They come at random: the time between two
// of them is exponential, so their number in an interval is Poisson.
func (d *demand) contacts(all []contact, line int32, r *rand.Rand, exponential bool) []contact {
	for _, in := range d.intervals {
		if in.contacts <= 0 || in.to <= in.from {
			continue
		}
		gap := (in.to - in.from) / in.contacts
		mean, deviation := lognormal(in.handle, cmp.Or(in.spread, in.handle))
		for at := in.from + gap*r.ExpFloat64(); at < in.to; at += gap * r.ExpFloat64() {
			c := contact{at: at, leave: math.Inf(1), line: line, target: float32(in.target)}
			c.slot = uint8(int((in.clock+at-in.from)/(24*60*60/slotCount)) % slotCount)
			if exponential {
				c.handle = in.handle * r.ExpFloat64()
			} else {
				c.handle = math.Exp(mean + deviation*r.NormFloat64())
			}
			if patience := r.ExpFloat64(); in.patience > 0 {
				c.leave = at + in.patience*patience
			}
			all = append(all, c)
		}
	}
	return all
}

// lognormal returns the mean and the deviation of the logarithm of a log-normal number with the
// given mean and deviation.
func lognormal(mean, deviation float64) (mu, sigma float64) {
	if mean <= 0 {
		return math.Inf(-1), 0
	}
	variance := math.Log1p(deviation * deviation / (mean * mean))
	return math.Log(mean) - variance/2, math.Sqrt(variance)
}

// merged returns the contacts in the order in which they come. Those of one line are in order
// already, from one of the given positions to the next.
func merged(all []contact, begins []int) []contact {
	ends := slices.Clone(begins[1:])
	at := slices.Clone(begins)
	var next heap
	for i, end := range ends {
		if at[i] < end {
			next.push(event{at: all[at[i]].at, who: int32(i)})
		}
	}
	list := make([]contact, 0, len(all))
	for len(next.list) > 0 {
		i := next.list[0].who
		list = append(list, all[at[i]])
		if at[i]++; at[i] < ends[i] {
			next.list[0].at = all[at[i]].at
			next.down(0)
		} else {
			next.pop()
		}
	}
	return list
}
