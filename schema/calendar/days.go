package calendar

import (
	"slices"
	"strings"
	"time"
)

// A Day is a date with its opening times. For example, the office is open until noon on Christmas
// Eve:
//
//	Day{Date: "2026-12-24", Times: ["08:00-12:00"], Override: "Christmas Eve"}
type Day struct {
	Date     string   // "2026-12-24"
	Times    []string // none if it is closed
	Override string   // the name of the override that decides; "" if the week does
}

// Days returns the opening times of n days, from a date on. The overrides are in their only form.
// It returns none if the date is not a date.
//
// Amazon Connect looks at closed overrides that recur first, then at open ones that recur, then at
// the others, and then at the week.
func Days(from string, n int, week map[string][]string, overrides []Override) []Day {
	first, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return nil
	}
	days := make([]Day, n)
	for i := range days {
		days[i] = dayOn(first.AddDate(0, 0, i), week, overrides)
	}
	return days
}

// dayOn returns the opening times of a date.
func dayOn(date time.Time, week map[string][]string, overrides []Override) Day {
	weekday := weekdayOf(date)
	day := Day{Date: date.Format(time.DateOnly), Times: week[weekday]}
	tier := tierWeek
	for i := range overrides {
		o := &overrides[i]
		if !o.on(date) || o.tier() <= tier {
			continue
		}
		times, says := o.Times()[weekday]
		switch {
		case o.Recurring() && (!says || o.Closed && o.Hours+string(o.Schedule) != ""):
			continue // it says nothing about this weekday, or is closed for a part of the day
		case o.Closed:
			times = nil
		}
		day.Times, day.Override, tier = times, o.Name, o.tier()
	}
	for i := range overrides {
		o := &overrides[i]
		if o.Recurring() && o.Closed && o.Hours+string(o.Schedule) != "" && o.on(date) {
			if left := without(day.Times, o.Times()[weekday]); !slices.Equal(left, day.Times) {
				day.Times, day.Override = left, o.Name
			}
		}
	}
	return day
}

// The tiers of what decides on a day. A higher one counts more.
const (
	tierWeek = iota
	tierDates
	tierOpenRule
	tierClosedRule
)

// tier returns the tier of the override.
func (o *Override) tier() int {
	switch {
	case !o.Recurring():
		return tierDates
	case o.Closed:
		return tierClosedRule
	}
	return tierOpenRule
}

// on reports whether the override holds on the date.
func (o *Override) on(date time.Time) bool {
	from, to, ok := o.dates()
	if !ok || date.Before(from) || date.After(to) {
		return false
	}
	return !o.Recurring() || o.Recurs.Holds(date) && o.Recurs.units(from, date)%max(1, o.Recurs.Every) == 0
}

// units counts the years, months or weeks from one date to another.
//
// Assumption: a rule for every second week counts from the week in which the override begins. AWS
// does not document where it counts from.
func (r Recurrence) units(from, to time.Time) int {
	switch r.Unit {
	case "yearly":
		return to.Year() - from.Year()
	case "monthly":
		return (to.Year()-from.Year())*len(months) + int(to.Month()) - int(from.Month())
	}
	monday := func(t time.Time) time.Time { return t.AddDate(0, 0, -rank(weekdayOf(t))) }
	return int(monday(to).Sub(monday(from)).Hours()) / (24 * len(Weekdays))
}

// without returns opening times without those at which a rule closes: 08:00-18:00 without
// 12:00-13:00 is 08:00-12:00 and 13:00-18:00.
func without(times, closed []string) []string {
	left := Times(times)
	for _, c := range closed {
		var next []string
		for _, t := range left {
			begin, end, from, to := t[:5], t[6:], c[:5], c[6:]
			if to <= begin || end <= from {
				next = append(next, t)
				continue
			}
			if begin < from {
				next = append(next, begin+"-"+from)
			}
			if to < end {
				next = append(next, to+"-"+end)
			}
		}
		left = next
	}
	return left
}

// Weekday returns the position of a date in the week, from 0 for Monday; -1 if it is not a date.
func Weekday(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return -1
	}
	return rank(weekdayOf(t))
}

// Written returns a date as people write it: `24 December`.
func Written(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return strings.TrimPrefix(t.Format("02 January"), "0")
}
