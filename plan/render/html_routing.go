package render

import (
	"fmt"
	"slices"
	"strings"

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
	Sign             string
	Before, After    string
	HeatBefore, Heat int
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
		cell.Before, cell.HeatBefore = placeText(*c.Before), heat(c.Before.Priority, c.Before.Delay)
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
