package render

import (
	"cmp"
	"slices"

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
