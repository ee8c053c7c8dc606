package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/schematest"
)

// TestHoursCalendars says on which of the next 28 days hours are open at other times. 2026-12-21
// is a Monday.
func TestHoursCalendars(t *testing.T) {
	t.Parallel()
	week := map[string][]string{"monday": {"08:00-20:00"}, "friday": {"08:00-20:00"}}
	christmas := calendar.Override{Name: "Christmas", From: "2026-12-25", To: "2026-12-25", Closed: true}
	later := calendar.Override{Name: "Easter", From: "2027-03-28", To: "2027-03-29", Closed: true}
	hours := func(name string, schedule map[string][]string, parents []string, overrides ...calendar.Override) *schema.HoursOfOperation {
		return &schema.HoursOfOperation{Name: name, TimeZone: "Europe/London", Schedule: schedule, Parents: parents, Overrides: overrides}
	}
	family := []string{"Holidays"}
	for name, test := range map[string]struct {
		today        string
		before, want []*schema.HoursOfOperation
		says         string
	}{
		"a holiday": {
			"2026-12-21",
			[]*schema.HoursOfOperation{hours("Day", week, nil)},
			[]*schema.HoursOfOperation{hours("Day", week, nil, christmas)},
			"Day: 4 rows, 2026-12-25 08:00-20:00 -> closed Christmas",
		},
		"a parent's holiday": {
			"2026-12-21",
			[]*schema.HoursOfOperation{hours("Day", week, family), hours("Holidays", nil, nil)},
			[]*schema.HoursOfOperation{hours("Day", week, family), hours("Holidays", nil, nil, christmas)},
			"Day: 4 rows, 2026-12-25 08:00-20:00 -> closed Christmas",
		},
		"another week": {
			"2026-12-23",
			[]*schema.HoursOfOperation{hours("Day", week, nil)},
			[]*schema.HoursOfOperation{hours("Day", map[string][]string{"friday": {"08:00-20:00"}}, nil)},
			"Day: 5 rows, 2026-12-28 08:00-20:00 -> closed , 2027-01-04 08:00-20:00 -> closed , 2027-01-11 08:00-20:00 -> closed , 2027-01-18 08:00-20:00 -> closed ",
		},
		"a holiday after these weeks": {"2026-12-21", []*schema.HoursOfOperation{hours("Day", week, nil)}, []*schema.HoursOfOperation{hours("Day", week, nil, later)}, ""},
		"new hours":                   {"2026-12-21", nil, []*schema.HoursOfOperation{hours("Day", week, nil, christmas)}, ""},
		"no date":                     {"", []*schema.HoursOfOperation{hours("Day", week, nil)}, []*schema.HoursOfOperation{hours("Day", week, nil, christmas)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			attrs := []string{"name", "time_zone", "schedule", "overrides", "parents"}
			var live, want []*schema.Resource
			for _, h := range test.before {
				r := schematest.Of("hours_of_operation", h, attrs...)
				r.Live, r.Desired, r.Given = &schema.Live{ID: "id-" + h.Name}, nil, r.Kind.Every()
				live = append(live, r)
			}
			for _, h := range test.want {
				r := schematest.Of("hours_of_operation", h, attrs...)
				r.Addr = schema.Addr{Kind: "hours_of_operation", Label: strings.ToLower(h.Name)}
				want = append(want, r)
			}
			o := plantest.Options
			o.Today = test.today
			p, problems := plantest.Assess(plantest.StateOf(t, live), plantest.StateOf(t, want), o)
			if p == nil {
				t.Fatal(problems)
			}
			var got []string
			for _, c := range p.Impact.Calendars {
				text := fmt.Sprintf("%s: %d rows", c.Hours, len(c.Weeks()))
				for _, d := range c.Days {
					if d.Changes() {
						after := strings.Join(d.After, " ")
						if after == "" {
							after = "closed"
						}
						text += fmt.Sprintf(", %s %s -> %s %s", d.Date, strings.Join(d.Before, " "), after, d.Holiday)
					}
				}
				got = append(got, text)
			}
			if text := strings.Join(got, "; "); text != test.says {
				t.Errorf("the calendars are %q\nwant %q", text, test.says)
			}
		})
	}
}
