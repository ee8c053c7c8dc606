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
)

// TestOverrides says what is wrong with overrides and parents; "" where nothing is.
func TestOverrides(t *testing.T) {
	t.Parallel()
	one := func(o schema.Override) schema.HoursOfOperation {
		o.Name = "Training"
		return schema.HoursOfOperation{Overrides: []schema.Override{o}}
	}
	var many schema.HoursOfOperation
	for i := range schema.OverridesPerHours + 1 {
		many.Overrides = append(many.Overrides, schema.Override{Name: fmt.Sprint(i), From: "2026-12-24", To: "2026-12-24", Closed: true})
	}
	for _, test := range []struct {
		name  string
		hours schema.HoursOfOperation
		want  string
	}{
		{"closed", one(schema.Override{From: "2026-12-24", To: "2026-12-26", Closed: true}), ""},
		{"a weekday of the days", one(schema.Override{From: "2026-12-24", To: "2026-12-27", Schedule: "sunday 08:00-12:00"}), ""},
		{"both", one(schema.Override{From: "2026-12-24", To: "2026-12-24", Closed: true, Schedule: "thursday 08:00-12:00"}), "is closed and has a schedule"},
		{"neither", one(schema.Override{From: "2026-12-24", To: "2026-12-24"}), "needs closed = true or a schedule"},
		{"backwards", one(schema.Override{From: "2026-12-24", To: "2026-12-23", Closed: true}), "before it begins"},
		{"no such weekday", one(schema.Override{From: "2026-12-24", To: "2026-12-25", Schedule: "monday 08:00-12:00"}), "no monday between"},
		{"every weekday of a date", schema.HoursOfOperation{Overrides: []schema.Override{
			{Name: "A", From: "2026-12-24", To: "2026-12-24", Schedule: "monday 08:00-12:00, thursday 08:00-12:00, friday 08:00-12:00"},
			{Name: "B", From: "2026-12-25", To: "2026-12-25", Schedule: "thursday 08:00-12:00"},
			{Name: "C", From: "2026-12-26", To: "2026-12-26", Schedule: "saturday 08:00-12:00"},
		}}, `2026-12-24 is a thursday: write only that weekday. The same is true of "B".`},
		{"overlap", one(schema.Override{From: "2026-12-24", To: "2026-12-24", Schedule: "thursday 08:00-12:00 11:00-13:00"}), "overlap"},
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
		{schema.HoursOfOperation{Overrides: []schema.Override{{Name: "A", From: "2026-12-25", To: "2026-12-25", Schedule: "friday 09:00-23:59"}}}, `.overrides: CW3060: Closed from 23:59 to 24:00 on the days of override "A".`},
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
