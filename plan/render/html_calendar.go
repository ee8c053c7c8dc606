package render

import (
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// A calendarBlock shows when hours of operation are open in the next weeks, one row a week:
//
//	Monday         Tuesday        …  Friday
//	21 December    22 December       25 December  Christmas Day
//	08:00-20:00    08:00-20:00       08:00-20:00 → closed
type calendarBlock struct {
	Hours, Zone string
	Queues      people
	Weeks       [][]calendarCell
}

// A calendarCell is one day. Its date is empty before the first day and after the last one.
type calendarCell struct {
	Date, Before, After, Holiday string
	Changes                      bool
}

// calendarBlocks returns the calendars as the page shows them.
func calendarBlocks(calendars []impact.HoursCalendar) []calendarBlock {
	var blocks []calendarBlock
	for _, c := range calendars {
		b := calendarBlock{Hours: plan.Clean(c.Hours), Zone: plan.Clean(c.Zone), Queues: named(c.Queues)}
		for _, week := range c.Weeks() {
			var cells []calendarCell
			for _, d := range week {
				cell := calendarCell{Holiday: plan.Clean(d.Holiday), Changes: d.Changes()}
				if d.Date != "" {
					cell.Date, cell.Before, cell.After = plan.Clean(d.Written()), openText(d.Before), openText(d.After)
				}
				cells = append(cells, cell)
			}
			b.Weeks = append(b.Weeks, cells)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// openText returns the opening times of a day: `08:00–12:00, 13:00–18:00`, or `closed`.
func openText(times []string) string {
	if len(times) == 0 {
		return "closed"
	}
	return strings.ReplaceAll(strings.Join(cleaned(times), ", "), "-", "–")
}
