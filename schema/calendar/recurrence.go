package calendar

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Recurrence is a rule for dates. It is comparable. Each unit has its own way to write the
// dates of a rule:
//
//	yearly   12-25, last monday of may, last day of february
//	monthly  15, second tuesday, last day
//	weekly   friday, saturday
//
// The rule of the last Monday of May is
//
//	Recurrence{Unit: "yearly", Month: 5, Occurrence: Last, On: "monday", Every: 1}
type Recurrence struct {
	Unit       string // one of [Units]; "" for no rule
	Month      int    // of a yearly rule: 1 to 12
	Day        int    // of the month: 1 to 31, or Last; 0 if the weekday decides
	Occurrence int    // of the weekday in the month: 1 to 4, or Last; 0 if the day decides
	On         string // weekdays in the order of the week: one for an occurrence, any number for a weekly rule
	Every      int    // 2 for every second year, month or week
}

// Units are the units that a rule can have.
var Units = []string{"yearly", "monthly", "weekly"}

const (
	// Last is the last day of a month, or the last occurrence of a weekday in it.
	Last = -1

	// MostEvery is the largest interval (Amazon Connect API reference, RecurrencePattern).
	MostEvery = 6
)

var (
	months = []string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	}
	longest    = []int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	ordinals   = []string{"first", "second", "third", "fourth"}
	yearlyDate = regexp.MustCompile(`^(\d\d)-(\d\d)$`)
)

// forms show how the dates of a rule are written.
var forms = map[string]string{
	"yearly":  `"12-25", "last monday of may" or "last day of february"`,
	"monthly": `"15", "second tuesday" or "last day"`,
	"weekly":  `["friday"]`,
}

// Parse reads the dates of a rule with the unit. If they are wrong, it says why.
func Parse(unit, text string) (r Recurrence, why string) {
	r = Recurrence{Unit: unit, Every: 1}
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
	switch unit {
	case "yearly":
		why = r.parseYearly(words)
	case "monthly":
		why = r.parseMonthly(words)
	default:
		why = r.parseWeekly(words)
	}
	if why != "" {
		return Recurrence{}, why
	}
	return r, ""
}

// formOf says how the dates of a rule are written.
func formOf(unit, text string) string {
	return fmt.Sprintf("%s is %q; write it as %s.", unit, text, forms[unit])
}

func (r *Recurrence) parseYearly(words []string) string {
	if len(words) == 1 {
		if m := yearlyDate.FindStringSubmatch(words[0]); m != nil {
			r.Month, _ = strconv.Atoi(m[1])
			r.Day, _ = strconv.Atoi(m[2])
			return r.impossible()
		}
	}
	if len(words) != 4 || words[2] != "of" {
		return formOf(r.Unit, strings.Join(words, " "))
	}
	if r.Month = monthOf(words[3]); r.Month == 0 {
		return fmt.Sprintf("%q is not a month; write its name or its number: \"last monday of may\".", words[3])
	}
	return r.parseInMonth(words[:2])
}

func (r *Recurrence) parseMonthly(words []string) string {
	switch {
	case len(words) == 1:
		n, err := strconv.Atoi(words[0])
		if err != nil {
			return formOf(r.Unit, words[0])
		}
		r.Day = n
		return r.impossible()
	case len(words) == 4 && words[2] == "of":
		return fmt.Sprintf("a date in one month of each year is yearly: yearly = %q.", strings.Join(words, " "))
	case len(words) != 2:
		return formOf(r.Unit, strings.Join(words, " "))
	}
	return r.parseInMonth(words)
}

// parseInMonth reads a day by its place in a month: "last day", "second tuesday".
func (r *Recurrence) parseInMonth(words []string) string {
	which := slices.Index(ordinals, words[0]) + 1
	if words[0] == "last" {
		which = Last
	}
	switch {
	case which == 0:
		return fmt.Sprintf("%q is not one of %s and last.", words[0], strings.Join(ordinals, ", "))
	case words[1] == "day" && which == Last:
		r.Day = Last
	case rank(words[1]) < 0:
		return fmt.Sprintf("%q is not a weekday.", words[1])
	default:
		r.Occurrence, r.On = which, words[1]
	}
	return ""
}

func (r *Recurrence) parseWeekly(words []string) string {
	for _, day := range words {
		if rank(day) < 0 {
			return fmt.Sprintf("%q is not a weekday.", day)
		}
	}
	if len(words) == 0 {
		return "weekly needs at least one weekday, such as weekly = [\"friday\"]."
	}
	r.On = InWeek(words)
	return ""
}

// InWeek returns weekdays in the order of the week, each once, as [Recurrence.On] has them.
func InWeek(days []string) string {
	days = slices.SortedFunc(slices.Values(days), func(a, b string) int { return rank(a) - rank(b) })
	return strings.Join(slices.Compact(days), " ")
}

// impossible says why no month has the day, or returns "".
func (r *Recurrence) impossible() string {
	switch {
	case r.Unit == "yearly" && (r.Month < 1 || r.Month > 12):
		return fmt.Sprintf("there is no month %d; a date of each year is the month and the day, such as \"12-25\".", r.Month)
	case r.Unit == "yearly" && (r.Day < 1 || r.Day > longest[r.Month-1]):
		return fmt.Sprintf("%s never has a day %d.", time.Month(r.Month), r.Day)
	case r.Day < 1 || r.Day > 31:
		return fmt.Sprintf("no month has a day %d.", r.Day)
	}
	return ""
}

// monthOf returns the number of a month from its name or number; 0 for another word.
func monthOf(word string) int {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= 12 {
		return n
	}
	return slices.Index(months, word) + 1
}

// Dates returns the dates of the rule as [Parse] reads them. It is their only form.
func (r Recurrence) Dates() string {
	if r.Unit == "weekly" {
		return strings.ReplaceAll(r.On, " ", ", ")
	}
	in := ""
	if r.Unit == "yearly" && 1 <= r.Month && r.Month <= 12 {
		in = " of " + months[r.Month-1]
	}
	switch {
	case r.Occurrence == Last:
		return "last " + r.On + in
	case 1 <= r.Occurrence && r.Occurrence <= len(ordinals):
		return ordinals[r.Occurrence-1] + " " + r.On + in
	case r.Day == Last:
		return "last day" + in
	case r.Unit == "yearly":
		return fmt.Sprintf("%02d-%02d", r.Month, r.Day)
	}
	return strconv.Itoa(r.Day)
}

// Days returns the weekdays on which a date of the rule can fall, in the order of the week.
// 25 December can be any weekday; the last Monday of May is a Monday.
func (r Recurrence) Days() []string {
	if r.On != "" {
		return strings.Fields(r.On)
	}
	return Weekdays
}

// Skips says which months or years the rule skips because they lack its day; "" for none.
func (r Recurrence) Skips() string {
	switch {
	case r.Unit == "yearly" && r.Month == 2 && r.Day == 29:
		return "years without a 29 February"
	case r.Unit == "monthly" && r.Day > 28:
		return fmt.Sprintf("months without a day %d", r.Day)
	}
	return ""
}

// Holds reports whether the rule holds on a date, if it held in each unit of time.
func (r Recurrence) Holds(on time.Time) bool {
	if r.Unit == "weekly" {
		return slices.Contains(r.Days(), weekdayOf(on))
	}
	return (r.Unit == "monthly" || r.Month == int(on.Month())) && r.dayIn(on.Year(), on.Month()) == on.Day()
}

// Between reports whether the rule has a date from one date to another, both included, if it
// held in each unit of time.
func (r Recurrence) Between(from, to time.Time) bool {
	if r.Unit == "weekly" {
		for range Weekdays {
			if from.After(to) {
				return false
			}
			if r.Holds(from) {
				return true
			}
			from = from.AddDate(0, 0, 1)
		}
		return false
	}
	// There is a 29 February within nine years, also around 2100, and a day 31 within two
	// months.
	month := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
	for range 9*len(months) + 1 {
		if month.After(to) {
			return false
		}
		if r.Unit == "monthly" || r.Month == int(month.Month()) {
			day := r.dayIn(month.Year(), month.Month())
			on := month.AddDate(0, 0, day-1)
			if day > 0 && !on.Before(from) && !on.After(to) {
				return true
			}
		}
		month = month.AddDate(0, 1, 0)
	}
	return false
}

// dayIn returns the day of a month on which the rule holds; 0 if the month lacks the day.
func (r Recurrence) dayIn(year int, month time.Month) int {
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
	switch {
	case r.Occurrence == Last:
		return last.Day() - (rank(weekdayOf(last))-rank(r.On)+7)%7
	case r.Occurrence > 0:
		first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
		return 1 + (rank(r.On)-rank(weekdayOf(first))+7)%7 + 7*(r.Occurrence-1)
	case r.Day == Last:
		return last.Day()
	case r.Day > last.Day():
		return 0
	}
	return r.Day
}

// weekdayOf returns the weekday of a date.
func weekdayOf(date time.Time) string { return strings.ToLower(date.Weekday().String()) }
