// Package calendar says when a contact centre is open: at which times of a day, on which
// weekdays, and on which dates of every year, month or week.
//
//   - Times are one opening time of a day: "08:00-12:00". The end of the day is 24:00.
//   - [Spans] are the times of each weekday.
//   - A [Recurrence] is a rule for dates: 25 December of each year, the last Monday of May,
//     every second Friday.
package calendar

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Weekdays are the days of the week, in order.
var Weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// rank returns the position of a weekday in the week; -1 for another word.
func rank(day string) int { return slices.Index(Weekdays, day) }

var timesForm = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$`)

// Wrong says why s is not an opening time, or returns "". Times have two digits, so they
// compare as strings do.
func Wrong(s string) string {
	if !timesForm.MatchString(s) {
		return fmt.Sprintf("%q is not an opening time; write it as \"08:00-17:30\", with \"24:00\" for the end of the day.", s)
	}
	if s = midnight(s); s[:5] >= s[6:] {
		return fmt.Sprintf("%q ends before it begins. For hours past midnight, end this day with \"24:00\" and write the rest on the next day.", s)
	}
	return ""
}

// midnight returns an opening time whose end is 24:00 if it was 00:00. Amazon Connect writes
// the end of a day as 00:00: 16:00-00:00 is 16:00-24:00.
func midnight(s string) string {
	if begin, ok := strings.CutSuffix(s, "-00:00"); ok {
		return begin + "-24:00"
	}
	return s
}

// Times returns the opening times of one day in their only form: sorted, each once, with
// 24:00 for the end of the day.
func Times(of []string) []string {
	list := make([]string, len(of))
	for i, s := range of {
		list[i] = midnight(s)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Overlapping returns the opening times of one day that overlap, in pairs.
func Overlapping(times []string) [][2]string {
	var pairs [][2]string
	times = Times(times)
	for i := 1; i < len(times); i++ {
		if a, b := times[i-1], times[i]; Wrong(a) == "" && Wrong(b) == "" && b[:5] < a[6:] {
			pairs = append(pairs, [2]string{a, b})
		}
	}
	return pairs
}

// EndsEarly reports whether an opening time ends at 23:59, a minute before midnight.
func EndsEarly(s string) bool { return strings.HasSuffix(s, "-23:59") }

// Spans are opening times by weekday in one string, so that Go's == compares rows that hold
// them: "monday 08:00-12:00 13:00-18:00, friday 08:00-12:00". Days are in the order of the
// week; closed days are left out.
type Spans string

// SpansOf returns the opening times by weekday as one string.
func SpansOf(schedule map[string][]string) Spans {
	var days []string
	for _, day := range slices.SortedFunc(maps.Keys(schedule), func(a, b string) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b)) }) {
		if times := Times(schedule[day]); len(times) > 0 {
			days = append(days, day+" "+strings.Join(times, " "))
		}
	}
	return Spans(strings.Join(days, ", "))
}

// Days returns the opening times by weekday.
func (s Spans) Days() map[string][]string {
	schedule := map[string][]string{}
	for day := range strings.SplitSeq(string(s), ", ") {
		if words := strings.Fields(day); len(words) > 1 {
			schedule[words[0]] = words[1:]
		}
	}
	return schedule
}

// Open returns for how many minutes a week the schedule is open. Times that overlap count once.
// What is not an opening time counts for nothing.
func Open(schedule map[string][]string) int {
	open := 0
	for _, times := range schedule {
		until := 0 // minutes of the day
		for _, s := range Times(times) {
			if Wrong(s) != "" {
				continue
			}
			begin, end := max(minute(s[:5]), until), minute(s[6:])
			open += max(0, end-begin)
			until = max(until, end)
		}
	}
	return open
}

// minute returns the minute of the day: 90 for "01:30".
func minute(at string) int {
	digit := func(i int) int { return int(at[i] - '0') }
	return (digit(0)*10+digit(1))*60 + digit(3)*10 + digit(4)
}
