package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/callwright/callwright/schema/calendar"
)

// TestParse reads the dates of rules, each in the form that people write and in its only
// form.
func TestParse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		unit, text, dates string
		want              calendar.Recurrence
	}{
		{"yearly", "12-25", "12-25", calendar.Recurrence{Month: 12, Day: 25}},
		{"yearly", "02-29", "02-29", calendar.Recurrence{Month: 2, Day: 29}},
		{"yearly", "last monday of 5", "last monday of may", calendar.Recurrence{Month: 5, Occurrence: calendar.Last, On: "monday"}},
		{"yearly", " Fourth  Thursday of November ", "fourth thursday of november", calendar.Recurrence{Month: 11, Occurrence: 4, On: "thursday"}},
		{"yearly", "last day of february", "last day of february", calendar.Recurrence{Month: 2, Day: calendar.Last}},
		{"monthly", "15", "15", calendar.Recurrence{Day: 15}},
		{"monthly", "last day", "last day", calendar.Recurrence{Day: calendar.Last}},
		{"monthly", "second tuesday", "second tuesday", calendar.Recurrence{Occurrence: 2, On: "tuesday"}},
		{"weekly", "saturday, friday, saturday", "friday, saturday", calendar.Recurrence{On: "friday saturday"}},
	} {
		test.want.Unit, test.want.Every = test.unit, 1
		got, why := calendar.Parse(test.unit, test.text)
		if got != test.want || why != "" || got.Dates() != test.dates {
			t.Errorf("Parse(%q, %q) = %+v with the dates %q, %q; want %+v with %q", test.unit, test.text, got, got.Dates(), why, test.want, test.dates)
		}
	}
}

// TestParseRefuses says why texts are not the dates of a rule.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ unit, text, want string }{
		{"yearly", "02-30", "February never has a day 30"},
		{"yearly", "04-31", "April never has a day 31"},
		{"yearly", "13-01", "no month 13"},
		{"yearly", "12-00", "December never has a day 0"},
		{"yearly", "25 December", `yearly is "25 december"; write it as "12-25"`},
		{"yearly", "", `write it as "12-25"`},
		{"yearly", "2026-12-25", `write it as "12-25"`},
		{"yearly", "fifth monday of may", `"fifth" is not one of first, second, third, fourth and last`},
		{"yearly", "last moonday of may", `"moonday" is not a weekday`},
		{"yearly", "last monday of 13", `"13" is not a month`},
		{"yearly", "first day of may", `"day" is not a weekday`},
		{"monthly", "0", "no month has a day 0"},
		{"monthly", "32", "no month has a day 32"},
		{"monthly", "-1", "no month has a day -1"},
		{"monthly", "15th", `write it as "15"`},
		{"monthly", "last friday of may", `yearly = "last friday of may"`},
		{"monthly", "a b c", `write it as "15"`},
		{"weekly", "fridays", `"fridays" is not a weekday`},
		{"weekly", "", "weekly needs at least one weekday"},
	} {
		if r, why := calendar.Parse(test.unit, test.text); !strings.Contains(why, test.want) || r != (calendar.Recurrence{}) {
			t.Errorf("Parse(%q, %q) = %+v, %q; want %q", test.unit, test.text, r, why, test.want)
		}
	}
}

// TestHolds compares rules with dates that a calendar on paper shows.
func TestHolds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ unit, text, on, not string }{
		{"yearly", "12-25", "2026-12-25", "2026-11-25"},
		{"yearly", "last monday of may", "2027-05-31", "2027-05-24"},
		{"yearly", "last monday of may", "2026-05-25", "2026-06-29"},
		{"yearly", "fourth thursday of november", "2026-11-26", "2026-11-19"},
		{"yearly", "last day of february", "2028-02-29", "2028-02-28"},
		{"yearly", "02-29", "2028-02-29", "2027-03-01"},
		{"monthly", "31", "2026-07-31", "2026-06-30"},
		{"monthly", "last day", "2026-06-30", "2026-06-29"},
		{"monthly", "first sunday", "2026-02-01", "2026-02-08"},
		{"monthly", "second tuesday", "2026-09-08", "2026-09-15"},
		{"weekly", "friday", "2026-11-27", "2026-11-28"},
	} {
		r, why := calendar.Parse(test.unit, test.text)
		if why != "" {
			t.Fatal(why)
		}
		if !r.Holds(date(t, test.on)) || r.Holds(date(t, test.not)) {
			t.Errorf("%s %q holds on %s: %t, on %s: %t", test.unit, test.text, test.on, r.Holds(date(t, test.on)), test.not, r.Holds(date(t, test.not)))
		}
	}
}

func TestBetween(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		unit, text, from, to string
		want                 bool
	}{
		{"yearly", "12-25", "2026-12-25", "2026-12-25", true},
		{"yearly", "12-25", "2026-12-26", "2027-12-24", false},
		{"yearly", "02-29", "2097-01-01", "2104-02-28", false},
		{"yearly", "02-29", "2097-01-01", "2104-02-29", true},
		{"yearly", "last monday of may", "2027-05-31", "2027-06-30", true},
		{"yearly", "last monday of may", "2027-06-01", "2028-05-28", false},
		{"monthly", "31", "2026-06-01", "2026-07-30", false},
		{"monthly", "31", "2026-06-01", "2026-07-31", true},
		{"weekly", "friday", "2026-11-28", "2026-12-03", false},
		{"weekly", "friday", "2026-11-28", "2026-12-04", true},
		{"weekly", "friday", "0001-01-01", "9999-12-31", true},
	} {
		r, _ := calendar.Parse(test.unit, test.text)
		if got := r.Between(date(t, test.from), date(t, test.to)); got != test.want {
			t.Errorf("%s %q between %s and %s: %t, want %t", test.unit, test.text, test.from, test.to, got, test.want)
		}
	}
}

func date(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// FuzzParse checks that any text is read or refused with a reason, that the dates of a rule
// are read back as the same rule, and that a rule that skips nothing holds within a year.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"12-25", "last monday of may", "last day of 2", "15", "last day", "second tuesday", "friday, saturday", "02-30", "\x00", "first  friday of  ７"} {
		for unit := range calendar.Units {
			f.Add(unit, seed, uint16(20000))
		}
	}
	f.Fuzz(func(t *testing.T, n int, text string, day uint16) {
		unit := calendar.Units[(n%3+3)%3]
		r, why := calendar.Parse(unit, text)
		if (why == "") == (r == calendar.Recurrence{}) {
			t.Fatalf("Parse(%q, %q) = %+v, %q", unit, text, r, why)
		}
		if why != "" {
			return
		}
		again, why := calendar.Parse(unit, r.Dates())
		if again != r || why != "" {
			t.Errorf("Parse(%q, %q) = %+v, but its dates %q are read as %+v, %q", unit, text, r, r.Dates(), again, why)
		}
		from := time.Date(1970, 1, 1+int(day), 0, 0, 0, 0, time.UTC)
		to := from.AddDate(1, 0, 0)
		holds := false
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			holds = holds || r.Holds(d)
		}
		if holds != r.Between(from, to) || !holds && r.Skips() == "" {
			t.Errorf("%s %q between %s and %s: %t, by its days: %t", unit, text, from, to, r.Between(from, to), holds)
		}
	})
}
