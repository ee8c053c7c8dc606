package traffic

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/callwright/callwright/plan/simulate"
)

const daySeconds = 24 * 60 * 60

// dateTimes are the forms of a time with a date. The last ones are in a zone of their own.
var (
	localForms = []string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05"}
	zonedForms = []string{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.000Z07:00", "2006-01-02 15:04Z07:00", "2006-01-02 15:04:05Z07:00"}
	timeOfDay  = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2}))?$`)
)

// A moment is a time of day, perhaps with a date.
type moment struct {
	day    string
	second int
	utc    bool
}

// readMoment reads a time: 09:30, 2026-11-30 09:30, or 2026-11-30T09:30Z.
func readMoment(text string) (moment, bool) {
	if m := timeOfDay.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.Atoi(m[1])
		minutes, _ := strconv.Atoi(m[2])
		seconds, _ := strconv.Atoi("0" + m[3])
		at := hours*3600 + minutes*60 + seconds
		return moment{second: at}, minutes < 60 && seconds < 60 && at <= daySeconds
	}
	of := func(t time.Time, utc bool) (moment, bool) {
		return moment{t.Format(time.DateOnly), t.Hour()*3600 + t.Minute()*60 + t.Second(), utc}, t.Year() >= 1970
	}
	for _, form := range localForms {
		if t, err := time.Parse(form, text); err == nil {
			return of(t, false)
		}
	}
	for _, form := range zonedForms {
		if t, err := time.Parse(form, text); err == nil {
			return of(t.UTC(), true)
		}
	}
	return moment{}, false
}

// between returns the time from one moment to another. An end that is not after the beginning is
// on the next day: from 22:00 to 06:00.
func between(from, to moment) (simulate.Time, string) {
	t := simulate.Time{Day: from.day, From: from.second, To: to.second, UTC: from.utc}
	switch {
	case from.day == "" && to.day != "":
		return t, "it has a date, but the beginning has none. Write both with a date, or none"
	case from.utc != to.utc && to.day != "":
		return t, "it is in UTC, or the beginning is, but not both. Write both in the same way"
	case to.day != "":
		first, _ := time.Parse(time.DateOnly, from.day)
		last, _ := time.Parse(time.DateOnly, to.day)
		t.To += int(last.Sub(first).Hours()) / 24 * daySeconds
		if t.To <= t.From {
			return t, "it is not after the beginning"
		}
	case t.To <= t.From:
		t.To += daySeconds
	}
	if t.To-t.From > daySeconds {
		return t, "it is more than a day after the beginning. Write a row for each interval, such as a half hour"
	}
	return t, ""
}

// duration matches a time as Amazon Connect writes it: 00:04:12.
var duration = regexp.MustCompile(`^(\d+):(\d{2}):(\d{2})(?:\.\d+)?$`)

// readSeconds reads a number of seconds: 252, 252.5, or 00:04:12.
func readSeconds(text string) (float64, error) {
	if m := duration.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.ParseFloat(m[1], 64)
		minutes, _ := strconv.ParseFloat(m[2], 64)
		seconds, _ := strconv.ParseFloat(m[3], 64)
		return inRange(hours*3600+minutes*60+seconds, text)
	}
	x, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "s")), 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number of seconds. Write 240, or 00:04:00", text)
	}
	return inRange(x, text)
}

// readCount reads a number of contacts, which may have a fraction: a mean over several days.
func readCount(text string) (float64, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number. Write a number such as 42", text)
	}
	return inRange(x, text)
}

// inRange refuses numbers that no contact centre has.
func inRange(x float64, text string) (float64, error) {
	if !(x >= 0 && x <= 1e6) || math.IsNaN(x) {
		return 0, fmt.Errorf("%s is not between 0 and 1000000", text)
	}
	return x, nil
}
