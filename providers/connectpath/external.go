package connectpath

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// An external driver speaks the users API that the vendor publishes
// (https://docs.dextr.cloud/api/). It moves users between groups that exist, and does
// nothing else: it never creates or deletes a user, and never sets a password. A write
// that the API does not offer is a [providers.ManualError].
//
// The vendor documents the requests and not the answers, and we could not try the service.
// We assume the following, and the code checks each assumption against the answers:
//
//   - The answer to a read of a user has the members that an update takes. An update
//     sends all of them back, and changes only PermissionGroupId. If the answer lacks
//     one, nothing is sent: the service might store a blank.
//   - An update addresses a user by Id, and a read by Username.
//   - getparameters has the ids and names of permission groups, under PermissionGroups.
//   - The PermissionGroupId of a user whom nobody gave a group is empty.
//   - There are no validators. So a user is read right before an update, and again after it.
type external struct{ *transport }

// updateMembers are the members of a user that an update sends.
var updateMembers = []string{"Id", "Username", "PermissionGroupId", "RoutingProfileId", "IdentityInfo", "PhoneConfig"}

// unreadable returns what of a group nobody writes by hand either: labels, which the form
// lacks, and rows of the form that have no effect any more.
func (e *external) unreadable(k *schema.Kind) schema.AttrSet {
	if k != groupKind {
		return 0
	}
	attrs := k.Set("tags", "other")
	for _, r := range catalogue.ConnectPath().Rows() {
		if r.Deprecated {
			attrs = attrs.Union(k.Set(rowName(r)))
		}
	}
	return attrs
}

// manual returns everything else of a group except its name, which the API shows, and the
// default group.
func (e *external) manual(k *schema.Kind) schema.AttrSet {
	switch k {
	case groupKind:
		return k.Every().Minus(k.Set("name")).Minus(e.unreadable(k))
	case settingsKind:
		return k.Set("default_group")
	}
	return 0
}

// instance cannot say to which instance the ConnectPath belongs. It lists the groups, to
// try the token.
func (e *external) instance(ctx context.Context) (providers.Instance, error) {
	_, err := e.groups(ctx)
	return providers.Instance{Service: "ConnectPath"}, err
}

// groups lists the ids and names of groups. The API has them for a form that moves a user,
// and says nothing else about them.
func (e *external) groups(ctx context.Context) ([]group, error) {
	c := call{operation: "ConnectPath.Users.GetParameters", method: http.MethodGet, path: "/api/user/getparameters"}
	parameters, _, err := receive[struct{ PermissionGroups []struct{ ID, Name string } }](ctx, e.transport, c)
	if err != nil {
		return nil, err
	}
	var list []group
	for _, g := range parameters.PermissionGroups {
		list = append(list, group{ID: g.ID, Name: g.Name})
	}
	return list, nil
}

// group finds the group in the list, because the API cannot read a single one.
func (e *external) group(ctx context.Context, id string) (group, error) {
	groups, err := e.groups(ctx)
	for _, g := range groups {
		if g.ID == id {
			return g, nil
		}
	}
	if err == nil {
		err = fmt.Errorf("permission group %q: %w", id, providers.ErrNotFound)
	}
	return group{}, err
}

// users lists the users, with everything that an update would need of them.
func (e *external) users(ctx context.Context) ([]user, error) {
	c := call{operation: "ConnectPath.Users.ListUsers", method: http.MethodGet, path: "/api/user"}
	sent, _, err := receive[[]map[string]any](ctx, e.transport, c)
	list := make([]user, 0, len(sent))
	for _, s := range sent {
		list = append(list, readUser(s))
	}
	return list, err
}

// readUser returns the user of an answer. Assignments have the username as their id,
// because that is what the API reads a user by.
func readUser(s map[string]any) user {
	text := func(name string) string { v, _ := s[name].(string); return v }
	return user{id: text("Username"), username: text("Username"), group: text("PermissionGroupId"), raw: s}
}

// user reads a user by the username. An answer about another user is an error: an update
// that sent it back would change the wrong person.
func (e *external) user(ctx context.Context, id string) (user, error) {
	c := call{operation: "ConnectPath.Users.GetUser", method: http.MethodGet, path: "/api/user/" + url.PathEscape(id)}
	sent, _, err := receive[map[string]any](ctx, e.transport, c)
	if err != nil {
		return user{}, err
	}
	u := readUser(sent)
	if u.username != id {
		return u, &callError{Operation: c.operation, Message: fmt.Sprintf("asked for the user %q, but the answer is about %q", id, u.username)}
	}
	return u, nil
}

// assign sends the user back with another group, and reads the user again, because the API
// has been seen to report success for an update that failed. It also compares what it did
// not mean to change, for example the routing profile.
func (e *external) assign(ctx context.Context, u user, id string) error {
	if id == "" {
		return moveBack(u.username)
	}
	c := call{operation: "ConnectPath.Users.UpdateUser", method: http.MethodPost, path: "/api/user"}
	body := map[string]any{}
	for _, name := range updateMembers {
		v, ok := u.raw[name]
		if !ok || v == nil {
			return &callError{Operation: c.operation, Message: fmt.Sprintf("the service did not return %s of the user %q, and an update without it could clear it; nothing was sent", name, u.username)}
		}
		body[name] = v
	}
	body["PermissionGroupId"] = id
	c.body = body
	_, sent := e.send(ctx, c)
	now, err := e.user(ctx, u.username)
	switch {
	case err != nil:
		return errors.Join(sent, err)
	case now.group != id:
		if sent == nil {
			sent = &callError{Operation: c.operation, Message: "the service reported success, but the user is still in the old group"}
		}
		return sent
	}
	delete(now.raw, "PermissionGroupId")
	delete(body, "PermissionGroupId")
	for name := range body {
		if !reflect.DeepEqual(now.raw[name], body[name]) {
			return &callError{Operation: c.operation, Message: fmt.Sprintf("%s of the user %q changed unexpectedly: check the user in Amazon Connect", name, u.username)}
		}
	}
	return nil
}

// syncUsers returns what a person does, because the API has no synchronisation.
func (e *external) syncUsers(context.Context) error { return pressSync() }
