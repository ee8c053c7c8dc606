package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A line is one line under a change: an attribute's name on its first line, the
// sign of a member, what there is to say, and what a reviewer must not miss about it.
type line struct{ name, sign, text, remark string }

// linesOf returns what a change writes, attribute by attribute.
func linesOf(c *plan.Change, detail Detail) []line {
	if c.Want == nil {
		return nil
	}
	var lines []line
	if detail == Full && c.Live != nil {
		lines = append(lines, line{name: "id", text: plan.Clean(c.Live.ID)})
	}
	for i := range c.Attrs.All() {
		lines = append(lines, attrLines(c, i)...)
	}
	return lines
}

func attrLines(c *plan.Change, i int) []line {
	a := &c.Want.Kind.Attrs[i]
	before, after := cty.NilVal, c.Want.Value(i)
	if c.Live != nil && c.Live.Given.Has(i) {
		before = c.Live.Value(i)
	}
	if before == cty.NilVal && a.Name == c.Want.Kind.Label {
		return nil // the heading has it
	}
	if before != cty.NilVal && before.RawEquals(after) {
		return nil // written along with what differs
	}
	var lines []line
	why := c.Cause(i)
	_, unread := c.Unread(i)
	switch {
	case unread:
		lines = []line{{text: "(as last applied, not read) -> " + plan.Measured(a, after)}}
	case a.Shape == schema.Table:
		lines = tableLines(a, plan.Delta(a, before, after), why, before == cty.NilVal)
	case a.Shape == schema.Set, a.Shape == schema.Map:
		lines = memberLines(a, plan.Delta(a, before, after), why, before == cty.NilVal)
	case before == cty.NilVal:
		lines = []line{{text: plan.Measured(a, after)}}
	default:
		lines = []line{{text: change(a, before, after) + cause(why.Cause)}}
	}
	if len(lines) == 0 {
		lines = []line{{text: plan.Text(after)}}
	}
	lines[0].name = a.Name
	return lines
}

// cause says of a difference that it is, or may be, somebody else's doing. That the
// configuration changed goes without saying.
func cause(c plan.Cause) string {
	switch c {
	case plan.Drifted:
		return "  (drift)"
	case plan.Both:
		return "  (drift, and changed in the configuration)"
	}
	return ""
}

// memberLines puts the members of one sign and one cause on one line, unless they are
// too many to take in. What is created has no signs: all of it is new.
func memberLines(a *schema.Attr, entries []plan.Entry, why plan.Finding, created bool) []line {
	slices.SortStableFunc(entries, func(x, y plan.Entry) int {
		return cmp.Compare(slices.Index(a.OneOf, x.Key), slices.Index(a.OneOf, y.Key))
	})
	var lines []line
	for _, sign := range []string{"+", "~", "-"} {
		alike := map[string][]string{}
		for _, e := range entries {
			if e.Sign() == sign {
				said := cause(why.Of(e.Key))
				alike[said] = append(alike[said], entryText(a, e))
			}
		}
		if created {
			sign = ""
		}
		for _, said := range slices.Sorted(maps.Keys(alike)) {
			for _, text := range wrapped(alike[said]) {
				lines = append(lines, line{sign: sign, text: text + said})
			}
		}
	}
	return lines
}

// wrapped joins texts to lines of a width that is easy to read.
func wrapped(texts []string) []string {
	var lines []string
	for _, text := range texts {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last])+utf8.RuneCountInString(text) < 80 {
			lines[last] += ", " + text
			continue
		}
		if last >= 0 {
			lines[last] += ","
		}
		lines = append(lines, text)
	}
	return lines
}

func entryText(a *schema.Attr, e plan.Entry) string {
	key := plan.Clean(e.Key)
	switch {
	case a.Shape == schema.Set:
		return plan.Quote(e.Key)
	case e.Before == cty.NilVal:
		return key + " = " + plan.Text(e.After)
	case e.After == cty.NilVal:
		return key
	}
	return key + " = " + plan.Text(e.Before) + " -> " + plan.Text(e.After)
}

// A row is one or more rows of a table that change alike: those that differ in the
// last of the key columns alone, such as one queue on several channels.
type row struct {
	sign, key, text string
	names           []string // what key is made of
	cells           []string // what text is made of, without the columns' names
	cause           plan.Cause
	last            []string
	rank            []float64 // the numbers that it is sorted by
}

// rowsOf returns rows in the order of their values, which is that in which a queue is
// served.
func rowsOf(a *schema.Attr, entries []plan.Entry, why plan.Finding) []*row {
	var rows []*row
	alike := map[string]*row{}
	for _, e := range entries {
		r := rowOf(a, e)
		r.cause = why.Of(e.Key)
		r.text += cause(r.cause)
		id := strings.Join([]string{r.sign, r.key, r.text}, "\x00")
		if same, ok := alike[id]; ok {
			same.last = append(same.last, r.last...)
			continue
		}
		alike[id] = r
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b *row) int {
		return cmp.Or(slices.Compare(a.rank, b.rank), cmp.Compare(a.key, b.key))
	})
	words := lastColumn(a).OneOf
	for _, r := range rows {
		slices.SortStableFunc(r.last, func(x, y string) int { return cmp.Compare(slices.Index(words, x), slices.Index(words, y)) })
	}
	return rows
}

// tableLines shows rows in columns.
func tableLines(a *schema.Attr, entries []plan.Entry, why plan.Finding, created bool) []line {
	rows := rowsOf(a, entries, why)
	keys, lasts := 0, 0
	for _, r := range rows {
		if created {
			r.sign = ""
		}
		keys = max(keys, utf8.RuneCountInString(r.key))
		lasts = max(lasts, utf8.RuneCountInString(strings.Join(r.last, ", ")))
	}
	lines := make([]line, len(rows))
	for i, r := range rows {
		text := fmt.Sprintf("%-*s  %-*s  %s", keys, r.key, lasts, strings.Join(r.last, ", "), r.text)
		lines[i] = line{sign: r.sign, text: strings.TrimSpace(text)}
	}
	return lines
}

// lastColumn returns the last of a table's key columns.
func lastColumn(a *schema.Attr) *schema.Attr {
	last := a.Keys[len(a.Keys)-1]
	return &a.Columns[slices.IndexFunc(a.Columns, func(c schema.Attr) bool { return c.Name == last })]
}

func rowOf(a *schema.Attr, e plan.Entry) *row {
	v := e.After
	if v == cty.NilVal {
		v = e.Before
	}
	r := &row{sign: e.Sign()}
	for i, key := range a.Keys {
		if text := v.GetAttr(key).AsString(); i < len(a.Keys)-1 {
			r.key += plan.Quote(text)
			r.names = append(r.names, text)
		} else {
			r.last = []string{plan.Clean(text)}
		}
	}
	var cells []string
	for i := range a.Columns {
		c := &a.Columns[i]
		if slices.Contains(a.Keys, c.Name) {
			continue
		}
		text := cell(c, e)
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

// cell shows one column of a row, before and after where they differ.
func cell(c *schema.Attr, e plan.Entry) string {
	switch {
	case e.Before == cty.NilVal:
		return plan.Measured(c, e.After.GetAttr(c.Name))
	case e.After == cty.NilVal, e.Before.GetAttr(c.Name).RawEquals(e.After.GetAttr(c.Name)):
		return plan.Measured(c, e.Before.GetAttr(c.Name))
	}
	return change(c, e.Before.GetAttr(c.Name), e.After.GetAttr(c.Name))
}

func change(a *schema.Attr, before, after cty.Value) string {
	return plan.Measured(a, before) + " -> " + plan.Measured(a, after)
}
