package connectpath_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestStale changes a group, the default group or a user between the read and the write.
// The write fails with ErrStale, and changes nothing.
func TestStale(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.users("ada", "bo") // bo administers, by default
	c.create(group("One"))
	live := c.create(group("Two"))
	member := c.create(assignment("ada", "One"))
	settings := c.read(&schema.Resource{Kind: schema.MustKind("connectpath")})

	c.onScreen("permission_group/Two", `{"description":"Somebody was here"}`)
	c.onScreen("permission_group_assignment/ada", `{"permissionGroup":"Two"}`)
	want := schematest.Of("permission_group", &schema.PermissionGroup{Description: "ours"}, "description")
	if err := c.Update(ctx, live, want, want.Given); !errors.Is(err, providers.ErrStale) {
		t.Errorf("Update of a group that changed: %v, want ErrStale", err)
	}
	if err := c.Update(ctx, member, assignment("ada", "ConnectPath Agent"), member.Kind.Set("group")); !errors.Is(err, providers.ErrStale) {
		t.Errorf("Update of a user who moved: %v, want ErrStale", err)
	}
	c.onScreen("permission_group_assignment/bo", `{"permissionGroup":"ConnectPath Admin"}`)
	other := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: "One"}, "default_group")
	if err := c.Update(ctx, settings, other, other.Given); err != nil {
		t.Errorf("Update of the default: %v", err)
	}
	other.Body.(*schema.ConnectPathSettings).DefaultGroup = "Two"
	if err := c.Update(ctx, settings, other, other.Given); !errors.Is(err, providers.ErrStale) {
		t.Errorf("Update of a default that changed: %v, want ErrStale", err)
	}
	if got := c.read(live).Body.(*schema.PermissionGroup).Description; got != "Somebody was here" {
		t.Errorf("the group's description is %q", got)
	}
}

// TestRace changes an object after the client's own last look at it, and before its write.
func TestRace(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.create(group("Race"))
	k := schema.MustKind("permission_group")
	want := schematest.Of("permission_group", &schema.PermissionGroup{Name: "Race", Description: "ours", Activity: "own"}, "name", "description", "activity")
	want.Addr = schema.Addr{Kind: k.Name, Label: "race"}
	state, err := schema.NewState([]*schema.Resource{want})
	if err != nil {
		t.Fatal(err)
	}
	live, err := providers.ReadState(ctx, c, "support", state)
	if err != nil {
		t.Fatal(err)
	}
	in, err := c.Instance(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p := plan.Make(live, state, plan.Options{Instance: in, Stack: "support"})
	if len(p.Changes) != 1 {
		t.Fatalf("Make() = %v, %v", p, p.Problems)
	}
	c.wire.before = func(r *http.Request) {
		if r.Method == http.MethodPut {
			c.wire.before = nil
			c.onScreen("permission_group/Race", `{"activity":"all"}`)
		}
	}
	runner := apply.Runner{Provider: c, Parallel: 1}
	report, err := runner.Run(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if o := report.Outcomes[0]; o.Status != apply.Stale || !strings.Contains(o.Err.Error(), "(stale, request ") {
		t.Errorf("the change is %s: %v, want stale", o.Status, o.Err)
	}
	if g := c.find(k.Name, "Race").Body.(*schema.PermissionGroup); g.Activity != "all" || g.Description != "" {
		t.Errorf("the group is %+v", g)
	}
}

// TestLostAnswer loses the answer to a write, which is then sent again. It counts as one
// write, and not as a stale one.
func TestLostAnswer(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.users("ada", "bo") // bo administers, by default
	for _, operation := range []string{"CreateGroup", "ReplaceGroup", "AssignGroup", "SetDefault"} {
		c.fault("ConnectPath." + operation + ":applied-500")
	}
	live := c.create(group("Lost"))
	want := schematest.Of("permission_group", &schema.PermissionGroup{Description: "found"}, "description")
	if err := c.Update(ctx, live, want, want.Given); err != nil {
		t.Errorf("Update whose answer was lost: %v", err)
	}
	c.create(assignment("ada", "Lost"))
	c.create(assignment("bo", "ConnectPath Admin"))
	settings := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: "Lost"}, "default_group")
	if err := c.Update(ctx, c.find("connectpath", ""), settings, settings.Given); err != nil {
		t.Errorf("Update of the default whose answer was lost: %v", err)
	}
	n := 0
	for r, err := range c.List(ctx, providers.Query{Kind: schema.MustKind("permission_group")}) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Key == "Lost" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("there are %d groups of one name", n)
	}
}

// TestWaiting waits as long as the service asks, and then gets an answer.
func TestWaiting(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	asked := 0
	c.wire.answer = func(r *http.Request) *http.Response {
		if asked++; asked > 2 {
			return nil
		}
		return said(r, http.StatusTooManyRequests, `{"code":"too-many-requests","detail":"Slow down."}`, "Retry-After", "0")
	}
	c.find("permission_group", "ConnectPath Admin")
	if asked != 3 {
		t.Errorf("asked %d times, want 3", asked)
	}
}

// said returns an answer that the service did not give.
func said(r *http.Request, status int, body string, header ...string) *http.Response {
	a := &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
	for i := 0; i < len(header); i += 2 {
		a.Header.Set(header[i], header[i+1])
	}
	return a
}

// TestUnknownPermission checks that a permission which the catalogue lacks survives every
// write.
func TestUnknownPermission(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.create(group("Later"))
	c.onScreen("permission_group/Later", `{"permissions":{"home.visible":["enabled"],"scripts.admin":["view","approve"],"users.users":["view","impersonate"]}}`)
	live := c.find("permission_group", "Later")
	body := live.Body.(*schema.PermissionGroup)
	if diff := cmp.Diff(map[string][]string{"home.visible": {"enabled"}, "scripts.admin": {"view", "approve"}}, body.Other); diff != "" {
		t.Errorf("other permissions mismatch (-want +got):\n%s", diff)
	}
	want := schematest.Of("permission_group", &schema.PermissionGroup{Description: "ours", Permissions: map[string][]string{"communication.directory": {"view"}}},
		"description", "permissions.communication.directory")
	if err := c.Update(ctx, live, want, want.Given); err != nil {
		t.Fatal(err)
	}
	if err := c.Mark(ctx, live, schema.Record{Owner: "support/permission_group.later", Applied: "1:AAAAAAAA:"}); err != nil {
		t.Fatal(err)
	}
	after := c.read(live)
	got := after.Body.(*schema.PermissionGroup)
	if diff := cmp.Diff(body.Other, got.Other); diff != "" {
		t.Errorf("other permissions mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string][]string{"communication.directory": {"view"}, "users.users": {"view", "impersonate"}}, got.Permissions); diff != "" {
		t.Errorf("permissions mismatch (-want +got):\n%s", diff)
	}
	if len(got.Tags) > 0 || after.Record.Owner == "" {
		t.Errorf("the record is among the tags: %v, %+v", got.Tags, after.Record)
	}
}

// TestProtected checks that a protected user is never moved.
func TestProtected(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.users("glass")
	c.onScreen("permission_group_assignment/glass", `{"permissionGroup":"ConnectPath Admin","protected":true}`)
	live := c.find("permission_group_assignment", "glass")
	c.seen()
	if err := c.Update(ctx, live, assignment("glass", "ConnectPath Agent"), live.Kind.Set("group")); err == nil || !strings.Contains(err.Error(), "never moves") {
		t.Errorf("Update of a protected user: %v", err)
	}
	if calls := c.seen(); slices.Contains(calls, "AssignGroup") || slices.Contains(calls, "AssignGroup user-is-protected") {
		t.Errorf("a protected user was written: %q", calls)
	}
	if got := c.find("connectpath", "").Body.(*schema.ConnectPathSettings).ProtectedUsers; !slices.Equal(got, []string{"glass"}) {
		t.Errorf("protected users are %q", got)
	}
}

// TestInterrupted ends the context of a caller who waits for a list that another caller
// reads.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	reading, release := make(chan struct{}), make(chan struct{})
	c.wire.before = func(*http.Request) {
		close(reading)
		<-release
	}
	name := schema.Name{Kind: "permission_group", Key: "ConnectPath Agent"}
	first := make(chan error)
	go func() {
		_, err := c.connectpath.ID(ctx, name)
		first <- err
	}()
	<-reading
	interrupted, interrupt := context.WithCancel(ctx)
	interrupt()
	if _, err := c.connectpath.ID(interrupted, name); !errors.Is(err, context.Canceled) {
		t.Errorf("ID() of an interrupted caller: %v", err)
	}
	close(release)
	if err := <-first; err != nil {
		t.Errorf("ID() of the other: %v", err)
	}
}

// TestSynchronise assigns ten new users at once, and expects one synchronisation.
func TestSynchronise(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	var names []string
	for _, n := range "abcdefghij" {
		names = append(names, "user-"+string(n))
	}
	c.users(append(names, "boss")...)
	c.create(group("Team"))
	c.seen()
	failed := make(chan error, len(names))
	for _, n := range names {
		go func() { _, err := c.Create(ctx, assignment(n, "Team")); failed <- err }()
	}
	for range names {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	calls := c.seen()
	count := func(name string) (n int) {
		for _, call := range calls {
			if call == name {
				n++
			}
		}
		return n
	}
	if count("Synchronise") != 1 || count("AssignGroup") != len(names) || count("GetOperation") != 2 || count("ListUsers") != 2 {
		t.Errorf("the calls are %q", calls)
	}
	if _, err := c.Create(ctx, assignment("nobody", "Team")); !errors.Is(err, providers.ErrNotFound) {
		t.Errorf("Create for a user who is nowhere: %v, want ErrNotFound", err)
	}
}

// TestAbandonedSynchronise waits for a synchronisation whose starter is gone. It ends all
// the same.
func TestAbandonedSynchronise(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.users("ada", "bo")
	c.create(group("Team"))
	killed, kill := context.WithCancel(ctx)
	c.wire.after = func(r *http.Request, _ *answer) {
		if strings.HasSuffix(r.URL.Path, ":synchronise") {
			c.wire.after = nil
			kill()
		}
	}
	if _, err := c.Create(killed, assignment("ada", "Team")); !errors.Is(err, context.Canceled) {
		t.Fatalf("Create by a process that was killed: %v", err)
	}
	c.seen()
	c.create(assignment("ada", "Team"))
	if calls := c.seen(); !slices.Contains(calls, "Synchronise sync-running") {
		t.Errorf("nobody waited for the other synchronisation: %q", calls)
	}
}

// TestLockout checks the message when nobody could administer ConnectPath any more.
func TestLockout(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.users("ada", "bo")
	c.create(group("Team"))
	settings := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: "Team"}, "default_group")
	if err := c.Update(ctx, c.find("connectpath", ""), settings, settings.Given); err == nil || !strings.Contains(err.Error(), "(lockout, request ") {
		t.Errorf("Update that locks everybody out: %v", err)
	}
	c.create(assignment("ada", "ConnectPath Admin"))
	if err := c.Update(ctx, c.find("connectpath", ""), settings, settings.Given); err != nil {
		t.Errorf("Update with an administrator: %v", err)
	}
}

// TestNoDelete checks the messages that say why built-in groups, the default group and
// groups in use cannot be deleted.
func TestNoDelete(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.users("ada", "bo")
	c.create(assignment("ada", "ConnectPath Admin"))
	c.create(group("Team"))
	c.create(group("Default"))
	c.create(assignment("bo", "Team"))
	settings := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: "Default"}, "default_group")
	if err := c.Update(ctx, c.find("connectpath", ""), settings, settings.Given); err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{"ConnectPath Agent": "group-is-built-in", "Default": "group-is-default", "Team": "group-in-use"} {
		if err := c.Delete(ctx, c.find("permission_group", name)); err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("Delete(%q): %v, want %s", name, err, code)
		}
	}
}

// TestExpired checks that an error about an expired token says what to do, also in the
// middle of a change.
func TestExpired(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.fault("ConnectPath.ListGroups:expired")
	for _, err := range c.List(ctx, providers.Query{Kind: schema.MustKind("permission_group")}) {
		if !errors.Is(err, providers.ErrAuth) || !strings.Contains(err.Error(), "Renew the token in CALLWRIGHT_CONNECTPATH_TOKEN") {
			t.Errorf("List with a token that expired: %v", err)
		}
	}
	o := c.options("gateway")
	o.Token = sim.ExpiredToken
	if _, err := connectpath.Open(ctx, o); !errors.Is(err, providers.ErrAuth) {
		t.Errorf("Open with a token that expired: %v, want ErrAuth", err)
	}
}

// TestManyPages reads all pages, the last of which is empty.
func TestManyPages(t *testing.T) {
	t.Parallel()
	c := open(t, "gateway")
	c.wire.before = func(r *http.Request) {
		if q := r.URL.Query(); q.Has("pageSize") {
			q.Set("pageSize", "2")
			r.URL.RawQuery = q.Encode()
		}
	}
	c.create(group("One"))
	c.create(group("Two"))
	var names []string
	for r, err := range c.List(ctx, providers.Query{Kind: schema.MustKind("permission_group")}) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, r.Key)
	}
	slices.Sort(names)
	equal(t, "groups", names, "ConnectPath Admin", "ConnectPath Agent", "One", "Two")
}
