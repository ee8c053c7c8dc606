package providers

import (
	"context"
	"fmt"
	"iter"

	"github.com/callwright/callwright/schema"
)

// Join returns the provider of one contact centre whose objects are in several services. For
// example, Amazon Connect has users, and ConnectPath has their permission groups. Each kind
// goes to the first provider that has it. The first provider says which instance it is.
func Join(first Provider, more ...Provider) *Joined {
	j := &Joined{first: first, of: map[string]Provider{}}
	for _, p := range append([]Provider{first}, more...) {
		for _, k := range p.Kinds() {
			if j.of[k.Name] == nil {
				j.of[k.Name] = p
				j.kinds = append(j.kinds, k)
			}
		}
	}
	return j
}

// A Joined is the provider that [Join] makes. It has no powers itself: [As] asks the
// provider of a kind. It is safe for concurrent use.
type Joined struct {
	first Provider
	of    map[string]Provider // by kind
	kinds []*schema.Kind
}

// For returns the provider of the kind, or the first one when no provider has the kind.
func (j *Joined) For(kind string) Provider {
	if p := j.of[kind]; p != nil {
		return p
	}
	return j.first
}

// by returns the provider of the kind. An error here means that the configuration has an
// object of ConnectPath, and no provider block that says where ConnectPath is.
func (j *Joined) by(kind string) (Provider, error) {
	if p := j.of[kind]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("the configuration has no provider for %s; add a provider block for it", kind)
}

// Instance returns the first provider's instance.
func (j *Joined) Instance(ctx context.Context) (Instance, error) { return j.first.Instance(ctx) }

// Kinds returns the kinds of all providers, in the order of the providers.
func (j *Joined) Kinds() []*schema.Kind { return j.kinds }

// List yields the objects of the query's kind.
func (j *Joined) List(ctx context.Context, q Query) iter.Seq2[*schema.Resource, error] {
	p, err := j.by(q.Kind.Name)
	if err != nil {
		return func(yield func(*schema.Resource, error) bool) { yield(nil, err) }
	}
	return p.List(ctx, q)
}

// Read reads one object.
func (j *Joined) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return nil, err
	}
	return p.Read(ctx, live, attrs)
}

// ID returns the id of the object of that name.
func (j *Joined) ID(ctx context.Context, n schema.Name) (string, error) {
	return j.For(n.Kind).ID(ctx, n) // the first knows flows and phone numbers, which are not kinds of the schema
}

// Cost returns the calls that a change makes.
func (j *Joined) Cost(w Write) []Calls {
	p, err := j.by(w.Of().Name)
	if err != nil {
		return nil
	}
	return p.Cost(w)
}

// Create makes the object.
func (j *Joined) Create(ctx context.Context, want *schema.Resource) (string, error) {
	p, err := j.by(want.Kind.Name)
	if err != nil {
		return "", err
	}
	return p.Create(ctx, want)
}

// Update changes the object.
func (j *Joined) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return err
	}
	return p.Update(ctx, live, want, attrs)
}

// Mark writes the record of the object, and nothing else.
func (j *Joined) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return err
	}
	return p.Mark(ctx, live, record)
}

// Delete removes the object.
func (j *Joined) Delete(ctx context.Context, live *schema.Resource) error {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return err
	}
	return p.Delete(ctx, live)
}
