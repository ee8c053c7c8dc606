package providertest

import (
	"errors"
	"slices"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// boundLaws are about objects that exist only together with another.
var boundLaws = []law{
	{"objects that go with others", goWithOthers},
}

// goWithOthers checks objects that cannot outlive another one: the assignment of a user to
// a permission group goes with the user.
func goWithOthers(s *subject) {
	k := schema.MustKind("permission_group_assignment")
	if !slices.Contains(s.p.Kinds(), k) {
		return
	}
	s.fill()
	s.put(schematest.Sample(schema.MustKind("user"), "bound", 0))
	in := func(user, group string) *schema.Resource {
		r := &schema.Resource{Kind: k, Body: &schema.PermissionGroupAssignment{User: user, Group: group}, Given: k.Every()}
		r.UpdateKey()
		return r
	}
	if _, err := s.p.ID(ctx, in("bound", "").Name()); !errors.Is(err, providers.ErrNotFound) {
		s.Errorf("ID of an assignment that nobody made: %v, want ErrNotFound", err)
	}
	// A user is in one group, which an update changes.
	live := s.put(in("bound", "Group 1"))
	s.id(live.Name(), live.ID)
	s.expect("Create", live)
	if _, err := s.p.Create(ctx, in("bound", "Group 2")); !errors.Is(err, providers.ErrExists) {
		s.Errorf("Create for the second time: %v, want ErrExists", err)
	}
	// Both ends have to exist.
	for _, lost := range []*schema.Resource{in("bound", "No Such Group"), in("No Such User", "Group 1")} {
		if _, err := s.p.Create(ctx, lost); err == nil {
			s.Errorf("Create(%+v) succeeded", lost.Body)
		}
	}
	s.update(live, in("bound", "Group 2"), k.Set("group"))
	s.expect("Update", in("bound", "Group 2").WithID(live.ID))
	// A group stays while somebody is in it. A user goes, and takes the assignment along.
	if err := s.p.Delete(ctx, s.find(schema.Name{Kind: "permission_group", Key: "Group 2"})); err == nil {
		s.Error("Delete of a group with a user succeeded")
	}
	if err := s.p.Delete(ctx, s.find(schema.Name{Kind: "user", Key: "bound"})); err != nil {
		s.Fatalf("Delete of a user with a group: %v", err)
	}
	if _, err := s.p.Read(ctx, live, k.Every()); !errors.Is(err, providers.ErrNotFound) {
		s.Errorf("Read after the user is gone: %v, want ErrNotFound", err)
	}
	for r := range s.list(k, k.Every()) {
		s.Errorf("List after the user is gone has %s", r.Name())
	}
}
