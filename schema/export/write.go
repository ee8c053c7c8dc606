package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A writer writes blocks. Its speller refers to the blocks of the export.
type writer struct {
	speller
	describer
	taken    labels
	all      []*block                    // of the module
	module   *module                     // whose blocks are written
	blocks   bool                        // whether nothing but blocks is made
	levelled bool                        // whether each block of hierarchy groups is for one level
	shared   map[string]string           // an attribute and the text of a value that several blocks have → the expression for it
	maps     map[string]map[string]*node // kind → name → reference: what cells of CSV files refer to
}

// attribute returns one attribute of a block.
func (w *writer) attribute(kind, name string, value *node) string {
	if expr, ok := w.shared[kind+"\x00"+name+"\x00"+value.flat()]; ok {
		value = &node{leaf: expr}
	}
	return name + " = " + value.layout(2+len(name)+3, 1) + "\n"
}

// block returns the text of a block.
func (w *writer) block(b *block) string {
	var t strings.Builder
	candidates := make([]*candidate, len(b.members))
	for i, m := range b.members {
		candidates[i] = newCandidate(m.object, w.speller)
	}
	header := b.kind.Name
	if !b.kind.Single {
		header += " " + text(b.label).leaf
	}
	if b.each {
		w.shareRows(&t, header, b, candidates)
	} else {
		t.WriteString(comments(b.members[0].notes) + header + " {\n")
		if b.kind.Label != "" {
			t.WriteString(w.attribute(b.kind.Name, b.kind.Label, text(b.members[0].shortName())))
		}
		for _, c := range compose(candidates[0].cells) {
			t.WriteString(w.attribute(b.kind.Name, c.name, c.value))
		}
	}
	t.WriteString("}\n")
	return t.String()
}

// comments returns the notes as lines of comments.
func comments(notes []string) string {
	var t strings.Builder
	for _, note := range notes {
		t.WriteString("# " + printable(note) + "\n")
	}
	return t.String()
}

// shareRows writes a block with for_each, from its header to its last attribute.
func (w *writer) shareRows(t *strings.Builder, header string, b *block, candidates []*candidate) {
	columns, aside := w.aside(t, b, candidates)
	t.WriteString(header + " {\n")
	named := false // whether a name differs from the key
	for _, m := range b.members {
		named = named || m.key != m.shortName()
	}
	if named {
		columns = append([]string{b.kind.Label}, columns...)
		for _, c := range candidates {
			c.cells = append([]cell{{b.kind.Label, text(c.shortName())}}, c.cells...)
		}
	}
	rows := &node{object: true, tall: true, names: true}
	for i, m := range b.members {
		row := item{key: m.key, value: candidates[i].row(columns)}
		for _, note := range m.notes {
			row.notes = append(row.notes, printable(note))
		}
		rows.items = append(rows.items, row)
	}
	t.WriteString(w.attribute("", "for_each", forEach(rows, columns)))
	titles := titlesOf(columns, b.kind.Label)
	lone := len(columns) == 1 && columns[0] != b.kind.Label
	var body []cell
	for _, c := range merged(candidates, slices.Concat(columns, slices.Collect(maps.Keys(aside)))) {
		if local, ok := aside[c.name]; ok {
			c.value = &node{leaf: "local." + local + "[each.key]"}
		}
		for i, name := range columns {
			if name != c.name {
				continue
			}
			if c.value = (&node{leaf: "each.value"}); !lone {
				c.value.leaf += "." + titles[i]
			}
		}
		body = append(body, c)
	}
	for _, c := range compose(body) {
		t.WriteString(w.attribute(b.kind.Name, c.name, c.value))
	}
}

// aside writes local maps for the attributes that differ and that cannot be columns, such as the
// parent of a hierarchy group. It returns the columns, and the names of the local maps by
// attribute. The header of the block comes after them.
func (w *writer) aside(t *strings.Builder, b *block, candidates []*candidate) (columns []string, aside map[string]string) {
	aside = map[string]string{}
	g := grouper{b.kind, w.levelled}
	var all []string
	for _, name := range differing(candidates) {
		if g.columnable(name) {
			columns = append(columns, name)
			continue
		}
		n := &node{object: true, tall: true, names: true}
		for i, m := range b.members {
			n.pair(m.key, candidates[i].cell(name))
		}
		aside[name] = w.taken.claim("local", b.kind.Name+"_"+b.label+"_"+strings.ReplaceAll(name, ".", "_"))
		all = append(all, aside[name]+" = "+n.layout(0, 1)+"\n")
	}
	if len(all) > 0 {
		t.WriteString(locals(all) + "\n")
	}
	return columns, aside
}

// forEach returns the value of for_each: the rows, or only their keys if there are no columns.
func forEach(rows *node, columns []string) *node {
	if len(columns) > 0 {
		return rows
	}
	keys := make([]*node, len(rows.items))
	noted := false
	for i, it := range rows.items {
		keys[i] = text(it.key)
		noted = noted || len(it.notes) > 0
	}
	if noted { // a member of a set has no comment of its own
		return rows
	}
	return &node{leaf: "toset(" + list(keys...).layout(2+len("for_each = toset("), 1) + ")"}
}

// merged returns a cell for each attribute that the candidates write, in the order of the kind.
// The cells of columns have no value yet.
func merged(candidates []*candidate, columns []string) []cell {
	var cells []cell
	for _, name := range columns {
		cells = append(cells, cell{name: name})
	}
	for _, c := range candidates[0].cells {
		if !slices.Contains(columns, c.name) {
			cells = append(cells, c)
		}
	}
	k := candidates[0].live.Kind
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Compare(rank(k, a.name), rank(k, b.name)) })
	return cells
}

// compose combines the leaves of an object into one attribute: phone.type and phone.number
// into phone. Leaves of one object follow each other.
func compose(cells []cell) []cell {
	var all []cell
	inner := map[string]*node{}
	for _, c := range cells {
		words := strings.Split(c.name, ".")
		if len(words) == 1 {
			all = append(all, c)
			continue
		}
		path := words[0]
		if inner[path] == nil {
			inner[path] = &node{object: true}
			all = append(all, cell{path, inner[path]})
		}
		parent := inner[path]
		for _, word := range words[1 : len(words)-1] {
			if path += "." + word; inner[path] == nil {
				inner[path] = &node{object: true}
				parent.pair(word, inner[path])
			}
			parent = inner[path]
		}
		parent.pair(words[len(words)-1], c.value)
	}
	return all
}

// printable returns text for a comment: on one line, without characters that hide others.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
}
