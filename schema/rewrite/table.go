package rewrite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// The language writes the column channel of a table of queues as the list channels. Without the
// list, a row of `queues` is for each channel of the profile.
const (
	channelColumn = "channel"
	channelsList  = "channels"
)

// A tableRow is a row in a file. It has a value for each literal in it.
type tableRow struct {
	file   string
	expr   *hclsyntax.ObjectConsExpr
	of     *hclsyntax.TupleConsExpr
	number int // in of
	table  string
}

// rows returns the splices that give a table other rows. The table is a list of objects, the rows
// of a queue_table, or several of these in concat.
func (s *site) rows(expr hclsyntax.Expression, a *schema.Attr, v cty.Value) ([]placed, error) {
	if s.Tables == Split && usesTable(expr) {
		return []placed{s.replace(expr, ownRows(s, expr, a, v))}, nil
	}
	parts, err := s.parts(expr)
	if err != nil {
		return nil, err
	}
	wanted := map[string]cty.Value{}
	for it := v.ElementIterator(); it.Next(); {
		_, row := it.Element()
		wanted[rowKey(a, row)] = row
	}
	now := s.object.Kind.Attrs[s.position(a)].Value(s.object.Body)
	was := map[string]cty.Value{}
	for it := now.ElementIterator(); it.Next(); {
		_, row := it.Element()
		was[rowKey(a, row)] = row
	}
	t := &tableEdit{site: s, attr: a, wanted: wanted, was: was, gone: map[*hclsyntax.TupleConsExpr][]int{}}
	for _, r := range parts {
		if err := t.row(r); err != nil {
			return nil, err
		}
	}
	return t.finish(expr, parts)
}

// position returns the position of the attribute.
func (s *site) position(a *schema.Attr) int {
	i, _ := s.object.Kind.Lookup(a.Name)
	return i
}

// rowKey joins the key columns of a row.
func rowKey(a *schema.Attr, row cty.Value) string {
	parts := make([]string, len(a.Keys))
	for i, name := range a.Keys {
		parts[i] = row.GetAttr(name).AsString()
	}
	return strings.Join(parts, "\x00")
}

// usesTable reports whether an expression uses a queue_table.
func usesTable(expr hclsyntax.Expression) bool {
	return slices.ContainsFunc(expr.Variables(), func(t hcl.Traversal) bool { return t.RootName() == "queue_table" })
}

// parts returns the rows that an expression puts together, as far as they are in files.
func (s *site) parts(expr hclsyntax.Expression) ([]tableRow, error) {
	switch expr := plainExpr(expr).(type) {
	case *hclsyntax.TupleConsExpr:
		return rowsOf(expr, s.file, "")
	case *hclsyntax.ScopeTraversalExpr:
		t := expr.Traversal
		if t.RootName() != "queue_table" || len(t) != 3 || s.object.Addr.Module != "" {
			break
		}
		label, ok := t[1].(hcl.TraverseAttr)
		if !ok {
			break
		}
		rows, file := s.table(label.Name)
		if rows == nil {
			break
		}
		return rowsOf(rows, file, label.Name)
	case *hclsyntax.FunctionCallExpr:
		if expr.Name != "concat" {
			break
		}
		var all []tableRow
		for _, arg := range expr.Args {
			list, err := s.parts(arg)
			if err != nil {
				return nil, err
			}
			all = append(all, list...)
		}
		return all, nil
	}
	return nil, &PlaceError{Why: errExpression}
}

// rowsOf returns the rows of a list of objects.
func rowsOf(tuple *hclsyntax.TupleConsExpr, file, table string) ([]tableRow, error) {
	var all []tableRow
	for i, e := range tuple.Exprs {
		object, ok := plainExpr(e).(*hclsyntax.ObjectConsExpr)
		if !ok {
			return nil, &PlaceError{Place: fmt.Sprintf("%s:%d", file, e.Range().Start.Line), Why: errExpression}
		}
		all = append(all, tableRow{file, object, tuple, i, table})
	}
	return all, nil
}

// A tableEdit collects the splices of one table.
type tableEdit struct {
	*site
	attr        *schema.Attr
	wanted, was map[string]cty.Value
	all         []placed
	gone        map[*hclsyntax.TupleConsExpr][]int
	touched     []tableRow // rows that change
	more        []cty.Value
}

// in returns the site of the file of a row.
func (t *tableEdit) in(file string) *site {
	at := *t.site
	at.file = file
	return &at
}

// row compares one row of a file with what is wanted of the keys that it is for.
func (t *tableEdit) row(r tableRow) error {
	keys, err := t.keys(r)
	if err != nil {
		return err
	}
	var kept []cty.Value
	changed := false
	for _, key := range keys {
		row, ok := t.wanted[key]
		if ok {
			kept = append(kept, row)
		}
		changed = changed || !ok || !row.RawEquals(t.was[key])
		delete(t.wanted, key)
	}
	if !changed {
		return nil
	}
	t.touched = append(t.touched, r)
	if len(kept) == 0 {
		t.gone[r.of] = append(t.gone[r.of], r.number)
		return nil
	}
	// Channels that differ from the first in another column get rows of their own.
	same := slices.DeleteFunc(slices.Clone(kept), func(row cty.Value) bool { return !alike(t.attr, row, kept[0]) })
	for _, row := range kept {
		if !alike(t.attr, row, kept[0]) {
			t.more = append(t.more, row)
		}
	}
	return t.change(r, same, len(same) < len(keys))
}

// keys returns the keys of the rows that a row of a file stands for.
func (t *tableEdit) keys(r tableRow) ([]string, error) {
	trouble := &PlaceError{Place: fmt.Sprintf("%s:%d", r.file, r.expr.SrcRange.Start.Line), Why: errExpression}
	lists := [][]string{}
	for _, name := range t.attr.Keys {
		column := t.column(name)
		if name == channelColumn && itemOf(r.expr, name) == nil {
			list, err := t.channels(r)
			if err != nil {
				return nil, trouble
			}
			lists = append(lists, list)
			continue
		}
		expr := itemOf(r.expr, name)
		if expr == nil {
			return nil, trouble
		}
		v, ok := t.in(r.file).literal(expr, column.RefersTo)
		if !ok || v.Type() != cty.String {
			return nil, trouble
		}
		lists = append(lists, []string{v.AsString()})
	}
	keys := []string{""}
	for i, list := range lists {
		var longer []string
		for _, key := range keys {
			for _, part := range list {
				if i > 0 {
					part = key + "\x00" + part
				}
				longer = append(longer, part)
			}
		}
		keys = longer
	}
	return slices.DeleteFunc(keys, func(key string) bool { return t.was[key] == cty.NilVal }), nil
}

// channels returns the channels that a row is for.
func (t *tableEdit) channels(r tableRow) ([]string, error) {
	expr := itemOf(r.expr, channelsList)
	if expr == nil {
		return schema.Channels, nil
	}
	tuple, ok := plainExpr(expr).(*hclsyntax.TupleConsExpr)
	if !ok {
		return nil, &PlaceError{Why: errExpression}
	}
	var list []string
	for _, e := range tuple.Exprs {
		v, ok := t.literal(e, "")
		if !ok || v.Type() != cty.String {
			return nil, &PlaceError{Why: errExpression}
		}
		list = append(list, schema.ChannelWord(v.AsString()))
	}
	return list, nil
}

// column returns a column of the table.
func (t *tableEdit) column(name string) *schema.Attr {
	i := slices.IndexFunc(t.attr.Columns, func(c schema.Attr) bool { return c.Name == name })
	return &t.attr.Columns[i]
}

// alike reports whether two rows differ only in their keys.
func alike(a *schema.Attr, x, y cty.Value) bool {
	for _, c := range a.Columns {
		if !slices.Contains(a.Keys, c.Name) && !x.GetAttr(c.Name).RawEquals(y.GetAttr(c.Name)) {
			return false
		}
	}
	return true
}

// change writes the other columns of a row. If fewer channels are left, it writes these, too.
func (t *tableEdit) change(r tableRow, rows []cty.Value, fewer bool) error {
	at := t.in(r.file)
	for i := range t.attr.Columns {
		c := &t.attr.Columns[i]
		if slices.Contains(t.attr.Keys, c.Name) {
			continue
		}
		value, expr := rows[0].GetAttr(c.Name), itemOf(r.expr, c.Name)
		if before := t.was[rowKey(t.attr, rows[0])]; before != cty.NilVal && before.GetAttr(c.Name).RawEquals(value) {
			continue
		}
		if expr == nil || value.IsNull() {
			return &PlaceError{Place: fmt.Sprintf("%s:%d", r.file, r.expr.SrcRange.Start.Line), Why: "the row does not write " + c.Name}
		}
		made, err := at.value(expr, c, value)
		if err != nil {
			return &PlaceError{Place: fmt.Sprintf("%s:%d", r.file, expr.Range().Start.Line), Why: err.Error()}
		}
		t.all = append(t.all, made...)
	}
	if !fewer {
		return nil
	}
	var list []string
	for _, row := range rows {
		list = append(list, at.text(row.GetAttr(channelColumn), ""))
	}
	text := "[" + strings.Join(list, ", ") + "]"
	if expr := itemOf(r.expr, channelsList); expr != nil {
		t.all = append(t.all, at.replace(expr, text))
		return nil
	}
	last := r.expr.Items[len(r.expr.Items)-1].ValueExpr.Range().End.Byte
	t.all = append(t.all, placed{r.file, splice{last, last, ", " + channelsList + " = " + text}})
	return nil
}

// lastRow returns the row after which new rows are written. If there are no rows yet, as in
// queues = [], it returns a row without cells, which names the list. Ok is false if the list is
// not written out, but made by an expression.
func (t *tableEdit) lastRow(expr hclsyntax.Expression, rows []tableRow) (last tableRow, ok bool) {
	if len(rows) > 0 {
		return rows[len(rows)-1], true
	}
	tuple, ok := plainExpr(expr).(*hclsyntax.TupleConsExpr)
	return tableRow{file: t.file, of: tuple}, ok
}

// finish adds rows that are new, and refuses to change a table that others use.
func (t *tableEdit) finish(expr hclsyntax.Expression, parts []tableRow) ([]placed, error) {
	for _, row := range t.wanted {
		t.more = append(t.more, row)
	}
	slices.SortFunc(t.more, func(a, b cty.Value) int { return cmp.Compare(rowKey(t.attr, a), rowKey(t.attr, b)) })
	texts := map[*hclsyntax.TupleConsExpr][]string{}
	if len(t.more) > 0 {
		last, ok := t.lastRow(expr, parts)
		if !ok {
			return nil, &PlaceError{Why: errExpression}
		}
		t.touched = append(t.touched, last)
		texts[last.of] = rowTexts(t.site, t.attr, t.more)
	}
	for _, r := range t.touched {
		users := t.users(r.table)
		if r.table == "" || t.Tables == Share || len(users) < 2 {
			continue
		}
		line := r.of.SrcRange.Start.Line
		if r.expr != nil {
			line = r.expr.SrcRange.Start.Line
		}
		return nil, &PlaceError{
			Place: fmt.Sprintf("%s:%d", r.file, line),
			Why:   fmt.Sprintf("the table queue_table.%s is shared by %d routing profiles (%s). Use --shared to change the table for all of them, or --split to give this one rows of its own", r.table, len(users), strings.Join(users, ", ")),
		}
	}
	done := map[*hclsyntax.TupleConsExpr]bool{}
	for _, r := range t.touched {
		if done[r.of] {
			continue
		}
		done[r.of] = true
		var nodes []hcl.Range
		for _, e := range r.of.Exprs {
			nodes = append(nodes, e.Range())
		}
		t.all = append(t.all, t.in(r.file).relist(r.of.SrcRange, nodes, t.gone[r.of], texts[r.of], false)...)
	}
	return t.all, nil
}
