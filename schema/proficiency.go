package schema

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/schema/diag"
)

// A Proficiency is how good a user is at something: a value of a predefined attribute,
// such as French of the attribute Language.
type Proficiency struct {
	Attribute string // name of a predefined attribute
	Value     string
	Level     int // 1 to 5
}

// ProficienciesPerUser is how many proficiencies a user may have unless the instance's
// quota was raised (Amazon Connect service quotas).
const ProficienciesPerUser = 10

// proficiencyRows are the rows of user.proficiencies (Amazon Connect API reference,
// UserProficiency).
var proficiencyRows = tableOf[Proficiency]{
	columns: []Field[Proficiency]{
		String("attribute", "The predefined attribute.", func(p *Proficiency) *string { return &p.Attribute }).Required().RefersTo("predefined_attribute"),
		String("value", "One of its values.", func(p *Proficiency) *string { return &p.Value }).Required().Length(100),
		Int("level", "1 is the lowest, 5 the highest.", func(p *Proficiency) *int { return &p.Level }).Required().Range(1, 5, ""),
	},
	keys: []string{"attribute", "value"},
	compare: func(a, b Proficiency) int {
		return cmp.Or(cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Value, b.Value))
	},
}

func checkProficiencies(u *User) []diag.Problem {
	if n := len(u.Proficiencies); n > ProficienciesPerUser {
		return []diag.Problem{diag.QuotaMayBeExceeded.On("proficiencies", "The user has %d proficiencies; an instance allows %d unless its quota was raised.", n, ProficienciesPerUser)}
	}
	return nil
}

// checkValues refuses proficiencies in values that their attributes will not have.
// Values that are not known, of an attribute that nobody describes, may be any.
func checkValues(u *User, outcome *State) []diag.Problem {
	var problems []diag.Problem
	for _, p := range u.Proficiencies {
		r, ok := outcome.Lookup(Name{"predefined_attribute", p.Attribute})
		if !ok || !r.Has("values") {
			continue
		}
		values := r.Body.(*PredefinedAttribute).Values
		if slices.Contains(values, p.Value) {
			continue
		}
		problems = append(problems, diag.UnknownAttributeValue.On("proficiencies", "The predefined attribute %q has no value %q.%s Add it to the attribute's values, or write one of them.", p.Attribute, p.Value, Suggest(p.Value, values)).About(p.Value))
	}
	return problems
}
