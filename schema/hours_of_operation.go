package schema

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zone names are checked against the same list on every machine

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/calendar"
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

	Recurring []string // live: the names of overrides that recur, which no attribute describes
}

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
	SetMap("schedule", "The opening times by weekday: `{ monday = [\"08:00-12:00\", \"13:00-18:00\"] }`. A day that is not in the schedule is closed. `00:00-24:00` is all day; an end of `00:00` is midnight, too.",
		func(h *HoursOfOperation) *map[string][]string { return &h.Schedule }).Code('s').
		Required().OneOf(calendar.Weekdays...).Rule(calendar.Wrong),
	Rows("overrides", "Days with different opening times: holidays, training. The table is complete: callwright removes overrides that are not in it, except recurring ones, which stay and which a plan lists.",
		func(h *HoursOfOperation) *[]Override { return &h.Overrides }, overrideRows).Code('o'),
	StringSet("parents", "Other hours whose overrides also apply to these: one list of holidays for many. At most 3.",
		func(h *HoursOfOperation) *[]string { return &h.Parents }).Code('p').
		NotEmpty("name other hours").Count(0, parentsPerHours).RefersTo("hours_of_operation"),
	tags(func(h *HoursOfOperation) *map[string]string { return &h.Tags }),
})

func (h *HoursOfOperation) naturalKey() string { return h.Name }

// complete brings opening times into their only form, and drops days without any. Such a day
// is closed, like a day that the block leaves out.
func (h *HoursOfOperation) complete(any) {
	for day, spans := range h.Schedule {
		if len(spans) == 0 {
			delete(h.Schedule, day)
			continue
		}
		h.Schedule[day] = calendar.Times(spans)
	}
}

func zone(name string) string {
	if name == "Local" {
		return `"time_zone" is "Local", which differs from machine to machine; use an IANA name such as "Europe/London".`
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fmt.Sprintf("%q is not an IANA time zone; use a name such as \"Europe/London\".", name)
	}
	return ""
}

func (h *HoursOfOperation) check(func(string) bool) []diag.Problem {
	problems := overlaps(diag.Path("schedule"), "", h.Schedule)
	problems = append(problems, checkOverrides(h.Overrides)...)
	problems = append(problems, h.checkLastMinute()...)
	if slices.Contains(h.Parents, h.Name) && h.Name != "" {
		problems = append(problems, diag.InvalidValue.On("parents", "%q cannot be its own parent; name other hours.", h.Name).About(h.Name))
	}
	return problems
}

// checkLastMinute warns once of days that end at 23:59. Many people write that for the end of
// the day, and so close for a minute every night.
func (h *HoursOfOperation) checkLastMinute() []diag.Problem {
	path, when := "schedule", []string{}
	for _, day := range h.Days() {
		if slices.ContainsFunc(h.Schedule[day], calendar.EndsEarly) {
			when = append(when, day)
		}
	}
	if len(when) == len(calendar.Weekdays) {
		when = []string{"each day"}
	}
	if len(when) == 0 {
		path = "overrides"
	}
	for _, o := range h.Overrides {
		if slices.ContainsFunc(slices.Concat(slices.Collect(maps.Values(o.Schedule.Days()))...), calendar.EndsEarly) {
			when = append(when, fmt.Sprintf("the days of override %q", o.Name))
		}
	}
	if len(when) == 0 {
		return nil
	}
	return []diag.Problem{diag.ClosedForMinute.On(path, "Closed from 23:59 to 24:00 on %s. Write 24:00 if that is not meant.", listed(when))}
}

// Days returns the weekdays that the schedule opens, in the order of the week.
func (h *HoursOfOperation) Days() []string {
	return slices.DeleteFunc(slices.Clone(calendar.Weekdays), func(day string) bool { return len(h.Schedule[day]) == 0 })
}

// OverridesPerHours is how many overrides one hours of operation may have; the quota
// cannot be raised (Amazon Connect service quotas).
const OverridesPerHours = 50

// An Override replaces the schedule from one date to another, with other opening times or
// with none.
type Override struct {
	Name     string
	From, To string         // dates, "2026-12-25", both inclusive
	Closed   bool           // the whole of these days
	Schedule calendar.Spans // the opening times of these days; "" if closed
}

// overlaps reports opening times of one weekday that overlap. The words in of say in a
// sentence whose times they are; "" for the schedule's.
func overlaps(path cty.Path, of string, schedule map[string][]string) []diag.Problem {
	var problems []diag.Problem
	for _, day := range calendar.Weekdays {
		for _, pair := range calendar.Overlapping(schedule[day]) {
			problems = append(problems, diag.OverlappingTimes.At(path.Copy().GetAttr(day), "On %s%s, %s and %s overlap.", day, of, pair[0], pair[1]))
		}
	}
	return problems
}

// overrideRows are the rows of hours_of_operation.overrides (Amazon Connect API
// reference, CreateHoursOfOperationOverride).
var overrideRows = tableOf[Override]{
	columns: []Field[Override]{
		String("name", "The name of the override.", func(o *Override) *string { return &o.Name }).Required().Length(127),
		String("from", "The first day: \"2026-12-24\".", func(o *Override) *string { return &o.From }).Required().Rule(date),
		String("to", "The last day.", func(o *Override) *string { return &o.To }).Required().Rule(date),
		Bool("closed", "Whether these days are closed.", func(o *Override) *bool { return &o.Closed }),
		spansField("schedule", "The opening times of these days, by weekday.", func(o *Override) *calendar.Spans { return &o.Schedule }),
	},
	keys:    []string{"name"},
	compare: func(a, b Override) int { return cmp.Compare(a.Name, b.Name) },
}

// spansField is a column of opening times by weekday.
func spansField(name, doc string, p func(*Override) *calendar.Spans) Field[Override] {
	days := mapCodec(setCodec)
	return field(name, doc, p, codec[calendar.Spans]{
		shape: Map, typ: days.typ,
		read: func(r *reader, path cty.Path, v cty.Value) calendar.Spans {
			return calendar.SpansOf(days.read(r, path, v))
		},
		value: func(s calendar.Spans) cty.Value { return days.value(s.Days()) },
		equal: func(a, b calendar.Spans) bool { return a == b },
		clone: func(s calendar.Spans) calendar.Spans { return s },
		text:  func(c *Splitter, s calendar.Spans) (string, bool) { return c.string(string(s)) },
	}).OneOf(calendar.Weekdays...).Rule(calendar.Wrong)
}

func date(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return fmt.Sprintf("%q is not a date; write it as \"2026-12-24\".", s)
	}
	return ""
}

func checkOverrides(rows []Override) []diag.Problem {
	var problems []diag.Problem
	for _, o := range rows {
		if why := o.wrong(); why != "" && o.Name != "" {
			problems = append(problems, diag.InvalidValue.On("overrides", "Override %q %s", o.Name, why).About(o.Name))
		}
		of := fmt.Sprintf(" of override %q", o.Name)
		for _, p := range overlaps(diag.Path("overrides"), of, o.Schedule.Days()) {
			problems = append(problems, p.WithPath(diag.Path("overrides")).About(o.Name))
		}
	}
	problems = append(problems, foreignDays(rows)...)
	if len(rows) > OverridesPerHours {
		problems = append(problems, diag.WrongMemberCount.On("overrides", "\"overrides\" has %d rows; the limit is %d for each hours of operation, and AWS cannot raise it. Parents add the overrides of other hours.", len(rows), OverridesPerHours))
	}
	return problems
}

// foreignDays reports opening times for weekdays that an override does not have. People who
// know the API write all seven weekdays for a single date, so it says once how a date is
// written here.
func foreignDays(rows []Override) []diag.Problem {
	var names []string
	var first diag.Problem
	for _, o := range rows {
		day := o.foreignDay()
		if day == "" || o.Name == "" {
			continue
		}
		if names = append(names, fmt.Sprintf("%q", o.Name)); len(names) == 1 {
			first = diag.InvalidValue.On("overrides", "Override %q has opening times for %s, but there is no %s between %s and %s. %s",
				o.Name, day, day, o.From, o.To, o.byDate()).About(o.Name)
		}
	}
	switch n := len(names); n {
	case 0:
		return nil
	case 1:
		return []diag.Problem{first}
	default:
		return []diag.Problem{diag.InvalidValue.On("overrides", "%s The same is true of %s.", first.Detail(), listed(names[1:])).About(first.Word())}
	}
}

// foreignDay returns a weekday that the override has opening times for, and that does not
// occur between its dates; "" if there is none.
func (o *Override) foreignDay() string {
	from, to, ok := o.dates()
	if !ok || to.Before(from) {
		return "" // reported as such
	}
	schedule := o.Schedule.Days()
	for i, day := range calendar.Weekdays {
		if schedule[day] != nil && !reaches(from, to, time.Weekday((i+1)%len(calendar.Weekdays))) {
			return day
		}
	}
	return ""
}

// byDate says how the override's times are written, if they are the times of a date.
func (o *Override) byDate() string {
	from, _, _ := o.dates()
	if o.From != o.To {
		return "Write only weekdays that occur."
	}
	return fmt.Sprintf("%s is a %s: write only that weekday.", o.From, strings.ToLower(from.Weekday().String()))
}

// dates returns the first and the last day; false unless both are dates.
func (o *Override) dates() (from, to time.Time, ok bool) {
	from, err := time.Parse(time.DateOnly, o.From)
	to, err2 := time.Parse(time.DateOnly, o.To)
	return from, to, err == nil && err2 == nil
}

// wrong returns the rest of a sentence that says what is wrong with the override as a whole,
// or "".
func (o *Override) wrong() string {
	switch {
	case o.Closed && o.Schedule != "":
		return "is closed and has a schedule; write only one of the two."
	case !o.Closed && o.Schedule == "":
		return "needs closed = true or a schedule, such as schedule = { friday = [\"08:00-12:00\"] }."
	}
	if from, to, ok := o.dates(); ok && to.Before(from) {
		return fmt.Sprintf("ends on %s, before it begins on %s.", o.To, o.From)
	}
	return ""
}

// reaches reports whether the weekday occurs between two dates, both included.
func reaches(from, to time.Time, day time.Weekday) bool {
	first := from.AddDate(0, 0, int(day-from.Weekday()+7)%7)
	return !first.After(to)
}
