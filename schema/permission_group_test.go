package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

func group(t *testing.T) *schema.Resource {
	t.Helper()
	k, ok := schema.KindOf("permission_group")
	if !ok {
		t.Fatal("no permission_group")
	}
	return &schema.Resource{Kind: k, Body: k.New()}
}

func levelsOf(list ...string) cty.Value {
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = cty.StringVal(s)
	}
	return cty.TupleVal(values)
}

func row(section, row string, levels cty.Value) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{section: cty.ObjectVal(map[string]cty.Value{row: levels})})
}

// TestPermissions reads permissions, row by row.
func TestPermissions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		value cty.Value
		want  map[string][]string
		says  string // of the only problem, "" for none
	}{
		{"levels in any order", row("routing", "hours_of_operation", levelsOf("edit", "view", "edit")), map[string][]string{"routing.hours_of_operation": {"view", "edit"}}, ""},
		{"all is what the row offers", row("communication", "announcements", cty.StringVal("all")), map[string][]string{"communication.announcements": {"view", "create"}}, ""},
		{"all in a list", row("users", "global_contact", levelsOf("all")), map[string][]string{"users.global_contact": {"edit", "remove"}}, ""},
		{"none", row("users", "users", cty.EmptyTupleVal), nil, ""},
		{"null is not managed", row("users", "users", cty.NullVal(cty.DynamicPseudoType)), nil, ""},
		{"a section that is null", cty.ObjectVal(map[string]cty.Value{"users": cty.NullVal(cty.DynamicPseudoType)}), nil, ""},
		{"a level that the row lacks", row("communication", "announcements", levelsOf("edit")), nil, `.permissions.communication.announcements[0]: CW3201: "permissions.communication.announcements" offers view and create, but not "edit".`},
		{"a slip of a level", row("users", "users", levelsOf("creat")), nil, `not "creat". Did you mean "create"?`},
		{"a word that is not all", row("users", "users", cty.StringVal("every")), nil, `must be "all", or a list from view, edit, create and remove`},
		{"no such row", row("users", "user", levelsOf("view")), nil, `.permissions.users.user: CW1021: "permissions.users" has no attribute "user". Did you mean "users"?`},
		{"no such section", row("comunication", "directory", levelsOf("view")), nil, `"permissions" has no attribute "comunication". Did you mean "communication"?`},
		{"no section at all", levelsOf("view"), nil, "CW3002"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := group(t)
			problems := r.Set("permissions", tt.value, schema.Plain)
			if tt.says != "" {
				if len(problems) != 1 || !strings.Contains(problems[0].String(), tt.says) {
					t.Errorf("Set() says %v, want %q", problems, tt.says)
				}
				return
			}
			if len(problems) > 0 {
				t.Fatalf("Set() says %v", problems)
			}
			if diff := cmp.Diff(tt.want, r.Body.(*schema.PermissionGroup).Permissions); diff != "" {
				t.Errorf("permissions mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPermissionWarnings warns of what is declared and has less effect than it seems.
func TestPermissionWarnings(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		section, row string
		levels       cty.Value
		want         *diag.Entry
	}{
		{"users", "users", levelsOf("edit"), diag.ChangeWithoutView},
		{"users", "users", levelsOf("view", "edit"), nil},
		{"users", "global_contact", levelsOf("edit"), nil}, // there is no view to have
		{"communication", "team_status", levelsOf("edit"), nil},
		{"routing", "phone_number", levelsOf("view"), diag.DeprecatedPermission},
	} {
		r := group(t)
		r.Set("permissions", row(tt.section, tt.row, tt.levels), schema.Plain)
		problems := r.Check()
		if (tt.want == nil) != (len(problems) == 0) || tt.want != nil && (!problems[0].Is(tt.want) || problems[0].Severity() != diag.Warning) {
			t.Errorf("of %s.%s, Check() says %v, want %v", tt.section, tt.row, problems, tt.want)
		}
	}
}

// TestDeprecatedStays leaves a deprecated row as it is live.
func TestDeprecatedStays(t *testing.T) {
	t.Parallel()
	want, live := group(t), group(t)
	want.Set("permissions", row("routing", "phone_number", levelsOf("edit")), schema.Plain)
	live.Set("permissions", row("routing", "phone_number", levelsOf("view", "edit")), schema.Plain)
	full := schema.Complete(want, live)
	if changed := want.Kind.Changed(live, full); changed != 0 {
		t.Errorf("a deprecated row differs: %v", full.Body)
	}
	if made := schema.Complete(want, nil).Body.(*schema.PermissionGroup); len(made.Permissions) > 0 {
		t.Errorf("a new group gets a deprecated row: %v", made.Permissions)
	}
}

func TestAdministers(t *testing.T) {
	t.Parallel()
	var g schema.PermissionGroup
	g.SetLevels("users.users", []string{"edit"})
	if g.Administers() || !slices.Equal(g.Escalating(), []string{"users.users edit"}) {
		t.Errorf("with users.users edit, Administers() = %t, Escalating() = %v", g.Administers(), g.Escalating())
	}
	g.SetLevels("users.security_profiles", []string{"edit", "create"})
	if want := []string{"users.users edit", "users.security_profiles edit", "users.security_profiles create"}; !g.Administers() || !slices.Equal(g.Escalating(), want) {
		t.Errorf("Administers() = %t, Escalating() = %v, want true, %v", g.Administers(), g.Escalating(), want)
	}
}

// TestPart describes a user's group by the user's own block.
func TestPart(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("user")
	p, ok := k.PartOf("permission_group")
	if !ok || !slices.Contains(k.AttributeNames(), "permission_group") {
		t.Fatal("a user's block has no permission_group")
	}
	owner := &schema.Resource{Kind: k, Body: k.New(), Desired: &schema.Desired{Addr: schema.Addr{Kind: "user", Label: "agents", Key: "ada", Keyed: true}}}
	owner.SetName("ada")
	r, problems := p.Describe(owner, cty.StringVal("Team A"), schema.Plain)
	if len(problems) > 0 || r.Key != "ada" || r.Body.(*schema.PermissionGroupAssignment).Group != "Team A" || r.Kind.Required().Minus(r.Given) != 0 {
		t.Errorf("Describe() = %+v, %v", r, problems)
	}
	if got := r.Addr.String(); got != `permission_group_assignment.user.agents["ada"]` || r.Addr.Whole() != owner.Addr || owner.Addr.Whole() != owner.Addr {
		t.Errorf("the address is %s, of %s", got, r.Addr.Whole())
	}
	if r, problems = p.Describe(owner, cty.NullVal(cty.String), schema.Plain); r != nil || problems != nil {
		t.Errorf("a null describes %v, %v", r, problems)
	}
	if _, problems = p.Describe(owner, cty.StringVal(""), schema.Plain); len(problems) != 1 || diag.PathString(problems[0].Path()) != ".permission_group" {
		t.Errorf("of an empty group, Describe() says %v", problems)
	}
}
