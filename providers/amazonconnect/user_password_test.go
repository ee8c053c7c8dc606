package amazonconnect_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestInitialPassword checks that a new user gets the password that was handed in, or a
// random one, and that an error does not repeat it.
func TestInitialPassword(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{Identity: "CONNECT_MANAGED"})
	const secret = "Tr0ubadour-and-3"
	c.opened.Passwords = map[string]string{"ada": secret}
	client := c.connect(c.opened)
	for _, name := range []string{"ada", "bob"} {
		if _, err := client.Create(context.Background(), user(name)); err != nil {
			t.Fatal(err)
		}
	}
	sent := c.requests("CreateUser")
	if !strings.Contains(sent[0], secret) || strings.Contains(sent[1], secret) || !strings.Contains(sent[1], `"Password"`) {
		t.Errorf("the requests are %q", sent)
	}
	c.wire.fail("CreateUser", answer(400, "InvalidParameterException", "Value '"+secret+"' at 'password' is in a list of common ones"))
	again := user("ada")
	_, err := client.Create(context.Background(), again)
	var call *failure.Call
	if !errors.As(err, &call) || !strings.Contains(err.Error(), "Value '(password)' at") {
		t.Fatalf("Create() = %v", err)
	}
	for unwrapped := error(call); unwrapped != nil; unwrapped = errors.Unwrap(unwrapped) {
		if strings.Contains(unwrapped.Error(), secret) {
			t.Errorf("the error has the password: %v", unwrapped)
		}
	}
}

// TestDirectory checks what is sent to an instance that takes its users from a directory:
// the directory's id for a new user, and never what only the directory may change.
func TestDirectory(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{Identity: "EXISTING_DIRECTORY"})
	ada := user("ada")
	ada.Body.(*schema.User).DirectoryID, ada.Given = "d-1", ada.Given.Union(ada.Kind.Set("directory_id"))
	live := c.create(ada)
	if got := live.Body.(*schema.User).DirectoryID; got != "d-1" {
		t.Errorf("directory_id is %q", got)
	}
	if got := c.list("user", nil)["ada"].Body.(*schema.User).DirectoryID; got != "d-1" {
		t.Errorf("directory_id as listed is %q", got)
	}
	c.update(live, schematest.Of("user", &schema.User{Mobile: "+442071838750"}), "mobile")
	if got := c.requests("UpdateUserIdentityInfo"); len(got) != 1 || strings.Contains(got[0], "FirstName") || strings.Contains(got[0], "\"Email\"") {
		t.Errorf("requests are %q", got)
	}
	if err := c.Update(context.Background(), live, schematest.Of("user", &schema.User{FirstName: "Grace"}), live.Kind.Set("first_name")); err == nil || errors.Is(err, providers.ErrNotFound) {
		t.Errorf("Update() of a directory's name: %v", err)
	}
	unnamed := schematest.Of("user", &schema.User{
		Username: "bob", RoutingProfile: "Basic Routing Profile", SecurityProfiles: []string{"Agent"},
	}, "username", "routing_profile", "security_profiles")
	c.create(unnamed)
}
