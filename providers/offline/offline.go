package offline

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/snapshot"
)

// Options say how writes would reach the contact centre, for estimates.
type Options struct {
	Rate   float64            // see [amazonconnect.Options]
	Rates  map[string]float64 // calls a second by operation
	Driver string             // of ConnectPath; "" without ConnectPath
	Agents []string           // ARNs of AI agents whose security profiles count
}

// A Provider is the provider of a snapshot. It is safe for concurrent use.
type Provider struct {
	snapshot *snapshot.Snapshot
	agents   []string
	prices   *providers.Joined // clients that only answer what writes cost
}

// New returns the provider of a snapshot. The snapshot must have all kinds that the contact
// centre has: without its users, for example, nobody could say who gains a permission.
func New(s *snapshot.Snapshot, o Options) (*Provider, error) {
	p := &Provider{s, o.Agents, providers.Join(amazonconnect.Offline(amazonconnect.Options{Rate: o.Rate, Rates: o.Rates}))}
	if o.Driver != "" {
		path, err := connectpath.Offline(o.Driver)
		if err != nil {
			return nil, err
		}
		p.prices = providers.Join(p.prices.For(""), path)
	}
	for _, k := range p.Kinds() {
		if !s.Knows(k.Name) {
			return nil, notRead(k.Name)
		}
	}
	return p, nil
}

// Instance returns the contact centre that the snapshot is of.
func (p *Provider) Instance(context.Context) (providers.Instance, error) {
	in := p.snapshot.Instance
	in.AsOf = p.snapshot.Taken.Format(time.RFC3339)
	return in, nil
}

// Kinds returns the kinds that the contact centre has.
func (p *Provider) Kinds() []*schema.Kind { return p.prices.Kinds() }

// List yields the objects of the kind. It fails if the snapshot lacks something that the query
// needs of an object.
func (p *Provider) List(_ context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	return func(yield func(*schema.Resource, error) bool) {
		for _, r := range p.snapshot.State.Of(q.Kind) {
			needs := q.Needs(r)
			var err error
			if lacks := snapshot.Unknown(r, needs); lacks != 0 {
				err = fmt.Errorf("the snapshot lacks %s of %s: %w", names(r.Kind, lacks), r.Name(), schema.ErrNotRead)
			}
			// A copy, because a plan may note something in it, and other plans read the same
			// snapshot. Bodies never change.
			if !yield(shallow(r, needs), err) || err != nil {
				return
			}
		}
	}
}

// Read returns an object with all that the snapshot has of it. It does not fail if it lacks an
// attribute: whoever asks sees that the attribute is not given.
func (p *Provider) Read(_ context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	r, ok := p.snapshot.State.Lookup(live.Name())
	if !ok || r.ID != live.ID {
		return nil, fmt.Errorf("%s: %w", live.Name(), providers.ErrNotFound)
	}
	return shallow(r, attrs), nil
}

// shallow returns a copy that shares the body of r. Like a read from the service, it asks for a
// new stamp only of attributes that are needed.
func shallow(r *schema.Resource, needs schema.AttrSet) *schema.Resource {
	c, live := *r, *r.Live
	live.NeedsStamp = live.NeedsStamp.And(needs)
	c.Live = &live
	return &c
}

// ID returns the id of the object, or of the thing outside, of that name.
func (p *Provider) ID(_ context.Context, n schema.Name) (string, error) {
	if !p.snapshot.Knows(n.Kind) {
		return "", notRead(n.Kind)
	}
	if r, ok := p.snapshot.State.Lookup(n); ok {
		return r.ID, nil
	}
	if id, ok := p.snapshot.State.OutsideID(n); ok {
		return id, nil
	}
	return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
}

// Outside returns the ids of things outside by their names.
func (p *Provider) Outside(_ context.Context, kind string) (map[string]string, error) {
	if !p.snapshot.Knows(kind) {
		return nil, notRead(kind)
	}
	return p.snapshot.State.OutsideIDs(kind), nil
}

// AIAgents returns the security profiles of the AI agents of the options. It fails if the
// snapshot lacks one of them.
func (p *Provider) AIAgents(context.Context) (map[string][]string, error) {
	profiles := map[string][]string{}
	for _, arn := range p.agents {
		known, ok := p.snapshot.State.AIAgents()[arn]
		if !ok {
			return nil, fmt.Errorf("the snapshot does not have the AI agent %s: %w", arn, schema.ErrNotRead)
		}
		profiles[arn] = known
	}
	return profiles, nil
}

// notRead returns the error for a kind that the snapshot does not have.
func notRead(kind string) error {
	return fmt.Errorf("the snapshot does not have the objects of kind %s: %w", kind, schema.ErrNotRead)
}

// names lists attributes for a sentence.
func names(k *schema.Kind, attrs schema.AttrSet) string {
	var list []string
	for i := range attrs.All() {
		list = append(list, k.Attrs[i].Name)
	}
	return strings.Join(list, ", ")
}
