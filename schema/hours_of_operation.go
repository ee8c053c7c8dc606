package schema

import (
	"fmt"
	"regexp"
	"slices"
	"time"
	_ "time/tzdata" // zone names are checked against the same list on every machine

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// parentsPerHours is how many hours one may inherit overrides from (Amazon Connect
// API reference, AssociateHoursOfOperations).
const parentsPerHours = 3

// HoursOfOperation says when queues are open.
type HoursOfOperation struct {
	Name        string
	Description string
	TimeZone    string              // IANA name
	Schedule    map[string][]string // weekday in lower case → "08:00-12:00" …; no entry for a closed day
	Overrides   []Override          // sorted by name
	Parents     []string            // names of hours whose overrides hold here, too
	Tags        map[string]string

	Recurring []string // live: the names of overrides that recur, which are no attribute
}

// Weekdays are the keys of a schedule, in the order of the week.
var Weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

var hoursOfOperation = Define(Kind{
	Name:  "hours_of_operation",
	Doc:   "When queues are open: a weekly schedule in a time zone.",
	Label: "name",
	Quota: 100,
}, []Field[HoursOfOperation]{
	String("name", "The name; defaults to for_each's key or the label.", func(h *HoursOfOperation) *string { return &h.Name }).Code('n').
		Required().Length(127),
	String("description", "What the hours are for.", func(h *HoursOfOperation) *string { return &h.Description }).Code('d').
		Length(250),
	String("time_zone", "The IANA name of the time zone: `Europe/London`.", func(h *HoursOfOperation) *string { return &h.TimeZone }).Code('z').
		Required().Rule(zone),
	SetMap("schedule", "The opening times by weekday: `{ monday = [\"08:00-12:00\", \"13:00-18:00\"] }`. A day that is not written is closed; `00:00-24:00` is all day.",
		func(h *HoursOfOperation) *map[string][]string { return &h.Schedule }).Code('s').
		Required().KeysOneOf(Weekdays...).Rule(span),
	Rows("overrides", "Days with other opening times than the schedule's: holidays, training. The table is whole; overrides that recur are not in it and stay, and a plan names them.",
		func(h *HoursOfOperation) *[]Override { return &h.Overrides }, overrideRows).Code('o'),
	StringSet("parents", "Hours whose overrides hold for these, too: one list of holidays for many. At most 3.",
		func(h *HoursOfOperation) *[]string { return &h.Parents }).Code('p').
		NotEmpty("name other hours").Count(0, parentsPerHours).RefersTo("hours_of_operation"),
	tags(func(h *HoursOfOperation) *map[string]string { return &h.Tags }),
})

func (h *HoursOfOperation) naturalKey() string { return h.Name }

// complete drops the days without opening times: they are closed, as days are that are
// not written.
func (h *HoursOfOperation) complete(any) {
	for day, spans := range h.Schedule {
		if len(spans) == 0 {
			delete(h.Schedule, day)
		}
	}
}

func zone(name string) string {
	if name == "Local" {
		return `"time_zone" is "Local", which differs from machine to machine; write an IANA name such as "Europe/London".`
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fmt.Sprintf("%q is no IANA time zone; write a name such as \"Europe/London\".", name)
	}
	return ""
}

var spanForm = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$`)

// span says why s is no opening time. Times of one form compare as strings do.
func span(s string) string {
	if !spanForm.MatchString(s) {
		return fmt.Sprintf("%q is no opening time; write it as \"08:00-17:30\", with \"24:00\" for the end of the day.", s)
	}
	if s[:5] >= s[6:] {
		return fmt.Sprintf("%q ends before it begins; for hours past midnight write the rest on the next day, and \"24:00\" for the end of the day.", s)
	}
	return ""
}

func (h *HoursOfOperation) check(func(string) bool) []diag.Problem {
	problems := overlaps(diag.Path("schedule"), "", h.Schedule)
	problems = append(problems, checkOverrides(h.Overrides)...)
	if slices.Contains(h.Parents, h.Name) && h.Name != "" {
		problems = append(problems, diag.InvalidValue.On("parents", "%q is a parent of itself; parents are other hours.", h.Name).About(h.Name))
	}
	return problems
}

// overlaps reports opening times of one weekday that overlap; of says whose they are
// in a sentence, or is "".
func overlaps(path cty.Path, of string, schedule map[string][]string) []diag.Problem {
	var problems []diag.Problem
	for _, day := range Weekdays {
		spans := schedule[day]
		for i := 1; i < len(spans); i++ {
			if len(spans[i-1]) == 11 && len(spans[i]) == 11 && spans[i][:5] < spans[i-1][6:] {
				problems = append(problems, diag.OverlappingTimes.At(path.Copy().GetAttr(day), "On %s%s, %s and %s overlap.", day, of, spans[i-1], spans[i]))
			}
		}
	}
	return problems
}

// Days returns the weekdays that the schedule opens, in the order of the week.
func (h *HoursOfOperation) Days() []string {
	return slices.DeleteFunc(slices.Clone(Weekdays), func(day string) bool { return len(h.Schedule[day]) == 0 })
}
