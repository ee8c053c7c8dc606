package amazonconnect

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
)

// A Client is a provider for one instance. It is safe for concurrent use.
type Client struct {
	conn   *connection
	limits *pacer.Limiter
}

// Instance returns the contact centre.
func (c *Client) Instance(context.Context) (providers.Instance, error) { return c.conn.instance, nil }

// Kinds returns the kinds that the provider speaks of.
func (c *Client) Kinds() []*schema.Kind {
	all := make([]*schema.Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.of
	}
	return all
}

// List yields the live objects of a kind.
func (c *Client) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	return func(yield func(*schema.Resource, error) bool) {
		k, err := lookup(q.Kind)
		var list []*schema.Resource
		if err == nil {
			list, err = reader{k, c.conn}.all(ctx, q)
		}
		if err != nil {
			yield(nil, explain(err))
			return
		}
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Read reads one object anew.
func (c *Client) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	k, err := lookup(live.Kind)
	if err != nil {
		return nil, err
	}
	r, err := reader{k, c.conn}.one(ctx, live.ID, attrs)
	return r, explain(err)
}

// ID returns the id of the object of that name, from the index of its kind. What
// other objects refer to and no bulk read knows goes by its id for a name.
func (c *Client) ID(ctx context.Context, n schema.Name) (string, error) {
	if outside[n.Kind].list == nil {
		of, ok := schema.KindOf(n.Kind)
		if !ok {
			return "", fmt.Errorf("there is no %s in Amazon Connect", n.Kind)
		}
		if _, err := lookup(of); err != nil {
			return "", err
		}
	}
	id := ""
	if x := c.conn.indexes[n.Kind]; x != nil {
		var err error
		if id, err = x.Find(ctx, n.Key); err != nil {
			return "", explain(err)
		}
	} else if n.Key == "" {
		id = c.conn.instance.ID
	}
	if id == "" {
		return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
	}
	return id, nil
}

// Outside returns the ids of all flows by their names, or of all phone numbers of the
// instance by the numbers.
func (c *Client) Outside(ctx context.Context, kind string) (map[string]string, error) {
	x := c.conn.indexes[kind]
	if outside[kind].list == nil || x == nil {
		return nil, fmt.Errorf("there is no %s in Amazon Connect", kind)
	}
	ids, err := x.All(ctx)
	return ids, explain(err)
}

// writer returns what writes the objects of the kind.
func (c *Client) writer(of *schema.Kind) (writer, error) {
	k, err := lookup(of)
	return writer{reader{k, c.conn}}, err
}

// Create makes the object. When a part of it could not be made, its id is
// returned together with the error.
func (c *Client) Create(ctx context.Context, want *schema.Resource) (string, error) {
	w, err := c.writer(want.Kind)
	if err != nil {
		return "", err
	}
	id, err := w.make(ctx, want)
	return id, explain(err)
}

// Update changes the given attributes of an object, then its tags, and with the
// last call its record.
func (c *Client) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	w, err := c.writer(live.Kind)
	if err != nil {
		return err
	}
	return explain(w.update(ctx, live, want, attrs))
}

// Mark gives an object the record alone, or takes it away.
func (c *Client) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	w, err := c.writer(live.Kind)
	if err != nil {
		return err
	}
	return explain(w.mark(ctx, live.ID, record))
}

// Delete removes an object.
func (c *Client) Delete(ctx context.Context, live *schema.Resource) error {
	w, err := c.writer(live.Kind)
	if err != nil {
		return err
	}
	return explain(w.remove(ctx, live.ID))
}

// Cost returns the calls that a change makes. Reads before and after it are not
// counted.
func (c *Client) Cost(w providers.Write) []providers.Calls {
	k, err := lookup(w.Of())
	if err != nil {
		return nil
	}
	return k.cost(w)
}

// Looks returns the calls by which a write itself reads.
func (c *Client) Looks(w providers.Write) []providers.Calls {
	k, err := lookup(w.Of())
	if err != nil {
		return nil
	}
	return k.looks(w)
}

// ReadCost returns the calls that reading one object takes that is to have attrs.
func (c *Client) ReadCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	k, err := lookup(r.Kind)
	if err != nil {
		return nil
	}
	return k.readCost(r, attrs)
}

// Rate returns how often the operation is called a second, at first, and how many
// calls come at once before that; 0 when there is no limit. The operations of other
// services, which have that before a dot, have none that is known.
func (c *Client) Rate(operation string) (perSecond float64, burst int) {
	if strings.Contains(operation, ".") {
		return 0, 0
	}
	return c.limits.Rate(operation)
}

// Dated returns the attributes of the kind that cannot change without the service
// giving the object a later time, and the service's present time in Unix seconds. Of
// a user these are the ones that UpdateUserIdentityInfo writes and that searches lack.
// Whether other changes move that time is documented nowhere.
func (c *Client) Dated(of *schema.Kind) (attrs schema.AttrSet, now int64) {
	k, err := lookup(of)
	if err != nil || k.lasting == 0 {
		return 0, 0
	}
	return k.lasting, c.limits.Now()
}
