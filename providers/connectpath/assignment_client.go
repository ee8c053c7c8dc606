package connectpath

import (
	"context"
	"fmt"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// An assignmentClient reads and writes the group of each user. Every API can do that, so
// a person has something to do only where the users API falls short: it cannot make a new
// user known, and cannot take a user out of every group.
type assignmentClient struct {
	driver    driver
	complete  completeDriver // the same driver, or nil
	directory *directory
}

// list leaves out users whom nobody gave a group: they have no assignment.
func (a *assignmentClient) list(ctx context.Context) ([]*schema.Resource, error) {
	users, err := a.directory.listUsers(ctx)
	if err != nil {
		return nil, err
	}
	var list []*schema.Resource
	for _, u := range users {
		if u.group == "" {
			continue
		}
		r, err := a.resource(ctx, u)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// resource returns the assignment of a user who is in a group.
func (a *assignmentClient) resource(ctx context.Context, u user) (*schema.Resource, error) {
	name, err := a.directory.groupName(ctx, u.group)
	if err != nil {
		return nil, err
	}
	r := &schema.Resource{
		Kind: assignmentKind, Given: assignmentKind.Every(), Body: &schema.PermissionGroupAssignment{User: u.username, Group: name},
		Live: &schema.Live{ID: u.id, Version: u.etag},
	}
	r.UpdateKey()
	return r, nil
}

// read reads the assignment again, which has the id of its user.
func (a *assignmentClient) read(ctx context.Context, live *schema.Resource) (*schema.Resource, error) {
	return a.ofUser(ctx, live.ID)
}

// ofUser returns the assignment of the user of that id.
func (a *assignmentClient) ofUser(ctx context.Context, id string) (*schema.Resource, error) {
	u, err := a.driver.user(ctx, id)
	if err != nil {
		return nil, err
	}
	if u.group == "" {
		return nil, fmt.Errorf("user %q is in no group: %w", u.username, providers.ErrNotFound)
	}
	return a.resource(ctx, u)
}

// id returns the id of a user who is in a group. Without a group there is a user, but not
// an assignment.
func (a *assignmentClient) id(ctx context.Context, name string) (string, error) {
	id, err := a.directory.userID(ctx, name)
	if err == nil {
		_, err = a.ofUser(ctx, id)
	}
	return id, err
}

// create puts a user who is in no group into one. A user whom ConnectPath does not know is
// made known first.
func (a *assignmentClient) create(ctx context.Context, want *schema.Resource) (string, error) {
	b := want.Body.(*schema.PermissionGroupAssignment)
	group, err := a.directory.groupID(ctx, b.Group)
	if err != nil {
		return "", err
	}
	u, err := a.directory.currentUser(ctx, b.User)
	if err != nil {
		return "", err
	}
	if u.group != "" {
		return "", fmt.Errorf("user %q is already in a group: %w", b.User, providers.ErrExists)
	}
	return u.id, a.assign(ctx, u, group)
}

// update moves a user to another group, which is the only thing that can change.
func (a *assignmentClient) update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if attrs == 0 {
		return nil
	}
	group, err := a.directory.groupID(ctx, want.Body.(*schema.PermissionGroupAssignment).Group)
	if err != nil {
		return err
	}
	return a.move(ctx, live, group)
}

// mark does nothing: a user in ConnectPath has no place for a record.
func (a *assignmentClient) mark(context.Context, *schema.Resource, schema.Record) error { return nil }

// delete takes the user out of the group. The user stays.
func (a *assignmentClient) delete(ctx context.Context, live *schema.Resource) error {
	return a.move(ctx, live, "")
}

// move puts the user of a live assignment into the group of that id, or into none for "".
// The write names the state of live, and not the state of the user as read here. Otherwise it
// would overwrite what somebody else changed between the two.
func (a *assignmentClient) move(ctx context.Context, live *schema.Resource, group string) error {
	u, err := a.driver.user(ctx, live.ID)
	if err != nil {
		return err
	}
	if live.Version != "" {
		u.etag = live.Version
	}
	return a.assign(ctx, u, group)
}

// assign refuses to move a protected user. Plans refuse that too. This is the last guard
// before the call, for a user who became protected after the plan was made.
func (a *assignmentClient) assign(ctx context.Context, u user, group string) error {
	if u.protected {
		return fmt.Errorf("user %q is protected; callwright never moves protected users", u.username)
	}
	return a.driver.assign(ctx, u, group)
}

// confirm keeps nothing: every API shows which group a user is in.
func (a *assignmentClient) confirm(_ context.Context, live, _ *schema.Resource, attrs schema.AttrSet) error {
	return checkConfirmable(live, attrs)
}

// manual returns what is known before the write: no calls are made to find out.
func (a *assignmentClient) manual(w providers.Write) *providers.ManualError {
	switch {
	case a.complete != nil:
		return nil
	case w.Want == nil:
		return moveBack(w.Live.Key)
	case w.Live == nil && a.directory.isUnlisted(w.Want.Key):
		return pressSync()
	}
	return nil
}

// cost has two reads in the users API, which has no validators: one before the write and
// one after it.
func (a *assignmentClient) cost(w providers.Write) []providers.Calls {
	switch {
	case w.Marks:
		return nil
	case a.complete != nil:
		return calls("ConnectPath.AssignGroup")
	case a.manual(w) != nil:
		return nil
	}
	return calls("ConnectPath.Users.GetUser", "ConnectPath.Users.GetUser", "ConnectPath.Users.UpdateUser")
}

// readCost is one call, for the user.
func (a *assignmentClient) readCost() []providers.Calls {
	if a.complete == nil {
		return calls("ConnectPath.Users.GetUser")
	}
	return calls("ConnectPath.GetUser")
}
