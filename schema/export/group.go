package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A candidate is an object that is to get a block, alone or with others of its kind.
type candidate struct {
	*object
	cells []cell
	said  map[string]string // the text of each cell, by its name
}

func newCandidate(o *object, s speller) *candidate {
	c := &candidate{object: o, cells: s.cells(o), said: map[string]string{}}
	for _, cell := range c.cells {
		c.said[cell.name] = cell.value.flat()
	}
	return c
}

// fewest is the smallest number of objects that share a block with for_each.
const fewest = 3

// enough is the part of the lines of separate blocks that a shared block may have. Two lines
// less are not worth a table.
const enough = 0.7

// perCell is how many lines a cell of a second or further column counts for. Rows of many
// columns are hard to read, so two blocks with a column each are better than one with both.
const perCell = 0.4

// A grouper finds which objects of a kind share a block with for_each. It chooses what makes
// the file shortest: it compares one block for all of them, with a column for each attribute
// that differs, with blocks for those that have the same value of an attribute.
//
// For example, twenty queues have two sets of hours, and each its own number of contacts. One
// block has twenty rows with two columns; two blocks have twenty rows with one column, and each
// block says once which hours its queues have.
type grouper struct {
	kind *schema.Kind

	// levelled says that each block of hierarchy groups is for one level, so that the parent can
	// be a column: it is in another block, which does not need this one.
	levelled bool
}

// split returns the groups. A group of one object gets a block of its own.
func (g grouper) split(list []*candidate) [][]*candidate {
	best, by := g.cost(list), ""
	for _, name := range differing(list) {
		parts := partition(list, name)
		if len(parts) == len(list) {
			continue
		}
		total := 0.0
		for _, part := range parts {
			total += g.cost(part)
		}
		if total < best {
			best, by = total, name
		}
	}
	if by == "" {
		if g.shared(list) < g.separate(list) {
			return [][]*candidate{list}
		}
		return slices.Collect(slices.Chunk(list, 1))
	}
	var groups [][]*candidate
	for _, part := range partition(list, by) {
		groups = append(groups, g.split(part)...)
	}
	return groups
}

// cost returns the lines of the shortest way to write the objects without splitting them.
func (g grouper) cost(list []*candidate) float64 { return min(g.shared(list), g.separate(list)) }

// separate returns the lines of a block for each object.
func (g grouper) separate(list []*candidate) float64 {
	lines := 0
	for _, c := range list {
		lines += 4 // the header, the name, the end and a blank line
		for _, cell := range c.cells {
			lines += cell.value.lines(len(cell.name)+5, 1)
		}
	}
	return float64(lines)
}

// never is more lines than any file has.
const never = 1e12

// shared returns the lines of one block with for_each, weighted so that a block which saves
// little does not count.
func (g grouper) shared(list []*candidate) float64 {
	columns := differing(list)
	if len(list) < fewest || slices.ContainsFunc(columns, func(name string) bool { return !g.columnable(name) }) {
		return never
	}
	lines := 5 // the header, the end, a blank line, and the first and last line of for_each
	for _, cell := range list[0].cells {
		if !slices.Contains(columns, cell.name) {
			lines += cell.value.lines(len(cell.name)+5, 1)
		}
	}
	lines += len(columns)
	for _, c := range list {
		lines += c.row(columns).lines(4+len(text(c.live.Key).leaf)+3, 2)
	}
	cells := len(list) * max(0, len(columns)-1)
	return (float64(lines) + perCell*float64(cells)) / enough
}

// columnable reports whether the attribute can be a column of a table in for_each. A reference
// to an object of a later kind cannot: that block may have for_each over this one.
func (g grouper) columnable(name string) bool {
	i, ok := g.kind.Lookup(name)
	if !ok {
		_, part := g.kind.PartOf(name)
		return !part
	}
	a := &g.kind.Attrs[i]
	if a.RefersTo == g.kind.Name && g.kind.Name == "hierarchy_group" {
		return g.levelled
	}
	return g.earlier(a.RefersTo) && !slices.ContainsFunc(a.Columns, func(c schema.Attr) bool { return !g.earlier(c.RefersTo) })
}

// earlier reports whether the kind comes before the grouper's in the order of kinds. Things
// that no block describes always do.
func (g grouper) earlier(kind string) bool {
	names := schema.KindNames()
	return slices.Index(names, kind) < slices.Index(names, g.kind.Name)
}

// row returns the object's row of a table with the columns.
func (c *candidate) row(columns []string) *node {
	row := &node{object: true, row: true}
	titles := titlesOf(columns, c.live.Kind.Label)
	for i, name := range columns {
		row.pair(titles[i], c.cell(name))
	}
	if len(row.items) == 1 && row.items[0].key != c.live.Kind.Label {
		return row.items[0].value
	}
	return row
}

// cell returns the value of the attribute, or null if the object does not have it.
func (c *candidate) cell(name string) *node {
	i := slices.IndexFunc(c.cells, func(cell cell) bool { return cell.name == name })
	if i < 0 {
		return &node{leaf: "null"}
	}
	return c.cells[i].value
}

// differing returns the names of the attributes that the objects do not have in common, in the
// order of the kind.
func differing(list []*candidate) []string {
	var names []string
	seen := map[string]bool{}
	for _, c := range list {
		for _, cell := range c.cells {
			if seen[cell.name] {
				continue
			}
			seen[cell.name] = true
			if slices.ContainsFunc(list, func(other *candidate) bool {
				said, ok := other.said[cell.name]
				return !ok || said != c.said[cell.name]
			}) {
				names = append(names, cell.name)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(rank(list[0].live.Kind, a), rank(list[0].live.Kind, b)) })
	return names
}

// rank returns a number by which the attributes of a kind are in order: an attribute, then its
// other spelling. Parts come last.
func rank(k *schema.Kind, name string) int {
	if i, ok := k.Lookup(name); ok {
		return 2 * i
	}
	if i, ok := k.LookupSpelling(name); ok {
		return 2*i + 1
	}
	return 2 * len(k.Attrs)
}

// partition returns the objects by their value of the attribute, in the order of the values.
func partition(list []*candidate, name string) [][]*candidate {
	parts := map[string][]*candidate{}
	for _, c := range list {
		parts[c.said[name]] = append(parts[c.said[name]], c)
	}
	var sorted [][]*candidate
	for _, value := range slices.Sorted(maps.Keys(parts)) {
		sorted = append(sorted, parts[value])
	}
	return sorted
}

// titlesOf returns the names that the columns have in a table: number for phone.number. Two
// columns with the same last word have all their words.
func titlesOf(columns []string, label string) []string {
	last := func(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
	count := map[string]int{label: 1}
	for _, name := range columns {
		count[last(name)]++
	}
	titles := make([]string, len(columns))
	for i, name := range columns {
		if titles[i] = last(name); count[titles[i]] > 1 && name != label {
			titles[i] = strings.ReplaceAll(name, ".", "_")
		}
	}
	return titles
}
