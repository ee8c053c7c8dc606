package sim

import (
	"cmp"
	"math"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// The members of a stored user that hold its proficiencies, and when they last
// changed.
const (
	proficiencyList      = "UserProficiencies"
	proficienciesChanged = "proficienciesModified"
)

// changeProficiencies makes a handler that changes the proficiencies of a user, one
// after another.
func changeProficiencies(apply func(t *store.Tx, rows []any, i int, given any) ([]any, error)) handler {
	return func(t *store.Tx, _ string, in api.Members) (api.Members, error) {
		o, err := t.Find(users, api.Text(in, "UserId"))
		if err != nil {
			return nil, err
		}
		rows := api.List(o.Body, proficiencyList)
		seen := map[string]bool{}
		for _, g := range api.List(in, proficiencyList) {
			if seen[skill(g)] {
				return nil, api.InvalidParameter("UserProficiencies: %s is given twice.", skill(g))
			}
			seen[skill(g)] = true
			i := slices.IndexFunc(rows, func(row any) bool { return skill(row) == skill(g) })
			if rows, err = apply(t, rows, i, g); err != nil {
				return nil, err
			}
		}
		slices.SortFunc(rows, func(a, b any) int { return cmp.Compare(skill(a), skill(b)) })
		o.Body[proficiencyList] = rows
		o.Body[proficienciesChanged] = float64(t.Now().UnixMilli())
		return nil, t.Save(o)
	}
}

// skill is what identifies a proficiency: its attribute and value.
func skill(row any) string {
	p := row.(api.Members)
	return api.Text(p, "AttributeName") + "=" + api.Text(p, "AttributeValue")
}

// checkProficiencies holds a user's proficiencies against their rules.
//
// Assumption: too many are an InvalidParameterException. No operation on
// proficiencies declares LimitExceededException.
func checkProficiencies(t *store.Tx, o *store.Object) error {
	rows := api.List(o.Body, proficiencyList)
	if quota := t.Quotas[proficienciesOfUser]; len(rows) > quota {
		return api.InvalidParameter("UserProficiencies: The user would have %d proficiencies, and the quota is %d.", len(rows), quota)
	}
	for _, row := range rows {
		if level := api.Number(row.(api.Members), "Level"); level != math.Trunc(level) {
			return api.InvalidParameter("UserProficiencies: The level %v of %s is not 1, 2, 3, 4 or 5.", level, skill(row))
		}
	}
	return nil
}

// associateProficiency adds a proficiency.
//
// Assumption: one that is there already is refused, as UpdateUserProficiencies is
// there to change it.
func associateProficiency(t *store.Tx, rows []any, i int, given any) ([]any, error) {
	if i >= 0 {
		return nil, api.InvalidParameter("UserProficiencies: The user has the proficiency %s already.", skill(given))
	}
	return append(rows, given), checkKnown(t, given)
}

func updateProficiency(t *store.Tx, rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, api.InvalidParameter("UserProficiencies: The user has no proficiency %s; it has to be associated first.", skill(given))
	}
	rows[i] = given
	return rows, checkKnown(t, given)
}

// checkKnown refuses a proficiency whose predefined attribute or value does not exist. It
// looks only at what a request gives. For example, users have the skill "French", and somebody
// removes that value from the attribute: the users keep the skill, and it can be taken from
// them.
//
// Assumption: a value that does not exist is an InvalidParameterException.
func checkKnown(t *store.Tx, given any) error {
	p := given.(api.Members)
	attribute, err := t.Find(attributes, api.Text(p, "AttributeName"))
	if err != nil {
		return err
	}
	if value := api.Text(p, "AttributeValue"); !slices.Contains(api.Texts(api.Sub(attribute.Body, "Values"), "StringList"), value) {
		return api.InvalidParameter("UserProficiencies: The predefined attribute %q has no value %q.", attribute.Name, value)
	}
	return nil
}

func disassociateProficiency(_ *store.Tx, rows []any, i int, given any) ([]any, error) {
	if i < 0 {
		return nil, api.InvalidParameter("UserProficiencies: The user has no proficiency %s.", skill(given))
	}
	return slices.Delete(rows, i, i+1), nil
}

// listProficiencies answers a page of a user's proficiencies.
func listProficiencies(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	o, err := t.Find(users, api.Text(in, "UserId"))
	if err != nil {
		return nil, err
	}
	var entries []store.Entry
	for _, row := range api.List(o.Body, proficiencyList) {
		entries = append(entries, store.Entry{Key: skill(row), Value: row})
	}
	page, next, err := store.PageOfEntries(t, operation, in, entries)
	answer := store.Paged(api.Members{"UserProficiencyList": page}, next)
	if changed := api.Number(o.Body, proficienciesChanged); changed > 0 {
		store.SetDate(t, answer, int64(changed))
	}
	return answer, err
}
