package store

import (
	"fmt"
	"strings"
)

// A Condition is an SQL expression over an object o, with its arguments.
type Condition struct {
	sql  string
	args []any
}

// Always is the condition that every object meets.
var Always = SQL("TRUE")

// Never is the condition that no object meets.
var Never = SQL("FALSE")

// SQL makes a condition of an expression over an object o.
func SQL(expression string, args ...any) Condition { return Condition{expression, args} }

// Where makes a condition of a field and a comparison, such as "%s = ?".
func Where(f Field, comparison string, args ...any) Condition { return SQL(f(comparison), args...) }

// OneOf is met by objects that have one of the values in a field; without values, by
// every object.
func OneOf(f Field, values []string) Condition {
	var either []Condition
	for _, v := range values {
		either = append(either, Where(f, "%s = ?", v))
	}
	return Join("OR", either)
}

// Join combines conditions by AND or OR. Without conditions every object fits.
func Join(operator string, of []Condition) Condition {
	if len(of) == 0 {
		return Always
	}
	var parts []string
	var args []any
	for _, c := range of {
		parts = append(parts, c.sql)
		args = append(args, c.args...)
	}
	return SQL("("+strings.Join(parts, " "+operator+" ")+")", args...)
}

// A Field is a searchable field of a kind: it applies a comparison to the field's value.
type Field func(comparison string) string

// Column is a column of the object itself, such as its name.
func Column(name string) Field {
	return func(comparison string) string { return fmt.Sprintf(comparison, "o."+name) }
}

// Member is a text or a number among the members of the object, at a path with dots. A number
// is compared as a text, because conditions have texts.
func Member(path string) Field {
	return func(comparison string) string {
		return fmt.Sprintf(comparison, "coalesce(CAST(json_extract(o.body, '$."+path+"') AS TEXT), '')")
	}
}

// Target is the id of any object that a member refers to.
func Target(name string) Field {
	return func(comparison string) string {
		return "o.id IN (SELECT r.holder FROM refs r WHERE r.member = '" + name + "' AND " + fmt.Sprintf(comparison, "r.target") + ")"
	}
}

// AnyOf is met by objects that have a list with a row that meets the condition. The fields
// of the condition are those of [RowMember].
func AnyOf(list string, row Condition) Condition {
	return SQL("EXISTS (SELECT 1 FROM json_each(o.body, '$."+list+"') AS row WHERE "+row.sql+")", row.args...)
}

// RowMember is a member of the rows of a list, for the condition of [AnyOf].
func RowMember(name string) Field {
	return func(comparison string) string {
		return fmt.Sprintf(comparison, "json_extract(row.value, '$."+name+"')")
	}
}

// A Selection says which objects a listing has: objects of some kinds that meet a condition.
type Selection struct {
	kinds []*Kind
	where Condition
}

// Select selects objects of the kinds that meet a condition.
func Select(where Condition, kinds ...*Kind) Selection { return Selection{kinds, where} }

// sql is the selection's WHERE clause, of a table named o.
func (s Selection) sql() (string, []any) {
	args := []any{}
	for _, k := range s.kinds {
		args = append(args, k.Word)
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(args)), ",")
	return `o.kind IN (` + marks + `) AND ` + s.where.sql, append(args, s.where.args...)
}
