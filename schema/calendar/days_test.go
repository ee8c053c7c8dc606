package calendar

import (
	"strings"
	"testing"
)

// TestDays says when a contact centre is open around Christmas 2026, which is a Friday. Each case
// has other overrides.
func TestDays(t *testing.T) {
	t.Parallel()
	week := map[string][]string{}
	for _, day := range Weekdays[:5] {
		week[day] = []string{"08:00-18:00"}
	}
	rule := func(unit, text string) Recurrence {
		r, why := Parse(unit, text)
		if why != "" {
			t.Fatal(why)
		}
		return r
	}
	every := func(r Recurrence, n int) Recurrence { r.Every = n; return r }
	decade := func(o Override) Override { o.From, o.To = "2026-01-01", "2036-12-31"; return o }
	for name, test := range map[string]struct {
		from      string
		overrides []Override
		want      string
	}{
		"the week": {"2026-12-24", nil, "24 08:00-18:00|25 08:00-18:00|26 closed|27 closed|28 08:00-18:00"},
		"dates": {
			"2026-12-24",
			[]Override{{Name: "Eve", From: "2026-12-24", To: "2026-12-24", Hours: "08:00-12:00"}, {Name: "Holidays", From: "2026-12-25", To: "2026-12-28", Closed: true}},
			"24 08:00-12:00 (Eve)|25 closed (Holidays)|26 closed (Holidays)|27 closed (Holidays)|28 closed (Holidays)",
		},
		"a closed rule counts more than a date": {
			"2026-12-24",
			[]Override{{Name: "Open", From: "2026-12-25", To: "2026-12-25", Hours: "10:00-12:00"}, decade(Override{Name: "Christmas", Recurs: rule("yearly", "12-25")})},
			"24 08:00-18:00|25 closed (Christmas)|26 closed|27 closed|28 08:00-18:00",
		},
		"an open rule counts more than a date": {
			"2026-12-24",
			[]Override{decade(Override{Name: "Eve", Recurs: rule("yearly", "12-24"), Hours: "08:00-13:00"}), {Name: "Away", From: "2026-12-24", To: "2026-12-24", Closed: true}},
			"24 08:00-13:00 (Eve)|25 08:00-18:00|26 closed|27 closed|28 08:00-18:00",
		},
		"a meeting every second Friday": {
			"2026-12-24",
			[]Override{decade(Override{Name: "Meeting", Recurs: every(rule("weekly", "friday"), 2), Type: "closed", Hours: "12:00-13:00"})},
			"24 08:00-18:00|25 08:00-18:00|26 closed|27 closed|28 08:00-18:00",
		},
		"a meeting every Friday": {
			"2026-12-24",
			[]Override{decade(Override{Name: "Meeting", Recurs: rule("weekly", "friday"), Type: "closed", Hours: "12:00-13:00"})},
			"24 08:00-18:00|25 08:00-12:00 13:00-18:00 (Meeting)|26 closed|27 closed|28 08:00-18:00",
		},
		"every second month": {
			"2026-12-30",
			[]Override{decade(Override{Name: "Month end", Recurs: every(rule("monthly", "last day"), 2), Hours: "08:00-22:00"})},
			"30 08:00-18:00|31 08:00-18:00|01 08:00-18:00|02 closed|03 closed",
		},
		"over, and not begun": {
			"2026-12-24",
			[]Override{{Name: "Before", From: "2026-12-01", To: "2026-12-23", Closed: true}, {Name: "After", From: "2026-12-29", To: "2026-12-30", Closed: true}},
			"24 08:00-18:00|25 08:00-18:00|26 closed|27 closed|28 08:00-18:00",
		},
		"not a date": {"tomorrow", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for i := range test.overrides {
				test.overrides[i] = test.overrides[i].Normal()
			}
			var got []string
			for _, d := range Days(test.from, 5, week, test.overrides) {
				text := d.Date[8:] + " " + strings.Join(d.Times, " ")
				if len(d.Times) == 0 {
					text = d.Date[8:] + " closed"
				}
				if d.Override != "" {
					text += " (" + d.Override + ")"
				}
				got = append(got, text)
			}
			if text := strings.Join(got, "|"); text != test.want {
				t.Errorf("Days() = %s\nwant     %s", text, test.want)
			}
		})
	}
}

// TestEverySecondWeek counts from the week in which the override begins: 2026-01-01 is a Thursday.
func TestEverySecondWeek(t *testing.T) {
	t.Parallel()
	r, _ := Parse("weekly", "friday")
	r.Every = 2
	o := Override{Name: "Meeting", From: "2026-01-01", To: "2026-12-31", Recurs: r, Closed: true}
	var got []string
	for _, d := range Days("2026-01-01", 40, map[string][]string{}, []Override{o}) {
		if d.Override != "" {
			got = append(got, d.Date)
		}
	}
	if text := strings.Join(got, " "); text != "2026-01-02 2026-01-16 2026-01-30" {
		t.Errorf("the meetings are on %s", text)
	}
}

func TestWrittenDates(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]string{"2026-12-04": "4 December", "2026-11-30": "30 November", "x": "x"} {
		if got := Written(date); got != want {
			t.Errorf("Written(%q) = %q, want %q", date, got, want)
		}
	}
	for date, want := range map[string]int{"2026-11-30": 0, "2026-11-29": 6, "x": -1} {
		if got := Weekday(date); got != want {
			t.Errorf("Weekday(%q) = %d, want %d", date, got, want)
		}
	}
}
