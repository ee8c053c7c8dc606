// Package connectpath is the provider of ConnectPath's permission groups, of who is in
// which, and of the default group.
//
// [Open] returns a [Client], which speaks to ConnectPath by one of two drivers. The
// gateway driver follows a contract of callwright's own, docs/connectpath-gateway.yaml,
// for an adaptor that a company runs in front of ConnectPath. The external driver uses
// the users API that the vendor publishes, which knows users and the names of groups
// and no more: what it cannot do is a [providers.ManualError], with the steps for a
// person, who confirms what was done; tags of the Amazon Connect instance keep that, and
// it is what groups hold as far as anyone knows. What is not known of an API is in its driver's file alone.
//
// A user whom nobody gave a group has no assignment, and is in the default group. A
// user whom ConnectPath does not know yet is made known by a synchronisation: one for
// all who wait.
package connectpath

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"sync"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// Options say which ConnectPath to open and how to reach it.
type Options struct {
	Driver   string       // gateway or external
	Endpoint string       // where the API's paths begin; https, or this machine
	Token    string       // of an Instance Admin; sent to the endpoint's host and nowhere else
	Instance string       // the id of the Amazon Connect instance it has to belong to; "" for any
	HTTP     *http.Client // nil for the usual one
	Log      hclog.Logger // nil for none
	Tags     Tags         // of that instance; the external driver needs them
}

// A Client is a provider of ConnectPath's kinds. It is safe for concurrent use.
type Client struct {
	driver   driver
	whole    whole  // the driver, if its API has everything; else nil
	tags     Tags   // where whole is nil
	salt     string // the id of the Amazon Connect instance, which records are made with
	instance providers.Instance

	loading providers.Turn // while names, or users, are read for the first time
	syncing providers.Turn // while users are made known

	mu    sync.Mutex
	names map[string]string // of groups, by id; nil until first needed
	users map[string]string // ids of users, by username; nil until first needed
}

// A driver speaks one of ConnectPath's APIs. Errors are the provider's.
type driver interface {
	instance(ctx context.Context) (providers.Instance, error)
	groups(ctx context.Context) ([]group, error)
	group(ctx context.Context, id string) (group, error)
	users(ctx context.Context) ([]user, error)
	user(ctx context.Context, id string) (user, error)
	assign(ctx context.Context, u user, group string) error // if it is still of u's etag; "" for no group
	synchronise(ctx context.Context) error
	blind(k *schema.Kind) schema.AttrSet  // what the API does not tell of the kind's objects
	manual(k *schema.Kind) schema.AttrSet // what it does not tell either, and a person writes
}

// A whole API tells all of groups and of the default group, and writes them.
type whole interface {
	create(ctx context.Context, g group) (group, error)
	replace(ctx context.Context, g group) error // if it is still of g's etag
	remove(ctx context.Context, g group) error  // if it is still of g's etag
	fallback(ctx context.Context) (id, etag string, err error)
	setFallback(ctx context.Context, id, etag string) error
}

// drivers are the ways to speak to ConnectPath, by name.
var drivers = map[string]func(*wire) driver{
	"gateway":  func(w *wire) driver { return &gateway{w} },
	"external": func(w *wire) driver { return &external{w} },
}

var (
	groupKind      = schema.MustKind("permission_group")
	assignmentKind = schema.MustKind("permission_group_assignment")
	settingsKind   = schema.MustKind("connectpath")
)

// Open returns a client of the ConnectPath that answers at the endpoint.
func Open(ctx context.Context, o Options) (*Client, error) {
	open, ok := drivers[o.Driver]
	if !ok {
		return nil, fmt.Errorf("connectpath: there is no driver %q; there are gateway and external", o.Driver)
	}
	w, err := newWire(o)
	if err != nil {
		return nil, fmt.Errorf("connectpath: %w", err)
	}
	c := &Client{driver: open(w), tags: o.Tags, salt: o.Instance, loading: providers.NewTurn(), syncing: providers.NewTurn()}
	if c.whole, _ = c.driver.(whole); c.whole == nil && c.tags == nil {
		return nil, fmt.Errorf("connectpath: the driver %s needs the tags of an Amazon Connect instance", o.Driver)
	}
	if c.instance, err = c.driver.instance(ctx); err != nil {
		return nil, err
	}
	if o.Instance != "" && c.instance.ID != "" && c.instance.ID != o.Instance {
		return nil, fmt.Errorf("connectpath: %s belongs to the instance %q, not to %q", o.Endpoint, c.instance.ID, o.Instance)
	}
	return c, nil
}

// Instance returns what the API says of the instance.
func (c *Client) Instance(context.Context) (providers.Instance, error) { return c.instance, nil }

// Kinds returns ConnectPath's kinds.
func (c *Client) Kinds() []*schema.Kind {
	return []*schema.Kind{groupKind, assignmentKind, settingsKind}
}

// List yields the objects of the kind with all that the API tells of them.
func (c *Client) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	list := map[*schema.Kind]func(context.Context) ([]*schema.Resource, error){
		groupKind: c.listGroups, assignmentKind: c.listAssignments, settingsKind: c.settings,
	}[q.Kind]
	return func(yield func(*schema.Resource, error) bool) {
		all, err := list(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Read reads one object anew.
func (c *Client) Read(ctx context.Context, live *schema.Resource, _ schema.AttrSet) (*schema.Resource, error) {
	switch live.Kind {
	case groupKind:
		return c.readGroup(ctx, live.ID)
	case assignmentKind:
		return c.readAssignment(ctx, live.ID)
	}
	all, err := c.settings(ctx)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// ID returns the id of the object of that name.
func (c *Client) ID(ctx context.Context, n schema.Name) (string, error) {
	switch n.Kind {
	case groupKind.Name:
		return c.groupID(ctx, n.Key)
	case assignmentKind.Name:
		id, err := c.userID(ctx, n.Key)
		if err == nil {
			_, err = c.readAssignment(ctx, id)
		}
		return id, err
	}
	if n.Key != "" {
		return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
	}
	return settingsID, nil
}

// Create makes a group, or puts a user who was in none into one.
func (c *Client) Create(ctx context.Context, want *schema.Resource) (string, error) {
	switch want.Kind {
	case groupKind:
		return c.createGroup(ctx, want)
	case assignmentKind:
		return c.createAssignment(ctx, want)
	}
	return "", fmt.Errorf("an instance has one %s: %w", want.Kind.Name, providers.ErrExists)
}

// Update changes the object if it is still as live was read.
func (c *Client) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	switch live.Kind {
	case groupKind:
		return c.updateGroup(ctx, live, want, attrs)
	case assignmentKind:
		if attrs == 0 {
			return nil
		}
		return c.updateAssignment(ctx, live, want.Body.(*schema.PermissionGroupAssignment).Group)
	}
	if attrs.And(settingsKind.Set("default_group")) == 0 {
		return nil
	}
	if manual := c.Manual(providers.Write{Live: live, Want: want, Attrs: attrs}); manual != nil {
		return manual
	}
	id, err := c.groupID(ctx, want.Body.(*schema.ConnectPathSettings).DefaultGroup)
	if err != nil {
		return err
	}
	return c.whole.setFallback(ctx, id, live.Version)
}

// Mark gives a group the record, or takes it away.
func (c *Client) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	if live.Kind != groupKind {
		return nil
	}
	if c.whole == nil {
		return c.markConfirmed(ctx, live, record)
	}
	g, err := c.driver.group(ctx, live.ID)
	if err != nil {
		return err
	}
	g.record(record)
	return c.whole.replace(ctx, g)
}

// markConfirmed keeps the record beside what was confirmed, or drops both.
func (c *Client) markConfirmed(ctx context.Context, live *schema.Resource, record schema.Record) error {
	if record == (schema.Record{}) {
		return c.tags.UntagInstance(ctx, []string{groupNote(live.ID)})
	}
	now, err := c.readGroup(ctx, live.ID)
	if err != nil {
		return err
	}
	return c.Confirm(ctx, now, now.WithRecord(record), 0)
}

// Delete removes a group, or takes a user out of the group there is.
func (c *Client) Delete(ctx context.Context, live *schema.Resource) error {
	var err error
	switch live.Kind {
	case groupKind:
		err = c.deleteGroup(ctx, live)
	case assignmentKind:
		err = c.updateAssignment(ctx, live, "")
	default:
		return fmt.Errorf("the %s cannot be deleted", live.Kind.Name)
	}
	if errors.Is(err, providers.ErrNotFound) {
		return nil
	}
	return err
}
