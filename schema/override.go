package schema

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// OverridesPerHours is how many overrides one hours of operation may have; the quota
// cannot be raised (Amazon Connect service quotas).
const OverridesPerHours = 50

// An Override says that hours are other than their schedule's, or closed, from one
// date to another.
type Override struct {
	Name     string
	From, To string // dates, "2026-12-25", both inclusive
	Closed   bool   // on all of these days
	Schedule Spans  // the opening times of these days; "" when closed
}

// Spans are opening times by weekday in one string, so that rows of them compare
// plainly: "monday 08:00-12:00 13:00-18:00, friday 08:00-12:00" in the order of the
// week, without the days that are closed.
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
		String("name", "What the override is called.", func(o *Override) *string { return &o.Name }).Required().Length(127),
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
	}).KeysOneOf(Weekdays...).Rule(span)
}

func date(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return fmt.Sprintf("%q is no date; write it as \"2026-12-24\".", s)
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
		problems = append(problems, diag.WrongMemberCount.On("overrides", "\"overrides\" has %d rows; hours have at most %d, which cannot be raised. Parents bring those of other hours.", len(rows), OverridesPerHours))
	}
	return problems
}

// wrong says in the rest of a sentence what is wrong with the override as a whole, or
// returns "".
func (o *Override) wrong() string {
	switch {
	case o.Closed && o.Schedule != "":
		return "is closed and has a schedule; write one of them."
	case !o.Closed && o.Schedule == "":
		return "neither is closed nor has a schedule; write closed = true, or schedule = { friday = [\"08:00-12:00\"] }."
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
			return fmt.Sprintf("has opening times for %s, and no %s is between %s and %s.", day, day, o.From, o.To)
		}
	}
	return ""
}

// reaches reports whether a day of that name is between two dates.
func reaches(from, to time.Time, day time.Weekday) bool {
	first := from.AddDate(0, 0, int(day-from.Weekday()+7)%7)
	return !first.After(to)
}
