package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema/calendar"
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

// TestNormal brings overrides, written in each way, into their only form.
func TestNormal(t *testing.T) {
	t.Parallel()
	on := func(from, to string, change func(*calendar.Override)) calendar.Override {
		o := calendar.Override{Name: "X", From: from, To: to}
		change(&o)
		return o
	}
	long := func(unit, dates string, change func(*calendar.Override)) calendar.Override {
		o := calendar.Override{Name: "X", From: "2026-01-01", To: "2036-12-31", Recurs: rule(t, unit, dates)}
		change(&o)
		return o
	}
	for _, test := range []struct {
		name string
		o    calendar.Override
		want calendar.Override
	}{
		{
			"hours of a date", on("2026-12-24", "2026-12-24", func(o *calendar.Override) { o.Hours = "09:00-13:00" }),
			on("2026-12-24", "2026-12-24", func(o *calendar.Override) { o.Schedule = "thursday 09:00-13:00" }),
		},
		{
			"hours of some dates", on("2026-12-27", "2026-12-28", func(o *calendar.Override) { o.Hours = "09:00-13:00 14:00-15:00" }),
			on("2026-12-27", "2026-12-28", func(o *calendar.Override) {
				o.Schedule = "monday 09:00-13:00 14:00-15:00, sunday 09:00-13:00 14:00-15:00"
			}),
		},
		{
			"weekdays that do not occur", on("2026-12-24", "2026-12-24", func(o *calendar.Override) {
				o.Schedule = "wednesday 09:00-13:00, thursday 10:00-12:00"
			}),
			on("2026-12-24", "2026-12-24", func(o *calendar.Override) { o.Schedule = "thursday 10:00-12:00" }),
		},
		{
			"a type without a rule", on("2026-12-24", "2026-12-24", func(o *calendar.Override) { o.Type = "closed" }),
			on("2026-12-24", "2026-12-24", func(o *calendar.Override) { o.Closed = true }),
		},
		{
			"dates that are wrong", on("2026-12-24", "2026-02-30", func(o *calendar.Override) { o.Hours = "09:00-13:00" }),
			on("2026-12-24", "2026-02-30", func(o *calendar.Override) { o.Hours = "09:00-13:00" }),
		},
		{
			"a rule alone", long("yearly", "12-25", func(*calendar.Override) {}),
			long("yearly", "12-25", func(o *calendar.Override) { o.Closed = true }),
		},
		{
			"a rule with hours", long("yearly", "12-24", func(o *calendar.Override) { o.Hours = "09:00-13:00" }),
			long("yearly", "12-24", func(o *calendar.Override) { o.Hours = "09:00-13:00" }),
		},
		{
			"closed at hours", long("yearly", "12-24", func(o *calendar.Override) { o.Type, o.Hours = "closed", "12:00-16:00" }),
			long("yearly", "12-24", func(o *calendar.Override) { o.Closed, o.Hours = true, "12:00-16:00" }),
		},
		{
			"closed all day", long("yearly", "12-24", func(o *calendar.Override) { o.Closed, o.Hours = true, "00:00-24:00" }),
			long("yearly", "12-24", func(o *calendar.Override) { o.Closed = true }),
		},
		{
			"open all day", long("yearly", "12-24", func(o *calendar.Override) { o.Type, o.Hours = "open", "00:00-24:00" }),
			long("yearly", "12-24", func(o *calendar.Override) { o.Hours = "00:00-24:00" }),
		},
		{
			"the same times on each weekday of the rule", long("weekly", "friday, saturday", func(o *calendar.Override) {
				o.Schedule = "friday 09:00-13:00, saturday 09:00-13:00"
			}),
			long("weekly", "friday, saturday", func(o *calendar.Override) { o.Hours = "09:00-13:00" }),
		},
		{
			"the weekday of the rule", long("yearly", "last monday of may", func(o *calendar.Override) { o.Schedule = "monday 00:00-24:00"; o.Closed = true }),
			long("yearly", "last monday of may", func(o *calendar.Override) { o.Closed = true }),
		},
		{
			"some weekdays of a date", long("yearly", "12-24", func(o *calendar.Override) { o.Schedule = "monday 09:00-13:00" }),
			long("yearly", "12-24", func(o *calendar.Override) { o.Schedule = "monday 09:00-13:00" }),
		},
	} {
		got := test.o.Normal()
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: Normal() mismatch (-want +got):\n%s", test.name, diff)
		}
		if again := got.Normal(); again != got {
			t.Errorf("%s: the only form has another form, %+v", test.name, again)
		}
	}
}

// FuzzNormal checks that each override has one form only, whatever was written.
func FuzzNormal(f *testing.F) {
	f.Add("2026-12-24", "2026-12-26", 0, "12-25", "09:00-13:00", "monday 09:00-13:00", "open", true)
	f.Add("2026-12-24", "2026-12-26", 2, "friday", "", "friday 09:00-13:00", "", false)
	f.Add("", "2026-13-26", 5, "friday", "x", ", ,", "closed", false)
	f.Fuzz(func(t *testing.T, from, to string, unit int, dates, hours, schedule, kind string, closed bool) {
		o := calendar.Override{From: from, To: to, Hours: hours, Schedule: calendar.Spans(schedule), Type: kind, Closed: closed}
		if unit >= 0 && unit < len(calendar.Units) {
			o.Recurs, _ = calendar.Parse(calendar.Units[unit], dates)
		}
		once := o.Normal()
		if twice := once.Normal(); twice != once {
			t.Errorf("Normal() of %+v is %+v, and of that %+v", o, once, twice)
		}
		o.Wrong()
		o.ForeignDay()
		o.Shadowed(once)
		once.Times()
	})
}
