package connectpath

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Client is a provider of ConnectPath's kinds. It is safe for concurrent use.
type Client struct {
	driver   driver
	notes    *notebook // nil if the driver is complete
	instance providers.Instance
	kinds    map[string]kindClient
}

// A kindClient reads and writes the objects of one kind.
type kindClient interface {
	list(ctx context.Context) ([]*schema.Resource, error)
	read(ctx context.Context, live *schema.Resource) (*schema.Resource, error)
	id(ctx context.Context, key string) (string, error)
	create(ctx context.Context, want *schema.Resource) (string, error)
	update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error
	mark(ctx context.Context, live *schema.Resource, record schema.Record) error
	delete(ctx context.Context, live *schema.Resource) error
	confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error

	// These do no I/O.
	manual(w providers.Write) *providers.ManualError
	cost(w providers.Write) []providers.Calls
	readCost() []providers.Calls
}

// drivers are the ways to speak to ConnectPath, by the name that a configuration uses.
var drivers = map[string]func(*transport) driver{
	"gateway":  func(t *transport) driver { return &gateway{t} },
	"external": func(t *transport) driver { return &external{t} },
}

// Open returns a client of the ConnectPath that answers at the endpoint. It makes one call,
// which tries the token and finds out whether that ConnectPath belongs to the Amazon Connect
// instance: the endpoint of "test" in the configuration of "prod" would be a costly mistake.
func Open(ctx context.Context, o Options) (*Client, error) {
	open, ok := drivers[o.Driver]
	if !ok {
		return nil, unknownDriver(o.Driver)
	}
	t, err := newTransport(o)
	if err != nil {
		return nil, fmt.Errorf("connectpath: %w", err)
	}
	c := &Client{driver: open(t)}
	complete, ok := c.driver.(completeDriver)
	switch {
	case ok:
	case o.Tags == nil:
		return nil, fmt.Errorf("connectpath: the driver %s needs the tags of an Amazon Connect instance", o.Driver)
	default:
		c.notes = &notebook{tags: o.Tags, salt: o.Instance}
	}
	if c.instance, err = c.driver.instance(ctx); err != nil {
		return nil, err
	}
	if o.Instance != "" && c.instance.ID != "" && c.instance.ID != o.Instance {
		return nil, fmt.Errorf("connectpath: %s belongs to the instance %q, not to %q", o.Endpoint, c.instance.ID, o.Instance)
	}
	c.addKinds(complete)
	return c, nil
}

// Offline returns a client that makes no calls. It answers only what writes cost, and what a
// person has to do for them.
func Offline(driver string) (*Client, error) {
	open, ok := drivers[driver]
	if !ok {
		return nil, unknownDriver(driver)
	}
	c := &Client{driver: open(nil)}
	complete, _ := c.driver.(completeDriver)
	c.addKinds(complete)
	return c, nil
}

func unknownDriver(name string) error {
	return fmt.Errorf("connectpath: unknown driver %q; the drivers are gateway and external", name)
}

// addKinds adds the clients of the kinds. Complete is nil if the driver is not complete.
func (c *Client) addKinds(complete completeDriver) {
	names := newDirectory(c.driver)
	c.kinds = map[string]kindClient{
		groupKind.Name:      &groupClient{c.driver, complete, c.notes, names},
		assignmentKind.Name: &assignmentClient{c.driver, complete, names},
		settingsKind.Name:   &settingsClient{c.driver, complete, c.notes, names},
	}
}

// Instance returns what the API says of the instance.
func (c *Client) Instance(context.Context) (providers.Instance, error) { return c.instance, nil }

// Kinds returns ConnectPath's kinds.
func (c *Client) Kinds() []*schema.Kind {
	return []*schema.Kind{groupKind, assignmentKind, settingsKind}
}

// List yields the objects of the kind with everything that is known of them. The query's
// needs do not matter, because a bulk read brings all of it along.
func (c *Client) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	return func(yield func(*schema.Resource, error) bool) {
		all, err := c.kinds[q.Kind.Name].list(ctx)
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

// Read reads one object.
func (c *Client) Read(ctx context.Context, live *schema.Resource, _ schema.AttrSet) (*schema.Resource, error) {
	return c.kinds[live.Kind.Name].read(ctx, live)
}

// ID returns the id of the object of that name.
func (c *Client) ID(ctx context.Context, n schema.Name) (string, error) {
	k, ok := c.kinds[n.Kind]
	if !ok {
		return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
	}
	return k.id(ctx, n.Key)
}

// Create makes a group, or puts a user who was in none into one.
func (c *Client) Create(ctx context.Context, want *schema.Resource) (string, error) {
	return c.kinds[want.Kind.Name].create(ctx, want)
}

// Update changes the object. It fails with ErrStale when somebody else changed the object
// since live was read, if the API can tell.
func (c *Client) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	return c.kinds[live.Kind.Name].update(ctx, live, want, attrs)
}

// Mark gives a group the record, or takes it away. Other kinds have no records.
func (c *Client) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	return c.kinds[live.Kind.Name].mark(ctx, live, record)
}

// Delete removes a group, or takes a user out of the group that the user is in. Something
// that is gone already is not an error.
func (c *Client) Delete(ctx context.Context, live *schema.Resource) error {
	err := c.kinds[live.Kind.Name].delete(ctx, live)
	if errors.Is(err, providers.ErrNotFound) {
		return nil
	}
	return err
}

// Cost returns the calls that a change makes; what a person does costs none.
func (c *Client) Cost(w providers.Write) []providers.Calls { return c.kinds[w.Of().Name].cost(w) }

// ReadCost returns the calls that reading one object takes.
func (c *Client) ReadCost(r *schema.Resource, _ schema.AttrSet) []providers.Calls {
	return c.kinds[r.Kind.Name].readCost()
}

// ReadsBefore returns nothing: Cost has the reads that writes make.
func (c *Client) ReadsBefore(providers.Write) []providers.Calls { return nil }

// Manual returns what a person has to do for the write, as far as that is known before it
// is tried; nil when the API can make it.
func (c *Client) Manual(w providers.Write) *providers.ManualError {
	return c.kinds[w.Of().Name].manual(w)
}

// Confirm keeps that a person made the attributes of the object live what they are in want,
// and the record of want. It writes nothing to ConnectPath.
func (c *Client) Confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	return c.kinds[live.Kind.Name].confirm(ctx, live, want, attrs)
}

// Outdated returns the keys of notes about groups that no longer exist, of the stacks that
// mine reports, in order.
func (c *Client) Outdated(ctx context.Context, mine func(stack string) bool) ([]string, error) {
	notes, err := c.notes.read(ctx)
	if len(notes) == 0 || err != nil {
		return nil, err
	}
	groups, err := c.driver.groups(ctx)
	if err != nil {
		return nil, err
	}
	return outdated(notes, groups, mine), nil
}

// Forget erases the notes that [Client.Outdated] returned.
func (c *Client) Forget(ctx context.Context, keys []string) error { return c.notes.erase(ctx, keys) }

var (
	_ providers.Provider   = (*Client)(nil)
	_ providers.Confirmer  = (*Client)(nil)
	_ providers.ReadCoster = (*Client)(nil)
)
