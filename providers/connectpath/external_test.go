package connectpath_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// member puts the user ada, whom ConnectPath knows, into the group of agents. It returns
// her assignment as an external driver reads it.
func member(c *centre) *schema.Resource {
	c.Helper()
	c.users("ada")
	c.onScreen("permission_group_assignment/ada", `{"permissionGroup":"ConnectPath Agent"}`)
	return c.find("permission_group_assignment", "ada")
}

// TestMove moves a user by the vendor's API, and checks that everything that was read is
// sent back.
func TestMove(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live := member(c)
	before := c.find("user", "ada")
	var sent map[string]any
	c.wire.before = func(r *http.Request) {
		if r.Method == http.MethodPost {
			body, err := r.GetBody()
			if err == nil {
				err = json.NewDecoder(body).Decode(&sent)
			}
			if err != nil {
				t.Error(err)
			}
		}
	}
	c.seen()
	if err := c.Update(ctx, live, assignment("ada", "ConnectPath Admin"), live.Kind.Set("group")); err != nil {
		t.Fatal(err)
	}
	equal(t, "calls", c.seen(), "Users.GetUser", "Users.UpdateUser", "Users.GetUser")
	if _, has := sent["Password"]; has || sent["Id"] != before.ID || sent["RoutingProfileId"] == "" {
		t.Errorf("the update sent %v", sent)
	}
	if got := c.read(live).Body.(*schema.PermissionGroupAssignment).Group; got != "ConnectPath Admin" {
		t.Errorf("the group is %q", got)
	}
	after := c.find("user", "ada")
	if changed := before.Kind.Changed(before, after); changed != 0 {
		t.Errorf("the user of Amazon Connect changed from %+v to %+v", before.Body, after.Body)
	}
}

// TestBlank checks that nothing is sent when the API did not tell everything about a user.
func TestBlank(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live := member(c)
	c.wire.after = func(r *http.Request, a *answer) {
		if strings.HasSuffix(r.URL.Path, "/api/user/ada") {
			a.body = []byte(strings.Replace(string(a.body), `"RoutingProfileId"`, `"RoutingProfile"`, 1))
		}
	}
	c.seen()
	err := c.Update(ctx, live, assignment("ada", "ConnectPath Admin"), live.Kind.Set("group"))
	if err == nil || !strings.Contains(err.Error(), `did not return RoutingProfileId of the user "ada"`) || slices.Contains(c.seen(), "Users.UpdateUser") {
		t.Errorf("Update without all of a user: %v", err)
	}
}

// TestFalseSuccess checks that the driver believes what it reads, and not what an update
// reports.
func TestFalseSuccess(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live := member(c)
	move := func() error {
		return c.Update(ctx, live, assignment("ada", "ConnectPath Admin"), live.Kind.Set("group"))
	}
	c.wire.answer = func(r *http.Request) *http.Response {
		if r.Method != http.MethodPost {
			return nil
		}
		return said(r, http.StatusOK, `{}`)
	}
	if err := move(); err == nil || !strings.Contains(err.Error(), "reported success, but the user is still in the old group") {
		t.Errorf("Update that did nothing: %v", err)
	}
	c.wire.answer = nil
	c.fault("ConnectPath.Users.UpdateUser:applied-then-drop")
	if err := move(); err != nil {
		t.Errorf("Update whose answer was lost: %v", err)
	}
}

// TestManual checks what a person is told to do where the API lacks a write.
func TestManual(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	c.users("new")
	live := member(c)
	agent := c.find("permission_group", "ConnectPath Agent")
	want := schematest.Of("permission_group", &schema.PermissionGroup{
		Name: "Team", Description: "Ours", AllQueues: true, Activity: "own", Permissions: map[string][]string{"users.users": {"view", "edit"}},
	}, "name", "description", "all_queues", "activity", "permissions.users.users")
	_, group := c.Create(ctx, want)
	_, newcomer := c.Create(ctx, assignment("new", "ConnectPath Agent"))
	for _, tt := range []struct {
		err  error
		says []string
	}{
		{group, []string{`add the group "Team"`, `description to "Ours"`, `all queues" on`, "Under Users and Permissions, give Users: view, edit.", "activity to own"}},
		{newcomer, []string{`choose "Sync users"`}},
		{c.Delete(ctx, agent), []string{`delete the group "ConnectPath Agent"`}},
		{c.Update(ctx, agent, want, agent.Kind.Set("name")), []string{`open the group "ConnectPath Agent"`, `its name to "Team"`}},
		{c.Delete(ctx, live), []string{`move "ada" back to its former group`}},
	} {
		manual, is := errors.AsType[*providers.ManualError](tt.err)
		if !is {
			t.Errorf("%v is not for a person to do", tt.err)
			continue
		}
		steps := strings.Join(manual.Steps, "\n")
		for _, s := range tt.says {
			if !strings.Contains(steps, s) {
				t.Errorf("the steps lack %q:\n%s", s, steps)
			}
		}
	}
	if agent.Manual.Has(0) || !agent.Manual.Has(1) || !agent.HoldsRecord() || !c.find("connectpath", "").Manual.Has(0) {
		t.Errorf("of a group, %b is written by hand", agent.Manual)
	}
}
