package impact

import (
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// An HoursCalendar says when hours of operation are open in the next four weeks, before and after
// a plan that changes this. Unlike an [HoursChange], it has the holidays.
type HoursCalendar struct {
	Hours  string        `json:"hours"`
	Queues []string      `json:"queues"` // that use them, sorted
	Zone   string        `json:"time_zone"`
	Days   []CalendarDay `json:"days"`
}

// A CalendarDay is a day of a calendar. For example, a plan adds a holiday:
//
//	CalendarDay{Date: "2026-12-25", Before: ["08:00-20:00"], After: [], Holiday: "Christmas Day"}
type CalendarDay struct {
	Date    string   `json:"date"`
	Before  []string `json:"before"` // the opening times; none if it is closed
	After   []string `json:"after"`
	Holiday string   `json:"holiday,omitempty"` // the override that decides after the plan
}

// Changes reports whether the day has other opening times than before.
func (d CalendarDay) Changes() bool { return !slices.Equal(d.Before, d.After) }

// Written returns the date as people write it: `25 December`.
func (d CalendarDay) Written() string { return calendar.Written(d.Date) }

// Weeks returns the days week by week, from Monday to Sunday. Days before the first one and after
// the last one have no date.
func (c HoursCalendar) Weeks() [][]CalendarDay {
	if len(c.Days) == 0 {
		return nil
	}
	days := slices.Concat(make([]CalendarDay, max(0, calendar.Weekday(c.Days[0].Date))), c.Days)
	var weeks [][]CalendarDay
	for week := range slices.Chunk(days, len(calendar.Weekdays)) {
		weeks = append(weeks, slices.Concat(week, make([]CalendarDay, len(calendar.Weekdays)-len(week))))
	}
	return weeks
}

// calendarDays is how many days a calendar has.
const calendarDays = 28

// hoursCalendars returns the calendars of existing hours that are open at other times on one of
// the days from today on. It returns none without a date, and none of hours whose overrides, or
// those of a parent, were not read.
func hoursCalendars(today string, changes []*plan.Change, live, outcome *schema.State) []HoursCalendar {
	if today == "" || !slices.ContainsFunc(changes, func(c *plan.Change) bool { return c.Object().Kind == hoursKind }) {
		return nil
	}
	was := map[string]*schema.Resource{}
	for _, h := range live.Of(hoursKind) {
		was[identity(h)] = h
	}
	var list []HoursCalendar
	for _, h := range outcome.Of(hoursKind) {
		old := was[identity(h)]
		if old == nil {
			continue
		}
		before, read := daysFrom(today, live, old)
		after, known := daysFrom(today, outcome, h)
		if !read || !known || slices.EqualFunc(before, after, func(a, b calendar.Day) bool { return slices.Equal(a.Times, b.Times) }) {
			continue
		}
		c := HoursCalendar{Hours: h.Key, Queues: []string{}, Zone: h.Body.(*schema.HoursOfOperation).TimeZone}
		for i, d := range after {
			c.Days = append(c.Days, CalendarDay{Date: d.Date, Before: append([]string{}, before[i].Times...), After: append([]string{}, d.Times...), Holiday: d.Override})
		}
		for _, q := range outcome.Of(queueKind) {
			if q.Body.(*schema.Queue).HoursOfOperation == h.Key {
				c.Queues = append(c.Queues, q.Key)
			}
		}
		list = append(list, c)
	}
	return list
}

// daysFrom returns when the hours are open from today on, with their overrides and those of their
// parents. It reports false if something of that was not read.
func daysFrom(today string, s *schema.State, hours *schema.Resource) ([]calendar.Day, bool) {
	if !hours.Has("schedule") || !hours.Has("overrides") || !hours.Has("parents") {
		return nil, false
	}
	body := hours.Body.(*schema.HoursOfOperation)
	overrides := slices.Clone(body.Overrides)
	for _, name := range body.Parents {
		p := lookup(s, hoursKind, name)
		if p == nil || !p.Has("overrides") {
			return nil, false
		}
		overrides = append(overrides, p.Body.(*schema.HoursOfOperation).Overrides...)
	}
	return calendar.Days(today, calendarDays, body.Schedule, overrides), true
}
