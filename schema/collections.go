package schema

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

func readTexts(r *reader, path cty.Path, v cty.Value) []string {
	list := []string{}
	for at, e := range r.elements(path, v) {
		list = append(list, r.text(at, e))
	}
	r.count(path, list)
	return list
}

// count reports too few members of a collection, or too many.
func (r *reader) count(path cty.Path, members []string) {
	if r.attr.count == nil {
		return
	}
	if why := r.attr.count(members); why != "" {
		r.report(diag.WrongMemberCount, path, "%s", why)
	}
}

func textsValue(list []string) cty.Value {
	if len(list) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = cty.StringVal(s)
	}
	return cty.ListVal(values)
}

// texts returns the strings of a list value.
func texts(v cty.Value) []string {
	list := []string{}
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		list = append(list, e.AsString())
	}
	return list
}

// listCodec reads strings whose order counts.
var listCodec = codec[[]string]{
	shape: List, typ: cty.List(cty.String),
	read:  readTexts,
	value: textsValue,
	equal: slices.Equal[[]string],
	clone: slices.Clone[[]string],
	parts: (*Splitter).list,
}

// setCodec reads strings whose order does not count: sorted and compacted on the
// way in, so that equality is plain.
var setCodec = codec[[]string]{
	shape: Set, typ: cty.List(cty.String),
	read: func(r *reader, path cty.Path, v cty.Value) []string {
		return SortedSet(readTexts(r, path, v))
	},
	value: textsValue,
	equal: slices.Equal[[]string],
	clone: slices.Clone[[]string],
	text:  (*Splitter).joined,
	parts: (*Splitter).set,
}

// SortedSet sorts members and drops the repeated ones, in place.
func SortedSet(members []string) []string {
	slices.Sort(members)
	return slices.Compact(members)
}

// mapCodec reads a whole map whose values are read by e.
func mapCodec[V any](e codec[V]) codec[map[string]V] {
	return codec[map[string]V]{
		shape: Map, typ: cty.Map(e.typ),
		read: func(r *reader, path cty.Path, v cty.Value) map[string]V {
			m := map[string]V{}
			for key, value := range r.members(path, v) {
				at := path.Copy().Index(cty.StringVal(key))
				if r.attr.key != nil {
					if why := r.attr.key(key); why != "" {
						r.report(diag.UnsupportedKey, at, "%s", why)
						continue
					}
				}
				if value.IsNull() {
					continue
				}
				m[key] = e.read(r, at, value)
			}
			r.count(path, slices.Sorted(maps.Keys(m)))
			return m
		},
		value: func(m map[string]V) cty.Value {
			if len(m) == 0 {
				return cty.MapValEmpty(e.typ)
			}
			values := make(map[string]cty.Value, len(m))
			for k, v := range m {
				values[k] = e.value(v)
			}
			return cty.MapVal(values)
		},
		equal: func(a, b map[string]V) bool { return maps.EqualFunc(a, b, e.equal) },
		clone: func(m map[string]V) map[string]V {
			c := make(map[string]V, len(m))
			for k, v := range m {
				c[k] = e.clone(v)
			}
			return c
		},
		parts: func(c *Splitter, m map[string]V) {
			for key, v := range m {
				if c.attr.skip == nil || !c.attr.skip(key) {
					value, known := e.text(c, v)
					c.Take(Element{Name: cty.NormalizeString(key), Key: cty.NormalizeString(key), Value: value, Known: known})
				}
			}
		},
	}
}

// A tableOf describes the rows of a table: R's fields, which of them are its key,
// and how rows are ordered.
type tableOf[R any] struct {
	columns []Field[R]
	keys    []string
	compare func(a, b R) int
	spread  func(R, string) R // sets the column that a row may give several values of
	many    string            // the name of those several values in the language
	single  string            // the name of the column they spread over
	spells  bool              // whether a row of the language needs those values
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
	cells := make(map[string]cty.Value, len(t.columns))
	for _, c := range t.columns {
		cells[c.Name] = c.Value(row)
	}
	return cty.ObjectVal(cells)
}

func (t tableOf[R]) read(r *reader, path cty.Path, v cty.Value) []R {
	rows := []R{}
	seen := map[string]bool{}
	for at, e := range r.elements(path, v) {
		for _, row := range t.row(r, at, e) {
			if key := t.key(&row); seen[key] {
				r.report(diag.DuplicateRow, at, "The table has more than one row of %s; it takes one.", key)
			} else if key != "" {
				seen[key] = true
			}
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, t.compare)
	return rows
}

// key returns a row's key columns as a sentence names them; "" for a row that lacks
// the first of them.
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

// row reads one row of the language, which stands for several when it gives
// several values of the spread column.
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
			r.report(diag.UnsupportedColumn, at, "A row of %s has no column %q.%s", r.attr.Name, name, Suggest(name, t.words()))
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

// complete reports the columns that a row needs and does not give.
func (t tableOf[R]) complete(r *reader, path cty.Path, given map[string]bool) {
	for i := range t.columns {
		if c := &t.columns[i]; c.Attr.Required && !given[c.Name] {
			r.report(diag.MissingColumn, path, "A row of %s needs %q.", r.attr.Name, c.Name)
		}
	}
	if t.spells && !given[t.many] && !given[t.single] {
		r.report(diag.MissingColumn, path, "A row of %s needs %q.", r.attr.Name, t.many)
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

// quoted lists words for a sentence: `"a", "b" or "c"`.
func quoted(words []string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(`"` + w + `"`)
	}
	return b.String()
}
