package export

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// fewestRows is the smallest number of users that are rows of a CSV file. Fewer are blocks.
const fewestRows = 5

// A roster is a block of users who are rows of a CSV file. An attribute that is the same for
// all stands in the block; one that differs is a column.
type roster struct {
	*writer
	block   *block
	file    string // the name of the CSV file
	columns []column
	body    []cell
	extra   []File   // CSV files of what a user has several of: proficiencies, tags
	locals  []string // what the body needs of those files
}

// A column is a column of the CSV file.
type column struct {
	title string
	cells []string // of each member
}

// usual are the attributes that are columns even if they are the same for all, so that a
// change of one user changes one line.
var usual = []string{"first_name", "last_name", "email", "routing_profile", "security_profiles", "hierarchy_group"}

// roster returns the block as a roster. Ok is false if a CSV file cannot have its values.
func (w *writer) roster(b *block) (r *roster, ok bool) {
	if w.blocks || b.kind.Name != "user" || !b.each || len(b.members) < fewestRows {
		return nil, false
	}
	// A roster that fails leaves no references behind.
	before := map[string]map[string]*node{}
	for kind, names := range w.maps {
		before[kind] = maps.Clone(names)
	}
	if r, ok = w.newRoster(b); !ok {
		w.maps = before
	}
	return r, ok
}

// newRoster tries to make a roster of the block.
func (w *writer) newRoster(b *block) (r *roster, ok bool) {
	r = &roster{writer: w, block: b, file: b.label + ".csv"}
	r.names()
	given := schema.AttrSet(0)
	for _, m := range b.members {
		given = given.Union(m.want.Given)
	}
	label, _ := b.kind.Lookup(b.kind.Label)
	for i := range given.Minus(schema.Attrs(label)).All() {
		if !r.attribute(i) {
			return nil, false
		}
	}
	for _, p := range b.kind.Parts {
		r.part(p)
	}
	return r, r.fits()
}

// names adds the columns of the key and the username, which are mostly the same.
func (r *roster) names() {
	key, name := column{title: "key"}, column{title: r.block.kind.Label}
	for _, m := range r.block.members {
		key.cells, name.cells = append(key.cells, m.key), append(name.cells, m.shortName())
	}
	if !slices.Equal(key.cells, name.cells) {
		r.columns = append(r.columns, key)
		r.body = append(r.body, cell{r.block.kind.Label, each(name.title)})
	}
	r.columns = append(r.columns, name)
}

// each returns the expression of a cell of the row.
func each(title string) *node { return &node{leaf: "each.value." + title} }

// attribute adds the attribute at position i. It returns false if a row cannot have a value.
func (r *roster) attribute(i int) bool {
	a := &r.block.kind.Attrs[i]
	values := make([]cty.Value, len(r.block.members))
	same := true
	for n, m := range r.block.members {
		values[n] = m.value(i)
		same = same && !values[n].IsNull() && values[n].RawEquals(values[0])
	}
	switch {
	case same && !slices.Contains(usual, a.Name):
		r.body = append(r.body, cell{a.Name, r.value(a, values[0])})
		if a.Shape == schema.Table {
			n := &node{tall: true}
			for _, row := range values[0].AsValueSlice() {
				n.items = append(n.items, item{value: r.row(a, row)})
			}
			r.body[len(r.body)-1].value = n
		}
		return true
	case a.Shape == schema.Table || a.Shape == schema.Map:
		return r.several(a, values)
	}
	return r.column(i, values)
}

// value returns the value of the attribute, also if the service would give it to a new user by
// itself; null if the configuration cannot write it.
func (m member) value(i int) cty.Value {
	a := &m.live.Kind.Attrs[i]
	switch {
	case m.want.Given.Has(i):
		return m.want.Value(i)
	case m.live.Given.Has(i) && !m.bad.Has(i) && !m.live.Absent.Has(i) && !m.live.Unreadable.Has(i):
		return m.live.Value(i)
	}
	return cty.NullVal(a.Type)
}

// column adds an attribute that is a column.
func (r *roster) column(i int, values []cty.Value) bool {
	a := &r.block.kind.Attrs[i]
	c := column{title: strings.ReplaceAll(strings.TrimPrefix(a.Name, "channels."), ".", "_")}
	blank, null := -1, false // a row whose text is empty; whether a row has no value
	for n, v := range values {
		switch {
		case v.IsNull():
			null = true
			c.cells = append(c.cells, "")
		case a.Shape == schema.Set || a.Shape == schema.List:
			c.cells = append(c.cells, strings.Join(texts(v), separator))
		case v.Type() == cty.Bool:
			c.cells = append(c.cells, map[bool]string{true: "true", false: "false"}[v.True()])
		default:
			c.cells = append(c.cells, scalar(v))
		}
		if !v.IsNull() && c.cells[n] == "" {
			blank = n
		}
	}
	if blank >= 0 && a.Shape == schema.Scalar {
		m := r.block.members[blank]
		_, bad := r.rewrite(m.live, m.want.Given.With(i))
		null = null || bad.Has(i)
	}
	r.columns = append(r.columns, c)
	expr := each(c.title)
	_, reference := schema.KindOf(a.RefersTo)
	switch {
	case a.Shape == schema.Set || a.Shape == schema.List:
		if null || slices.ContainsFunc(values, func(v cty.Value) bool {
			return slices.ContainsFunc(texts(v), func(member string) bool { return strings.Contains(member, separator) })
		}) {
			return false
		}
		expr.leaf = `split("` + separator + `", ` + expr.leaf + ")"
		if blank >= 0 {
			expr.leaf = "compact(" + expr.leaf + ")"
		}
		if reference {
			expr.leaf = "[for name in " + expr.leaf + " : " + r.references(a.RefersTo, values, nil) + "[name]]"
		}
	case reference:
		empty := text("")
		if null {
			empty.leaf = "null"
		}
		expr.leaf = r.references(a.RefersTo, values, empty) + "[" + expr.leaf + "]"
	case null:
		expr.leaf += ` == "" ? null : ` + expr.leaf
	}
	r.body = append(r.body, cell{a.Name, expr})
	return true
}

// separator stands between the members of a set in a cell.
const separator = "|"

// references adds the names that values have to the local map of references to the kind, and
// returns the map's expression. Empty is what an empty cell stands for.
func (r *roster) references(kind string, values []cty.Value, empty *node) string {
	if r.maps[kind] == nil {
		r.maps[kind] = map[string]*node{}
	}
	for _, v := range values {
		names := []string{""}
		switch {
		case v.IsNull():
		case v.Type() == cty.String:
			names[0] = v.AsString()
		default:
			names = texts(v)
		}
		for _, name := range names {
			switch {
			case name != "":
				r.maps[kind][name] = r.word(&schema.Attr{RefersTo: kind}, name)
			case empty != nil:
				r.maps[kind][""] = empty
			}
		}
	}
	return "local." + kind + "s"
}

// several adds an attribute of which a user has several values, each a row of another file.
func (r *roster) several(a *schema.Attr, values []cty.Value) bool {
	name := r.block.label + "_" + a.Name
	if a.Name == "proficiencies" && r.block.label == "people" {
		name = "skills"
	}
	titles := []string{"tag", "value"}
	if a.Shape == schema.Table {
		titles = nil
		for _, c := range a.Columns {
			titles = append(titles, c.Name)
		}
	}
	owner := r.columns[0].title // username, or key
	lines := [][]string{append([]string{owner}, titles...)}
	var references []cty.Value
	for n, v := range values {
		if v.IsNull() {
			return false
		}
		for it := v.ElementIterator(); it.Next(); {
			key, row := it.Element()
			line := []string{r.block.members[n].key}
			if a.Shape == schema.Map {
				line = append(line, key.AsString(), row.AsString())
			}
			for _, c := range a.Columns {
				line = append(line, scalar(row.GetAttr(c.Name)))
				if _, described := schema.KindOf(c.RefersTo); described {
					references = append(references, row.GetAttr(c.Name))
				}
			}
			lines = append(lines, line)
		}
	}
	if slices.ContainsFunc(lines, spoils) {
		return false
	}
	r.extra = append(r.extra, File{name + ".csv", csvOf(lines)})
	row := &node{object: true, tall: true}
	for _, title := range titles {
		row.pair(title, &node{leaf: "row." + title})
	}
	for i := range a.Columns {
		if c := &a.Columns[i]; c.RefersTo != "" {
			if _, described := schema.KindOf(c.RefersTo); described {
				row.items[i].value.leaf = r.references(c.RefersTo, references, nil) + "[row." + c.Name + "]"
			}
		} else if c.Type == cty.Number {
			row.items[i].value.leaf = "tonumber(row." + c.Name + ")"
		}
	}
	r.locals = append(r.locals, name+" = {\nfor row in csvdecode(file("+text(name+".csv").leaf+")) : row."+owner+" => "+row.layout(0, 2)+"...\n}\n")
	found := "lookup(local." + name + ", each.key, [])"
	if a.Shape == schema.Map {
		found = "{ for row in " + found + " : row.tag => row.value }"
	}
	r.body = append(r.body, cell{a.Name, &node{leaf: found}})
	return true
}

// part adds the object that a user's block describes beside the user.
func (r *roster) part(p schema.Part) {
	kind := schema.MustKind(p.Kind)
	i, _ := kind.Lookup(p.Attr)
	c := column{title: p.Name}
	var values []cty.Value
	some := false
	for _, m := range r.block.members {
		v := cty.StringVal("")
		if part := m.parts[p.Name]; part != nil {
			v, some = part.Value(i), true
		}
		values = append(values, v)
		c.cells = append(c.cells, v.AsString())
	}
	if !some {
		return
	}
	r.columns = append(r.columns, c)
	leaf := r.references(kind.Attrs[i].RefersTo, values, &node{leaf: "null"}) + "[each.value." + c.title + "]"
	r.body = append(r.body, cell{p.Name, &node{leaf: leaf}})
}

// scalar returns a string or a number as the text of a cell.
func scalar(v cty.Value) string {
	if v.Type() == cty.Number {
		return v.AsBigFloat().Text('f', 0)
	}
	return v.AsString()
}

// fits reports whether a CSV file keeps every cell as it is, and whether each user has a key: an
// empty cell as the key is taken for a mistake.
func (r *roster) fits() bool {
	return !slices.Contains(r.columns[0].cells, "") && !slices.ContainsFunc(r.columns, func(c column) bool { return spoils(c.cells) })
}

// spoils reports whether a CSV file would change one of the cells: the ends of lines, or spaces
// at the ends, which people add by mistake.
func spoils(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return strings.ContainsAny(c, "\r\n\x00") || strings.TrimSpace(c) != c })
}

// csvFile returns the CSV file of the roster.
func (r *roster) csvFile() File {
	lines := make([][]string, 1+len(r.block.members))
	for _, c := range r.columns {
		lines[0] = append(lines[0], c.title)
		for n, text := range c.cells {
			lines[n+1] = append(lines[n+1], text)
		}
	}
	return File{r.file, csvOf(lines)}
}

// csvOf returns lines as CSV text.
func csvOf(lines [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(lines) // a buffer takes everything
	return b.Bytes()
}

// notes returns what the configuration cannot say of the users: each note once, with the first
// of the users whom it is about.
func (r *roster) notes() []string {
	users := map[string][]string{}
	for _, m := range r.block.members {
		for _, note := range m.notes {
			users[note] = append(users[note], m.live.Key)
		}
	}
	var all []string
	for _, note := range slices.Sorted(maps.Keys(users)) {
		of := users[note]
		who := strings.Join(of[:min(len(of), 3)], ", ")
		if len(of) > 3 {
			who += " and " + strconv.Itoa(len(of)-3) + " others"
		}
		all = append(all, who+": "+note)
	}
	return all
}

// text returns the block of the roster.
func (r *roster) text() string {
	var t strings.Builder
	t.WriteString(comments(r.notes()))
	t.WriteString(`user ` + text(r.block.label).leaf + " {\n")
	t.WriteString("for_each = { for row in csvdecode(file(" + text(r.file).leaf + ")) : row." + r.columns[0].title + " => row }\n")
	k := r.block.kind
	slices.SortStableFunc(r.body, func(a, b cell) int { return rank(k, a.name) - rank(k, b.name) })
	for _, c := range compose(r.body) {
		t.WriteString(c.name + " = " + c.value.layout(2+len(c.name)+3, 1) + "\n")
	}
	t.WriteString("}\n")
	return t.String()
}
