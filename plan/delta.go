package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// An Entry is one difference inside an attribute: a member of a set, an entry of a
// map, a row of a table. Before is [cty.NilVal] in one that is added, After in one
// that is removed.
type Entry struct {
	Key           string
	Before, After cty.Value
}

// Sign returns the sign by which renderings show the entry: `+`, `~` or `-`.
func (e Entry) Sign() string {
	switch {
	case e.Before == cty.NilVal:
		return "+"
	case e.After == cty.NilVal:
		return "-"
	}
	return "~"
}

// Delta returns the differences between two values of the attribute, in order of
// their keys: sets by member, maps by key, tables by the columns that are their
// key. Values of other shapes have none. Before or after may be [cty.NilVal], which
// holds nothing.
func Delta(a *schema.Attr, before, after cty.Value) []Entry {
	old, now := entriesOf(a, before), entriesOf(a, after)
	var entries []Entry
	for len(old) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(old) > 0 && old[0].key < now[0].key:
			entries = append(entries, Entry{Key: old[0].key, Before: old[0].value})
			old = old[1:]
		case len(old) == 0 || now[0].key < old[0].key:
			entries = append(entries, Entry{Key: now[0].key, After: now[0].value})
			now = now[1:]
		default:
			if !old[0].value.RawEquals(now[0].value) {
				entries = append(entries, Entry{Key: old[0].key, Before: old[0].value, After: now[0].value})
			}
			old, now = old[1:], now[1:]
		}
	}
	return entries
}

// Partly reports whether a write that was to lead from before to want, and failed, can
// have led to after: each member, entry or row that differs from before is as wanted,
// or gone before it is put anew. A value of another shape has no parts.
func Partly(a *schema.Attr, before, after, want cty.Value) bool {
	wanted := Delta(a, before, want)
	differs := Delta(a, before, after)
	for _, e := range differs {
		i, found := slices.BinarySearchFunc(wanted, e.Key, func(w Entry, key string) int { return cmp.Compare(w.Key, key) })
		if !found || e.After != cty.NilVal && !e.After.RawEquals(wanted[i].After) {
			return false
		}
	}
	return len(differs) > 0
}

type keyed struct {
	key   string
	value cty.Value
}

// entriesOf returns what is in v, sorted by key: states keep sets and tables so,
// and cty iterates maps so.
func entriesOf(a *schema.Attr, v cty.Value) []keyed {
	if v == cty.NilVal || a.Shape == schema.Scalar || a.Shape == schema.List {
		return nil
	}
	var list []keyed
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		switch a.Shape {
		case schema.Map:
			list = append(list, keyed{k.AsString(), e})
		case schema.Set:
			list = append(list, keyed{e.AsString(), e})
		case schema.Table:
			list = append(list, keyed{rowKey(a, e), e})
		}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	return list
}

// rowKey joins a row's key columns so that rows of one key alone are equal.
func rowKey(a *schema.Attr, row cty.Value) string {
	parts := make([]string, len(a.Keys))
	for i, column := range a.Keys {
		parts[i] = row.GetAttr(column).AsString()
	}
	return strings.Join(parts, "\x00")
}
