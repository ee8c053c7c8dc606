package impact

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// This file says how long contacts wait before and after a plan, if traffic is given. For example,
// a plan sets the delay of "Premium 4" to 40 s:
//
//	"Premium 4" on voice: 61 % -> 74 % answered within 20 s, mean wait 48 s -> 31 s

// simulate simulates the traffic. As long as something was not read on which the result depends,
// it only notes that.
func (s *situation) simulate() {
	if s.Simulator == nil {
		return
	}
	lacking := Needs{}
	s.Simulator.Needs(s.live, func(r *schema.Resource, attr string) { lacking.add(r, r.Kind.Set(attr)) })
	for r, attrs := range lacking {
		s.needs.add(r, attrs)
	}
	if len(lacking) > 0 {
		return
	}
	report, err := s.Simulator.Compare(s.live, s.outcome)
	if wrong, ok := errors.AsType[*simulate.InputError](err); ok {
		s.unfit = wrong.Problems
	}
	s.impact.Service = report
}

// unusableTraffic reports what in the traffic does not fit the contact centre.
func unusableTraffic(s *situation) []finding {
	var all []finding
	for _, problem := range s.unfit {
		all = append(all, report(schema.Addr{}, diag.UnusableTraffic.Problem("%s", problem)))
	}
	return all
}

// serviceFacts says for which queues contacts wait for longer or shorter. The greatest loss comes
// first.
func serviceFacts(r *simulate.Report) []Fact {
	if r == nil {
		return nil
	}
	if !r.Differs() {
		return []Fact{{Topic: TopicService, Verb: AnswerAlike, Count: r.Runs}}
	}
	var list []Fact
	queues := slices.DeleteFunc(slices.Clone(r.Queues), func(q simulate.QueueReport) bool { return !q.Differs })
	slices.SortStableFunc(queues, func(a, b simulate.QueueReport) int { return cmp.Compare(gain(a), gain(b)) })
	for _, q := range queues {
		f := Fact{
			Topic: TopicService, Verb: Answer, Severity: More, Subjects: []string{q.Queue}, Channels: []string{q.Channel},
			From: Percent(q.Before.ServiceLevel), To: Percent(q.After.ServiceLevel), Setting: Seconds(q.Target),
			Detail: []string{fmt.Sprintf("mean wait %s -> %s", Seconds(q.Before.MeanWait), Seconds(q.After.MeanWait))},
		}
		if f.From == f.To {
			f.To = ""
		}
		if gain(q) < 0 || gain(q) == 0 && q.After.MeanWait > q.Before.MeanWait {
			f.Severity = Less
		}
		list = append(list, f)
	}
	return list
}

// gain returns by how much the service level rises.
func gain(q simulate.QueueReport) float64 { return q.After.ServiceLevel - q.Before.ServiceLevel }

// Percent returns a share as people write it: `81 %`. Near both ends it has one more digit, so that
// 99.6 % is not 100 %.
func Percent(share float64) string {
	switch x := share * 100; {
	case x > 99.05 && x < 100:
		return strconv.FormatFloat(min(x, 99.9), 'f', 1, 64) + " %"
	case x > 0 && x < 0.95:
		return strconv.FormatFloat(max(x, 0.1), 'f', 1, 64) + " %"
	default:
		return strconv.FormatFloat(x, 'f', 0, 64) + " %"
	}
}

// Seconds returns a time as people write it: `7.8 s`, `48 s` or `3 min 20 s`.
func Seconds(s float64) string {
	switch whole := int(math.Round(s)); {
	case s >= 0.05 && s < 9.95 && math.Round(s*10) != 10*math.Round(s):
		return strconv.FormatFloat(s, 'f', 1, 64) + " s"
	case whole < 120:
		return strconv.Itoa(whole) + " s"
	case whole%60 == 0:
		return fmt.Sprintf("%d min", whole/60)
	default:
		return fmt.Sprintf("%d min %d s", whole/60, whole%60)
	}
}

// errNoTraffic is the answer to a question about waiting if nobody knows how many contacts come.
var errNoTraffic = errors.New("no traffic is given, so nobody can say how long contacts wait: callwright plan --traffic FILE")

// ServiceLevel returns the share of the queue's contacts that are answered in time, from 0 to 1.
func (a *Answers) ServiceLevel(queue, channel string) (float64, error) {
	s, err := a.waiting(queue, channel)
	if err != nil {
		return 0, err
	}
	return s.ServiceLevel, nil
}

// WaitP90 returns the seconds that nine of ten contacts of the queue do not exceed.
func (a *Answers) WaitP90(queue, channel string) (float64, error) {
	s, err := a.waiting(queue, channel)
	if err != nil {
		return 0, err
	}
	return s.P90Wait, nil
}

// waiting returns how contacts of the queue wait after the plan.
func (a *Answers) waiting(queue, channel string) (*simulate.Service, error) {
	if _, err := a.lookup(queueKind, queue); err != nil {
		return nil, err
	}
	switch {
	case !a.simulates:
		return nil, errNoTraffic
	case a.service == nil:
		return nil, fmt.Errorf("how long contacts wait: %w", schema.ErrNotRead)
	}
	if q := a.service.Queue(queue, channel); q != nil && q.After != nil {
		return q.After, nil
	}
	return nil, fmt.Errorf("the traffic has no contacts of %q on %s", queue, channel)
}
