package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// Differ tells people how two values of an attribute differ. Of a set, a map or a table it
// names only the members and rows that differ. Then says when the attribute had the first
// value; in this example it is "when planned":
//
//	queues: "Gold" voice had priority 1 when planned, and has 7 now
func Differ(a *schema.Attr, before, after cty.Value, then string) string {
	var parts []string
	for _, e := range Delta(a, before, after) {
		parts = append(parts, differs(a, e, then))
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%s was %s %s, and is %s now", a.Name, Measured(a, before), then, Measured(a, after))
	}
	return a.Name + ": " + strings.Join(parts, "; ")
}

// differs says how one member, entry or row differs: `"Gold" voice was removed`.
func differs(a *schema.Attr, e Entry, then string) string {
	switch {
	case e.Before == cty.NilVal:
		return member(a, e.Key, e.After) + " was added"
	case e.After == cty.NilVal:
		return member(a, e.Key, e.Before) + " was removed"
	case a.Shape == schema.Map:
		return fmt.Sprintf("%s was %s %s, and is %s now", Clean(e.Key), Text(e.Before), then, Text(e.After))
	}
	var was, is []string
	for _, c := range cells(a) {
		if b, n := e.Before.GetAttr(c.Name), e.After.GetAttr(c.Name); !b.RawEquals(n) {
			was = append(was, c.Name+" "+Measured(c, b))
			is = append(is, c.Name+" "+Measured(c, n))
		}
	}
	return fmt.Sprintf("%s had %s %s, and has %s now", keyText(a, e.Before), strings.Join(was, ", "), then, strings.Join(is, ", "))
}

// member names a member, entry or row with its values: `"Gold" voice (priority 1, delay 0 s)`.
func member(a *schema.Attr, key string, v cty.Value) string {
	switch a.Shape {
	case schema.Set:
		return Quote(key)
	case schema.Map:
		return Clean(key) + " = " + Text(v)
	}
	var texts []string
	for _, c := range cells(a) {
		if cell := v.GetAttr(c.Name); !cell.IsNull() {
			texts = append(texts, c.Name+" "+Measured(c, cell))
		}
	}
	return fmt.Sprintf("%s (%s)", keyText(a, v), strings.Join(texts, ", "))
}

// keyText names a row by its key columns. Only the first is quoted: `"Gold" voice`.
func keyText(a *schema.Attr, row cty.Value) string {
	parts := make([]string, len(a.Keys))
	for i, key := range a.Keys {
		if parts[i] = Quote(row.GetAttr(key).AsString()); i > 0 {
			parts[i] = Clean(row.GetAttr(key).AsString())
		}
	}
	return strings.Join(parts, " ")
}

// cells returns the columns of a table that do not belong to its key.
func cells(a *schema.Attr) []*schema.Attr {
	var list []*schema.Attr
	for i := range a.Columns {
		if c := &a.Columns[i]; !slices.Contains(a.Keys, c.Name) {
			list = append(list, c)
		}
	}
	return list
}

// Measured returns a value of the attribute with its unit: `30 s`.
func Measured(a *schema.Attr, v cty.Value) string {
	if a.Unit == "" || v.Type() != cty.Number {
		return Text(v)
	}
	if v.RawEquals(cty.NumberIntVal(1)) && len(a.Unit) > 1 {
		return "1 " + strings.TrimSuffix(a.Unit, "s")
	}
	return Text(v) + " " + a.Unit
}
