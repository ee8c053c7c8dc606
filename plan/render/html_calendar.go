package render

import (
	"strings"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

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

// calendarsNode shows when queues are open.
func calendarsNode(list folded[calendarBlock]) dom.Node {
	if list.Len() == 0 {
		return nil
	}
	return sectionNode("", "calendar", dom.Text("Opening times"),
		leaf(html.P, html.Class("legend"), dom.Text("When queues are open in the next four weeks, in the time zone of the hours. A day that changes has a frame, and a day on which an override decides has its name.")),
		list.node(func(n int) string { return impact.Count(n, "more calendar") }, func(list []calendarBlock) dom.Node { return each(list, calendarBlock.node) }))
}

// node returns the calendar as a table.
func (b calendarBlock) node() dom.Node {
	users := dom.Group{dom.Text(" · no queue uses it")}
	if b.Queues.N > 0 {
		users = dom.Group{dom.Text(" · " + impact.Count(b.Queues.N, "queue") + ": "), b.Queues.node()}
	}
	return dom.Group{
		leaf(html.H3, nameNode(b.Hours), space, html.Small(bdiNode(b.Zone), users)),
		tableNode("Opening times", "calendar",
			headNode("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
			block(html.TBody, each(b.Weeks, func(week []calendarCell) dom.Node { return leaf(html.Tr, each(week, calendarCell.node)) }))),
	}
}

// node returns the cell of the day.
func (c calendarCell) node() dom.Node {
	var date, sign, holiday dom.Node
	if c.Date != "" {
		date = html.Div(html.Class("date"), dom.Text(c.Date))
	}
	times := dom.Text(c.After)
	if c.Changes {
		sign, times = html.Data("sign", "~"), dom.Group{beforeNode(dom.Text(c.Before)), space, afterNode(dom.Text(c.After))}
	}
	if c.Holiday != "" {
		holiday = chipNode("chip", bdiNode(c.Holiday))
	}
	return html.Td(sign, date, times, holiday)
}
