package render_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/impact"
)

// TestPageCalendar shows the next weeks in rows from Monday to Sunday. The names are hostile.
func TestPageCalendar(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H queue.Q{hours=H}", "hours.H queue.Q{hours=H desc=x}")
	open := []string{"08:00-12:00", "13:00-18:00"}
	p.Impact.Calendars = []impact.HoursCalendar{{
		Hours: "<b>Day</b>\u202e", Zone: "Europe/London", Queues: []string{"Q"},
		Days: []impact.CalendarDay{
			{Date: "2026-12-24", Before: open, After: open},
			{Date: "2026-12-25", Before: open, Holiday: "<img src=x>"},
			{Date: "2026-12-26"},
			{Date: "2026-12-27"},
			{Date: "2026-12-28", Before: open, After: open[:1]},
		},
	}}
	page := pageOf(t, p)
	section, ok := parsedPage(t, page).section("calendar")
	if !ok {
		t.Fatal("the page has no calendar")
	}
	want := [][]string{
		{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
		{"", "", "", "24 December 08:00–12:00, 13:00–18:00", "25 December before 08:00–12:00, 13:00–18:00 after closed <img src=x>", "26 December closed", "27 December closed"},
		{"28 December before 08:00–12:00, 13:00–18:00 after 08:00–12:00", "", "", "", "", "", ""},
	}
	if diff := cmp.Diff(want, section.all("table")[0].table()); diff != "" {
		t.Errorf("the calendar mismatch (-want +got):\n%s", diff)
	}
	if strings.Contains(page, "<img src=x>") || strings.Contains(page, "\u202e") || !strings.Contains(page, `&lt;b&gt;Day&lt;/b&gt;\u{202e}`) {
		t.Error("a name is on the page as it is")
	}
	if _, ok := parsedPage(t, pageOf(t, planned(t, "hours.H queue.Q{hours=H}", "hours.H queue.Q{hours=H desc=x}"))).section("calendar"); ok {
		t.Error("a plan that changes no hours has a calendar")
	}
}
