package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// TestRestrictionRules holds what restricts a profile against the rules of the
// service, where both halves are written and where one is.
func TestRestrictionRules(t *testing.T) {
	t.Parallel()
	texts := func(n int) cty.Value {
		m := map[string]cty.Value{}
		for i := range n {
			m[fmt.Sprint("key", i)] = cty.StringVal("v")
		}
		return cty.MapVal(m)
	}
	apps := func(n, permissions int) cty.Value {
		var rows []cty.Value
		for i := range n {
			var granted []cty.Value
			for j := range permissions {
				granted = append(granted, cty.StringVal(fmt.Sprint("tool", j)))
			}
			rows = append(rows, cty.ObjectVal(map[string]cty.Value{"namespace": cty.StringVal(fmt.Sprint("app", i)), "permissions": cty.ListVal(granted)}))
		}
		return cty.TupleVal(rows)
	}
	tables := func(attribute string, n int, values ...string) cty.Value {
		var rows []cty.Value
		for i := range n {
			name := attribute
			if i > 0 {
				name = fmt.Sprint(attribute, i)
			}
			rows = append(rows, cty.ObjectVal(map[string]cty.Value{"attribute": cty.StringVal(name), "values": words(values...)}))
		}
		return cty.TupleVal(rows)
	}
	kinds := func(n int) cty.Value {
		list := []string{"user", "queue", "routing_profile", "security_profile"}
		for i := len(list); i < n; i++ {
			list = append(list, fmt.Sprint("kind", i))
		}
		return words(list[:n]...)
	}
	for _, test := range []struct {
		name  string
		attrs map[string]cty.Value
		want  string // "" for none
	}{
		{"four tags", map[string]cty.Value{"access_control_tags": texts(4), "tag_restricted_resources": kinds(1)}, ""},
		{"five tags", map[string]cty.Value{"access_control_tags": texts(5), "tag_restricted_resources": kinds(1)}, "CW3006: There are 5 tags"},
		{"eleven kinds", map[string]cty.Value{"access_control_tags": texts(1), "tag_restricted_resources": kinds(11)}, `"tag_restricted_resources" has 11 members; it must have 0 to 10`},
		{"tags, no kinds", map[string]cty.Value{"access_control_tags": texts(1), "tag_restricted_resources": words()}, "error: .access_control_tags: CW3041"},
		{"tags, kinds unmanaged", map[string]cty.Value{"access_control_tags": texts(1)}, "warning: .access_control_tags: CW3041"},
		{"kinds, no tags", map[string]cty.Value{"access_control_tags": cty.EmptyObjectVal, "tag_restricted_resources": kinds(1)}, "error: .tag_restricted_resources: CW3041"},
		{"neither", map[string]cty.Value{"access_control_tags": cty.EmptyObjectVal, "tag_restricted_resources": words()}, ""},
		{"an unknown kind", map[string]cty.Value{"access_control_tags": texts(1), "tag_restricted_resources": words("queu")}, `warning: .tag_restricted_resources: CW2005: "queu" is not a kind`},
		{"no kind at all", map[string]cty.Value{"access_control_tags": texts(1), "tag_restricted_resources": words("a queue")}, `"tag_restricted_resources" is "a queue", but must be a kind of object`},
		{"hierarchy of queues", map[string]cty.Value{"hierarchy_restricted_resources": words("queue")}, `must be "user"`},
		{"a group, nothing restricted", map[string]cty.Value{"hierarchy_restricted_resources": words(), "access_control_hierarchy_group": cty.StringVal("EMEA")}, "error: .access_control_hierarchy_group: CW3041"},
		{"ten applications of fifty", map[string]cty.Value{"applications": apps(10, 50)}, ""},
		{"eleven applications", map[string]cty.Value{"applications": apps(11, 1)}, "The table has 11 applications; a profile can have at most 10"},
		{"fifty-one permissions", map[string]cty.Value{"applications": apps(1, 51)}, `"permissions" has 51 members; it must have 1 to 50`},
		{"five attributes of data tables", map[string]cty.Value{"data_table_access": tables("Country", 5, "UK", "US")}, ""},
		{"six attributes of data tables", map[string]cty.Value{"data_table_access": tables("Country", 6, "UK")}, "The table has 6 attributes; a profile can have at most 5"},
		{"three values", map[string]cty.Value{"data_table_access": tables("Country", 1, "UK", "US", "DE")}, `"values" has 3 members; it must have 1 to 2`},
		{"no value", map[string]cty.Value{"data_table_access": tables("Country", 1)}, `"values" has 0 members; it must have 1 to 2`},
		{"a reserved attribute", map[string]cty.Value{"data_table_access": tables("aws:Country", 1, "UK")}, "reserved for Amazon Web Services"},
		{"an attribute beyond Latin-1", map[string]cty.Value{"data_table_access": tables("Страна", 1, "UK")}, "must be made of Latin-1 characters"},
		{"an empty key", map[string]cty.Value{"access_control_tags": cty.MapVal(map[string]cty.Value{"": cty.StringVal("x")}), "tag_restricted_resources": kinds(1)}, "1 to 128 characters"},
	} {
		k := kindNamed(t, "security_profile")
		r := &schema.Resource{Kind: k, Body: k.New()}
		var problems []string
		for _, name := range k.AttributeNames() {
			v, ok := test.attrs[name]
			if !ok {
				continue
			}
			for _, p := range r.Set(name, v, schema.Plain) {
				problems = append(problems, severity(p)+p.String())
			}
		}
		if len(problems) == 0 {
			for _, p := range r.Check() {
				problems = append(problems, severity(p)+p.String())
			}
		}
		got := strings.Join(problems, " | ")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func severity(p diag.Problem) string {
	return map[diag.Severity]string{diag.Error: "error: ", diag.Warning: "warning: "}[p.Severity()]
}

// TestProfilesTogether warns of security profiles that one user should not hold.
func TestProfilesTogether(t *testing.T) {
	t.Parallel()
	profile := func(name string, p schema.SecurityProfile, lacks ...string) *schema.Resource {
		p.Name = name
		r := object("security_profile", &p)
		r.Live = &schema.Live{ID: "id-" + name}
		r.Given = r.Given.Minus(r.Kind.Set(lacks...))
		return r
	}
	tags, users := map[string]string{"team": "a"}, []string{"user"}
	sees, none := []string{"Users.View"}, []string{"BasicAgentAccess"}
	all := []*schema.Resource{
		profile("open", schema.SecurityProfile{Permissions: sees}),
		profile("agent", schema.SecurityProfile{Permissions: none}),
		profile("unknown", schema.SecurityProfile{Permissions: sees}, "tag_restricted_resources", "hierarchy_restricted_resources"),
		profile("unread", schema.SecurityProfile{}, "permissions"),
	}
	for i := range 4 {
		all = append(all, profile(fmt.Sprint("tag", i), schema.SecurityProfile{Permissions: sees, AccessControlTags: tags, TagRestrictedResources: users, HierarchyRestrictedResources: users}))
	}
	for _, test := range []struct {
		holds []string
		want  string
	}{
		{[]string{"tag0"}, ""},
		{[]string{"tag0", "tag1"}, ""},
		{[]string{"agent", "tag0"}, ""},
		{[]string{"tag0", "unknown"}, ""},
		{[]string{"open", "tag0"}, `restricted by tags by "tag0", but also has "open" without`},
		{[]string{"open", "tag0"}, `restricted by hierarchy by "tag0"`},
		{[]string{"tag0", "unread"}, `also has "unread" without`},
		{[]string{"tag0", "tag1", "tag2"}, `3 security profiles that restrict by hierarchy: "tag0", "tag1" and "tag2". Amazon Connect accepts 2.`},
		{[]string{"tag0", "tag1", "tag2", "tag3"}, `4 security profiles that restrict by tags`},
	} {
		u := object("user", &schema.User{Username: "ada", SecurityProfiles: test.holds})
		outcome, err := schema.NewState(append([]*schema.Resource{u}, all...))
		if err != nil {
			t.Fatal(err)
		}
		var problems []string
		for _, p := range schema.Conflicts(u, u, outcome) {
			if p.Severity() != diag.Warning {
				t.Errorf("%v: %s is not a warning", test.holds, p)
			}
			problems = append(problems, p.Detail())
		}
		got := strings.Join(problems, " | ")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%v: %q, want %q", test.holds, got, test.want)
		}
	}
}
