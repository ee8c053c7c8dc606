// Package search reads the criteria of Search requests as conditions on stored objects.
//
// A search has criteria and a filter, which must both be met. Criteria are a tree of
// conditions joined by AND and OR. Each leaf compares one field ("name CONTAINS sales"),
// tag or place in the hierarchy. A field is what a kind lets one search by. For example,
//
//	{"SearchCriteria": {"AndConditions": [
//		{"StringCondition": {"FieldName": "Name", "Value": "Sales", "ComparisonType": "STARTS_WITH"}},
//		{"TagCondition": {"TagKey": "team"}}]}}
//
// finds the objects whose names begin with "Sales" and that have a tag "team".
package search

import (
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

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
	t      *store.Tx
	groups *store.Kind            // the kind that a HierarchyGroupCondition names
	fields map[string]store.Field // by name in lower case
	leaves int
}

// maxLeaves and maxNesting bound a search: SQLite bounds the depth of an
// expression, and no caller needs more.
const (
	maxLeaves  = 200
	maxNesting = 20
)

// Read reads SearchCriteria and SearchFilter of a request. The groups are the kind
// of the hierarchy groups, which a condition may name.
func Read(t *store.Tx, fields map[string]store.Field, groups *store.Kind, in api.Members) (store.Condition, error) {
	c := &criteria{t: t, groups: groups, fields: fields}
	criteria, err := c.tree(api.Sub(in, "SearchCriteria"), 0)
	if err != nil {
		return store.Never, err
	}
	filter, err := c.filter(api.Sub(in, "SearchFilter"))
	return store.Join("AND", []store.Condition{criteria, filter}), err
}

// tree reads a criteria structure: leaves, and lists of further structures.
// What it holds side by side has to be true together.
func (c *criteria) tree(m api.Members, depth int) (store.Condition, error) {
	if depth > maxNesting {
		return store.Never, api.InvalidParameter("SearchCriteria: Conditions may be nested %d deep.", maxNesting)
	}
	parts, err := c.leavesOf(m)
	if err != nil {
		return store.Never, err
	}
	for _, l := range []struct{ name, operator string }{{"AndConditions", "AND"}, {"OrConditions", "OR"}} {
		var inner []store.Condition
		for _, e := range api.List(m, l.name) {
			part, err := c.tree(e.(api.Members), depth+1)
			if err != nil {
				return store.Never, err
			}
			inner = append(inner, part)
		}
		parts = append(parts, store.Join(l.operator, inner))
	}
	return store.Join("AND", parts), nil
}

// leavesOf reads the leaves of a structure, whichever it has.
func (c *criteria) leavesOf(m api.Members) ([]store.Condition, error) {
	var parts []store.Condition
	for _, leaf := range []struct {
		name string
		read func(api.Members) (store.Condition, error)
	}{
		{"StringCondition", c.text},
		{"HierarchyGroupCondition", c.hierarchy},
		{"TagCondition", c.tag},
		{"ListCondition", c.proficiencies},
		{"DateCondition", c.date},
	} {
		if !api.Has(m, leaf.name) {
			continue
		}
		if c.leaves++; c.leaves > maxLeaves {
			return nil, api.InvalidParameter("A search may have %d conditions.", maxLeaves)
		}
		part, err := leaf.read(api.Sub(m, leaf.name))
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
//
// Assumption: it takes the two dates of an override, and no other field.
func (c *criteria) date(m api.Members) (store.Condition, error) {
	name := strings.ToLower(api.Text(m, "FieldName"))
	f, ok := c.fields[name]
	if !ok || !strings.HasPrefix(name, "effective") {
		return store.Never, api.InvalidParameter("DateCondition.FieldName: %q is not a date to search by.", api.Text(m, "FieldName"))
	}
	return store.Where(f, dateComparisons[api.Text(m, "ComparisonType")], api.Text(m, "Value")), nil
}

// text reads a StringCondition.
//
// Assumption: a field's name may be written in any case; the documentation
// itself writes both resourceID and resourceId.
func (c *criteria) text(m api.Members) (store.Condition, error) {
	name, value, how := api.Text(m, "FieldName"), api.Text(m, "Value"), api.Text(m, "ComparisonType")
	f, ok := c.fields[strings.ToLower(name)]
	if !ok {
		return store.Never, api.InvalidParameter("StringCondition.FieldName: %q is not a field to search by.", name)
	}
	if n := utf8.RuneCountInString(value); how == "CONTAINS" && (n < 2 || n > 25) {
		return store.Never, api.InvalidParameter("StringCondition.Value: CONTAINS takes 2 to 25 characters, and %d were given.", n)
	}
	return store.Where(f, comparisons[how], value), nil
}

// tag reads a TagCondition; without a value it asks only for the key.
func (c *criteria) tag(m api.Members) (store.Condition, error) {
	if api.Has(m, "TagValue") {
		return store.SQL("EXISTS (SELECT 1 FROM json_each(o.tags) WHERE key = ? AND value = ?)", api.Text(m, "TagKey"), api.Text(m, "TagValue")), nil
	}
	return store.SQL("EXISTS (SELECT 1 FROM json_each(o.tags) WHERE key = ?)", api.Text(m, "TagKey")), nil
}

// hierarchy reads a HierarchyGroupCondition: users of a group, or of it and
// every group below it.
func (c *criteria) hierarchy(m api.Members) (store.Condition, error) {
	group := c.t.IDOf(c.groups, api.Text(m, "Value"))
	is := "SELECT ?"
	if api.Text(m, "HierarchyGroupMatchType") == "WITH_CHILD_GROUPS" {
		is = `WITH RECURSIVE below(id) AS (
			SELECT ? UNION SELECT g.id FROM objects g JOIN below ON g.scope = below.id WHERE g.kind = 'agent-group'
		) SELECT id FROM below`
	}
	return store.Where(store.Target("HierarchyGroupId"), "%s IN ("+is+")", group), nil
}

// proficiencyTexts and proficiencyNumbers are the members of a proficiency by the fields
// that a ListCondition may name.
var (
	proficiencyTexts   = map[string]string{"name": "AttributeName", "value": "AttributeValue"}
	proficiencyNumbers = map[string]string{"level": "Level"}
)

// proficiencies reads a ListCondition: users who have one proficiency that meets all of its
// conditions.
func (c *criteria) proficiencies(m api.Members) (store.Condition, error) {
	parts := []store.Condition{store.Always}
	for _, e := range api.List(m, "Conditions") {
		if c.leaves++; c.leaves > maxLeaves {
			return store.Never, api.InvalidParameter("A search may have %d conditions.", maxLeaves)
		}
		condition := e.(api.Members)
		if api.Has(condition, "StringCondition") {
			part, err := (&criteria{fields: rowFields(proficiencyTexts)}).text(api.Sub(condition, "StringCondition"))
			if err != nil {
				return store.Never, err
			}
			parts = append(parts, part)
		}
		if api.Has(condition, "NumberCondition") {
			part, err := number(rowFields(proficiencyNumbers), api.Sub(condition, "NumberCondition"))
			if err != nil {
				return store.Never, err
			}
			parts = append(parts, part)
		}
	}
	return store.AnyOf("UserProficiencies", store.Join("AND", parts)), nil
}

// rowFields returns fields of the rows of a list, by their names.
func rowFields(members map[string]string) map[string]store.Field {
	fields := map[string]store.Field{}
	for name, member := range members {
		fields[name] = store.RowMember(member)
	}
	return fields
}

// numberComparisons are the comparison types of a NumberCondition, and the bounds that they
// take.
//
// Assumption: EQUAL and NOT_EQUAL take MinValue, and a RANGE includes both bounds.
var numberComparisons = map[string]struct {
	sql    string
	bounds []string
}{
	"GREATER_OR_EQUAL": {"%s >= ?", []string{"MinValue"}},
	"GREATER":          {"%s > ?", []string{"MinValue"}},
	"LESSER_OR_EQUAL":  {"%s <= ?", []string{"MaxValue"}},
	"LESSER":           {"%s < ?", []string{"MaxValue"}},
	"EQUAL":            {"%s = ?", []string{"MinValue"}},
	"NOT_EQUAL":        {"%s <> ?", []string{"MinValue"}},
	"RANGE":            {"%s BETWEEN ? AND ?", []string{"MinValue", "MaxValue"}},
}

// number reads a NumberCondition on one of the fields.
func number(fields map[string]store.Field, m api.Members) (store.Condition, error) {
	f, ok := fields[strings.ToLower(api.Text(m, "FieldName"))]
	if !ok {
		return store.Never, api.InvalidParameter("NumberCondition.FieldName: %q is not a field to search by.", api.Text(m, "FieldName"))
	}
	comparison, ok := numberComparisons[api.Text(m, "ComparisonType")]
	if !ok {
		return store.Never, api.InvalidParameter("NumberCondition.ComparisonType: The member is required.")
	}
	var bounds []any
	for _, bound := range comparison.bounds {
		if !api.Has(m, bound) {
			return store.Never, api.InvalidParameter("NumberCondition.%s: %s takes the member.", bound, api.Text(m, "ComparisonType"))
		}
		bounds = append(bounds, api.Number(m, bound))
	}
	return store.Where(f, comparison.sql, bounds...), nil
}

// filter reads a SearchFilter: a tag filter or an attribute filter, under
// whatever name the operation has for it.
func (c *criteria) filter(m api.Members) (store.Condition, error) {
	if len(m) > 1 {
		return store.Never, api.AccessDenied("SearchFilter: TagFilter and UserAttributeFilter cannot be combined.")
	}
	tags, err := c.tagFilter(api.Sub(m, "TagFilter"))
	if err != nil {
		return store.Never, err
	}
	parts := []store.Condition{tags}
	for _, name := range []string{"UserAttributeFilter", "AttributeFilter"} {
		attributes, err := c.attributeFilter(api.Sub(m, name))
		if err != nil {
			return store.Never, err
		}
		parts = append(parts, attributes)
	}
	return store.Join("AND", parts), nil
}

// tagFilter reads a ControlPlaneTagFilter: lists of tag conditions.
func (c *criteria) tagFilter(m api.Members) (store.Condition, error) {
	parts, err := c.leavesOf(m)
	if err != nil {
		return store.Never, err
	}
	and, err := c.tags(api.List(m, "AndConditions"))
	if err != nil {
		return store.Never, err
	}
	var or []store.Condition
	for _, e := range api.List(m, "OrConditions") {
		all, err := c.tags(e.([]any))
		if err != nil {
			return store.Never, err
		}
		or = append(or, all)
	}
	return store.Join("AND", append(parts, and, store.Join("OR", or))), nil
}

// tags reads a list of tag conditions that have to be true together.
func (c *criteria) tags(conditions []any) (store.Condition, error) {
	var parts []store.Condition
	for _, e := range conditions {
		part, err := c.leavesOf(api.Members{"TagCondition": e})
		if err != nil {
			return store.Never, err
		}
		parts = append(parts, part...)
	}
	return store.Join("AND", parts), nil
}

// attributeFilter reads a ControlPlaneUserAttributeFilter or
// ControlPlaneAttributeFilter, of which only one field can be given.
func (c *criteria) attributeFilter(m api.Members) (store.Condition, error) {
	if len(m) > 1 {
		return store.Never, api.InvalidParameter("SearchFilter: Only one field of an attribute filter can be given.")
	}
	parts, err := c.leavesOf(m)
	if err != nil {
		return store.Never, err
	}
	alternatives := api.List(m, "OrConditions")
	if api.Has(m, "AndCondition") {
		alternatives = []any{m["AndCondition"]}
	}
	var or []store.Condition
	for _, e := range alternatives {
		all, err := c.attributes(e.(api.Members))
		if err != nil {
			return store.Never, err
		}
		or = append(or, all)
	}
	return store.Join("AND", append(parts, store.Join("OR", or))), nil
}

// attributes reads tag conditions and a hierarchy condition that have to be
// true together.
func (c *criteria) attributes(m api.Members) (store.Condition, error) {
	parts, err := c.leavesOf(m)
	if err != nil {
		return store.Never, err
	}
	tags, err := c.tags(api.List(m, "TagConditions"))
	return store.Join("AND", append(parts, tags)), err
}
