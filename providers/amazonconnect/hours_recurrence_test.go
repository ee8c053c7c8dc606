package amazonconnect_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/schematest"
)

// rule reads a rule for dates.
func rule(t *testing.T, unit, dates string) calendar.Recurrence {
	t.Helper()
	r, why := calendar.Parse(unit, dates)
	if why != "" {
		t.Fatal(why)
	}
	return r
}

// hoursWith describes hours with overrides.
func hoursWith(rows ...calendar.Override) *schema.Resource {
	return schematest.Of("hours_of_operation", &schema.HoursOfOperation{
		Name: "H", TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00"}}, Overrides: rows,
	}, "name", "time_zone", "schedule", "overrides")
}

// allWeek is the JSON of the same times on each weekday, in the order of the week.
func allWeek(from, to int) string {
	var days []string
	for _, day := range calendar.Weekdays {
		days = append(days, oneDay(day, from, to))
	}
	return strings.Join(days, ", ")
}

func oneDay(day string, from, to int) string {
	return fmt.Sprintf(`{"Day": %q, "StartTime": {"Hours": %d, "Minutes": 0}, "EndTime": {"Hours": %d, "Minutes": 0}}`, strings.ToUpper(day), from, to)
}

// TestRules writes overrides that recur, and reads them back.
func TestRules(t *testing.T) {
	t.Parallel()
	every := rule(t, "weekly", "friday, saturday")
	every.Every = 2
	for _, test := range []struct {
		name          string
		row           calendar.Override
		kind, pattern string
		config        string
	}{
		{
			"closed on a date",
			calendar.Override{Recurs: rule(t, "yearly", "12-25"), Closed: true},
			"CLOSED", `{"Frequency": "YEARLY", "Interval": 1, "ByMonth": [12], "ByMonthDay": [25]}`, allWeek(0, 0),
		},
		{
			"open at hours of a date",
			calendar.Override{Recurs: rule(t, "yearly", "12-24"), Hours: "08:00-12:00"},
			"OPEN", `{"Frequency": "YEARLY", "Interval": 1, "ByMonth": [12], "ByMonthDay": [24]}`, allWeek(8, 12),
		},
		{
			"closed at hours of a date",
			calendar.Override{Recurs: rule(t, "monthly", "last day"), Closed: true, Hours: "12:00-16:00"},
			"CLOSED", `{"Frequency": "MONTHLY", "Interval": 1, "ByMonthDay": [-1]}`, allWeek(12, 16),
		},
		{
			"open on some weekdays of a date",
			calendar.Override{Recurs: rule(t, "monthly", "1"), Schedule: "monday 08:00-12:00, friday 08:00-24:00"},
			"OPEN", `{"Frequency": "MONTHLY", "Interval": 1, "ByMonthDay": [1]}`, oneDay("monday", 8, 12) + ", " + oneDay("friday", 8, 0),
		},
		{
			"closed on a weekday of a month",
			calendar.Override{Recurs: rule(t, "yearly", "last monday of may"), Closed: true},
			"CLOSED", `{"Frequency": "YEARLY", "Interval": 1, "ByMonth": [5], "ByWeekdayOccurrence": [-1]}`, oneDay("monday", 0, 0),
		},
		{
			"open on a weekday of each month",
			calendar.Override{Recurs: rule(t, "monthly", "second tuesday"), Hours: "08:00-10:00"},
			"OPEN", `{"Frequency": "MONTHLY", "Interval": 1, "ByWeekdayOccurrence": [2]}`, oneDay("tuesday", 8, 10),
		},
		{
			"every second week",
			calendar.Override{Recurs: every, Closed: true},
			"CLOSED", `{"Frequency": "WEEKLY", "Interval": 2}`, oneDay("friday", 0, 0) + ", " + oneDay("saturday", 0, 0),
		},
		{
			"a schedule of a week",
			calendar.Override{Recurs: rule(t, "weekly", "friday, saturday"), Schedule: "friday 08:00-12:00, saturday 09:00-12:00"},
			"OPEN", `{"Frequency": "WEEKLY", "Interval": 1}`, oneDay("friday", 8, 12) + ", " + oneDay("saturday", 9, 12),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			test.row.Name, test.row.Description, test.row.From, test.row.To = "R", "Why", "2026-01-01", "2030-12-31"
			if normal := test.row.Normal(); normal != test.row {
				t.Fatalf("the row is not in its only form, %+v", normal)
			}
			live := c.create(hoursWith(test.row))
			want := parse(fmt.Sprintf(`{"Name": "R", "Description": "Why", "EffectiveFrom": "2026-01-01", "EffectiveTill": "2030-12-31", "Config": [%s],
				"OverrideType": %q, "RecurrenceConfig": {"RecurrencePattern": %s}}`, test.config, test.kind, test.pattern))
			if diff := cmp.Diff(want, parse(c.requests("CreateHoursOfOperationOverride")[0])); diff != "" {
				t.Errorf("request mismatch (-want +got):\n%s", diff)
			}
			for how, found := range map[string]*schema.Resource{"listed": c.list("hours_of_operation", nil)["H"], "read": live} {
				if diff := cmp.Diff([]calendar.Override{test.row}, found.Body.(*schema.HoursOfOperation).Overrides); diff != "" || found.Undescribed != nil {
					t.Errorf("%s, with %v that cannot be described, mismatch (-want +got):\n%s", how, found.Undescribed, diff)
				}
			}
		})
	}
}

// TestReadsOverrides reads overrides in the forms that other programs write, and leaves alone
// those that no row can describe.
func TestReadsOverrides(t *testing.T) {
	t.Parallel()
	const yearly = `"RecurrenceConfig": {"RecurrencePattern": {"Frequency": "YEARLY", "Interval": 1, "ByMonth": [12], "ByMonthDay": [25]}}`
	rules := func(kind, config, pattern string) string {
		return fmt.Sprintf(`"OverrideType": %q, "Config": [%s], "RecurrenceConfig": {"RecurrencePattern": {%s}}`, kind, config, pattern)
	}
	const dated = `"EffectiveFrom": "2026-12-25", "EffectiveTill": "2026-12-25"`
	for _, test := range []struct {
		name, members string
		want          *calendar.Override // nil for one that no row describes
	}{
		{"closed without times", `"OverrideType": "CLOSED", "Config": [], ` + yearly, &calendar.Override{Recurs: rule(t, "yearly", "12-25"), Closed: true}},
		{"seven weekdays of a date", dated + `, "Config": [` + allWeek(9, 13) + `]`, &calendar.Override{From: "2026-12-25", To: "2026-12-25", Schedule: "friday 09:00-13:00"}},
		{"a date without a type", dated + `, "Config": []`, &calendar.Override{From: "2026-12-25", To: "2026-12-25", Closed: true}},
		{"another weekday", dated + `, "Config": [` + oneDay("monday", 9, 13) + `]`, nil},
		{"open without times", `"OverrideType": "OPEN", "Config": [], ` + yearly, nil},
		{"a standard one that recurs", `"OverrideType": "STANDARD", "Config": [], ` + yearly, nil},
		{"a type that is newer than we are", `"OverrideType": "HALF", "Config": [], ` + yearly, nil},
		{"a closed one that does not recur", dated + `, "OverrideType": "CLOSED", "Config": []`, nil},
		{"a new frequency", rules("CLOSED", allWeek(0, 0), `"Frequency": "DAILY", "Interval": 1`), nil},
		{"two months", rules("CLOSED", "", `"Frequency": "YEARLY", "Interval": 1, "ByMonth": [5, 6], "ByMonthDay": [1]`), nil},
		{"no month", rules("CLOSED", "", `"Frequency": "YEARLY", "Interval": 1, "ByMonthDay": [1]`), nil},
		{"no day", rules("CLOSED", "", `"Frequency": "MONTHLY", "Interval": 1`), nil},
		{"a day and a weekday", rules("CLOSED", oneDay("monday", 0, 0), `"Frequency": "MONTHLY", "Interval": 1, "ByMonthDay": [1], "ByWeekdayOccurrence": [1]`), nil},
		{"two weekdays of a month", rules("CLOSED", oneDay("monday", 0, 0)+", "+oneDay("friday", 0, 0), `"Frequency": "MONTHLY", "Interval": 1, "ByWeekdayOccurrence": [1]`), nil},
		{"an interval out of range", rules("CLOSED", "", `"Frequency": "MONTHLY", "Interval": 7, "ByMonthDay": [1]`), nil},
		{"30 February", rules("CLOSED", "", `"Frequency": "YEARLY", "Interval": 1, "ByMonth": [2], "ByMonthDay": [30]`), nil},
		{"no pattern", `"OverrideType": "CLOSED", "Config": [], "RecurrenceConfig": {}`, nil},
		{"times without a day", `"OverrideType": "CLOSED", "Config": [{"StartTime": {"Hours": 0, "Minutes": 0}, "EndTime": {"Hours": 0, "Minutes": 0}}], ` + yearly, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			live := c.create(hoursWith())
			c.wire.fail("ListHoursOfOperationOverrides", edit(func(answer map[string]any) {
				o := parse(`{"Name": "R", "HoursOfOperationOverrideId": "1", "EffectiveFrom": "2026-01-01", "EffectiveTill": "2030-12-31"}`).(map[string]any)
				maps.Copy(o, parse("{"+test.members+"}").(map[string]any))
				answer["HoursOfOperationOverrideList"] = []any{o}
			}))
			live = c.read(live)
			want, kept := []calendar.Override{}, []schema.Undescribed{{Attr: "overrides", What: `override "R"`}}
			if test.want != nil {
				if test.want.From == "" {
					test.want.From, test.want.To = "2026-01-01", "2030-12-31"
				}
				test.want.Name = "R"
				want, kept = append(want, *test.want), nil
			}
			if diff := cmp.Diff(want, live.Body.(*schema.HoursOfOperation).Overrides); diff != "" {
				t.Errorf("overrides mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(kept, live.Undescribed); diff != "" {
				t.Errorf("what no row describes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRuleKeepsNewSettings checks that what a newer service knows of an override survives a
// change of it, in the rule and beside it, also if the override is created again.
func TestRuleKeepsNewSettings(t *testing.T) {
	t.Parallel()
	closed := calendar.Override{Name: "R", From: "2026-01-01", To: "2030-12-31", Recurs: rule(t, "yearly", "12-25"), Closed: true}
	later := closed
	later.To = "2031-12-31"
	dated := calendar.Override{Name: "R", From: "2026-12-25", To: "2026-12-25", Closed: true}
	for operation, after := range map[string]calendar.Override{"UpdateHoursOfOperationOverride": later, "CreateHoursOfOperationOverride": dated} {
		c := open(t, sim.Options{})
		live := c.create(hoursWith(closed))
		c.wire.fail("ListHoursOfOperationOverrides", edit(func(answer map[string]any) {
			o := answer["HoursOfOperationOverrideList"].([]any)[0].(map[string]any)
			o["Audience"] = "all"
			o["RecurrenceConfig"].(map[string]any)["RecurrencePattern"].(map[string]any)["ByWeekNumber"] = []any{52.0}
		}))
		live = c.read(live)
		if diff := cmp.Diff([]schema.Undescribed{{Attr: "overrides", What: "Audience, ByWeekNumber"}}, live.Undescribed); diff != "" {
			t.Errorf("what no row describes mismatch (-want +got):\n%s", diff)
		}
		c.forget()
		err := c.Update(t.Context(), live, hoursWith(after), live.Kind.Set("overrides"))
		requests := c.requests(operation)
		if len(requests) != 1 {
			t.Fatalf("%s was called %d times: %v", operation, len(requests), err)
		}
		sent := parse(requests[0]).(map[string]any)
		if sent["Audience"] != "all" {
			t.Errorf("%s lost the audience: %s", operation, requests[0])
		}
		if after.Recurring() != strings.Contains(requests[0], `"ByWeekNumber":[52]`) {
			t.Errorf("%s of %+v sent %s", operation, after, requests[0])
		}
	}
}
