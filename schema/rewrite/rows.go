package rewrite

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// users returns the addresses of the routing profiles that use a queue_table, sorted.
func (t *tableEdit) users(table string) []string {
	if table == "" {
		return nil
	}
	var list []string
	for _, r := range t.Want.All() {
		block := t.blockAt(r.Source.Range)
		if block == nil {
			continue
		}
		for _, attr := range block.Body.Attributes {
			if slices.ContainsFunc(attr.Expr.Variables(), func(v hcl.Traversal) bool {
				step, ok := append(v, nil, nil)[1].(hcl.TraverseAttr)
				return v.RootName() == "queue_table" && ok && step.Name == table
			}) {
				list = append(list, r.Addr.String())
				break
			}
		}
	}
	return schema.SortedSet(list)
}

// rowTexts returns rows as a configuration writes them. Rows that differ only in the channel are
// one row.
func rowTexts(s *site, a *schema.Attr, rows []cty.Value) []string {
	var texts []string
	for len(rows) > 0 {
		first := rows[0]
		same := func(row cty.Value) bool {
			return slices.Contains(a.Keys, channelColumn) && row.GetAttr(a.Keys[0]).RawEquals(first.GetAttr(a.Keys[0])) && alike(a, row, first)
		}
		group := []cty.Value{first}
		var rest []cty.Value
		for _, row := range rows[1:] {
			if same(row) {
				group = append(group, row)
			} else {
				rest = append(rest, row)
			}
		}
		texts, rows = append(texts, rowText(s, a, group)), rest
	}
	return texts
}

// rowText returns one row: `{ queue = queue.sales, priority = 1, delay = 0, channels = ["chat"] }`.
func rowText(s *site, a *schema.Attr, group []cty.Value) string {
	var cells []string
	for i := range a.Columns {
		c := &a.Columns[i]
		if v := group[0].GetAttr(c.Name); c.Name != channelColumn && !v.IsNull() {
			cells = append(cells, c.Name+" = "+s.text(v, c.RefersTo))
		}
	}
	if slices.Contains(a.Keys, channelColumn) && !isForAll(s, a, len(group)) {
		var list []string
		for _, row := range group {
			list = append(list, s.text(row.GetAttr(channelColumn), ""))
		}
		cells = append(cells, channelsList+" = ["+strings.Join(list, ", ")+"]")
	}
	return "{ " + strings.Join(cells, ", ") + " }"
}

// isForAll reports whether so many channels are all of the profile's, so that a row of `queues`
// need not list them.
func isForAll(s *site, a *schema.Attr, channels int) bool {
	profile, ok := s.object.Body.(*schema.RoutingProfile)
	if !ok || a.Name != "queues" {
		return false
	}
	return channels == len(slices.DeleteFunc(slices.Clone(schema.Channels), func(c string) bool { return !profile.On(c) }))
}

// ownRows returns the whole table as a list of rows, in the layout of a block.
func ownRows(s *site, expr hclsyntax.Expression, a *schema.Attr, v cty.Value) string {
	var rows []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, row := it.Element()
		rows = append(rows, row)
	}
	src := s.texts[s.file]
	begin := lineStart(src, expr.Range().Start.Byte)
	line := string(src[begin:])
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	var b strings.Builder
	b.WriteString("[\n")
	for _, text := range rowTexts(s, a, rows) {
		b.WriteString(indent + "  " + text + ",\n")
	}
	b.WriteString(indent + "]")
	return b.String()
}
