package providertest

import (
	"errors"
	"slices"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// bound checks objects that go with another: which group a user is in.
func (c *contract) bound() {
	k := schema.MustKind("permission_group_assignment")
	if !slices.Contains(c.p.Kinds(), k) {
		return
	}
	c.fill()
	c.put(schematest.Sample(schema.MustKind("user"), "bound", 0))
	in := func(user, group string) *schema.Resource {
		r := &schema.Resource{Kind: k, Body: &schema.PermissionGroupAssignment{User: user, Group: group}, Given: k.Every()}
		r.UpdateKey()
		return r
	}
	if _, err := c.p.ID(ctx, in("bound", "").Name()); !errors.Is(err, providers.ErrNotFound) {
		c.Errorf("ID of an assignment that nobody made: %v, want ErrNotFound", err)
	}
	live := c.put(in("bound", "Group 1"))
	c.id(live.Name(), live.ID)
	c.expect("Create", live)
	if _, err := c.p.Create(ctx, in("bound", "Group 2")); !errors.Is(err, providers.ErrExists) {
		c.Errorf("Create for the second time: %v, want ErrExists", err)
	}
	for _, lost := range []*schema.Resource{in("bound", "No Such Group"), in("No Such User", "Group 1")} {
		if _, err := c.p.Create(ctx, lost); err == nil {
			c.Errorf("Create(%+v) succeeded", lost.Body)
		}
	}
	c.update(live, in("bound", "Group 2"), k.Set("group"))
	c.expect("Update", in("bound", "Group 2").WithID(live.ID))
	if err := c.p.Delete(ctx, c.find(schema.Name{Kind: "permission_group", Key: "Group 2"})); err == nil {
		c.Error("Delete of a group with a user succeeded")
	}
	if err := c.p.Delete(ctx, c.find(schema.Name{Kind: "user", Key: "bound"})); err != nil {
		c.Fatalf("Delete of a user with a group: %v", err)
	}
	if _, err := c.p.Read(ctx, live, k.Every()); !errors.Is(err, providers.ErrNotFound) {
		c.Errorf("Read after the user is gone: %v, want ErrNotFound", err)
	}
	for r := range c.list(k, k.Every()) {
		c.Errorf("List after the user is gone has %s", r.Name())
	}
}
