package schema_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// TestProficiencyValues holds proficiencies against the values that their attributes will have.
func TestProficiencyValues(t *testing.T) {
	t.Parallel()
	attribute := func(name string, given []string, values ...string) *schema.Resource {
		r := object("predefined_attribute", &schema.PredefinedAttribute{Name: name, Values: values})
		r.Given = r.Kind.Set(given...)
		return r
	}
	known := []string{"name", "values"}
	unknown := func(attribute, value, hint string) string {
		return `The predefined attribute "` + attribute + `" has no value "` + value + `".` + hint + ` Add it to the attribute's values, or use one of them.`
	}
	for _, tt := range []struct {
		name       string
		attributes []*schema.Resource
		skills     []schema.Proficiency
		want       []string
	}{
		{name: "none", attributes: []*schema.Resource{attribute("Language", known, "Welsh")}},
		{
			name: "a value of its attribute", attributes: []*schema.Resource{attribute("Language", known, "French", "Welsh")},
			skills: []schema.Proficiency{{"Language", "Welsh", 3}, {"Language", "French", 1}},
		},
		{
			name: "another value", attributes: []*schema.Resource{attribute("Language", known, "French", "Welsh")},
			skills: []schema.Proficiency{{"Language", "Klingon", 3}}, want: []string{unknown("Language", "Klingon", "")},
		},
		{
			name: "a slip", attributes: []*schema.Resource{attribute("Language", known, "French", "Welsh")},
			skills: []schema.Proficiency{{"Language", "Welch", 3}}, want: []string{unknown("Language", "Welch", ` Did you mean "Welsh"?`)},
		},
		{
			name: "letters of another case are another value", attributes: []*schema.Resource{attribute("Language", known, "Welsh")},
			skills: []schema.Proficiency{{"Language", "welsh", 3}}, want: []string{unknown("Language", "welsh", ` Did you mean "Welsh"?`)},
		},
		{
			name: "a value of another attribute", attributes: []*schema.Resource{attribute("Language", known, "Welsh"), attribute("Licence", known, "Motor")},
			skills: []schema.Proficiency{{"Licence", "Welsh", 3}}, want: []string{unknown("Licence", "Welsh", "")},
		},
		{
			name: "all at once", attributes: []*schema.Resource{attribute("Language", known, "Welsh")},
			skills: []schema.Proficiency{{"Language", "A", 1}, {"Language", "B", 1}, {"Language", "Welsh", 1}},
			want:   []string{unknown("Language", "A", ""), unknown("Language", "B", "")},
		},
		{
			name: "an attribute that loses all values", attributes: []*schema.Resource{attribute("Language", known)},
			skills: []schema.Proficiency{{"Language", "Welsh", 3}}, want: []string{unknown("Language", "Welsh", "")},
		},
		{
			name: "values that are not known may be any", attributes: []*schema.Resource{attribute("Language", []string{"name"})},
			skills: []schema.Proficiency{{"Language", "Klingon", 3}},
		},
		{name: "an attribute that is not there is reported elsewhere", skills: []schema.Proficiency{{"Language", "Welsh", 3}}},
	} {
		outcome, err := schema.NewState(tt.attributes)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range schema.Conflicts(object("user", &schema.User{Proficiencies: tt.skills}), nil, outcome) {
			if !p.Is(diag.UnknownAttributeValue) || p.Severity() != diag.Error || !slices.ContainsFunc(tt.skills, func(s schema.Proficiency) bool { return s.Value == p.Word() }) {
				t.Errorf("%s: %+v", tt.name, p)
			}
			if !p.Path().Equals(diag.Path("proficiencies")) {
				t.Errorf("%s: it is at %#v", tt.name, p.Path())
			}
			got = append(got, p.Detail())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestProficiencyQuota warns of more than an instance allows.
func TestProficiencyQuota(t *testing.T) {
	t.Parallel()
	for n, warns := range map[int]bool{0: false, schema.ProficienciesPerUser: false, schema.ProficienciesPerUser + 1: true} {
		u := object("user", &schema.User{Proficiencies: make([]schema.Proficiency, n)})
		u.Given = u.Kind.Set("proficiencies")
		quota := slices.DeleteFunc(u.Check(), func(p diag.Problem) bool { return !p.Is(diag.QuotaMayBeExceeded) })
		if warns != (len(quota) == 1) || warns && quota[0].Severity() != diag.Warning {
			t.Errorf("%d proficiencies: %v", n, quota)
		}
	}
}
