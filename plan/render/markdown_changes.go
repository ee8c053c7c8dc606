package render

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

const tableHead = "| | Object | Change | Source |\n|-|-|-|-|\n"

// table writes a row for each deletion and privilege gain, and for the first of the others. The
// sections below it have all changes.
func (m *markdown) table(b *strings.Builder, c cut) {
	var rows strings.Builder
	others := 0
	for _, g := range m.groups {
		if m.loud(g) && c.loud == oneLine {
			for _, change := range g.changes {
				rows.WriteString(tableRowOf(group{[]*plan.Change{change}, g.lines}))
			}
			continue
		}
		if !m.loud(g) {
			if others++; others > c.rows {
				continue
			}
		}
		rows.WriteString(tableRowOf(g))
	}
	if rows.Len() > 0 {
		b.WriteString(tableHead + rows.String() + "\n")
	}
}

// tableRowOf returns the row of a group: sign, object, change, source.
func tableRowOf(g group) string {
	first := g.changes[0]
	name := diag.KindWords(first.Object().Kind.Name) + " " + cellCode(first.Object().Key)
	if len(g.changes) > 1 {
		name = impact.Count(len(g.changes), diag.KindWords(first.Object().Kind.Name)) + " of " + cellCode(first.Addr.Block().String())
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", cellCode(first.Action.Sign()), name, changeText(g), cellCode(g.source()))
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
	const most = 3
	name := ""
	for i, l := range g.lines {
		if i == most {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(g.lines)-most)
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

// kinds writes a section for each kind. A short section is open, and a long one folded.
func (m *markdown) kinds(b *strings.Builder, c cut) {
	for _, k := range kindsOf(m.groups) {
		var groups []group
		total := 0
		for _, g := range m.groups {
			if g.changes[0].Object().Kind == k {
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
		if !m.loud(g) {
			alike[merging(g)] = append(alike[merging(g)], g)
		}
	}
	hidden := map[plan.Action]int{}
	for _, g := range groups {
		first := g.changes[0]
		same := alike[merging(g)]
		switch shape := c.formOf(m, g); {
		case shape == counted:
			hidden[first.Action] += len(g.changes)
		case m.loud(g) && c.loud == oneLine: // the table has it
		case m.loud(g) || !c.merged || len(same) < fewest:
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
	return strings.Join(names, ", ")
}

// mergedLine shows several groups of one block on one line: `! 40 users of user.agents: phone`.
func mergedLine(groups []group) string {
	n := 0
	for _, g := range groups {
		n += len(g.changes)
	}
	c := groups[0].changes[0]
	return fmt.Sprintf("%s %s of %s: %s", diffSign(c.Action), impact.Count(n, diag.KindWords(c.Object().Kind.Name)), plan.Clean(c.Addr.Block().String()), attributesOf(groups[0]))
}

// diffSign returns the first character of a line of a diff, which gives the line its colour:
// green, red, or orange for an object that stays and changes.
func diffSign(a plan.Action) string {
	switch a {
	case plan.Create, plan.Adopt:
		return "+"
	case plan.Delete, plan.Disable, plan.Replace, plan.Release:
		return "-"
	}
	return "!"
}

// diffLines returns a group as lines of a diff. The signs of members are also in the first
// column, so that these lines have colours, too.
func diffLines(g group, f form) []string {
	lines := []string{diffSign(g.changes[0].Action) + " " + g.title()}
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
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s     %-*s  %s%s", sign, widest, l.name, l.text, remark), " "))
	}
	return lines
}
