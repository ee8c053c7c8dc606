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

func words(list ...string) cty.Value {
	if len(list) == 0 {
		return cty.EmptyTupleVal
	}
	var all []cty.Value
	for _, s := range list {
		all = append(all, cty.StringVal(s))
	}
	return cty.TupleVal(all)
}

func profileOf(t *testing.T, steps ...func(*schema.Resource) []diag.Problem) (*schema.Resource, []string) {
	t.Helper()
	k := kindNamed(t, "security_profile")
	r := &schema.Resource{Kind: k, Body: k.New()}
	var problems []string
	for _, step := range steps {
		for _, p := range step(r) {
			problems = append(problems, p.String())
		}
	}
	return r, problems
}

func kindNamed(t *testing.T, name string) *schema.Kind {
	t.Helper()
	k, ok := schema.KindOf(name)
	if !ok {
		t.Fatalf("no kind %q", name)
	}
	return k
}

func setting(name string, v cty.Value) func(*schema.Resource) []diag.Problem {
	return func(r *schema.Resource) []diag.Problem { return r.Set(name, v, schema.Plain) }
}

// TestAccess reads access and permissions into one set, in either order.
func TestAccess(t *testing.T) {
	t.Parallel()
	access := setting("access", cty.ObjectVal(map[string]cty.Value{
		"users": words("view"), "quick_connects": cty.StringVal("all"), "saved_reports": words("create"),
		"bots": cty.NullVal(cty.String), "prompts": words(), "queues": cty.SetVal([]cty.Value{cty.StringVal("edit")}),
	}))
	names := setting("permissions", words("BasicAgentAccess", "Users.View"))
	granted := []string{
		"MetricsReports.Create", "MetricsReports.Share", "Queues.Edit", "TransferDestinations.Create", "TransferDestinations.Delete",
		"TransferDestinations.Edit", "TransferDestinations.View", "Users.View",
	}
	both := schema.SortedSet(append(slices.Clone(granted), "BasicAgentAccess"))
	for _, test := range []struct {
		name  string
		steps []func(*schema.Resource) []diag.Problem
		want  []string
	}{
		{"only access", []func(*schema.Resource) []diag.Problem{access}, granted},
		{"permissions first", []func(*schema.Resource) []diag.Problem{names, access}, both},
		{"access first", []func(*schema.Resource) []diag.Problem{access, names}, both},
		{"nothing granted", []func(*schema.Resource) []diag.Problem{setting("access", cty.EmptyObjectVal)}, []string{}},
	} {
		r, problems := profileOf(t, test.steps...)
		if len(problems) > 0 {
			t.Errorf("%s: %q", test.name, problems)
		}
		if diff := cmp.Diff(test.want, r.Body.(*schema.SecurityProfile).Permissions); diff != "" {
			t.Errorf("%s: permissions mismatch (-want +got):\n%s", test.name, diff)
		}
		if !r.Has("permissions") {
			t.Errorf("%s: permissions are not given", test.name)
		}
	}
	if r, _ := profileOf(t, setting("access", cty.NullVal(cty.DynamicPseudoType))); r.Given != 0 {
		t.Error("a null gives something")
	}
	full := schema.Complete(first(profileOf(t, access)), nil).Body.(*schema.SecurityProfile)
	if !slices.Contains(full.Permissions, "Queues.View") {
		t.Error("editing queues does not bring viewing them")
	}
}

func first[A, B any](a A, _ B) A { return a }

func TestAccessRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		v    cty.Value
		want string
	}{
		{"a slip", cty.ObjectVal(map[string]cty.Value{"quues": words("view")}), `Did you mean "queues"?`},
		{"the API's word", cty.ObjectVal(map[string]cty.Value{"TransferDestinations": words("view")}), `Did you mean "quick_connects"?`},
		{"the API's word in the language's form", cty.ObjectVal(map[string]cty.Value{"routing_policies": words("view")}), `Did you mean "routing_profiles"?`},
		{"a level", cty.ObjectVal(map[string]cty.Value{"prompts": words("view", "edti")}), `.access.prompts[1]: CW3045: The console does not offer the level "edti" for "prompts". Use "view", "create", "edit" or "delete". Did you mean "edit"?`},
		{"a level of others", cty.ObjectVal(map[string]cty.Value{"prompts": words("purge")}), `does not offer the level "purge" for "prompts"`},
		{"a word for a list", cty.ObjectVal(map[string]cty.Value{"prompts": cty.StringVal("view")}), `"prompts" is "view", but must be a list of levels or "all": prompts = ["view"].`},
		{"a number", cty.ObjectVal(map[string]cty.Value{"prompts": cty.NumberIntVal(1)}), `"prompts" must be a list`},
		{"a list", words("prompts"), `"access" must be an object`},
	} {
		_, problems := profileOf(t, setting("access", test.v))
		if len(problems) != 1 || !strings.Contains(problems[0], test.want) {
			t.Errorf("%s: %q, want %q", test.name, problems, test.want)
		}
	}
}
