package schema

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// A tableOf describes the rows of a table: R's fields, which of them are its key,
// and how rows are ordered.
type tableOf[R any] struct {
	columns []Field[R]
	keys    []string
	compare func(a, b R) int
	spread  func(R, string) R // sets the column for which a row can list several values
	many    string            // the language's name for that list
	single  string            // the name of that column
	spells  bool              // whether a row of the language must have the list
}

func (t tableOf[R]) codec() codec[[]R] {
	types := map[string]cty.Type{}
	for _, c := range t.columns {
		types[c.Name] = c.Type
	}
	row := cty.Object(types)
	return codec[[]R]{
		shape: Table, typ: cty.List(row),
		read: t.read,
		value: func(rows []R) cty.Value {
			if len(rows) == 0 {
				return cty.ListValEmpty(row)
			}
			values := make([]cty.Value, len(rows))
			for i := range rows {
				values[i] = t.value(&rows[i])
			}
			return cty.ListVal(values)
		},
		equal: t.equal,
		clone: t.clone,
		parts: t.parts,

		toJSON:   t.toJSON,
		fromJSON: t.fromJSON,
	}
}

func (t tableOf[R]) equal(a, b []R) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		for j := range t.columns {
			if !t.columns[j].equal(&a[i], &b[i]) {
				return false
			}
		}
	}
	return true
}

func (t tableOf[R]) clone(rows []R) []R {
	if rows == nil {
		return nil
	}
	list := make([]R, len(rows))
	for i := range rows {
		for j := range t.columns {
			t.columns[j].copy(&list[i], &rows[i])
		}
	}
	return list
}

func (t tableOf[R]) value(row *R) cty.Value {
	cells, empty := make(map[string]cty.Value, len(t.columns)), new(R)
	for _, c := range t.columns {
		if cells[c.Name] = c.Value(row); c.Attr.Optional && c.equal(row, empty) {
			cells[c.Name] = cty.NullVal(c.Type)
		}
	}
	return cty.ObjectVal(cells)
}

func (t tableOf[R]) read(r *reader, path cty.Path, v cty.Value) []R {
	rows := []R{}
	seen := map[string]bool{}
	for at, e := range r.elements(path, v) {
		for _, row := range t.row(r, at, e) {
			if key := t.key(&row); seen[key] {
				r.report(diag.DuplicateRow, at, "Duplicate row for %s; each can have only one row in the table.", key)
			} else if key != "" {
				seen[key] = true
			}
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, t.compare)
	return rows
}

// key returns a row's key columns in the words of a sentence: `queue "Sales" channel
// "voice"`. It returns "" for a row that lacks the first of them.
func (t tableOf[R]) key(row *R) string {
	var parts []string
	for i, name := range t.keys {
		value := t.column(name).Value(row).AsString()
		switch {
		case i == 0 && value == "":
			return ""
		case value != "":
			parts = append(parts, fmt.Sprintf("%s %q", name, value))
		}
	}
	return strings.Join(parts, " ")
}

// row reads one row of the language. It returns several rows if the row lists several values
// of the spread column: `channels = ["voice", "chat"]` gives two.
func (t tableOf[R]) row(r *reader, path cty.Path, v cty.Value) []R {
	var row R
	var many []string
	given := map[string]bool{}
	for name, cell := range r.members(path, v) {
		at := path.Copy().GetAttr(name)
		if cell.IsNull() {
			continue
		}
		if given[name] = true; name == t.many && t.many != "" {
			r.within(t.column(t.single), func(r *reader) { many = readTexts(r, at, cell) })
			continue
		}
		c := t.column(name)
		if c == nil {
			r.report(diag.UnsupportedColumn, at, "The table %s has no column %q.%s", r.attr.Name, name, diag.Suggest(name, t.words()))
			continue
		}
		r.within(c, func(r *reader) { c.read(r, at, &row, cell) })
	}
	if !v.IsNull() && (v.Type().IsObjectType() || v.Type().IsMapType()) {
		t.complete(r, path, given)
	}
	if !given[t.many] || t.many == "" {
		return []R{row}
	}
	rows := make([]R, 0, len(many))
	for _, value := range many {
		rows = append(rows, t.spread(row, value))
	}
	return rows
}

// complete reports the required columns that a row lacks.
func (t tableOf[R]) complete(r *reader, path cty.Path, given map[string]bool) {
	for i := range t.columns {
		if c := &t.columns[i]; c.Attr.Required && !given[c.Name] {
			r.report(diag.MissingColumn, path, "Every row of %s needs %q.", r.attr.Name, c.Name)
		}
	}
	if t.spells && !given[t.many] && !given[t.single] {
		r.report(diag.MissingColumn, path, "Every row of %s needs %q.", r.attr.Name, t.many)
	}
}

func (t tableOf[R]) column(name string) *Attr {
	for i := range t.columns {
		if t.columns[i].Name == name {
			return &t.columns[i].Attr
		}
	}
	return nil
}

// words returns the column names that a configuration may write.
func (t tableOf[R]) words() []string {
	var words []string
	for _, c := range t.columns {
		if c.Name != t.single || t.many == "" {
			words = append(words, c.Name)
		}
	}
	if t.many != "" {
		words = append(words, t.many)
	}
	return words
}

// refs yields the names that the rows refer to.
func (t tableOf[R]) refs(rows []R) iter.Seq[Name] {
	return func(yield func(Name) bool) {
		for i := range rows {
			for _, c := range t.columns {
				if c.Attr.RefersTo == "" {
					continue
				}
				for name := range c.Refs(&rows[i]) {
					if !yield(name) {
						return
					}
				}
			}
		}
	}
}

func (t tableOf[R]) parts(c *Splitter, rows []R) {
	plain := func(n Name) (string, bool) { return cty.NormalizeString(n.Key), true }
	canonical, named := &Splitter{ID: c.ID}, &Splitter{ID: plain}
	var names, keys, cells []string
	for i := range rows {
		p := Element{Known: true}
		names, keys, cells = names[:0], keys[:0], cells[:0]
		used := 0
		for j := range t.columns {
			a := &t.columns[j].Attr
			canonical.attr, named.attr = a, a
			cell, known := a.text(canonical, &rows[i])
			p.Known = p.Known && known
			if !slices.Contains(t.keys, a.Name) {
				if cells = append(cells, cell); cell != "" || !a.Optional {
					used = len(cells)
				}
				continue
			}
			name, _ := a.text(named, &rows[i])
			names, keys = append(names, name), append(keys, cell)
		}
		p.Name, p.Key, p.Value = strings.Join(names, keySeparator), strings.Join(keys, keySeparator), joined(cells[:used])
		c.Take(p)
	}
}

// toJSON appends the rows as a list of objects.
func (t tableOf[R]) toJSON(b []byte, rows []R) ([]byte, error) {
	empty := new(R)
	b = append(b, '[')
	for i := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		first := true
		for j := range t.columns {
			c := &t.columns[j]
			if c.Attr.Optional && c.equal(&rows[i], empty) {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = append(append(append(b, '"'), c.Name...), `":`...)
			var err error
			if b, err = c.AppendJSON(b, &rows[i]); err != nil {
				return b, err
			}
		}
		b = append(b, '}')
	}
	return append(b, ']'), nil
}

// fromJSON reads rows, and sorts them. Two rows for one key are an error, because callwright
// compares tables by their keys.
func (t tableOf[R]) fromJSON(_ *Attr, text []byte) ([]R, error) {
	var list []map[string]json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	rows, seen := make([]R, len(list)), make(map[string]bool, len(list))
	for i, cells := range list {
		for name, cell := range cells {
			c := t.column(name)
			if c == nil {
				return nil, fmt.Errorf("row %d has the unknown column %q", i+1, name)
			}
			if err := c.SetJSON(&rows[i], cell); err != nil {
				return nil, fmt.Errorf("row %d, column %q: %w", i+1, name, err)
			}
		}
		for _, name := range t.keys {
			if _, ok := cells[name]; !ok {
				return nil, fmt.Errorf("row %d lacks the column %q", i+1, name)
			}
		}
		key, err := t.keyJSON(&rows[i])
		if err != nil {
			return nil, err
		}
		if seen[key] {
			return nil, fmt.Errorf("row %d is for %s, like an earlier row", i+1, key)
		}
		seen[key] = true
	}
	slices.SortStableFunc(rows, t.compare)
	return rows, nil
}

// keyJSON returns the key columns of a row: `"Sales" "voice"`.
func (t tableOf[R]) keyJSON(row *R) (string, error) {
	var b []byte
	for i, name := range t.keys {
		if i > 0 {
			b = append(b, ' ')
		}
		var err error
		if b, err = t.column(name).AppendJSON(b, row); err != nil {
			return "", err
		}
	}
	return string(b), nil
}

// Rows is a field of a table of Rs; the table is whole.
func Rows[T, R any](name, doc string, p func(*T) *[]R, t tableOf[R]) Field[T] {
	f := field(name, doc, p, t.codec())
	f.Keys = t.keys
	for _, c := range t.columns {
		f.Columns = append(f.Columns, c.Attr)
	}
	f.refs = func(body any, _ string) iter.Seq[Name] { return t.refs(*p(body.(*T))) }
	return f
}
