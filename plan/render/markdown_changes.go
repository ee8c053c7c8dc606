package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

// mostInRow is how many lines of a change a row of the table shows.
const mostInRow = 3

const tableHead = "| | Object | Change | Source |\n|-|-|-|-|\n"

// table writes a row for each deletion and privilege gain, and for the first of the others. The
// sections below it have what the table does not show in full.
func (m *markdown) table(b *strings.Builder, c cut) {
	var rows strings.Builder
	others := 0
	m.told = map[*plan.Change]bool{}
	for _, g := range m.groups {
		first := g.changes[0]
		if c.lost {
			g = withoutLost(g)
		}
		if g.loud() && c.loud == oneLine {
			for _, change := range g.changes {
				rows.WriteString(m.tableRow(group{changes: []*plan.Change{change}, lines: g.lines}))
			}
			continue
		}
		if !g.loud() {
			if first.Action == plan.Create {
				continue // the sections have what is created
			}
			if others++; others > c.rows {
				continue
			}
		}
		rows.WriteString(m.tableRow(g))
		m.told[first] = first.Action != plan.Create && len(g.lines) <= mostInRow
	}
	if rows.Len() > 0 {
		b.WriteString(tableHead + rows.String() + "\n")
	}
}

// withoutLost returns the group without the lines that say what a deleted object has.
func withoutLost(g group) group {
	if g.changes[0].Action == plan.Delete {
		g.lines = nil
	}
	return g
}

// tableRow returns the row of a group: sign, object, change, source.
func (m *markdown) tableRow(g group) string {
	first := g.changes[0]
	name := diag.KindWords(first.Object().Kind.Name) + " " + cellCode(first.Object().Key)
	if len(g.changes) > 1 {
		name = impact.Count(len(g.changes), diag.KindWords(first.Object().Kind.Name)) + " of " + cellCode(first.Addr.Block().String())
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", cellCode(first.Action.Sign()), name, changeText(g), m.page.sourceCell(g))
}

// sourceCell says where the group comes from, with a link to that line if there is a page of it.
func (p Page) sourceCell(g group) string {
	text := g.source()
	if text == "" {
		return ""
	}
	cell := cellCode(text)
	if file, line := g.place(); file != "" && p.Link != nil {
		if link := p.Link(file, line); plainURL.MatchString(link) {
			return "[" + cell + "](<" + link + ">)"
		}
	}
	return cell
}

// changeText says in a few words what a group of changes does: `will be deleted`, or the first
// three attributes and how many more there are.
func changeText(g group) string {
	first := g.changes[0]
	var parts []string
	if was := first.Was(); was != "" {
		parts = append(parts, "was "+cellCode(was))
	}
	switch first.Action {
	case plan.Delete, plan.Disable, plan.Release, plan.Create, plan.Replace, plan.Adopt:
		parts = append(parts, "will be "+strings.TrimSuffix(string(first.Action), "e")+"ed")
	}
	if first.Action == plan.Create {
		return strings.Join(parts, ", ")
	}
	name, lines := "", g.lines
	if first.Action == plan.Delete {
		lines = rejoined(lines) // what is lost is one list
	}
	for i, l := range lines {
		if i == mostInRow {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(lines)-mostInRow)
		}
		if l.name != "" {
			name = l.name
		}
		if name == "name" && first.Was() != "" {
			continue
		}
		text := strings.Join(strings.Fields(name+" "+l.sign+" "+l.text), " ")
		parts = append(parts, cellCode(text))
		if l.remark != "" {
			parts = append(parts, l.remark)
		}
	}
	return strings.Join(parts, ", ")
}

// kinds writes a section for each kind, without what the table shows in full. A short section is
// open, and a long one folded.
func (m *markdown) kinds(b *strings.Builder, c cut) {
	for _, k := range kindsOf(m.groups) {
		var groups []group
		total := 0
		for _, g := range m.groups {
			if g.changes[0].Object().Kind == k && !m.told[g.changes[0]] {
				groups = append(groups, g)
				total += len(g.changes)
			}
		}
		if lines := m.section(groups, c); len(lines) > 0 {
			details(b, fmt.Sprintf("%s – %s", diag.KindWords(k.Name), impact.Count(total, "change")), len(lines) <= 12, fenced("diff", strings.Join(lines, "\n")))
		}
	}
}

// section returns the changes of one kind as lines of a diff, which GitHub colours:
//
//	! queue.sales "Sales"
//	      description  "Calls" -> "Calls and chats"
//	- queue.old "Old"
//	# 12 to update, not shown
func (m *markdown) section(groups []group, c cut) []string {
	var lines []string
	alike := map[string][]group{}
	for _, g := range groups {
		if !g.loud() {
			alike[merging(g)] = append(alike[merging(g)], g)
		}
	}
	hidden := map[plan.Action]int{}
	for _, g := range groups {
		first := g.changes[0]
		same := alike[merging(g)]
		switch shape := c.formOf(g); {
		case shape == counted:
			hidden[first.Action] += len(g.changes)
		case g.loud() && c.loud == oneLine: // the table has it
		case g.loud() || !c.merged || len(same) < fewest:
			lines = append(lines, diffLines(g, shape)...)
		case same[0].changes[0] == first: // the others are in its line
			lines = append(lines, mergedLine(same))
		}
	}
	for _, a := range plan.Actions {
		if hidden[a] > 0 {
			lines = append(lines, fmt.Sprintf("# %d to %s, not shown", hidden[a], a))
		}
	}
	return lines
}

// merging returns a key that groups share if a cut can merge them: they have the same action,
// block and attributes, and differ only in values.
func merging(g group) string {
	c := g.changes[0]
	return fmt.Sprintf("%s %s: %s", c.Action.Sign(), c.Addr.Block(), attributesOf(g))
}

// attributesOf lists the attributes that a group changes: `phone.type, routing_profile`.
func attributesOf(g group) string {
	var names []string
	for _, l := range g.lines {
		if l.name != "" {
			names = append(names, l.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(g.mixed)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// mergedLine shows several groups of one block on one line: `! 40 users of user.agents: phone`.
func mergedLine(groups []group) string {
	n := 0
	for _, g := range groups {
		n += len(g.changes)
	}
	c := groups[0].changes[0]
	return fmt.Sprintf("%s %s of %s: %s", diffSign(c), impact.Count(n, diag.KindWords(c.Object().Kind.Name)), plan.Clean(c.Addr.Block().String()), attributesOf(groups[0]))
}

// diffSign returns the first character of a line of a diff, which gives the line its colour:
// green, red, or orange for an object that stays and changes. An object that is taken over as it
// is has no colour.
func diffSign(c *plan.Change) string {
	switch c.Action {
	case plan.Create:
		return "+"
	case plan.Adopt:
		if !c.Overwrites() {
			return "="
		}
	case plan.Delete, plan.Disable, plan.Replace, plan.Release:
		return "-"
	}
	return "!"
}

// diffLines returns a group as lines of a diff. The signs of members are also in the first
// column, so that these lines have colours, too.
func diffLines(g group, f form) []string {
	lines := []string{diffSign(g.changes[0]) + " " + g.title()}
	if f != whole {
		return lines
	}
	widest := 0
	for _, l := range g.lines {
		widest = max(widest, len(l.name))
	}
	for _, l := range g.lines {
		sign := l.sign
		if sign == "~" || sign == "" {
			sign = " "
		}
		remark := ""
		if l.remark != "" {
			remark = "   ! " + l.remark
		}
		names := fmt.Sprintf("%-*s  ", widest, l.name)
		if l.spans {
			names = ""
		}
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s     %s%s%s", sign, names, l.text, remark), " "))
	}
	return lines
}
