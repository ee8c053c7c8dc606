package connectpath_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

const agentGroup = "ConnectPath Agent"

// described returns a description of the group of agents, with the record that it has once
// it is confirmed.
func (c *centre) described(owner string) *schema.Resource {
	c.Helper()
	want := schematest.Of("permission_group", &schema.PermissionGroup{
		Name: agentGroup, Description: "Everybody", AllQueues: true, Activity: "own",
		Permissions: map[string][]string{"communication.raise_hand": {"enabled", "view"}},
	}, "name", "description", "all_queues", "activity", "permissions.communication.raise_hand", "permissions.users.users")
	want.Record.Owner = owner
	rec, err := record.Digester{Salt: c.sim.Instance().ID}.Renew(record.Applied{}, want, c.find("permission_group", agentGroup).ID, want.Given, 0)
	if err != nil {
		c.Fatal(err)
	}
	return want.WithRecord(rec)
}

// confirmed confirms the description of the group of agents, and returns the group as it is
// read then.
func confirmed(c *centre) *schema.Resource {
	c.Helper()
	live, want := c.find("permission_group", agentGroup), c.described("support/permission_group.agents")
	if err := c.connectpath.Confirm(ctx, live, want, want.Given.And(live.Manual)); err != nil {
		c.Fatal(err)
	}
	return c.find("permission_group", agentGroup)
}

// TestConfirm confirms a group, and checks that what was confirmed is live then. The
// description is not in the note: the record vouches for it. Nothing is written to
// ConnectPath.
func TestConfirm(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	before := c.find("permission_group", agentGroup)
	if before.Record != (schema.Record{}) || before.Given != before.Kind.Set("name") {
		t.Errorf("of a group that nobody confirmed, %b is known", before.Given)
	}
	c.fault("TagResource:applied-then-drop")
	live, want := confirmed(c), c.described("support/permission_group.agents")
	salt := c.sim.Instance().ID
	if live.Record != want.Record || record.Differing(salt, live, want) != 0 || live.Has("ccp_popup") || live.Has("description") {
		t.Errorf("the group is %+v under %+v, and of it %b differs", live.Body, live.Record, record.Differing(salt, live, want))
	}
	want.Body.(*schema.PermissionGroup).Description = "Somebody"
	if got := record.Differing(salt, live, want); got != want.Kind.Set("description") {
		t.Errorf("with another description, %b differs", got)
	}
	if read := c.read(live); read.Record != live.Record || read.Given != live.Given {
		t.Errorf("read by itself, the group is %+v", read)
	}
	if err := c.Mark(ctx, live, schema.Record{Owner: "support/permission_group.moved", Applied: live.Record.Applied}); err != nil {
		t.Fatal(err)
	}
	if got := c.find("permission_group", agentGroup).Record.Owner; got != "support/permission_group.moved" {
		t.Errorf("the owner is %q", got)
	}
	if err := c.Mark(ctx, live, schema.Record{}); err != nil {
		t.Fatal(err)
	}
	if got := c.find("permission_group", agentGroup); got.Record != before.Record || got.Given != before.Given {
		t.Errorf("once it was let go, the group is %+v under %+v", got.Body, got.Record)
	}
	for _, call := range c.seen() {
		if strings.HasPrefix(call, "Users.Update") {
			t.Errorf("ConnectPath was written: %s", call)
		}
	}
}

// TestConfirmDefault confirms the default group, and checks that it is known until the
// group is gone.
func TestConfirmDefault(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	settings := c.find("connectpath", "")
	if settings.Has("default_group") {
		t.Error("the default group is known, and nobody confirmed it")
	}
	want := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: agentGroup}, "default_group")
	if manual, is := errors.AsType[*providers.ManualError](c.Update(ctx, settings, want, want.Given)); !is || !strings.Contains(manual.Steps[0], `"Make default" for the group "ConnectPath Agent"`) {
		t.Errorf("Update of the default group: %v", manual)
	}
	if err := c.connectpath.Confirm(ctx, settings, want, want.Given); err != nil {
		t.Fatal(err)
	}
	if got := c.find("connectpath", ""); !got.Has("default_group") || got.Body.(*schema.ConnectPathSettings).DefaultGroup != agentGroup {
		t.Errorf("the settings are %+v", got.Body)
	}
	want.Body.(*schema.ConnectPathSettings).DefaultGroup = "Nobody's"
	if err := c.connectpath.Confirm(ctx, settings, want, want.Given); !errors.Is(err, providers.ErrNotFound) {
		t.Errorf("Confirm of a group that is not there: %v", err)
	}
	if err := c.connect.TagInstance(ctx, map[string]string{"callwright:connectpath": "gone"}); err != nil {
		t.Fatal(err)
	}
	if c.find("connectpath", "").Has("default_group") {
		t.Error("a group that is gone is the default")
	}
}

// TestConfirmName refuses to confirm something that the API shows not to be done.
func TestConfirmName(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live, want := c.find("permission_group", agentGroup), c.described("support/permission_group.agents")
	want.Body.(*schema.PermissionGroup).Name = "Another"
	if err := c.connectpath.Confirm(ctx, live, want, want.Given); err == nil || !strings.Contains(err.Error(), "is not as described yet") {
		t.Errorf("Confirm of another name: %v", err)
	}
}

// TestFalseNote checks that nobody believes a note which cannot be read, was made for
// another group or another instance, or has a later form.
func TestFalseNote(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live := confirmed(c)
	key := "callwright:permission_group:" + record.TagText(live.ID)
	tags, err := c.connect.InstanceTags(ctx)
	if err != nil {
		t.Fatal(err)
	}
	good := tags[key]
	_, rest, _ := strings.Cut(good, " ")
	for _, text := range []string{
		"", " ", "what is this", good[:20], "1:AAAAAAAA: " + rest, "1:AAAAAAAA:p " + rest, "2:" + good[2:], good + "s", strings.Replace(good, "1:", "01:", 1),
		strings.Repeat("1:", 100), "support/permission_group.agents",
	} {
		if err := c.connect.TagInstance(ctx, map[string]string{key: text}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := c.find("permission_group", agentGroup); got.Given != got.Kind.Set("name") || len(got.Vouched) > 0 {
			t.Errorf("by %q, of the group is known: %+v", text, got.Body)
		}
	}
	if again := confirmed(c); again.Record != live.Record || again.Given != live.Given {
		t.Errorf("confirmed again, the group is %+v", again.Body)
	}
}

// TestNoRoom checks the messages when a tag has no room for a note.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live := c.find("permission_group", agentGroup)
	long := c.described("support/permission_group.agents:" + strings.Repeat("k", 200))
	if err := c.connectpath.Confirm(ctx, live, long, long.Given.And(live.Manual)); err == nil || !strings.Contains(err.Error(), "give the block a shorter label or key") {
		t.Errorf("Confirm under a long address: %v", err)
	}
	full := map[string]string{}
	for i := range 50 {
		full[fmt.Sprintf("team-%d", i)] = "ours"
	}
	if err := c.connect.TagInstance(ctx, full); err != nil {
		t.Fatal(err)
	}
	want := c.described("support/permission_group.agents")
	if err := c.connectpath.Confirm(ctx, live, want, want.Given.And(live.Manual)); err == nil || !strings.Contains(err.Error(), "the instance already has 50 tags, the most that Amazon Connect allows") {
		t.Errorf("Confirm where there is no room: %v", err)
	}
	if err := c.connect.UntagInstance(ctx, []string{"team-0"}); err != nil {
		t.Fatal(err)
	}
	confirmed(c)
	confirmed(c) // the tag is there, and is written again
}

// TestOutdated drops this stack's notes about groups that are gone, and nothing else.
func TestOutdated(t *testing.T) {
	t.Parallel()
	c := open(t, "external")
	live := confirmed(c)
	ours := "callwright:permission_group:gone"
	if err := c.connect.TagInstance(ctx, map[string]string{
		ours: "1:AAAAAAAA: --- support/permission_group.old", "callwright:permission_group:theirs": "1:AAAAAAAA: --- other/permission_group.old",
		"callwright:permission_group:broken": "nonsense", "team": "ours",
	}); err != nil {
		t.Fatal(err)
	}
	mine := func(stack string) bool { return stack == "support" }
	gone, err := c.connectpath.Outdated(ctx, mine)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "outdated", gone, ours)
	if err = c.connectpath.Forget(ctx, gone); err != nil {
		t.Fatal(err)
	}
	tags, err := c.connect.InstanceTags(ctx)
	if _, is := tags[ours]; is || err != nil || len(tags) != 4 {
		t.Errorf("the instance has the tags %v, %v", tags, err)
	}
	if again := c.find("permission_group", agentGroup); again.Record != live.Record {
		t.Errorf("the group that is there has the record %+v", again.Record)
	}
	whole := open(t, "gateway")
	if gone, err := whole.connectpath.Outdated(ctx, mine); len(gone) > 0 || err != nil {
		t.Errorf("by the gateway, %q is outdated, %v", gone, err)
	}
	o := c.options("external")
	o.Tags = nil
	if _, err := connectpath.Open(ctx, o); err == nil {
		t.Error("the external driver opens without the tags of an instance")
	}
}
