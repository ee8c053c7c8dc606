package impact

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// An HoursChange says how the opening times of queues change: their hours of operation open at
// other times or get other overrides, or the queues get other hours. Overrides do not count for the
// minutes of a week.
type HoursChange struct {
	Hours   string   `json:"hours"`             // the hours of operation after the plan
	Instead string   `json:"instead,omitempty"` // the hours that the queues had, if they get others
	Queues  []string `json:"queues"`            // sorted
	Before  Week     `json:"before"`
	After   Week     `json:"after"`
	Words   []string `json:"words"`
}

// A Week says when hours of operation are open in a week.
type Week struct {
	Minutes int    `json:"minutes"` // a week
	Zone    string `json:"time_zone"`
}

// A times has the opening times of hours of operation, by weekday, and their sum.
type times struct {
	Week
	schedule map[string][]string
}

// Closes reports whether nobody can reach the queues any more, in any week.
func (c HoursChange) Closes() bool { return c.After.Minutes == 0 && c.Before.Minutes > 0 }

// risk returns the code of the change.
func (c HoursChange) risk() RiskCode {
	switch {
	case c.Closes():
		return ClosedHours
	case c.After.Minutes < c.Before.Minutes:
		return ShorterHours
	}
	return OtherHours
}

// openingOf returns when the hours are open. It reports false if that was not read.
func openingOf(hours *schema.Resource) (times, bool) {
	if hours == nil || !hours.Has("schedule") || !hours.Has("time_zone") {
		return times{}, false
	}
	body := hours.Body.(*schema.HoursOfOperation)
	return times{Week{calendar.Open(body.Schedule), body.TimeZone}, body.Schedule}, true
}

// hoursChanges returns how opening times change: first of hours of operation, then of queues
// that get others.
func hoursChanges(changes []*plan.Change, live, outcome *schema.State) []HoursChange {
	queues := map[string][]string{} // by the hours that they have after the plan
	for _, q := range outcome.Of(queueKind) {
		at := q.Body.(*schema.Queue).HoursOfOperation
		queues[at] = append(queues[at], q.Key)
	}
	var list []HoursChange
	for _, c := range changes {
		if c.Object().Kind != hoursKind || c.Live == nil || c.Want == nil || !c.Writes("schedule") && !c.Writes("time_zone") && !c.Writes("overrides") {
			continue
		}
		before, read := openingOf(c.Live)
		after, known := openingOf(lookup(outcome, hoursKind, c.Want.Key))
		if read && known {
			h := newHoursChange(c.Want.Key, "", schema.SortedSet(queues[c.Want.Key]), before, after)
			h.Words = append(h.Words, overrideWords(c)...)
			list = append(list, h)
		}
	}
	return slices.Concat(list, exchangedHours(changes, live, outcome))
}

// overrideWords counts the overrides that a change of hours adds, removes and changes:
// `overrides: 1 new, 2 removed`. It returns nothing if the change writes none.
func overrideWords(c *plan.Change) []string {
	if !c.Writes("overrides") {
		return nil
	}
	was := map[string]calendar.Override{}
	for _, o := range c.Live.Body.(*schema.HoursOfOperation).Overrides {
		was[o.Name] = o
	}
	added, changed := 0, 0
	for _, o := range c.Want.Body.(*schema.HoursOfOperation).Overrides {
		old, met := was[o.Name]
		delete(was, o.Name)
		switch {
		case !met:
			added++
		case old != o:
			changed++
		}
	}
	var counts []string
	for _, count := range []struct {
		n    int
		word string
	}{{added, "new"}, {len(was), "removed"}, {changed, "changed"}} {
		if count.n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", count.n, count.word))
		}
	}
	if len(counts) == 0 {
		return nil
	}
	return []string{"overrides: " + strings.Join(counts, ", ")}
}

// exchangedHours returns the queues that get other hours of operation, if these are open at other
// times. Queues that exchange the same hours share one change.
func exchangedHours(changes []*plan.Change, live, outcome *schema.State) []HoursChange {
	type exchange struct{ from, to string }
	moved := map[exchange][]string{}
	for _, c := range changes {
		if c.Object().Kind != queueKind || c.Live == nil || c.Want == nil || !c.Writes("hours_of_operation") {
			continue
		}
		// The change has the names after the plan on both sides.
		e := exchange{c.Live.Body.(*schema.Queue).HoursOfOperation, c.Want.Body.(*schema.Queue).HoursOfOperation}
		moved[e] = append(moved[e], c.Want.Key)
	}
	if len(moved) == 0 {
		return nil
	}
	was := map[string]*schema.Resource{} // live hours by their names after the plan
	for _, h := range live.Of(hoursKind) {
		was[h.Key] = h
	}
	for _, c := range changes {
		if c.Object().Kind == hoursKind && c.Live != nil && c.Want != nil {
			was[c.Want.Key] = c.Live
		}
	}
	var list []HoursChange
	for e, queues := range moved {
		before, read := openingOf(was[e.from])
		after, known := openingOf(lookup(outcome, hoursKind, e.to))
		if read && known && !before.same(after) {
			list = append(list, newHoursChange(e.to, e.from, schema.SortedSet(queues), before, after))
		}
	}
	slices.SortFunc(list, func(a, b HoursChange) int { return strings.Compare(a.Queues[0], b.Queues[0]) })
	return list
}

// lookup returns the object of the kind with the name, or nil.
func lookup(s *schema.State, k *schema.Kind, name string) *schema.Resource {
	r, _ := s.Lookup(schema.Name{Kind: k.Name, Key: name})
	return r
}

// same reports whether both are open at the same times.
func (t times) same(other times) bool {
	return t.Zone == other.Zone && maps.EqualFunc(t.schedule, other.schedule, slices.Equal)
}

// newHoursChange returns the change with its words.
func newHoursChange(hours, instead string, queues []string, before, after times) HoursChange {
	c := HoursChange{Hours: hours, Instead: instead, Queues: append([]string{}, queues...), Before: before.Week, After: after.Week}
	if before.Minutes != after.Minutes {
		c.Words = append(c.Words, openWords(before.Minutes)+" -> "+strings.TrimPrefix(openWords(after.Minutes), "open "))
	} else {
		c.Words = append(c.Words, openWords(after.Minutes)+", as before")
	}
	if before.Zone != after.Zone {
		c.Words = append(c.Words, "time zone "+before.Zone+" -> "+after.Zone)
	}
	if after.Minutes > 0 {
		c.Words = append(c.Words, otherDays(before.schedule, after.schedule)...)
	}
	return c
}

// openWords says how long hours are open: `open 67 h 30 min a week`.
func openWords(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case minutes == 0:
		return "closed all week"
	case m == 0:
		return fmt.Sprintf("open %d h a week", h)
	default:
		return fmt.Sprintf("open %d h %d min a week", h, m)
	}
}

// otherDays says which days have other times. Neighbouring days with the same times share a
// clause: `Monday to Friday 08:00-20:00 -> 10:00-12:00`.
func otherDays(before, after map[string][]string) []string {
	var clauses []string
	for i := 0; i < len(calendar.Weekdays); {
		first := calendar.Weekdays[i]
		was, is := strings.Join(before[first], " "), strings.Join(after[first], " ")
		last := i
		for last+1 < len(calendar.Weekdays) && strings.Join(before[calendar.Weekdays[last+1]], " ") == was && strings.Join(after[calendar.Weekdays[last+1]], " ") == is {
			last++
		}
		if was != is {
			days := dayWord(first)
			if last > i {
				days += " to " + dayWord(calendar.Weekdays[last])
			}
			clauses = append(clauses, fmt.Sprintf("%s %s -> %s", days, timesWords(was), timesWords(is)))
		}
		i = last + 1
	}
	return clauses
}

// dayWord returns the name of the day as English writes it.
func dayWord(day string) string { return strings.ToUpper(day[:1]) + day[1:] }

// timesWords returns opening times, or says that the day is closed.
func timesWords(times string) string {
	if times == "" {
		return "closed"
	}
	return times
}

// hoursFacts says how opening times change.
func hoursFacts(changes []HoursChange) []Fact {
	var list []Fact
	for _, c := range changes {
		f := Fact{Topic: TopicHours, Verb: Open, Subjects: []string{c.Hours}, Detail: c.Words, Via: c.instead(), Severity: Other}
		for _, q := range c.Queues {
			f.Objects = append(f.Objects, Object{Text: q})
		}
		switch {
		case c.Closes():
			f.Severity, f.First = Grave, true
		case c.After.Minutes < c.Before.Minutes:
			f.Severity = Less
		case c.After.Minutes > c.Before.Minutes:
			f.Severity = More
		}
		list = append(list, f)
	}
	return list
}

// instead returns the hours that the queues had, as a list.
func (c HoursChange) instead() []string {
	if c.Instead == "" {
		return nil
	}
	return []string{c.Instead}
}
