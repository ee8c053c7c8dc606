package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A rowChange is one row of a table that changes, or several that change in the same way and
// differ only in the last key column. For example, the rows of "Sales" on voice and on chat
// both go from priority 1 to 2: that is one rowChange with two channels.
type rowChange struct {
	sign, key, text string
	names           []string // the names in key
	cells           []string // the values in text, without the columns' names
	cause           plan.Cause
	last            []string  // values of the last key column, such as channels
	rank            []float64 // the numbers by which rows are sorted
}

// rowsOf returns the rows sorted by their numbers. For a routing profile these are priority and
// delay, so the queues come in the order in which agents serve them.
func rowsOf(a *schema.Attr, entries []plan.Entry, why plan.Finding, s Style) []*rowChange {
	var rows []*rowChange
	columns := columnsOf(a, entries)
	alike := map[string]*rowChange{}
	for _, e := range entries {
		r := rowOf(a, columns, e, s)
		r.cause = why.Of(e.Key)
		r.text += causeText(r.cause)
		id := strings.Join([]string{r.sign, r.key, r.text}, "\x00")
		if same, ok := alike[id]; ok {
			same.last = append(same.last, r.last...)
			continue
		}
		alike[id] = r
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b *rowChange) int {
		return cmp.Or(slices.Compare(a.rank, b.rank), cmp.Compare(a.key, b.key))
	})
	words := lastColumn(a).OneOf
	for _, r := range rows {
		slices.SortStableFunc(r.last, func(x, y string) int { return cmp.Compare(slices.Index(words, x), slices.Index(words, y)) })
	}
	return rows
}

// columnsOf returns the columns that do not belong to the key. It leaves out a column for which
// no row has a value, such as the recurrence of overrides that are all of one date.
func columnsOf(a *schema.Attr, entries []plan.Entry) []*schema.Attr {
	var columns []*schema.Attr
	for i := range a.Columns {
		c := &a.Columns[i]
		if !slices.Contains(a.Keys, c.Name) && slices.ContainsFunc(entries, func(e plan.Entry) bool { return hasCell(c, e) }) {
			columns = append(columns, c)
		}
	}
	return columns
}

// hasCell reports whether a row has or had a value for a column.
func hasCell(c *schema.Attr, e plan.Entry) bool {
	has := func(row cty.Value) bool { return row != cty.NilVal && !row.GetAttr(c.Name).IsNull() }
	return has(e.Before) || has(e.After)
}

// lastColumn returns the last of a table's key columns.
func lastColumn(a *schema.Attr) *schema.Attr {
	last := a.Keys[len(a.Keys)-1]
	return &a.Columns[slices.IndexFunc(a.Columns, func(c schema.Attr) bool { return c.Name == last })]
}

// rowOf returns one entry of a table as a row. A removed row shows the values that it had.
func rowOf(a *schema.Attr, columns []*schema.Attr, e plan.Entry, s Style) *rowChange {
	v := e.After
	if v == cty.NilVal {
		v = e.Before
	}
	r := &rowChange{sign: e.Sign()}
	for i, key := range a.Keys {
		if text := v.GetAttr(key).AsString(); i < len(a.Keys)-1 {
			r.key += plan.Quote(text)
			r.names = append(r.names, text)
		} else {
			r.last = []string{plan.Clean(text)}
		}
	}
	var cells []string
	for _, c := range columns {
		if !hasCell(c, e) {
			r.cells = append(r.cells, "")
			continue
		}
		text := s.cellText(c, e)
		r.cells = append(r.cells, text)
		cells = append(cells, c.Name+" "+text)
		if c.Type == cty.Number {
			n, _ := v.GetAttr(c.Name).AsBigFloat().Float64()
			r.rank = append(r.rank, n)
		}
	}
	r.text = strings.Join(cells, ", ")
	return r
}

// cellText shows one column of a row: `30 s`, or `30 s -> 60 s` if it changes.
func (s Style) cellText(c *schema.Attr, e plan.Entry) string {
	switch {
	case e.Before == cty.NilVal:
		return plan.Measured(c, e.After.GetAttr(c.Name))
	case e.After == cty.NilVal, e.Before.GetAttr(c.Name).RawEquals(e.After.GetAttr(c.Name)):
		return plan.Measured(c, e.Before.GetAttr(c.Name))
	}
	return s.beforeAndAfter(c, e.Before.GetAttr(c.Name), e.After.GetAttr(c.Name))
}

// beforeAndAfter returns both values: `1 -> 2`.
func (s Style) beforeAndAfter(a *schema.Attr, before, after cty.Value) string {
	return s.change(plan.Measured(a, before), plan.Measured(a, after))
}

// causeText says if somebody else caused a difference, or may have. It says nothing if the
// configuration changed, because readers expect that.
func causeText(c plan.Cause) string {
	switch c {
	case plan.Drifted:
		return "  (drift)"
	case plan.Both:
		return "  (drift, and changed in the configuration)"
	}
	return ""
}
