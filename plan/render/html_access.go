package render

import (
	"cmp"
	"slices"
	"strconv"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// An accessBlock is a matrix of permissions. It has a column for each group of users to whom
// the same happens, and a row for each permission that any of them gains or loses:
//
//	                          12 users     ana
//	Users and permissions
//	  Users - Edit            + gained     = kept
//	  Users - View            + gained
type accessBlock struct {
	APINames bool // whether permissions have the API's names, and not only the console's words
	Columns  []accessColumn
	Groups   []accessGroup
	Keeps    []people // by column, the kept permissions that have no row
}

// An accessColumn is the heading of a group of users.
type accessColumn struct {
	Users        people
	AIAgents     int
	Status       string // joins, leaves or ""
	Gains, Loses int
	Via          []string // security profiles; if there are several, cells refer to them by number, from 1
	Unknown      []string

	change impact.AccessChange
}

// An accessGroup has the permissions of one group on the console's page, such as "Users".
type accessGroup struct {
	Name string
	Rows []accessRow

	grave bool
}

// An accessRow is one permission.
type accessRow struct {
	Permission, Label     string // Label is "" for what the catalogue does not know
	Escalates, Restricts  bool
	Cells                 []accessCell
	group, permissionName string
}

// An accessCell says whether the users of a column gain, lose or keep a permission. It is empty
// if they have the permission neither before nor after.
type accessCell struct {
	Sign, Word string
	Via        []int // numbers of the column's profiles; nil if it has only one
}

// abreast is the most columns of one matrix.
const abreast = 6

// accessBlocks divides the changes of access into matrices that fit a screen.
func accessBlocks(changes []impact.AccessChange, detail Detail) []accessBlock {
	var told []impact.AccessChange
	for _, c := range changes {
		if len(c.Gains)+len(c.Loses)+len(c.Unknown) > 0 {
			told = append(told, c)
		}
	}
	var blocks []accessBlock
	for some := range slices.Chunk(told, abreast) {
		blocks = append(blocks, newAccessBlock(some, detail == Full))
	}
	return blocks
}

// newAccessBlock makes one matrix. Permissions that nobody gains or loses have no row; they are
// counted below.
func newAccessBlock(changes []impact.AccessChange, apiNames bool) accessBlock {
	b := accessBlock{APINames: apiNames}
	rows := map[string]*accessRow{}
	for n, c := range changes {
		col := newAccessColumn(c)
		b.Columns = append(b.Columns, col)
		for _, g := range c.Gains {
			rowFor(rows, g, len(changes)).Cells[n] = accessCell{"+", "gained", col.numbers(g.Via)}
		}
		for _, g := range c.Loses {
			rowFor(rows, g, len(changes)).Cells[n] = accessCell{"-", "lost", col.numbers(g.Via)}
		}
	}
	for n, c := range changes {
		var besides []string
		for _, name := range c.Keeps {
			if r := rows[name]; r != nil {
				r.Cells[n] = accessCell{Sign: "=", Word: "kept"}
				continue
			}
			if !apiNames {
				name = impact.PermissionLabel(name)
			}
			besides = append(besides, name)
		}
		p := named(besides)
		p.First, p.More = nil, append(p.First, p.More...)
		b.Keeps = append(b.Keeps, p)
	}
	b.Groups = accessGroups(rows)
	return b
}

// rowFor returns the row of a permission, and adds it the first time.
func rowFor(rows map[string]*accessRow, g impact.Grant, columns int) *accessRow {
	r := rows[g.Permission]
	if r == nil {
		r = &accessRow{
			Permission: plan.Clean(g.Permission), Label: plan.Clean(g.Label), Escalates: g.Escalates, Restricts: g.Restricts, Cells: make([]accessCell, columns),
			group: g.Group, permissionName: g.Permission,
		}
		if g.Label == g.Permission {
			r.Label = ""
		}
		rows[g.Permission] = r
	}
	return r
}

// newAccessColumn returns the heading of a group of users, with the security profiles that
// cause the changes.
func newAccessColumn(c impact.AccessChange) accessColumn {
	col := accessColumn{Users: named(c.Users), AIAgents: len(c.AIAgents), Status: string(c.Status), Gains: len(c.Gains), Loses: len(c.Loses), change: c}
	var via []string
	for _, g := range slices.Concat(c.Gains, c.Loses) {
		via = append(via, g.Via...)
	}
	col.Via = cleaned(schema.SortedSet(via))
	col.Unknown = cleaned(c.Unknown)
	return col
}

// numbers returns the numbers of the profiles in the column's heading.
func (c accessColumn) numbers(via []string) []int {
	if len(c.Via) < 2 {
		return nil
	}
	list := make([]int, len(via))
	for i, name := range via {
		list[i] = slices.Index(c.Via, plan.Clean(name)) + 1
	}
	return list
}

// accessGroups puts the rows under the console's groups. Groups with a permission to administer
// access come first, and permissions that the catalogue does not know come last.
func accessGroups(rows map[string]*accessRow) []accessGroup {
	at := map[string]int{}
	var groups []accessGroup
	for _, r := range rows {
		i, met := at[r.group]
		if !met {
			i = len(groups)
			at[r.group] = i
			groups = append(groups, accessGroup{Name: r.group})
		}
		groups[i].Rows = append(groups[i].Rows, *r)
		groups[i].grave = groups[i].grave || r.Escalates
	}
	rank := func(g accessGroup) int {
		switch {
		case g.grave:
			return 0
		case g.Name != "":
			return 1
		}
		return 2
	}
	slices.SortFunc(groups, func(a, b accessGroup) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Name, b.Name)) })
	for i := range groups {
		slices.SortFunc(groups[i].Rows, func(a, b accessRow) int {
			return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.permissionName, b.permissionName))
		})
		groups[i].Name = cmp.Or(plan.Clean(groups[i].Name), "Unknown permissions")
	}
	return groups
}

// accessNode shows what users can do before and after the plan.
func accessNode(list folded[accessBlock]) dom.Node {
	if list.Len() == 0 {
		return nil
	}
	return sectionNode("", "access", dom.Text("Access"),
		leaf(html.P, html.Class("legend"),
			dom.Text("What users can do, before and after: "), signOf("cell", "+"), dom.Text(" gained "), signOf("cell", "-"), dom.Text(" lost "), signOf("cell", "="),
			dom.Text(" kept. In an empty cell, they do not have the permission before or after.")),
		list.node(func(n int) string { return impact.Count(n, "more matrix") }, func(list []accessBlock) dom.Node { return each(list, accessBlock.node) }))
}

// node returns the matrix as a table.
func (b accessBlock) node() dom.Node {
	return tableNode("Access matrix", "matrix",
		leaf(html.THead, html.Tr(columnNode(dom.Text("Permission")), each(b.Columns, accessColumn.node))),
		each(b.Groups, func(g accessGroup) dom.Node {
			return block(html.TBody,
				html.Tr(html.Class("group"), html.Th(html.Scope("rowgroup"), html.ColSpan(strconv.Itoa(len(b.Columns)+1)), dom.Text(g.Name))),
				each(g.Rows, func(r accessRow) dom.Node { return r.node(b.APINames) }))
		}),
		leaf(html.TFoot, html.Tr(rowNode(dom.Text("Also kept")), each(b.Keeps, func(kept people) dom.Node {
			if len(kept.More) == 0 {
				return html.Td(dom.Text("0"))
			}
			return html.Td(kept.node())
		}))))
}

// node returns the heading of the column: the users, how many permissions they gain and lose, and
// from which security profiles.
func (c accessColumn) node() dom.Node {
	var count, agents, status, gains, loses, via, unknown dom.Node
	if c.Users.N > 1 {
		count = html.B(dom.Text(impact.Count(c.Users.N, "user")))
	}
	if c.AIAgents > 0 {
		and := ""
		if c.Users.N > 0 {
			and = "and "
		}
		agents = html.Div(dom.Text(and + impact.Count(c.AIAgents, "AI agent")))
	}
	if c.Status != "" {
		status = html.Span(html.Class("chip"), dom.Text(c.Status))
	}
	if c.Gains > 0 {
		gains = html.Span(html.Class("plus"), dom.Textf("+%d", c.Gains))
	}
	if c.Loses > 0 {
		loses = html.Span(html.Class("minus"), dom.Textf("−%d", c.Loses))
	}
	if len(c.Via) > 0 {
		via = html.Div(html.Class("via"), dom.Text("via "), commas(c.Via, func(i int, name string) dom.Node {
			return dom.Group{dom.If(len(c.Via) > 1, html.Sup(numberNode(i+1))), nameNode(name)}
		}))
	}
	if len(c.Unknown) > 0 {
		unknown = html.Div(html.Class("via"), unreadNode(c.Unknown))
	}
	return dom.Group{newline, columnNode(block(html.Div, html.Class("who"), count, space, html.Div(c.Users.node()), agents, status,
		leaf(html.Div, html.Class("sum"), gains, space, loses), via, unknown))}
}

// node returns the row of a permission. The console's words are enough for most readers; its name
// in the API is shown if they want it, or if there are no words.
func (r accessRow) node(apiName bool) dom.Node {
	title := dom.Text(r.Label)
	if apiName || r.Label == "" {
		title = codeNode(r.Permission)
		if r.Label != "" {
			title = dom.Group{title, space, html.Span(html.Class("label"), dom.Text(r.Label))}
		}
	}
	return leaf(html.Tr,
		rowNode(html.Title(r.Permission), title,
			dom.If(r.Escalates, chipNode("chip grave", dom.Text("! administers access"))), dom.If(r.Restricts, chipNode("chip", dom.Text("a restriction")))),
		each(r.Cells, accessCell.node))
}

// node returns the cell.
func (c accessCell) node() dom.Node {
	if c.Sign == "" {
		return html.Td()
	}
	return html.Td(signOf("cell", c.Sign), space, wordNode(c.Word), each(c.Via, func(n int) dom.Node { return html.Sup(numberNode(n)) }))
}
