package schema

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

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
	Overrides   []calendar.Override // sorted by name
	Parents     []string            // names of hours whose overrides hold here, too
	Tags        map[string]string

	OtherOverrides []string // live: the names of overrides that no row can describe
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
		Required().Rule(calendar.WrongZone),
	SetMap("schedule", "The opening times by weekday: `{ monday = [\"08:00-12:00\", \"13:00-18:00\"] }`. A day that is not in the schedule is closed. `00:00-24:00` is all day; an end of `00:00` is midnight, too.",
		func(h *HoursOfOperation) *map[string][]string { return &h.Schedule }).Code('s').
		Required().OneOf(calendar.Weekdays...).Rule(calendar.Wrong),
	Rows("overrides", "Days with different opening times: holidays, training. The table is complete: callwright removes overrides that are not in it.",
		func(h *HoursOfOperation) *[]calendar.Override { return &h.Overrides }, overrideRows).Code('o'),
	StringSet("parents", "Other hours whose overrides also apply to these: one list of holidays for many. At most 3.",
		func(h *HoursOfOperation) *[]string { return &h.Parents }).Code('p').
		NotEmpty("name other hours").Count(0, parentsPerHours).RefersTo("hours_of_operation"),
	tags(func(h *HoursOfOperation) *map[string]string { return &h.Tags }),
})

func (h *HoursOfOperation) naturalKey() string { return h.Name }

// complete brings opening times and overrides into their only form, and drops days without
// times. Such a day is closed, like a day that the block leaves out. A row without a
// description keeps that of the live override.
func (h *HoursOfOperation) complete(live any) {
	for day, spans := range h.Schedule {
		if len(spans) == 0 {
			delete(h.Schedule, day)
			continue
		}
		h.Schedule[day] = calendar.Times(spans)
	}
	was, _ := live.(*HoursOfOperation)
	for i := range h.Overrides {
		o := &h.Overrides[i]
		if *o = o.Normal(); was == nil || o.Description != "" {
			continue
		}
		for _, l := range was.Overrides {
			if l.Name == o.Name {
				o.Description = l.Description
			}
		}
	}
}

func (h *HoursOfOperation) check(func(string) bool) []diag.Problem {
	problems := overlaps(diag.Path("schedule"), "", h.Schedule)
	problems = append(problems, checkOverrides(h.Overrides)...)
	problems = append(problems, h.checkLastMinute()...)
	problems = append(problems, h.checkZone()...)
	if slices.Contains(h.Parents, h.Name) && h.Name != "" {
		problems = append(problems, diag.InvalidValue.On("parents", "%q cannot be its own parent; name other hours.", h.Name).About(h.Name))
	}
	return problems
}

// checkZone warns of a time zone whose clocks never change.
func (h *HoursOfOperation) checkZone() []diag.Problem {
	offset, fixed := calendar.FixedZone(h.TimeZone)
	if !fixed {
		return nil
	}
	return []diag.Problem{diag.FixedTimeZone.On("time_zone", "%q is %s UTC all year. Where clocks change for summer, write a place, such as \"America/New_York\".", h.TimeZone, offset)}
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
		times := slices.Concat(slices.Collect(maps.Values(o.Schedule.Days()))...)
		if slices.ContainsFunc(append(times, strings.Fields(o.Hours)...), calendar.EndsEarly) {
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

// conflicts warns of hours that have parents and are a parent themselves. The console refuses
// that (administrator guide, "Link overrides"). The API reference does not say whether the API
// does, so the plan is not refused.
func (h *HoursOfOperation) conflicts(after *Resource, outcome *State) []diag.Problem {
	if after == nil || len(h.Parents) == 0 {
		return nil
	}
	for _, r := range outcome.Of(after.Kind) {
		if slices.Contains(r.Body.(*HoursOfOperation).Parents, h.Name) {
			return []diag.Problem{diag.ParentWithParents.On("parents", "%q has parents, and is itself a parent of %q. Amazon Connect's guide says that hours with a parent cannot be a parent.", h.Name, r.Key)}
		}
	}
	return nil
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
// reference, CreateHoursOfOperationOverride and RecurrencePattern).
var overrideRows = tableOf[calendar.Override]{
	columns: []Field[calendar.Override]{
		String("name", "The name of the override.", func(o *calendar.Override) *string { return &o.Name }).Required().Length(127),
		String("from", "The first day: \"2026-12-24\". An override that recurs has no effect before it.", func(o *calendar.Override) *string { return &o.From }).Required().Rule(date),
		String("to", "The last day. AWS needs it for an override that recurs, too.", func(o *calendar.Override) *string { return &o.To }).Required().Rule(date),
		Bool("closed", "Whether these days are closed. An override that recurs can have times and be closed: it is closed at these times.", func(o *calendar.Override) *bool { return &o.Closed }),
		spansField("schedule", "The opening times of these days, by weekday.", func(o *calendar.Override) *calendar.Spans { return &o.Schedule }),
		recursField("recurs", "The days of each year, month or week on which the override holds, such as `{ yearly = \"12-25\" }`, `{ yearly = \"last monday of may\" }`, `{ monthly = \"15\" }`, `{ monthly = \"last day\" }` or `{ weekly = [\"friday\"] }`. `every = 2` is every second year, month or week.",
			func(o *calendar.Override) *calendar.Recurrence { return &o.Recurs }).Optional(),
		timesField("hours", "The opening times of each of its days, whatever the weekday: `[\"09:00-13:00\"]`.", func(o *calendar.Override) *string { return &o.Hours }).Optional(),
		String("type", "`closed` is the same as `closed = true`, and `open` the same as `closed = false`. Without both, an override that recurs is open if it has times, and otherwise closed.", func(o *calendar.Override) *string { return &o.Type }).Optional().OneOf(calendar.Types...),
		String("description", "What the override is for. Without it, a description in the instance stays as it is.", func(o *calendar.Override) *string { return &o.Description }).Optional().Length(250).
			NotEmpty("the service cannot clear it; leave the column out"),
	},
	keys:    []string{"name"},
	compare: func(a, b calendar.Override) int { return cmp.Compare(a.Name, b.Name) },
}

// spansField is a column of opening times by weekday.
func spansField(name, doc string, p func(*calendar.Override) *calendar.Spans) Field[calendar.Override] {
	days := mapCodec(setCodec)
	return field(name, doc, p, throughLanguage(codec[calendar.Spans]{
		shape: Map, typ: days.typ,
		read: func(r *reader, path cty.Path, v cty.Value) calendar.Spans {
			return calendar.SpansOf(days.read(r, path, v))
		},
		value: func(s calendar.Spans) cty.Value { return days.value(s.Days()) },
		equal: func(a, b calendar.Spans) bool { return a == b },
		clone: func(s calendar.Spans) calendar.Spans { return s },
		text:  func(c *Splitter, s calendar.Spans) (string, bool) { return c.string(string(s)) },
	})).OneOf(calendar.Weekdays...).Rule(calendar.Wrong)
}

// timesField is a column of opening times of a day.
func timesField(name, doc string, p func(*calendar.Override) *string) Field[calendar.Override] {
	return field(name, doc, p, throughLanguage(codec[string]{
		shape: Set, typ: setCodec.typ,
		read: func(r *reader, path cty.Path, v cty.Value) string {
			return strings.Join(calendar.Times(setCodec.read(r, path, v)), " ")
		},
		value: func(s string) cty.Value { return TextsValue(strings.Fields(s)) },
		equal: func(a, b string) bool { return a == b },
		clone: func(s string) string { return s },
		text:  (*Splitter).string,
	})).Rule(calendar.Wrong)
}

// recursField is a column of rules for dates. A rule is an object with one of the units, and
// every: `{ yearly = "12-25", every = 2 }`.
func recursField(name, doc string, p func(*calendar.Override) *calendar.Recurrence) Field[calendar.Override] {
	return field(name, doc, p, throughLanguage(codec[calendar.Recurrence]{
		shape: Map, typ: cty.Map(cty.String),
		read: readRecurrence,
		value: func(r calendar.Recurrence) cty.Value {
			if r.Unit == "" {
				return cty.MapValEmpty(cty.String)
			}
			rule := map[string]cty.Value{r.Unit: cty.StringVal(r.Dates())}
			if r.Every != 1 {
				rule["every"] = cty.StringVal(strconv.Itoa(r.Every))
			}
			return cty.MapVal(rule)
		},
		equal: func(a, b calendar.Recurrence) bool { return a == b },
		clone: func(r calendar.Recurrence) calendar.Recurrence { return r },
		text: func(_ *Splitter, r calendar.Recurrence) (string, bool) {
			if r.Unit == "" {
				return "", true
			}
			return fmt.Sprintf("%s %s every %d", r.Unit, r.Dates(), r.Every), true
		},
	})).KeyRule(func(key string) string {
		words := append(slices.Clone(calendar.Units), "every")
		if slices.Contains(words, key) {
			return ""
		}
		return fmt.Sprintf("%q does not accept the key %q; use %s.%s", name, key, quoted(words), diag.Suggest(key, words))
	})
}

// readRecurrence reads a rule for dates.
func readRecurrence(r *reader, path cty.Path, v cty.Value) calendar.Recurrence {
	var rules []calendar.Recurrence
	every, before := 1, len(r.problems)
	for word, value := range r.members(path, v) {
		at := path.Copy().GetAttr(word)
		switch why := r.attr.key(word); {
		case why != "":
			r.report(diag.UnsupportedKey, at, "%s", why)
		case value.IsNull():
		case word == "every":
			every = r.every(at, value)
		default:
			so := len(r.problems)
			rule, why := calendar.Parse(word, r.dates(at, word, value))
			if why != "" && len(r.problems) == so { // else the value has the wrong type
				r.report(diag.InvalidValue, at, "\"recurs\" is wrong: %s", why)
			}
			rules = append(rules, rule)
		}
	}
	if len(rules) != 1 && len(r.problems) > before {
		return calendar.Recurrence{}
	}
	if len(rules) != 1 {
		r.report(diag.InvalidValue, path, "\"recurs\" needs one of yearly, monthly and weekly, such as recurs = { yearly = \"12-25\" }.")
		return calendar.Recurrence{}
	}
	if rules[0].Unit != "" {
		rules[0].Every = every
	}
	return rules[0]
}

// every reads the interval of a rule.
func (r *reader) every(path cty.Path, v cty.Value) int {
	every, n := &Attr{Name: "every"}, 0
	r.within(every, func(r *reader) { n = r.int(path, v) })
	if n < 1 || n > calendar.MostEvery {
		r.report(diag.InvalidValue, path, "\"every\" must be between 1 and %d: 2 is every second year, month or week.", calendar.MostEvery)
		return 1
	}
	return n
}

// dates reads the dates of a rule: a string, or a list of weekdays.
func (r *reader) dates(path cty.Path, word string, v cty.Value) string {
	var texts []string
	r.within(&Attr{Name: word}, func(r *reader) {
		if word == "weekly" && !v.Type().IsPrimitiveType() {
			texts = readTexts(r, path, v)
			return
		}
		texts = []string{r.text(path, v)}
	})
	return strings.Join(texts, ", ")
}

func date(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return fmt.Sprintf("%q is not a date; write it as \"2026-12-24\".", s)
	}
	return ""
}

func checkOverrides(rows []calendar.Override) []diag.Problem {
	var problems []diag.Problem
	for _, o := range rows {
		if why := o.Wrong(); why != "" && o.Name != "" {
			problems = append(problems, diag.InvalidValue.On("overrides", "Override %q %s", o.Name, why).About(o.Name))
		}
		if skips := o.Recurs.Skips(); skips != "" {
			problems = append(problems, diag.SkippedDays.On("overrides", "AWS skips %s for override %q. For the end of a month, write \"last day\".", skips, o.Name).About(o.Name))
		}
		of := fmt.Sprintf(" of override %q", o.Name)
		for _, p := range append(overlaps(diag.Path("overrides"), of, o.Schedule.Days()), overlapsOf(o)...) {
			problems = append(problems, p.WithPath(diag.Path("overrides")).About(o.Name))
		}
	}
	problems = append(problems, foreignDays(rows)...)
	if len(rows) > OverridesPerHours {
		return append(problems, diag.WrongMemberCount.On("overrides", "\"overrides\" has %d rows; the limit is %d for each hours of operation, and AWS cannot raise it. Parents add the overrides of other hours.", len(rows), OverridesPerHours))
	}
	return append(problems, shadowed(rows)...)
}

// overlapsOf reports times in hours that overlap.
func overlapsOf(o calendar.Override) []diag.Problem {
	var problems []diag.Problem
	for _, pair := range calendar.Overlapping(strings.Fields(o.Hours)) {
		problems = append(problems, diag.OverlappingTimes.On("overrides", "In the hours of override %q, %s and %s overlap.", o.Name, pair[0], pair[1]))
	}
	return problems
}

// shadowed warns of overrides of dates on which another override of the same hours closes all
// day, year after year.
func shadowed(rows []calendar.Override) []diag.Problem {
	var problems []diag.Problem
	for _, o := range rows {
		for _, rule := range rows {
			if on := o.Shadowed(rule); on != "" {
				problems = append(problems, diag.OverrideWithoutEffect.On("overrides", "Override %q changes nothing on %s, because %q recurs and closes that day. AWS looks at closed overrides that recur first.", o.Name, on, rule.Name).About(o.Name))
				break
			}
		}
	}
	return problems
}

// foreignDays reports opening times for weekdays that an override does not have. People who
// know the API write all seven weekdays for a single date, so it says once how a date is
// written here.
func foreignDays(rows []calendar.Override) []diag.Problem {
	var names []string
	var first diag.Problem
	for _, o := range rows {
		day := o.ForeignDay()
		if day == "" || o.Name == "" {
			continue
		}
		if names = append(names, fmt.Sprintf("%q", o.Name)); len(names) == 1 {
			when := fmt.Sprintf("between %s and %s", o.From, o.To)
			if o.From == o.To {
				when = "on " + o.From
			}
			first = diag.InvalidValue.On("overrides", "Override %q has opening times for %s, but there is no %s %s. For the same times on each of its days, write hours = [\"08:00-12:00\"] in place of a schedule.",
				o.Name, day, day, when).About(o.Name)
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
