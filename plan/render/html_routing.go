package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// A coverageRow says who serves a queue on some channels, before and after the plan.
type coverageRow struct {
	Queue, Channels string
	Before, After   bar
	Words           []string
	Unknown         []string
	Deserted        bool
}

// A bar shows the agents of a queue. It has a segment for each priority and delay. All bars of
// a page have the same scale, so a queue with twice the agents has a bar twice as long.
type bar struct {
	Scale, Agents int
	Segments      []segment
}

// A segment shows the agents who get contacts with the same priority and delay.
type segment struct {
	From, Agents, Heat int
	Place              string
}

// coverageRows returns the rows. Channels of a queue to which the same happens share a row.
func coverageRows(changes []impact.Coverage) []coverageRow {
	scale := 1
	for _, c := range changes {
		before, after := c.Agents()
		scale = max(scale, before, after)
	}
	var rows []coverageRow
	at := map[string]int{}
	for _, c := range changes {
		key := fmt.Sprint(c.Queue, "\x00", c.Before, c.After, c.Words, c.Unknown)
		if i, met := at[key]; met {
			rows[i].Channels += ", " + plan.Clean(c.Channel)
			continue
		}
		at[key] = len(rows)
		rows = append(rows, coverageRow{
			Queue: plan.Clean(c.Queue), Channels: plan.Clean(c.Channel), Before: newBar(c.Before, scale), After: newBar(c.After, scale),
			Words: arrowedAll(c.Words), Unknown: cleaned(c.Unknown), Deserted: c.Deserted(),
		})
	}
	return rows
}

// newBar puts the segments of a queue one after the other. For example, 3 agents at priority 1
// and 4 at priority 2 make a bar of 7.
func newBar(levels []impact.Level, scale int) bar {
	b := bar{Scale: scale}
	for _, l := range levels {
		b.Segments = append(b.Segments, segment{b.Agents, l.Agents, heat(l.Priority, l.Delay), placeText(impact.Place{Priority: l.Priority, Delay: l.Delay})})
		b.Agents += l.Agents
	}
	return b
}

// heat says how soon a contact is served, from 5 (at once, before others) to 1.
func heat(priority, delay int) int {
	steps := 0
	for _, over := range []bool{priority > 1, priority > 3, priority > 6, delay > 0, delay > 30, delay > 90} {
		if over {
			steps++
		}
	}
	return max(1, 5-steps)
}

// coverageNode shows who serves the queues.
func coverageNode(list folded[coverageRow]) dom.Node {
	if list.Len() == 0 {
		return nil
	}
	return sectionNode("", "coverage", dom.Text("Coverage"),
		leaf(html.P, html.Class("legend"), dom.Text("How many agents serve a queue. The bars split them by "), html.B(dom.Text("priority · delay")), dom.Text(", soonest first. "), scaleNode()),
		list.node(func(n int) string { return impact.Count(n, "more row") }, func(list []coverageRow) dom.Node {
			return tableNode("Coverage", "coverage", headNode("Queue", "Agents before", "Agents after", "What changes"), block(html.TBody, each(list, coverageRow.node)))
		}))
}

// scaleNode says which colour means what.
func scaleNode() dom.Node {
	step := func(class, text string) dom.Node { return html.Span(html.Class(class), dom.Text(text)) }
	return html.Span(html.Class("scale"), step("h5", "soonest"), step("h4", ""), step("h3", ""), step("h2", ""), step("h1", "last"))
}

// node returns the row of a table.
func (r coverageRow) node() dom.Node {
	class, mark, unread := "", dom.Node(nil), dom.Node(nil)
	if r.Deserted {
		class, mark = "grave", dom.Group{graveNode(), space}
	}
	if len(r.Unknown) > 0 {
		unread = chipNode("via", unreadNode(r.Unknown))
	}
	return leaf(html.Tr, classNode(class), rowNode(mark, queueNode(r.Queue, r.Channels)), r.Before.node(), r.After.node(),
		html.Td(html.Class("said"), dom.Text(strings.Join(r.Words, ", ")), unread))
}

// queueNode returns the name of a queue, and its channels.
func queueNode(queue, channels string) dom.Node {
	return dom.Group{nameNode(queue), space, html.Span(html.Class("channels"), dom.Text(channels))}
}

// node returns the cell of a table with the bar in it. The text says the same as the bar.
func (b bar) node() dom.Node {
	levels := func(nodes ...dom.Node) dom.Node { return html.Span(html.Class("levels"), dom.Group(nodes)) }
	if b.Agents == 0 {
		return html.Td(html.Class("bar"), html.B(dom.Text("0")), space, levels(dom.Text("nobody")))
	}
	return html.Td(html.Class("bar"),
		html.SVG(dom.Attr("viewBox", fmt.Sprintf("0 0 %d 10", b.Scale)), dom.Attr("preserveAspectRatio", "none"), html.Aria("hidden", "true"), dom.Attr("focusable", "false"),
			each(b.Segments, func(s segment) dom.Node {
				return dom.El("rect", html.Class(fmt.Sprint("f", s.Heat)), numberAttr("x", s.From), numberAttr("width", s.Agents), html.Height("10"))
			})),
		space, html.B(numberNode(b.Agents)), space,
		levels(commas(b.Segments, func(_ int, s segment) dom.Node {
			if len(b.Segments) > 1 {
				return html.Span(dom.Textf("%d at %s", s.Agents, s.Place))
			}
			return html.Span(dom.Text(s.Place))
		})))
}

// A heatBlock is a part of the heat map: a few routing profiles, and the queues that
// they serve.
type heatBlock struct {
	Profiles []impact.HeatProfile
	Rows     []heatRow
}

// A heatRow shows how a queue is served on some channels, with a cell for each profile of the
// block.
type heatRow struct {
	Queue, Channels string
	Cells           []heatCell
	Unknown         []string
}

// A heatCell shows the priority and delay of a queue in a routing profile, before and after the
// plan. A side is empty if the profile has no row for the queue then.
type heatCell struct {
	Sign          string
	Before, After string
	Heat          int
}

// The size of a block. It fits a screen, and a printed page.
const (
	heatColumns = 9
	heatRows    = 40
)

// heatBlocks divides the map into blocks, first by columns and then by rows. A block leaves out
// the queues that none of its profiles serves.
func heatBlocks(h impact.HeatMap) []heatBlock {
	position := heatOrder(h)
	parts := make([]heatBlock, (len(position)+heatColumns-1)/heatColumns)
	for profile, at := range position {
		part := &parts[at/heatColumns]
		if part.Profiles == nil {
			part.Profiles = make([]impact.HeatProfile, min(heatColumns, len(position)-at/heatColumns*heatColumns))
		}
		p := h.Profiles[profile]
		p.Name = plan.Clean(p.Name)
		part.Profiles[at%heatColumns] = p
	}
	for _, r := range h.Rows {
		fresh := map[int]*heatRow{} // by part
		for _, c := range r.Cells {
			at := position[c.Profile]
			row := fresh[at/heatColumns]
			if row == nil {
				row = &heatRow{Queue: plan.Clean(r.Queue), Channels: plan.Clean(r.Channel), Unknown: cleaned(r.Unknown), Cells: make([]heatCell, len(parts[at/heatColumns].Profiles))}
				fresh[at/heatColumns] = row
			}
			row.Cells[at%heatColumns] = newHeatCell(c)
		}
		for n, row := range fresh {
			parts[n].Rows = append(parts[n].Rows, *row)
		}
	}
	var blocks []heatBlock
	for _, part := range parts {
		for some := range slices.Chunk(mergedChannels(part.Rows), heatRows) {
			blocks = append(blocks, heatBlock{part.Profiles, some})
		}
	}
	return blocks
}

// heatOrder returns the position of each profile among the columns. Profiles that change come
// first, so a reader of a wide map finds the changes in its first block.
func heatOrder(h impact.HeatMap) []int {
	changed := make([]bool, len(h.Profiles))
	for i, p := range h.Profiles {
		changed[i] = p.Before != p.After
	}
	for _, r := range h.Rows {
		for _, c := range r.Cells {
			changed[c.Profile] = changed[c.Profile] || c.Changed()
		}
	}
	position := make([]int, len(h.Profiles))
	next := 0
	for _, first := range []bool{true, false} {
		for profile := range changed {
			if changed[profile] == first {
				position[profile] = next
				next++
			}
		}
	}
	return position
}

// newHeatCell returns the cell of a queue in a routing profile. It has a sign if it changes.
func newHeatCell(c impact.HeatCell) heatCell {
	var cell heatCell
	if c.Before != nil {
		cell.Before = placeText(*c.Before)
	}
	if c.After != nil {
		cell.After, cell.Heat = placeText(*c.After), heat(c.After.Priority, c.After.Delay)
	}
	switch {
	case c.Before == nil:
		cell.Sign = "+"
	case c.After == nil:
		cell.Sign = "-"
	case *c.Before != *c.After:
		cell.Sign = "~"
	}
	return cell
}

// placeText returns a priority and a delay: `1 · 30 s`.
func placeText(p impact.Place) string { return fmt.Sprintf("%d · %d s", p.Priority, p.Delay) }

// mergedChannels joins the rows of a queue's channels that have the same cells.
func mergedChannels(rows []heatRow) []heatRow {
	var merged []heatRow
	for _, r := range rows {
		if last := len(merged) - 1; last >= 0 && merged[last].Queue == r.Queue && slices.Equal(merged[last].Cells, r.Cells) && slices.Equal(merged[last].Unknown, r.Unknown) {
			merged[last].Channels = strings.Join([]string{merged[last].Channels, r.Channels}, ", ")
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// heatNode shows which routing profiles serve which queues.
func heatNode(list folded[heatBlock]) dom.Node {
	if list.Len() == 0 {
		return nil
	}
	return sectionNode("", "heat", dom.Text("Queues and routing profiles"),
		leaf(html.P, html.Class("legend"), dom.Text("Each cell is "), html.B(dom.Text("priority · delay")),
			dom.Text(": 1 is served first, and the delay is how long a contact waits before these agents can get it. A cell that changes has a frame and a sign. "), scaleNode()),
		list.node(func(n int) string { return impact.Count(n, "more part") + " of the map" }, func(list []heatBlock) dom.Node { return each(list, heatBlock.node) }))
}

// node returns the part as a table.
func (b heatBlock) node() dom.Node {
	return tableNode("Queues by routing profile", "heat",
		leaf(html.THead, html.Tr(columnNode(dom.Text("Queue")), each(b.Profiles, func(p impact.HeatProfile) dom.Node {
			agents := impact.Count(p.After, "agent")
			if p.Before != p.After {
				agents = fmt.Sprintf("%d → %s", p.Before, agents)
			}
			return columnNode(nameNode(p.Name), space, html.Span(html.Class("agents"), dom.Text(agents)))
		}))),
		block(html.TBody, each(b.Rows, heatRow.node)))
}

// node returns the row of a queue.
func (r heatRow) node() dom.Node {
	var unread dom.Node
	if len(r.Unknown) > 0 {
		unread = chipNode("via", unreadNode(r.Unknown))
	}
	return leaf(html.Tr, rowNode(queueNode(r.Queue, r.Channels), unread), each(r.Cells, heatCell.node))
}

// node returns the cell of a queue and a profile.
func (c heatCell) node() dom.Node {
	class := ""
	if c.Heat > 0 {
		class = "h" + strconv.Itoa(c.Heat)
	}
	if c.Sign == "" {
		return html.Td(classNode(class), dom.Text(c.After))
	}
	var before, after dom.Node
	if c.Before != "" {
		before = dom.Group{beforeNode(dom.Text(c.Before)), space}
	}
	if c.After != "" {
		after = afterNode(dom.Text(c.After))
	}
	return html.Td(classNode(class), html.Data("sign", c.Sign), signNode(c.Sign), space, before, after)
}
