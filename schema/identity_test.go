package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// TestIdentity holds what users are in an instance of each identity management type.
func TestIdentity(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("x", n) }
	for _, test := range []struct {
		identity, username string
		change             schema.User
		attrs              []string
		update             bool
		want               string // "" for none
	}{
		{"SAML", long(64), schema.User{}, nil, false, ""},
		{"SAML", long(65), schema.User{}, nil, false, "has 65 characters; an instance with single sign-on (SAML) allows at most 64"},
		{"SAML", "ada@example.com", schema.User{}, nil, false, ""},
		{"SAML", "ada@example", schema.User{}, nil, false, "is not an e-mail address. AWS documents"},
		{"SAML", "Ada@005x@00Dx", schema.User{}, nil, false, "is not an e-mail address. AWS documents"},
		{"SAML", "ada", schema.User{DirectoryID: "d"}, []string{"directory_id"}, false, "do not have directory_id. Remove it."},
		{"SAML", "ada", schema.User{}, []string{"email"}, true, ""},
		{"CONNECT_MANAGED", long(20), schema.User{}, nil, false, ""},
		{"CONNECT_MANAGED", long(21), schema.User{}, nil, false, "allows at most 20"},
		{"CONNECT_MANAGED", "ada", schema.User{}, []string{"email"}, true, `"email" cannot be empty`},
		{"CONNECT_MANAGED", "ada", schema.User{}, []string{"first_name"}, true, ""},
		{"EXISTING_DIRECTORY", long(21), schema.User{}, nil, false, "allows at most 20"},
		{"EXISTING_DIRECTORY", "ada", schema.User{DirectoryID: "d", FirstName: "Ada"}, []string{"directory_id", "first_name"}, false, ""},
		{"EXISTING_DIRECTORY", "ada", schema.User{FirstName: "Ada"}, []string{"first_name"}, true, "takes first_name from the directory"},
		{"EXISTING_DIRECTORY", "ada", schema.User{Email: "a@example.com"}, []string{"email"}, true, "takes email from the directory"},
		{"EXISTING_DIRECTORY", "ada", schema.User{Mobile: "+44"}, []string{"mobile"}, true, ""},
		{"", long(100), schema.User{DirectoryID: "d"}, []string{"directory_id"}, false, ""},
		{"SAML", long(65), schema.User{}, nil, true, ""}, // it is there
	} {
		test.change.Username = test.username
		r := object("user", &test.change)
		var problems []string
		for _, p := range schema.Refusals(schema.Instance{Identity: test.identity}, r, r.Kind.Set(test.attrs...), !test.update) {
			problems = append(problems, p.Detail())
		}
		got := strings.Join(problems, " | ")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s %.10s %v: %q, want %q", test.identity, test.username, test.attrs, got, test.want)
		}
	}
	for identity, want := range map[string]string{
		"": "username first_name last_name routing_profile security_profiles", "SAML": "username first_name last_name routing_profile security_profiles",
		"CONNECT_MANAGED": "username first_name last_name email routing_profile security_profiles", "EXISTING_DIRECTORY": "username routing_profile security_profiles",
	} {
		k := kindNamed(t, "user")
		var got []string
		for i := range schema.RequiredIn(schema.Instance{Identity: identity}, k).All() {
			got = append(got, k.Attrs[i].Name)
		}
		if fmt.Sprint(got) != "["+want+"]" {
			t.Errorf("%s needs %v, want %s", identity, got, want)
		}
	}
}

// TestComposed checks that names are in Unicode's form NFC, however they were typed: the
// service refuses others.
func TestComposed(t *testing.T) {
	t.Parallel()
	r := object("user", &schema.User{})
	if problems := r.Set("last_name", cty.StringVal("Gru\u0308n"), schema.Plain); len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := r.Body.(*schema.User).LastName; got != "Gr\u00fcn" {
		t.Errorf("the name is %+q", got)
	}
}
