package connectpath

import (
	"context"
	"errors"
	"fmt"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A user is one whom ConnectPath knows.
type user struct {
	id        string
	username  string
	group     string // id; "" while nobody gave the user one
	protected bool
	etag      string
	raw       map[string]any // all that the API said
}

// settingsID stands for the id of what an instance has one of.
const settingsID = "connectpath"

func (c *Client) listAssignments(ctx context.Context) ([]*schema.Resource, error) {
	users, err := c.knownUsers(ctx)
	if err != nil {
		return nil, err
	}
	var list []*schema.Resource
	for _, u := range users {
		if u.group == "" {
			continue
		}
		r, err := c.ofUser(ctx, u)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// knownUsers lists the users and remembers their ids.
func (c *Client) knownUsers(ctx context.Context) ([]user, error) {
	users, err := c.driver.users(ctx)
	if err != nil {
		return nil, err
	}
	ids := make(map[string]string, len(users))
	for _, u := range users {
		ids[u.username] = u.id
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users = ids
	return users, nil
}

func (c *Client) ofUser(ctx context.Context, u user) (*schema.Resource, error) {
	name, err := c.groupName(ctx, u.group)
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

func (c *Client) readAssignment(ctx context.Context, id string) (*schema.Resource, error) {
	u, err := c.driver.user(ctx, id)
	if err != nil {
		return nil, err
	}
	if u.group == "" {
		return nil, fmt.Errorf("user %q is in no group: %w", u.username, providers.ErrNotFound)
	}
	return c.ofUser(ctx, u)
}

// userID returns the id of a user whom ConnectPath knows.
func (c *Client) userID(ctx context.Context, name string) (string, error) {
	err := c.once(ctx, func() bool { return c.users != nil }, func() error {
		_, err := c.knownUsers(ctx)
		return err
	})
	if err != nil {
		return "", err
	}
	c.mu.Lock()
	id, known := c.users[name]
	c.mu.Unlock()
	if !known {
		return "", fmt.Errorf("ConnectPath knows no user %q: %w", name, providers.ErrNotFound)
	}
	return id, nil
}

// madeKnown returns the id of a user, whom a synchronisation makes known if need be.
// It makes every user known, so those who wait for it meanwhile need no other.
func (c *Client) madeKnown(ctx context.Context, name string) (string, error) {
	id, err := c.userID(ctx, name)
	if !errors.Is(err, providers.ErrNotFound) {
		return id, err
	}
	if err = c.syncing.While(ctx, func() error { return c.makeKnown(ctx, name) }); err != nil {
		return "", err
	}
	return c.userID(ctx, name)
}

// makeKnown synchronises users, unless that made the user known meanwhile.
func (c *Client) makeKnown(ctx context.Context, name string) error {
	if _, err := c.userID(ctx, name); !errors.Is(err, providers.ErrNotFound) {
		return err
	}
	if err := c.driver.synchronise(ctx); err != nil {
		return err
	}
	_, err := c.knownUsers(ctx)
	return err
}

func (c *Client) createAssignment(ctx context.Context, want *schema.Resource) (string, error) {
	b := want.Body.(*schema.PermissionGroupAssignment)
	group, err := c.groupID(ctx, b.Group)
	if err != nil {
		return "", err
	}
	u, err := c.newcomer(ctx, b.User)
	if err != nil {
		return "", err
	}
	if u.group != "" {
		return "", fmt.Errorf("user %q is in a group: %w", b.User, providers.ErrExists)
	}
	return u.id, c.assign(ctx, u, group)
}

// newcomer reads a user by name. One who was made anew since the users were listed has
// another id.
func (c *Client) newcomer(ctx context.Context, name string) (user, error) {
	id, err := c.madeKnown(ctx, name)
	if err != nil {
		return user{}, err
	}
	u, err := c.driver.user(ctx, id)
	if !errors.Is(err, providers.ErrNotFound) {
		return u, err
	}
	c.mu.Lock()
	delete(c.users, name)
	c.mu.Unlock()
	if id, err = c.madeKnown(ctx, name); err != nil {
		return user{}, err
	}
	return c.driver.user(ctx, id)
}

// updateAssignment puts the user of live into another group; "" into none.
func (c *Client) updateAssignment(ctx context.Context, live *schema.Resource, name string) error {
	group := ""
	if name != "" {
		id, err := c.groupID(ctx, name)
		if err != nil {
			return err
		}
		group = id
	}
	u, err := c.driver.user(ctx, live.ID)
	if err != nil {
		return err
	}
	if live.Version != "" {
		u.etag = live.Version
	}
	return c.assign(ctx, u, group)
}

// assign refuses what would touch a protected user: the last guard before a call.
func (c *Client) assign(ctx context.Context, u user, group string) error {
	if u.protected {
		return fmt.Errorf("user %q is protected, and is never moved", u.username)
	}
	return c.driver.assign(ctx, u, group)
}

// settings returns the one object of what an instance has one of.
func (c *Client) settings(ctx context.Context) ([]*schema.Resource, error) {
	body := &schema.ConnectPathSettings{ProtectedUsers: []string{}}
	manual := c.driver.manual(settingsKind)
	r := &schema.Resource{Kind: settingsKind, Body: body, Given: settingsKind.Every().Minus(manual), Live: &schema.Live{ID: settingsID, Manual: manual}}
	id, err := c.fallback(ctx, r)
	if err != nil {
		return nil, err
	}
	if id != "" {
		if body.DefaultGroup, err = c.groupName(ctx, id); err == nil {
			r.Given = r.Given.Union(manual)
		} else if manual == 0 || !errors.Is(err, providers.ErrNotFound) {
			return nil, err
		}
	}
	users, err := c.knownUsers(ctx)
	if err != nil {
		return nil, err
	}
	for _, u := range users {
		if u.protected {
			body.ProtectedUsers = append(body.ProtectedUsers, u.username)
		}
	}
	schema.SortedSet(body.ProtectedUsers)
	return []*schema.Resource{r}, nil
}

// fallback returns the id of the default group: as it is, or as a person last confirmed
// it, "" when nobody did.
func (c *Client) fallback(ctx context.Context, r *schema.Resource) (string, error) {
	if c.whole != nil {
		id, etag, err := c.whole.fallback(ctx)
		r.Version = etag
		return id, err
	}
	notes, err := c.notes(ctx)
	return record.FromTagText(notes[defaultNote]), err
}
