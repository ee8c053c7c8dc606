package simulate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A Report says how long contacts wait, before and after a plan.
type Report struct {
	FormatVersion string          `json:"format_version"`
	Seed          uint64          `json:"seed"`
	Runs          int             `json:"runs"`
	Precise       bool            `json:"precise"` // whether the interval of each service level is below one point
	Queues        []QueueReport   `json:"queues"`
	Profiles      []ProfileReport `json:"routing_profiles"`
	NotSimulated  []string        `json:"not_simulated"` // queues without traffic
}

// A QueueReport is about the contacts of one queue on one channel.
type QueueReport struct {
	Queue   string   `json:"queue"`
	Channel string   `json:"channel"`
	Target  float64  `json:"target"`  // seconds within which a contact should be answered
	Before  *Service `json:"before"`  // nil if the plan creates the queue
	After   *Service `json:"after"`   // nil if the plan deletes it
	Differs bool     `json:"differs"` // by more than chance explains
	Day     []Slot   `json:"day"`
}

// A Service says how contacts are served. Numbers of contacts are means over the runs. The waits
// are those of all contacts offered; one that gave up waited until then.
type Service struct {
	Offered      float64  `json:"offered"`
	Answered     float64  `json:"answered"`
	Abandoned    float64  `json:"abandoned"`
	Closed       float64  `json:"closed"` // contacts that came while the queue was closed; they are not offered
	ServiceLevel float64  `json:"service_level"`
	MeanWait     float64  `json:"mean_wait"`
	MedianWait   float64  `json:"median_wait"`
	P90Wait      float64  `json:"p90_wait"`
	Interval     Interval `json:"interval"`
}

// An Interval is how far figures may be from those of endlessly many runs, on either side.
type Interval struct {
	ServiceLevel float64 `json:"service_level"`
	MeanWait     float64 `json:"mean_wait"`
}

// A Slot is a half hour of the day with the contacts that come in it.
type Slot struct {
	From    string  `json:"from"` // "09:30"
	Offered float64 `json:"offered"`
	Before  float64 `json:"before"` // service level
	After   float64 `json:"after"`
}

// A ProfileReport says how busy the agents of a routing profile are.
type ProfileReport struct {
	RoutingProfile string `json:"routing_profile"`
	Agents         int    `json:"agents"` // after the plan
	Before         *Load  `json:"before"`
	After          *Load  `json:"after"`
}

// A Load is how busy agents are.
type Load struct {
	Occupancy float64 `json:"occupancy"` // the share of their time in which they have a contact
}

// Sound returns the report without claims that it does not back up, for one that was read from a
// file: a queue that differs has figures before and after.
func (r *Report) Sound() *Report {
	if r != nil {
		for i := range r.Queues {
			r.Queues[i].Differs = r.Queues[i].Differs && r.Queues[i].Before != nil && r.Queues[i].After != nil
		}
	}
	return r
}

// Differs reports whether the plan changes how long contacts of any queue wait.
func (r *Report) Differs() bool {
	return slices.ContainsFunc(r.Queues, func(q QueueReport) bool { return q.Differs })
}

// Queue returns the report of the queue on the channel; nil if it was not simulated.
func (r *Report) Queue(queue, channel string) *QueueReport {
	for i := range r.Queues {
		if r.Queues[i].Queue == queue && r.Queues[i].Channel == channel {
			return &r.Queues[i]
		}
	}
	return nil
}

// The smallest differences that are told. Smaller ones would not be seen in what is printed.
const (
	leastLevel = 0.001 // of a service level
	leastWait  = 0.1   // seconds
)

// falseClaims is the share of plans that make no difference to any line and of which it is said
// that they do. It is half of what is promised, because waits are further from normal than the
// intervals assume.
const falseClaims = 0.005

// differs reports whether a line is served in another way, and not only by chance. Of all lines
// together, at most one in a hundred plans is said to make a difference that it does not make.
func (x *experiment) differs(line int) bool {
	sure := 1 - falseClaims/float64(2*len(x.before[0]))
	was, is := serviceLevel(x.before, line), serviceLevel(x.after, line)
	waited, waits := meanWait(x.before, line), meanWait(x.after, line)
	return was.apart(is, sure) && math.Abs(was.value-is.value) >= leastLevel ||
		waited.apart(waits, sure) && math.Abs(waited.value-waits.value) >= leastWait
}

// service returns the figures of a line.
func service(runs [][]tally, line int) *Service {
	level, wait := serviceLevel(runs, line), meanWait(runs, line)
	count := func(figure func(*tally) float64) float64 { return rounded(mean(column(runs, line, figure)), 2) }
	return &Service{
		Offered:      count(offered),
		Answered:     count(func(t *tally) float64 { return t.answered }),
		Abandoned:    count(func(t *tally) float64 { return t.abandoned }),
		Closed:       count(func(t *tally) float64 { return t.closed }),
		ServiceLevel: rounded(level.value, 4), MeanWait: rounded(wait.value, 2),
		MedianWait: rounded(waitOf(runs, line, func(t *tally) float64 { return t.median }), 2),
		P90Wait:    rounded(waitOf(runs, line, func(t *tally) float64 { return t.p90 }), 2),
		Interval:   Interval{rounded(level.interval(), 4), rounded(wait.interval(), 2)},
	}
}

// day returns the slots of a line in which contacts come.
func (x *experiment) day(line int) []Slot {
	slots := []Slot{}
	for i := range slotCount {
		part := func(runs [][]tally, of func(slotTally) float64) float64 {
			sum := 0.0
			for run := range runs {
				sum += of(runs[run][line].day[i])
			}
			return sum
		}
		contacts := func(s slotTally) float64 { return s.offered }
		level := func(runs [][]tally) float64 {
			n := part(runs, contacts)
			if n == 0 {
				return 1
			}
			return rounded(part(runs, func(s slotTally) float64 { return s.within })/n, 4)
		}
		if n := max(part(x.before, contacts), part(x.after, contacts)); n > 0 {
			slots = append(slots, Slot{fmt.Sprintf("%02d:%02d", i/2, i%2*30), rounded(n/float64(len(x.before)), 2), level(x.before), level(x.after)})
		}
	}
	return slots
}

// rounded returns the number with that many digits after the point. An infinite interval, of a
// single run, becomes one that says nothing.
func rounded(x float64, digits int) float64 {
	if math.IsInf(x, 0) {
		return 1e6
	}
	unit := math.Pow10(digits)
	return math.Round(x*unit) / unit
}

// compareQueues orders reports by queue and channel.
func compareQueues(a, b lineKey) int {
	return cmp.Or(cmp.Compare(a.queue, b.queue), cmp.Compare(a.channel, b.channel))
}
