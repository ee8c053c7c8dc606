package sim

import (
	"cmp"
	"math"
	"slices"
)

// The members of a stored user that hold its proficiencies, and when they last
// changed.
const (
	proficiencyList      = "UserProficiencies"
	proficienciesChanged = "proficienciesModified"
)

// changeProficiencies makes a handler that changes the proficiencies of a user, one
// after another.
//
// Assumption: this does not move the user's own LastModifiedTime, as
// ListUserProficiencies answers a time for them.
func changeProficiencies(apply func(t *tx, rows []any, i int, given any) ([]any, error)) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o, err := t.find(users, text(in, "UserId"))
		if err != nil {
			return nil, err
		}
		modified, rows := o.modified, list(o.body, proficiencyList)
		seen := map[string]bool{}
		for _, g := range list(in, proficiencyList) {
			if seen[skill(g)] {
				return nil, invalid("UserProficiencies: %s is given twice.", skill(g))
			}
			seen[skill(g)] = true
			i := slices.IndexFunc(rows, func(row any) bool { return skill(row) == skill(g) })
			if rows, err = apply(t, rows, i, g); err != nil {
				return nil, err
			}
		}
		slices.SortFunc(rows, func(a, b any) int { return cmp.Compare(skill(a), skill(b)) })
		o.body[proficiencyList] = rows
		o.body[proficienciesChanged] = float64(t.server.now().UnixMilli())
		if err := t.save(o); err != nil {
			return nil, err
		}
		o.modified = modified
		return nil, t.write(o)
	}
}

// skill is what identifies a proficiency: its attribute and value.
func skill(row any) string {
	p := row.(members)
	return text(p, "AttributeName") + "=" + text(p, "AttributeValue")
}

// checkProficiencies holds a user's proficiencies against their rules.
//
// Assumption: too many are an InvalidParameterException. No operation on
// proficiencies declares LimitExceededException.
func (t *tx) checkProficiencies(o *object) error {
	rows := list(o.body, proficiencyList)
	if quota := t.server.objects[proficienciesOfUser]; len(rows) > quota {
		return invalid("UserProficiencies: The user would have %d proficiencies, and the quota is %d.", len(rows), quota)
	}
	for _, row := range rows {
		if level := number(row.(members), "Level"); level != math.Trunc(level) {
			return invalid("UserProficiencies: The level %v of %s is not 1, 2, 3, 4 or 5.", level, skill(row))
		}
	}
	return nil
}

// associateProficiency adds a proficiency.
//
// Assumption: one that is there already is refused, as UpdateUserProficiencies is
// there to change it.
func associateProficiency(t *tx, rows []any, i int, given any) ([]any, error) {
	if i >= 0 {
		return nil, invalid("UserProficiencies: The user has the proficiency %s already.", skill(given))
	}
	return append(rows, given), t.knows(given)
}

func updateProficiency(t *tx, rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, invalid("UserProficiencies: The user has no proficiency %s; it has to be associated first.", skill(given))
	}
	rows[i] = given
	return rows, t.knows(given)
}

// knows refuses a proficiency whose predefined attribute, or whose value of it, does
// not exist. It looks at what a request gives alone: an attribute may lose a value
// that users have, and that can be taken from them still.
//
// Assumption: a value that does not exist is an InvalidParameterException.
func (t *tx) knows(given any) error {
	p := given.(members)
	attribute, err := t.find(attributes, text(p, "AttributeName"))
	if err != nil {
		return err
	}
	if value := text(p, "AttributeValue"); !slices.Contains(texts(sub(attribute.body, "Values"), "StringList"), value) {
		return invalid("UserProficiencies: The predefined attribute %q has no value %q.", attribute.name, value)
	}
	return nil
}

func disassociateProficiency(_ *tx, rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, invalid("UserProficiencies: The user has no proficiency %s.", skill(given))
	}
	return slices.Delete(rows, i, i+1), nil
}

// listProficiencies answers a page of a user's proficiencies.
func listProficiencies(t *tx, operation string, in members) (members, error) {
	o, err := t.find(users, text(in, "UserId"))
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, row := range list(o.body, proficiencyList) {
		entries = append(entries, entry{skill(row), row})
	}
	page, next, err := t.slice(operation, in, entries)
	answer := paged(members{"UserProficiencyList": page}, next)
	if changed := number(o.body, proficienciesChanged); changed > 0 {
		t.dated(answer, int64(changed))
	}
	return answer, err
}
