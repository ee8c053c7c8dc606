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
// (https://docs.dextr.cloud/api/). It moves users between groups that are there, and
// does nothing else: never a creation or a deletion of a user, never a password. What
// the API does not offer is a [providers.ManualError], and what it does not show is as a
// person last confirmed it.
//
// What it answers is described nowhere, and was not tried against the service.
// Assumptions, each of which is held against what comes:
//
//   - A user is answered with the members that an update sends. An update sends all
//     of them back and changes PermissionGroupId alone; one that is missing in the
//     answer is an error, as a blank might be stored.
//   - Id is what an update is addressed by; Username is what a read is.
//   - getparameters has the ids and names of permission groups, under PermissionGroups.
//   - An empty PermissionGroupId is that of a user whom nobody gave a group.
//   - There is no validator: a user is read right before the update and again after it.
type external struct{ *wire }

// updateMembers are what an update of a user sends.
var updateMembers = []string{"Id", "Username", "PermissionGroupId", "RoutingProfileId", "IdentityInfo", "PhoneConfig"}

// blind returns what nobody writes by hand either: what the API does not tell of a group
// and its form does not have, or has without effect.
func (e *external) blind(k *schema.Kind) schema.AttrSet {
	if k != groupKind {
		return 0
	}
	blind := k.Set("tags", "other")
	for _, r := range catalogue.ConnectPath().Rows() {
		if r.Deprecated {
			blind = blind.Union(k.Set(rowName(r)))
		}
	}
	return blind
}

// manual returns everything else of a group but its name, and the default group.
func (e *external) manual(k *schema.Kind) schema.AttrSet {
	switch k {
	case groupKind:
		return k.Every().Minus(k.Set("name")).Minus(e.blind(k))
	case settingsKind:
		return k.Set("default_group")
	}
	return 0
}

func (e *external) instance(ctx context.Context) (providers.Instance, error) {
	_, err := e.groups(ctx) // the API says nothing of the instance; this tries the token
	return providers.Instance{Service: "ConnectPath"}, err
}

func (e *external) groups(ctx context.Context) ([]group, error) {
	c := call{operation: "ConnectPath.Users.GetParameters", method: http.MethodGet, path: "/api/user/getparameters"}
	parameters, _, err := receive[struct{ PermissionGroups *[]struct{ ID, Name string } }](ctx, e.wire, c)
	if err != nil {
		return nil, err
	}
	if parameters.PermissionGroups == nil {
		return nil, &callError{Operation: c.operation, Message: "the answer lists no permission groups, so their ids are not known"}
	}
	var list []group
	for _, g := range *parameters.PermissionGroups {
		list = append(list, group{ID: g.ID, Name: g.Name})
	}
	return list, nil
}

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

func (e *external) users(ctx context.Context) ([]user, error) {
	c := call{operation: "ConnectPath.Users.ListUsers", method: http.MethodGet, path: "/api/user"}
	sent, _, err := receive[[]map[string]any](ctx, e.wire, c)
	list := make([]user, 0, len(sent))
	for _, s := range sent {
		u := readUser(s)
		u.id = u.username
		list = append(list, u)
	}
	return list, err
}

func readUser(s map[string]any) user {
	text := func(name string) string { v, _ := s[name].(string); return v }
	return user{id: text("Username"), username: text("Username"), group: text("PermissionGroupId"), raw: s}
}

// user reads a user by the username, which is the id of assignments here.
func (e *external) user(ctx context.Context, id string) (user, error) {
	c := call{operation: "ConnectPath.Users.GetUser", method: http.MethodGet, path: "/api/user/" + url.PathEscape(id)}
	sent, _, err := receive[map[string]any](ctx, e.wire, c)
	if err != nil {
		return user{}, err
	}
	u := readUser(sent)
	if u.username != id {
		return u, &callError{Operation: c.operation, Message: fmt.Sprintf("asked for the user %q, and was answered with %q", id, u.username)}
	}
	return u, nil
}

// assign sends all of the user back with another group, and reads it again: the API
// was known to report success of what had failed.
func (e *external) assign(ctx context.Context, u user, id string) error {
	if id == "" {
		return groupBefore(u.username)
	}
	c := call{operation: "ConnectPath.Users.UpdateUser", method: http.MethodPost, path: "/api/user"}
	body := map[string]any{}
	for _, name := range updateMembers {
		v, ok := u.raw[name]
		if !ok || v == nil {
			return &callError{Operation: c.operation, Message: fmt.Sprintf("the service did not tell %s of the user %q, and an update without it might blank it; nothing was sent", name, u.username)}
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
			sent = &callError{Operation: c.operation, Message: "the service reported success, but the user is in the group as before"}
		}
		return sent
	}
	delete(now.raw, "PermissionGroupId")
	delete(body, "PermissionGroupId")
	for name := range body {
		if !reflect.DeepEqual(now.raw[name], body[name]) {
			return &callError{Operation: c.operation, Message: fmt.Sprintf("%s of the user %q is not what it was before: look at the user in Amazon Connect", name, u.username)}
		}
	}
	return nil
}

func (e *external) synchronise(context.Context) error { return syncUsers() }
