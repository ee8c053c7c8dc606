package calendar

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// An Override replaces the opening times of a week from one date to another: on each day
// between them, or on the days of a rule. It is comparable.
//
//   - Without a rule, its times replace those of the week. If it is closed, there are none.
//   - With a rule, it is open or closed at its times. If it has none, it is closed all day.
//
// People can write one override in several ways. [Override.Normal] returns its only form. For
// example, an override that closes from 12:00 to 16:00 on each 24 December is
//
//	Override{Recurs: Recurrence{Unit: "yearly", …}, Closed: true, Hours: "12:00-16:00"}
type Override struct {
	Name, Description string
	From, To          string // dates, "2026-12-25", both inclusive
	Recurs            Recurrence
	Closed            bool   // all day or, with a rule, at its times
	Type              string // "open" or "closed", another way to write Closed; "" in the only form
	Hours             string // times of each day: "09:00-12:00 13:00-17:00"; in the only form, "" without a rule
	Schedule          Spans  // times by weekday; in the only form, "" if Hours say the same
}

// Types are the types that an override can have.
var Types = []string{openType, closedType}

const openType, closedType = "open", "closed"

// wholeDay is the opening time of a day that never closes.
const wholeDay = "00:00-24:00"

// Recurring reports whether the override has a rule.
func (o *Override) Recurring() bool { return o.Recurs.Unit != "" }

// dates returns the first and the last day; false if they are not dates, or in the wrong
// order.
func (o *Override) dates() (from, to time.Time, ok bool) {
	from, err := time.Parse(time.DateOnly, o.From)
	to, err2 := time.Parse(time.DateOnly, o.To)
	return from, to, err == nil && err2 == nil && !to.Before(from)
}

// Normal returns the override in its only form. For example, hours = ["09:00-13:00"] on
// 2026-12-24 become the times of thursday.
func (o Override) Normal() Override {
	if o.Recurring() {
		return o.normalRule()
	}
	o.Closed, o.Type = o.Closed || o.Type == closedType, ""
	from, to, ok := o.dates()
	if !ok {
		return o
	}
	times := o.Schedule.Days()
	for _, day := range Weekdays {
		switch {
		case !reaches(from, to, day):
			delete(times, day) // it says nothing about these dates
		case o.Hours != "":
			times[day] = strings.Fields(o.Hours)
		}
	}
	o.Hours, o.Schedule = "", SpansOf(times)
	return o
}

// normalRule returns an override with a rule in its only form.
func (o Override) normalRule() Override {
	timed := o.Hours != "" || o.Schedule != ""
	o.Closed, o.Type = o.Closed || o.Type == closedType || o.Type == "" && !timed, ""
	if o.Schedule != "" {
		same := map[string][]string{}
		first := o.Schedule.Days()[o.Recurs.Days()[0]]
		for _, day := range o.Recurs.Days() {
			same[day] = first
		}
		if SpansOf(same) == o.Schedule {
			o.Hours, o.Schedule = strings.Join(first, " "), ""
		}
	}
	if o.Closed && o.Hours == wholeDay {
		o.Hours = ""
	}
	return o
}

// Times returns the times of each weekday on which the override can fall, of an override in
// its only form. A closed one with a rule has the times at which it is closed.
func (o *Override) Times() map[string][]string {
	if !o.Recurring() || o.Schedule != "" {
		return o.Schedule.Days()
	}
	hours := strings.Fields(o.Hours)
	if len(hours) == 0 {
		hours = []string{wholeDay}
	}
	times := map[string][]string{}
	for _, day := range o.Recurs.Days() {
		times[day] = hours
	}
	return times
}

// reaches reports whether the weekday occurs between two dates, both included.
func reaches(from, to time.Time, day string) bool {
	days := (rank(day) - rank(weekdayOf(from)) + 7) % 7
	return !from.AddDate(0, 0, days).After(to)
}

// Wrong returns the rest of a sentence that says what is wrong with the override as it was
// written, or "".
func (o *Override) Wrong() string {
	timed := o.Hours != "" || o.Schedule != ""
	switch {
	case o.Hours != "" && o.Schedule != "":
		return "has hours and a schedule; write only one of the two."
	case o.Closed && o.Type == openType:
		return `is closed and of the type "open"; write only one of the two.`
	case timed && !o.Recurring() && (o.Closed || o.Type == closedType):
		return fmt.Sprintf("is closed and has %s; write only one of the two.", o.timesWord())
	case !timed && o.Type == openType:
		return `is of the type "open" and needs hours, such as hours = ["08:00-12:00"].`
	case !timed && !o.Closed && o.Type == "" && !o.Recurring():
		return "needs closed = true or a schedule, such as schedule = { friday = [\"08:00-12:00\"] }."
	}
	from, to, ok := o.dates()
	switch {
	case !ok && o.wellFormed():
		return fmt.Sprintf("ends on %s, before it begins on %s.", o.To, o.From)
	case !ok || !o.Recurring():
		return ""
	case !o.Recurs.Between(from, to):
		return fmt.Sprintf("has no day between %s and %s. It recurs %s: %s.", o.From, o.To, o.Recurs.Unit, o.Recurs.Dates())
	}
	return o.wrongDays()
}

// wellFormed reports whether both dates are dates.
func (o *Override) wellFormed() bool {
	_, err := time.Parse(time.DateOnly, o.From)
	_, err2 := time.Parse(time.DateOnly, o.To)
	return err == nil && err2 == nil
}

// timesWord says which of its times the override has.
func (o *Override) timesWord() string {
	if o.Hours != "" {
		return "hours"
	}
	return "a schedule"
}

// wrongDays says which weekdays of the schedule do not match the rule, or returns "".
func (o *Override) wrongDays() string {
	if o.Schedule == "" || o.Recurs.On == "" {
		return ""
	}
	times := o.Schedule.Days()
	for _, day := range o.Recurs.Days() {
		if times[day] == nil {
			return fmt.Sprintf("recurs on %s, and its schedule has no times for that day.", day)
		}
		delete(times, day)
	}
	if more := slices.Sorted(maps.Keys(times)); len(more) > 0 {
		return fmt.Sprintf("has times for %s, and never recurs on that day.", more[0])
	}
	return ""
}

// ForeignDay returns a weekday that an override without a rule has times for, and that does
// not occur between its dates; "" if there is none.
func (o *Override) ForeignDay() string {
	from, to, ok := o.dates()
	times := o.Schedule.Days()
	for _, day := range Weekdays {
		if ok && !o.Recurring() && times[day] != nil && !reaches(from, to, day) {
			return day
		}
	}
	return ""
}

// mostDays is how many days of an override are compared with rules. Longer ones are seasons
// and not holidays, and to compare all of their days would take too long.
const mostDays = 31

// Shadowed returns a date of an override without a rule on which a rule closes all day. Amazon
// Connect looks at closed rules first, so the override changes nothing on that date. It
// returns "" if there is no such date.
func (o *Override) Shadowed(rule Override) string {
	rule = rule.Normal()
	if o.Recurring() || !rule.Recurring() || rule.Recurs.Every != 1 || !rule.Closed || rule.Hours != "" || rule.Schedule != "" {
		return ""
	}
	day, to, ok := o.dates()
	from, till, ok2 := rule.dates()
	for range mostDays {
		if !ok || !ok2 || day.After(to) {
			break
		}
		if !day.Before(from) && !day.After(till) && rule.Recurs.Holds(day) {
			return day.Format(time.DateOnly)
		}
		day = day.AddDate(0, 0, 1)
	}
	return ""
}
