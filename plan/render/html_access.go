package render

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// An accessBlock is the access matrix of a few groups of alike users: a column for
// each, a row for each permission that any of them gains or loses.
type accessBlock struct {
	Columns []accessColumn
	Groups  []accessGroup
	Keeps   []people // by column: the permissions that no row shows, as they stay
}

// An accessColumn is users to whom the same happens.
type accessColumn struct {
	Users        people
	Status       string // joins, leaves or ""
	Gains, Loses int
	Via          []string // security profiles, numbered from 1 where they are several
	Unknown      []string

	change impact.AccessChange
}

// An accessGroup is the rows of one of the console's groups of permissions.
type accessGroup struct {
	Name string
	Rows []accessRow

	grave bool
}

// An accessRow is one permission.
type accessRow struct {
	Permission, Label     string
	Escalates, Restricts  bool
	Cells                 []accessCell
	group, permissionName string
}

// An accessCell says what becomes of a permission for the users of a column.
type accessCell struct {
	Sign, Word string
	Via        []int // numbers of the column's profiles; nil where it has one
}

// abreast is how many groups of users one matrix shows.
const abreast = 6

// accessBlocks cuts the changes of access into matrices that fit a screen.
func accessBlocks(changes []impact.AccessChange) []accessBlock {
	var told []impact.AccessChange
	for _, c := range changes {
		if len(c.Gains)+len(c.Loses)+len(c.Unknown) > 0 {
			told = append(told, c)
		}
	}
	var blocks []accessBlock
	for some := range slices.Chunk(told, abreast) {
		blocks = append(blocks, newAccessBlock(some))
	}
	return blocks
}

// newAccessBlock makes one matrix. A permission that one group gains and another keeps has
// a row with "gained" and "kept"; permissions that nobody gains or loses are counted below.
func newAccessBlock(changes []impact.AccessChange) accessBlock {
	var b accessBlock
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
			Permission: plan.Clean(g.Permission), Escalates: g.Escalates, Restricts: g.Restricts, Cells: make([]accessCell, columns),
			group: g.Group, permissionName: g.Permission,
		}
		if g.Label != g.Permission {
			r.Label = plan.Clean(g.Label)
		}
		rows[g.Permission] = r
	}
	return r
}

// newAccessColumn returns the heading of a group of users. Each security profile by which
// something changes has a number there, and cells refer to it by that.
func newAccessColumn(c impact.AccessChange) accessColumn {
	col := accessColumn{Users: named(c.Users), Status: string(c.Status), Gains: len(c.Gains), Loses: len(c.Loses), change: c}
	var via []string
	for _, g := range slices.Concat(c.Gains, c.Loses) {
		via = append(via, g.Via...)
	}
	col.Via = cleaned(schema.SortedSet(via))
	col.Unknown = cleaned(c.Unknown)
	return col
}

// numbers returns which of the column's profiles these are.
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

// accessGroups puts the rows under the console's groups: first those by which access is
// administered, last what the catalogue does not know.
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
		slices.SortFunc(groups[i].Rows, func(a, b accessRow) int { return cmp.Compare(a.permissionName, b.permissionName) })
		groups[i].Name = cmp.Or(plan.Clean(groups[i].Name), "Unknown permissions")
	}
	return groups
}
