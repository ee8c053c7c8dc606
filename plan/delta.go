package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// An Entry is one difference inside an attribute: a member of a set, an entry of a
// map, a row of a table. Before is [cty.NilVal] if the entry was added, and After is if
// it was removed.
type Entry struct {
	Key           string
	Before, After cty.Value
}

// Sign returns the sign that renderings show for the entry: `+`, `~` or `-`.
func (e Entry) Sign() string {
	switch {
	case e.Before == cty.NilVal:
		return "+"
	case e.After == cty.NilVal:
		return "-"
	}
	return "~"
}

// Delta returns the differences between two values of the attribute, sorted by key. The key
// of a set's member is the member, and the key of a row is its key columns. Numbers, texts
// and lists have no entries. Before or after may be [cty.NilVal], which means an empty value.
//
// For example, from { a = 1, b = 2 } to { a = 1, b = 3 } there is one entry, with the key "b".
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

// Partly reports whether a write from before to want that failed midway can have left after:
// each member, entry or row that differs from before is as wanted, or is gone because the
// write removes it first and then adds the new one. Other shapes are written at once, so
// Partly is false for them.
//
// For example, a write adds the rows "a" and "b", and fails between the two. A table with
// only "a" is partly written. A table with a row "c" was changed by somebody else.
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

// A keyed value is a member, entry or row with its key.
type keyed struct {
	key   string
	value cty.Value
}

// entriesOf returns the members, entries or rows of v, sorted by key.
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

// rowKey joins the key columns of a row. NUL separates them, so that ("a", "bc") and
// ("ab", "c") are different keys.
func rowKey(a *schema.Attr, row cty.Value) string {
	parts := make([]string, len(a.Keys))
	for i, column := range a.Keys {
		parts[i] = row.GetAttr(column).AsString()
	}
	return strings.Join(parts, "\x00")
}
