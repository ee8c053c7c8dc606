package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/schematest"
)

// TestOverrides says what is wrong with overrides and parents; "" where nothing is.
func TestOverrides(t *testing.T) {
	t.Parallel()
	one := func(o calendar.Override) schema.HoursOfOperation {
		o.Name = "Training"
		return schema.HoursOfOperation{Overrides: []calendar.Override{o}}
	}
	var many schema.HoursOfOperation
	for i := range schema.OverridesPerHours + 1 {
		many.Overrides = append(many.Overrides, calendar.Override{Name: fmt.Sprint(i), From: "2026-12-24", To: "2026-12-24", Closed: true})
	}
	for _, test := range []struct {
		name  string
		hours schema.HoursOfOperation
		want  string
	}{
		{"closed", one(calendar.Override{From: "2026-12-24", To: "2026-12-26", Closed: true}), ""},
		{"a weekday of the days", one(calendar.Override{From: "2026-12-24", To: "2026-12-27", Schedule: "sunday 08:00-12:00"}), ""},
		{"both", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Closed: true, Schedule: "thursday 08:00-12:00"}), "is closed and has a schedule"},
		{"neither", one(calendar.Override{From: "2026-12-24", To: "2026-12-24"}), "needs closed = true or a schedule"},
		{"backwards", one(calendar.Override{From: "2026-12-24", To: "2026-12-23", Closed: true}), "before it begins"},
		{"no such weekday", one(calendar.Override{From: "2026-12-24", To: "2026-12-25", Schedule: "monday 08:00-12:00"}), "no monday between"},
		{"every weekday of a date", schema.HoursOfOperation{Overrides: []calendar.Override{
			{Name: "A", From: "2026-12-24", To: "2026-12-24", Schedule: "monday 08:00-12:00, thursday 08:00-12:00, friday 08:00-12:00"},
			{Name: "B", From: "2026-12-25", To: "2026-12-25", Schedule: "thursday 08:00-12:00"},
			{Name: "C", From: "2026-12-26", To: "2026-12-26", Schedule: "saturday 08:00-12:00"},
		}}, `write hours = ["08:00-12:00"] in place of a schedule. The same is true of "B".`},
		{"overlap", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Schedule: "thursday 08:00-12:00 11:00-13:00"}), "overlap"},
		{"hours of a date", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Hours: "09:00-13:00"}), ""},
		{"hours and a schedule", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Hours: "09:00-13:00", Schedule: "thursday 08:00-12:00"}), "has hours and a schedule"},
		{"closed with hours", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Closed: true, Hours: "09:00-13:00"}), "is closed and has hours"},
		{"closed by type, with hours", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Type: "closed", Hours: "09:00-13:00"}), "is closed and has hours"},
		{"closed and open", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Type: "open", Closed: true}), "is closed and of the type"},
		{"open without hours", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Type: "open"}), "needs hours"},
		{"overlapping hours", one(calendar.Override{From: "2026-12-24", To: "2026-12-24", Hours: "08:00-12:00 11:00-13:00"}), "In the hours of override \"Training\", 08:00-12:00 and 11:00-13:00 overlap"},
		{"closed each year", one(recurring("yearly", "12-25")), ""},
		{"closed at hours each year", one(edited(recurring("yearly", "12-24"), func(o *calendar.Override) { o.Type, o.Hours = "closed", "12:00-16:00" })), ""},
		{"open each year without hours", one(edited(recurring("yearly", "12-24"), func(o *calendar.Override) { o.Type = "open" })), "needs hours"},
		{"never", one(edited(recurring("yearly", "12-25"), func(o *calendar.Override) { o.From, o.To = "2026-12-26", "2027-12-24" })), "has no day between 2026-12-26 and 2027-12-24. It recurs yearly: 12-25."},
		{"backwards each year", one(edited(recurring("yearly", "12-25"), func(o *calendar.Override) { o.To = "2020-01-01" })), "before it begins"},
		{"a weekday of the rule", one(edited(recurring("weekly", "friday, saturday"), func(o *calendar.Override) { o.Schedule = "friday 08:00-10:00, saturday 09:00-10:00" })), ""},
		{"a weekday too few", one(edited(recurring("weekly", "friday, saturday"), func(o *calendar.Override) { o.Schedule = "friday 08:00-10:00" })), "recurs on saturday, and its schedule has no times for that day"},
		{"a weekday too many", one(edited(recurring("yearly", "last monday of may"), func(o *calendar.Override) { o.Schedule = "monday 08:00-10:00, friday 08:00-10:00" })), "has times for friday, and never recurs on that day"},
		{"a day that months lack", one(recurring("monthly", "31")), `CW3061: AWS skips months without a day 31 for override "Training".`},
		{"a day that years lack", one(recurring("yearly", "02-29")), "AWS skips years without a 29 February"},
		{"the last day", one(recurring("monthly", "last day")), ""},
		{"behind a rule", schema.HoursOfOperation{Overrides: []calendar.Override{
			{Name: "2027", From: "2027-12-20", To: "2027-12-27", Hours: "09:00-13:00"},
			edited(recurring("yearly", "12-25"), func(o *calendar.Override) { o.Name = "Christmas" }),
		}}, `CW3062: Override "2027" changes nothing on 2027-12-25, because "Christmas" recurs and closes that day.`},
		{"behind a rule that closes at hours", schema.HoursOfOperation{Overrides: []calendar.Override{
			{Name: "2027", From: "2027-12-25", To: "2027-12-25", Hours: "09:00-13:00"},
			edited(recurring("yearly", "12-25"), func(o *calendar.Override) { o.Name, o.Type, o.Hours = "Christmas", "closed", "12:00-16:00" }),
		}}, ""},
		{"behind a rule of other years", schema.HoursOfOperation{Overrides: []calendar.Override{
			{Name: "2033", From: "2033-12-25", To: "2033-12-25", Hours: "09:00-13:00"},
			edited(recurring("yearly", "12-25"), func(o *calendar.Override) { o.Name = "Christmas" }),
		}}, ""},
		{"too many", many, "has 51 rows"},
		{"its own parent", schema.HoursOfOperation{Parents: []string{"H"}}, "cannot be its own parent"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.hours.Name = "H"
			problems := object("hours_of_operation", &test.hours).Check()
			var texts []string
			for _, p := range problems {
				texts = append(texts, p.String())
			}
			got := strings.Join(texts, "; ")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("Check() = %q, want %q in it", got, test.want)
			}
		})
	}
}

// recurring returns an override from 2026 to 2030 with a rule.
func recurring(unit, dates string) calendar.Override {
	r, why := calendar.Parse(unit, dates)
	if why != "" {
		panic(why)
	}
	return calendar.Override{From: "2026-01-01", To: "2030-12-31", Recurs: r}
}

// edited returns an override with a change.
func edited(o calendar.Override, change func(*calendar.Override)) calendar.Override {
	change(&o)
	return o
}

// TestOpeningTimes reads opening times that end at midnight, in each way that people write.
func TestOpeningTimes(t *testing.T) {
	t.Parallel()
	want := map[string][]string{"monday": {"08:00-12:00", "16:00-24:00"}, "tuesday": {"00:00-24:00"}}
	for _, evening := range []string{"16:00-24:00", "16:00-00:00"} {
		for _, allDay := range []string{"00:00-24:00", "00:00-00:00"} {
			r := object("hours_of_operation", &schema.HoursOfOperation{})
			problems := r.Set("schedule", cty.ObjectVal(map[string]cty.Value{
				"monday":  schema.TextsValue([]string{evening, "08:00-12:00"}),
				"tuesday": schema.TextsValue([]string{allDay}),
				"friday":  schema.TextsValue([]string{}),
			}), schema.Plain)
			problems = append(problems, r.Set("overrides", cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
				"name": cty.StringVal("Late"), "from": cty.StringVal("2026-12-28"), "to": cty.StringVal("2026-12-29"),
				"schedule": cty.ObjectVal(map[string]cty.Value{
					"monday": schema.TextsValue([]string{evening}), "tuesday": schema.TextsValue([]string{allDay}),
				}),
			})}), schema.Plain)...)
			problems = append(problems, r.Check()...)
			if len(problems) > 0 {
				t.Errorf("%s and %s: %v", evening, allDay, problems)
			}
			h := schema.Complete(r, nil).Body.(*schema.HoursOfOperation)
			if diff := cmp.Diff(want, h.Schedule); diff != "" {
				t.Errorf("%s and %s: the schedule mismatch (-want +got):\n%s", evening, allDay, diff)
			}
			if got := h.Overrides[0].Schedule; got != "monday 16:00-24:00, tuesday 00:00-24:00" {
				t.Errorf("%s and %s: the override has the times %q", evening, allDay, got)
			}
		}
	}
	r := object("hours_of_operation", &schema.HoursOfOperation{Schedule: map[string][]string{"monday": {"16:00-00:00", "20:00-22:00"}}})
	if problems := r.Check(); len(problems) != 1 || !problems[0].Is(diag.OverlappingTimes) {
		t.Errorf("16:00-00:00 and 20:00-22:00 give %v, want an overlap", problems)
	}
}

// TestLastMinute warns once of days that end at 23:59.
func TestLastMinute(t *testing.T) {
	t.Parallel()
	week := map[string][]string{}
	for _, day := range calendar.Weekdays {
		week[day] = []string{"00:00-23:59"}
	}
	for _, test := range []struct {
		hours schema.HoursOfOperation
		want  string
	}{
		{schema.HoursOfOperation{Schedule: week}, ".schedule: CW3060: Closed from 23:59 to 24:00 on each day. Write 24:00 if that is not meant."},
		{schema.HoursOfOperation{Schedule: map[string][]string{"monday": {"08:00-12:00", "13:00-23:59"}, "friday": {"00:00-24:00"}}}, "on monday. Write"},
		{schema.HoursOfOperation{Overrides: []calendar.Override{{Name: "A", From: "2026-12-25", To: "2026-12-25", Schedule: "friday 09:00-23:59"}}}, `.overrides: CW3060: Closed from 23:59 to 24:00 on the days of override "A".`},
		{schema.HoursOfOperation{Schedule: map[string][]string{"monday": {"23:59-24:00"}, "friday": {"08:00-22:59"}}}, ""},
	} {
		problems := object("hours_of_operation", &test.hours).Check()
		var texts []string
		for _, p := range problems {
			texts = append(texts, p.String())
		}
		if got := strings.Join(texts, "\n"); (got == "") != (test.want == "") || !strings.Contains(got, test.want) || len(problems) > 1 {
			t.Errorf("Check() = %q, want one with %q", got, test.want)
		}
	}
}

// TestRecurs reads rules of overrides, and prints them as they are read.
func TestRecurs(t *testing.T) {
	t.Parallel()
	text, number := cty.StringVal, cty.NumberIntVal
	object := func(pairs ...any) cty.Value {
		members := map[string]cty.Value{}
		for i := 0; i < len(pairs); i += 2 {
			members[pairs[i].(string)] = pairs[i+1].(cty.Value)
		}
		return cty.ObjectVal(members)
	}
	null := cty.NullVal(cty.String)
	for _, test := range []struct {
		name    string
		recurs  cty.Value
		want    map[string]string // as it is printed
		problem string
	}{
		{"yearly", object("yearly", text("12-25")), map[string]string{"yearly": "12-25"}, ""},
		{"every second year", object("yearly", text("last monday of 5"), "every", number(2)), map[string]string{"yearly": "last monday of may", "every": "2"}, ""},
		{"a number", object("monthly", number(15), "weekly", null), map[string]string{"monthly": "15"}, ""},
		{"a list of weekdays", object("weekly", schema.TextsValue([]string{"saturday", "friday"})), map[string]string{"weekly": "friday, saturday"}, ""},
		{"weekdays of the API", object("weekly", schema.TextsValue([]string{"FRIDAY"}), "every", text("1")), map[string]string{"weekly": "friday"}, ""},
		{"nothing", object(), nil, "needs one of yearly, monthly and weekly"},
		{"an interval alone", object("every", number(2)), nil, "needs one of yearly, monthly and weekly"},
		{"two units", object("yearly", text("12-25"), "monthly", number(1)), nil, "needs one of yearly, monthly and weekly"},
		{"no list of weekdays", object("weekly", schema.TextsValue(nil)), nil, "weekly needs at least one weekday"},
		{"an impossible date", object("yearly", text("02-30")), nil, "February never has a day 30"},
		{"an interval too large", object("yearly", text("12-25"), "every", number(7)), map[string]string{"yearly": "12-25"}, `"every" must be between 1 and 6`},
		{"an interval too small", object("yearly", text("12-25"), "every", number(0)), map[string]string{"yearly": "12-25"}, `"every" must be between 1 and 6`},
		{"half an interval", object("yearly", text("12-25"), "every", cty.NumberFloatVal(1.5)), map[string]string{"yearly": "12-25"}, "whole number"},
		{"another word", object("daily", text("12-25")), nil, `"recurs" does not accept the key "daily"`},
		{"a list of dates", object("yearly", schema.TextsValue([]string{"12-25"})), nil, `"yearly" must be a text in quotes, but this is a list`},
		{"text", text("12-25"), nil, `"recurs" must be an object`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := schematest.Of("hours_of_operation", &schema.HoursOfOperation{})
			problems := r.Set("overrides", cty.TupleVal([]cty.Value{object("name", text("X"), "from", text("2026-01-01"), "to", text("2030-12-31"), "recurs", test.recurs)}), schema.Plain)
			var texts []string
			for _, p := range problems {
				texts = append(texts, p.String())
			}
			if got := strings.Join(texts, "; "); (got == "") != (test.problem == "") || !strings.Contains(got, test.problem) {
				t.Errorf("the problems are %q, want %q", got, test.problem)
			}
			i, _ := r.Kind.Lookup("overrides")
			printed := r.Value(i).AsValueSlice()[0].GetAttr("recurs")
			var got map[string]string
			if !printed.IsNull() {
				got = map[string]string{}
				for word, v := range printed.AsValueMap() {
					got[word] = v.AsString()
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the rule is printed as (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDescriptionStays checks that a row without a description keeps that of the live override.
func TestDescriptionStays(t *testing.T) {
	t.Parallel()
	row := func(name, description string) calendar.Override {
		return calendar.Override{Name: name, Description: description, From: "2026-12-24", To: "2026-12-24", Closed: true}
	}
	live := object("hours_of_operation", &schema.HoursOfOperation{Overrides: []calendar.Override{row("A", "a"), row("B", "b"), row("C", "c")}})
	want := object("hours_of_operation", &schema.HoursOfOperation{Overrides: []calendar.Override{row("A", ""), row("B", "other"), row("D", "")}})
	full := []calendar.Override{row("A", "a"), row("B", "other"), row("D", "")}
	if diff := cmp.Diff(full, schema.Complete(want, live).Body.(*schema.HoursOfOperation).Overrides); diff != "" {
		t.Errorf("Complete() mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(row("A", ""), want.Body.(*schema.HoursOfOperation).Overrides[0]); diff != "" {
		t.Errorf("Complete() changed what it completes (-want +got):\n%s", diff)
	}
}
