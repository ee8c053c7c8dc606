package schema

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
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

	Recurring []string // live: the names of overrides that recur, which no attribute describes
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
	SetMap("schedule", "The opening times by weekday: `{ monday = [\"08:00-12:00\", \"13:00-18:00\"] }`. A day that is not in the schedule is closed; `00:00-24:00` is all day.",
		func(h *HoursOfOperation) *map[string][]string { return &h.Schedule }).Code('s').
		Required().OneOf(Weekdays...).Rule(span),
	Rows("overrides", "Days with different opening times: holidays, training. The table is complete: callwright removes overrides that are not in it, except recurring ones, which stay and which a plan lists.",
		func(h *HoursOfOperation) *[]Override { return &h.Overrides }, overrideRows).Code('o'),
	StringSet("parents", "Other hours whose overrides also apply to these: one list of holidays for many. At most 3.",
		func(h *HoursOfOperation) *[]string { return &h.Parents }).Code('p').
		NotEmpty("name other hours").Count(0, parentsPerHours).RefersTo("hours_of_operation"),
	tags(func(h *HoursOfOperation) *map[string]string { return &h.Tags }),
})

func (h *HoursOfOperation) naturalKey() string { return h.Name }

// complete drops days without opening times. Such a day is closed, like a day that the
// block leaves out.
func (h *HoursOfOperation) complete(any) {
	for day, spans := range h.Schedule {
		if len(spans) == 0 {
			delete(h.Schedule, day)
		}
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

var spanForm = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$`)

// span says why s is not an opening time, or returns "". Times have two digits, so they
// compare as strings do.
func span(s string) string {
	if !spanForm.MatchString(s) {
		return fmt.Sprintf("%q is not an opening time; write it as \"08:00-17:30\", with \"24:00\" for the end of the day.", s)
	}
	if s[:5] >= s[6:] {
		return fmt.Sprintf("%q ends before it begins. For hours past midnight, end this day with \"24:00\" and write the rest on the next day.", s)
	}
	return ""
}

func (h *HoursOfOperation) check(func(string) bool) []diag.Problem {
	problems := overlaps(diag.Path("schedule"), "", h.Schedule)
	problems = append(problems, checkOverrides(h.Overrides)...)
	if slices.Contains(h.Parents, h.Name) && h.Name != "" {
		problems = append(problems, diag.InvalidValue.On("parents", "%q cannot be its own parent; name other hours.", h.Name).About(h.Name))
	}
	return problems
}

// overlaps reports opening times of one weekday that overlap. The words in of say in a
// sentence whose times they are; "" for the schedule's.
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

// OverridesPerHours is how many overrides one hours of operation may have; the quota
// cannot be raised (Amazon Connect service quotas).
const OverridesPerHours = 50

// An Override replaces the schedule from one date to another, with other opening times or
// with none.
type Override struct {
	Name     string
	From, To string // dates, "2026-12-25", both inclusive
	Closed   bool   // the whole of these days
	Schedule Spans  // the opening times of these days; "" if closed
}

// Spans are opening times by weekday in one string, so that Go's == compares rows that hold
// them: "monday 08:00-12:00 13:00-18:00, friday 08:00-12:00". Days are in the order of the
// week; closed days are left out.
type Spans string

// SpansOf returns the opening times by weekday as one string.
func SpansOf(schedule map[string][]string) Spans {
	rank := func(day string) int { return slices.Index(Weekdays, day) }
	var days []string
	for _, day := range slices.SortedFunc(maps.Keys(schedule), func(a, b string) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b)) }) {
		if spans := SortedSet(slices.Clone(schedule[day])); len(spans) > 0 {
			days = append(days, day+" "+strings.Join(spans, " "))
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

// overrideRows are the rows of hours_of_operation.overrides (Amazon Connect API
// reference, CreateHoursOfOperationOverride).
var overrideRows = tableOf[Override]{
	columns: []Field[Override]{
		String("name", "The name of the override.", func(o *Override) *string { return &o.Name }).Required().Length(127),
		String("from", "The first day: \"2026-12-24\".", func(o *Override) *string { return &o.From }).Required().Rule(date),
		String("to", "The last day.", func(o *Override) *string { return &o.To }).Required().Rule(date),
		Bool("closed", "Whether these days are closed.", func(o *Override) *bool { return &o.Closed }),
		spansField("schedule", "The opening times of these days, by weekday.", func(o *Override) *Spans { return &o.Schedule }),
	},
	keys:    []string{"name"},
	compare: func(a, b Override) int { return cmp.Compare(a.Name, b.Name) },
}

// spansField is a column of opening times by weekday.
func spansField(name, doc string, p func(*Override) *Spans) Field[Override] {
	days := mapCodec(setCodec)
	return field(name, doc, p, codec[Spans]{
		shape: Map, typ: days.typ,
		read:  func(r *reader, path cty.Path, v cty.Value) Spans { return SpansOf(days.read(r, path, v)) },
		value: func(s Spans) cty.Value { return days.value(s.Days()) },
		equal: func(a, b Spans) bool { return a == b },
		clone: func(s Spans) Spans { return s },
		text:  func(c *Splitter, s Spans) (string, bool) { return c.string(string(s)) },
	}).OneOf(Weekdays...).Rule(span)
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
	if len(rows) > OverridesPerHours {
		problems = append(problems, diag.WrongMemberCount.On("overrides", "\"overrides\" has %d rows; the limit is %d for each hours of operation, and AWS cannot raise it. Parents add the overrides of other hours.", len(rows), OverridesPerHours))
	}
	return problems
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
	from, err := time.Parse(time.DateOnly, o.From)
	to, err2 := time.Parse(time.DateOnly, o.To)
	if err != nil || err2 != nil {
		return "" // reported where it was read
	}
	if to.Before(from) {
		return fmt.Sprintf("ends on %s, before it begins on %s.", o.To, o.From)
	}
	for day := range o.Schedule.Days() {
		if i := slices.Index(Weekdays, day); i >= 0 && !reaches(from, to, time.Weekday((i+1)%len(Weekdays))) {
			return fmt.Sprintf("has opening times for %s, but there is no %s between %s and %s.", day, day, o.From, o.To)
		}
	}
	return ""
}

// reaches reports whether the weekday occurs between two dates, both included.
func reaches(from, to time.Time, day time.Weekday) bool {
	first := from.AddDate(0, 0, int(day-from.Weekday()+7)%7)
	return !first.After(to)
}
