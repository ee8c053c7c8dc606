package sim

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A condition is an SQL expression over an object o, with its arguments.
type condition struct {
	sql  string
	args []any
}

var always, never = condition{sql: "TRUE"}, condition{sql: "FALSE"}

// join combines conditions by AND or OR.
func join(operator string, of []condition) condition {
	if len(of) == 0 {
		return always
	}
	var parts []string
	var args []any
	for _, c := range of {
		parts = append(parts, c.sql)
		args = append(args, c.args...)
	}
	return condition{"(" + strings.Join(parts, " "+operator+" ") + ")", args}
}

// A field is a searchable field of a kind: it applies a comparison to the
// field's value.
type field func(compare string) string

// column compares a column of the object; member a text among its members;
// target the id of anything a member refers to.
func column(name string) field {
	return func(compare string) string { return fmt.Sprintf(compare, "o."+name) }
}

func member(path string) field {
	return func(compare string) string {
		return fmt.Sprintf(compare, "coalesce(json_extract(o.body, '$."+path+"'), '')")
	}
}

func target(name string) field {
	return func(compare string) string {
		return "o.id IN (SELECT r.holder FROM refs r WHERE r.member = '" + name + "' AND " + fmt.Sprintf(compare, "r.target") + ")"
	}
}

// comparisons are the comparison types of a StringCondition.
//
// Assumption: they heed case, and a condition without one is EXACT.
var comparisons = map[string]string{
	"":            "%s = ?",
	"EXACT":       "%s = ?",
	"STARTS_WITH": "instr(%s, ?) = 1",
	"CONTAINS":    "instr(%s, ?) > 0",
}

// A criteria reads the conditions of one search request.
type criteria struct {
	t      *tx
	fields map[string]field // by name in lower case
	leaves int
}

// maxLeaves and maxNesting bound a search: SQLite bounds the depth of an
// expression, and no caller needs more.
const (
	maxLeaves  = 200
	maxNesting = 20
)

// search reads SearchCriteria and SearchFilter.
func (t *tx) search(fields map[string]field, in members) (condition, error) {
	c := &criteria{t: t, fields: fields}
	criteria, err := c.tree(sub(in, "SearchCriteria"), 0)
	if err != nil {
		return never, err
	}
	filter, err := c.filter(sub(in, "SearchFilter"))
	return join("AND", []condition{criteria, filter}), err
}

// tree reads a criteria structure: leaves, and lists of further structures.
// What it holds side by side has to be true together.
func (c *criteria) tree(m members, depth int) (condition, error) {
	if depth > maxNesting {
		return never, invalid("SearchCriteria: Conditions may be nested %d deep.", maxNesting)
	}
	parts, err := c.leavesOf(m)
	if err != nil {
		return never, err
	}
	for _, l := range []struct{ name, operator string }{{"AndConditions", "AND"}, {"OrConditions", "OR"}} {
		var inner []condition
		for _, e := range list(m, l.name) {
			part, err := c.tree(e.(members), depth+1)
			if err != nil {
				return never, err
			}
			inner = append(inner, part)
		}
		parts = append(parts, join(l.operator, inner))
	}
	return join("AND", parts), nil
}

// leavesOf reads the leaves of a structure, whichever it has.
func (c *criteria) leavesOf(m members) ([]condition, error) {
	var parts []condition
	for _, leaf := range []struct {
		name string
		read func(members) (condition, error)
	}{
		{"StringCondition", c.text},
		{"HierarchyGroupCondition", c.hierarchy},
		{"TagCondition", c.tag},
		{"ListCondition", c.proficiencies},
		{"DateCondition", c.date},
	} {
		if !has(m, leaf.name) {
			continue
		}
		if c.leaves++; c.leaves > maxLeaves {
			return nil, invalid("A search may have %d conditions.", maxLeaves)
		}
		part, err := leaf.read(sub(m, leaf.name))
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// dateComparisons are the comparison types of a DateCondition. Dates of one form
// compare as strings do.
var dateComparisons = map[string]string{
	"GREATER_THAN": "%s > ?", "GREATER_THAN_OR_EQUAL_TO": "%s >= ?",
	"LESS_THAN": "%s < ?", "LESS_THAN_OR_EQUAL_TO": "%s <= ?",
	"EQUAL_TO": "%s = ?", "": "%s = ?",
}

// date reads a DateCondition.
func (c *criteria) date(m members) (condition, error) {
	f, ok := c.fields[strings.ToLower(text(m, "FieldName"))]
	if !ok {
		return never, invalid("SearchCriteria: There is no field %q to search by.", text(m, "FieldName"))
	}
	return condition{f(dateComparisons[text(m, "ComparisonType")]), []any{text(m, "Value")}}, nil
}

// text reads a StringCondition.
//
// Assumption: a field's name may be written in any case; the documentation
// itself writes both resourceID and resourceId.
func (c *criteria) text(m members) (condition, error) {
	name, value, how := text(m, "FieldName"), text(m, "Value"), text(m, "ComparisonType")
	f, ok := c.fields[strings.ToLower(name)]
	if !ok {
		return never, invalid("StringCondition.FieldName: %q is not a field to search by.", name)
	}
	if n := utf8.RuneCountInString(value); how == "CONTAINS" && (n < 2 || n > 25) {
		return never, invalid("StringCondition.Value: CONTAINS takes 2 to 25 characters, and %d were given.", n)
	}
	return condition{f(comparisons[how]), []any{value}}, nil
}

// tag reads a TagCondition; without a value it asks for the key alone.
func (c *criteria) tag(m members) (condition, error) {
	is := condition{"key = ?", []any{text(m, "TagKey")}}
	if has(m, "TagValue") {
		is = condition{"key = ? AND value = ?", []any{text(m, "TagKey"), text(m, "TagValue")}}
	}
	is.sql = "EXISTS (SELECT 1 FROM json_each(o.tags) WHERE " + is.sql + ")"
	return is, nil
}

// hierarchy reads a HierarchyGroupCondition: users of a group, or of it and
// every group below it.
func (c *criteria) hierarchy(m members) (condition, error) {
	group := c.t.idOf(groups, text(m, "Value"))
	is := "SELECT ?"
	if text(m, "HierarchyGroupMatchType") == "WITH_CHILD_GROUPS" {
		is = `WITH RECURSIVE below(id) AS (
			SELECT ? UNION SELECT g.id FROM objects g JOIN below ON g.scope = below.id WHERE g.kind = 'agent-group'
		) SELECT id FROM below`
	}
	return condition{target("HierarchyGroupId")("%s IN (" + is + ")"), []any{group}}, nil
}

// proficiencies reads a ListCondition. No user of the simulator has a
// proficiency, so none fits.
func (c *criteria) proficiencies(members) (condition, error) { return never, nil }

// filter reads a SearchFilter: a tag filter or an attribute filter, under
// whatever name the operation has for it.
func (c *criteria) filter(m members) (condition, error) {
	if len(m) > 1 {
		return never, accessDenied("SearchFilter: TagFilter and UserAttributeFilter cannot be combined.")
	}
	tags, err := c.tagFilter(sub(m, "TagFilter"))
	if err != nil {
		return never, err
	}
	parts := []condition{tags}
	for _, name := range []string{"UserAttributeFilter", "AttributeFilter"} {
		attributes, err := c.attributeFilter(sub(m, name))
		if err != nil {
			return never, err
		}
		parts = append(parts, attributes)
	}
	return join("AND", parts), nil
}

// tagFilter reads a ControlPlaneTagFilter: lists of tag conditions.
func (c *criteria) tagFilter(m members) (condition, error) {
	parts, err := c.leavesOf(m)
	if err != nil {
		return never, err
	}
	and, err := c.tags(list(m, "AndConditions"))
	if err != nil {
		return never, err
	}
	var or []condition
	for _, e := range list(m, "OrConditions") {
		all, err := c.tags(e.([]any))
		if err != nil {
			return never, err
		}
		or = append(or, all)
	}
	return join("AND", append(parts, and, join("OR", or))), nil
}

// tags reads a list of tag conditions that have to be true together.
func (c *criteria) tags(conditions []any) (condition, error) {
	var parts []condition
	for _, e := range conditions {
		part, err := c.leavesOf(members{"TagCondition": e})
		if err != nil {
			return never, err
		}
		parts = append(parts, part...)
	}
	return join("AND", parts), nil
}

// attributeFilter reads a ControlPlaneUserAttributeFilter or
// ControlPlaneAttributeFilter, of which only one field can be given.
func (c *criteria) attributeFilter(m members) (condition, error) {
	if len(m) > 1 {
		return never, invalid("SearchFilter: Only one field of an attribute filter can be given.")
	}
	parts, err := c.leavesOf(m)
	if err != nil {
		return never, err
	}
	alternatives := list(m, "OrConditions")
	if has(m, "AndCondition") {
		alternatives = []any{m["AndCondition"]}
	}
	var or []condition
	for _, e := range alternatives {
		all, err := c.attributes(e.(members))
		if err != nil {
			return never, err
		}
		or = append(or, all)
	}
	return join("AND", append(parts, join("OR", or))), nil
}

// attributes reads tag conditions and a hierarchy condition that have to be
// true together.
func (c *criteria) attributes(m members) (condition, error) {
	parts, err := c.leavesOf(m)
	if err != nil {
		return never, err
	}
	tags, err := c.tags(list(m, "TagConditions"))
	return join("AND", append(parts, tags)), err
}
