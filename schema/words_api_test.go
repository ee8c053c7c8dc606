package schema_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// TestResourceTypes checks that a type of resource is written by a name that reads back as
// the word that callwright keeps.
func TestResourceTypes(t *testing.T) {
	t.Parallel()
	k := schema.MustKind("security_profile")
	for written, want := range map[string]string{
		"Queue": "queue", "queue": "queue", "RoutingProfile": "routing_profile", "routing_profile": "routing_profile",
		"AIAgent": "AIAgent", "routing__profile": "routing_profile", "user_": "user", "a_b": "AB", "QUEUE": "QUEUE", "queue2": "queue2",
		"Queue2Hours": "queue2_hours", "q_1x": "q1x",
	} {
		r := &schema.Resource{Kind: k, Body: k.New()}
		if problems := r.Set("tag_restricted_resources", cty.TupleVal([]cty.Value{cty.StringVal(written)}), schema.Plain); len(problems) > 0 {
			t.Errorf("%s: %v", written, problems)
		}
		got := r.Body.(*schema.SecurityProfile).TagRestrictedResources[0]
		if got != want {
			t.Errorf("%q becomes %q, want %q", written, got, want)
		}
		if back := schema.ResourceTypeWord(schema.ResourceTypeName(got)); back != got {
			t.Errorf("%q reads back as %q", got, back)
		}
	}
}

// FuzzResourceTypes checks the same for any word that the language accepts.
func FuzzResourceTypes(f *testing.F) {
	for _, s := range []string{"Queue", "a_b", "AIAgent", "x__Y_", "q_1x", "Ab_C"} {
		f.Add(s)
	}
	k := schema.MustKind("security_profile")
	f.Fuzz(func(t *testing.T, s string) {
		r := &schema.Resource{Kind: k, Body: k.New()}
		if len(r.Set("tag_restricted_resources", cty.TupleVal([]cty.Value{cty.StringVal(s)}), schema.Plain)) > 0 {
			return // refused
		}
		word := r.Body.(*schema.SecurityProfile).TagRestrictedResources[0]
		if back := schema.ResourceTypeWord(schema.ResourceTypeName(word)); back != word {
			t.Errorf("%q is kept as %q, which reads back as %q", s, word, back)
		}
	})
}

// TestMisspeltKindsAreRefused checks that a known kind in another case is an error, and that
// a kind that AWS may have added is a warning.
func TestMisspeltKindsAreRefused(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]diag.Severity{"QUEUE": diag.Error, "Routing_Profile": diag.Error, "routingprofile": diag.Error, "Prompt": diag.Warning} {
		k := schema.MustKind("security_profile")
		r := &schema.Resource{Kind: k, Body: &schema.SecurityProfile{Name: "A", AccessControlTags: map[string]string{"a": "b"}, TagRestrictedResources: []string{word}}, Given: k.Set("name", "access_control_tags", "tag_restricted_resources")}
		problems := r.Check()
		if len(problems) != 1 || problems[0].Severity() != want {
			t.Errorf("%s: %v, want one of severity %v", word, problems, want)
		}
	}
}

// TestKeysInAPIWords writes channels and weekdays as the API does.
func TestKeysInAPIWords(t *testing.T) {
	t.Parallel()
	text := cty.StringVal
	for _, tt := range []struct {
		kind, attr, root string
		value            map[string]cty.Value
		want             string // the problem, or ""
	}{
		{"routing_profile", "cross_channel.voice", "cross_channel", map[string]cty.Value{"VOICE": text("ROUTE_ANY_CHANNEL")}, ""},
		{
			"routing_profile", "cross_channel.voice", "cross_channel",
			map[string]cty.Value{"VOICE": text("ROUTE_ANY_CHANNEL"), "voice": text("any")},
			`"cross_channel" has "voice" twice: once in lower case, and once as the API writes it.`,
		},
		{"routing_profile", "cross_channel.voice", "cross_channel", map[string]cty.Value{"Voice": text("any")}, `"cross_channel" has no attribute "Voice". Did you mean "voice"?`},
		{"routing_profile", "channels", "channels", map[string]cty.Value{"VOICE": cty.NumberIntVal(1)}, ""},
		{
			"routing_profile", "channels", "channels",
			map[string]cty.Value{"CHAT": cty.NumberIntVal(1), "chat": cty.NumberIntVal(2)},
			`"channels" has the key "chat" twice: once in lower case, and once as the API writes it.`,
		},
		{"user", "channels.voice.phone_type", "channels", map[string]cty.Value{"VOICE": cty.ObjectVal(map[string]cty.Value{"phone_type": text("SOFT_PHONE")})}, ""},
		{"user", "phone.type", "phone", map[string]cty.Value{"type": text("SOFTPHONE")}, `"phone.type" is "SOFTPHONE", but must be "soft" or "desk".`},
		{"user", "phone.type", "phone", map[string]cty.Value{"TYPE": text("soft")}, `"phone" has no attribute "TYPE". Did you mean "type"?`},
	} {
		k := schema.MustKind(tt.kind)
		r := &schema.Resource{Kind: k, Body: k.New()}
		problems := r.Set(tt.root, cty.ObjectVal(tt.value), schema.Plain)
		switch {
		case tt.want == "" && (len(problems) > 0 || !r.Has(tt.attr)):
			t.Errorf("%v: %v", tt.value, problems)
		case tt.want != "" && (len(problems) != 1 || problems[0].Detail() != tt.want):
			t.Errorf("%v: %v, want %q", tt.value, problems, tt.want)
		}
	}
}
