package providers

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/callwright/callwright/schema"
)

// Join returns the provider of one contact centre whose kinds several services keep:
// each kind goes to the first of the providers that speaks of it. The instance is
// that of the first.
func Join(first Provider, more ...Provider) *Joined {
	j := &Joined{first: first, more: more, of: map[string]Provider{}}
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

// A Joined is the provider of one contact centre whose kinds several services keep. It
// is a [Dater], a [Budgeter], an [Outsider] and a [Confirmer] as far as they are. It is safe for
// concurrent use.
type Joined struct {
	first Provider
	more  []Provider
	of    map[string]Provider // by kind
	kinds []*schema.Kind
}

func (j *Joined) by(kind string) (Provider, error) {
	if p := j.of[kind]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no provider speaks of %s; its objects need a provider block of their own", kind)
}

// Instance returns the first provider's instance.
func (j *Joined) Instance(ctx context.Context) (Instance, error) { return j.first.Instance(ctx) }

// Kinds returns all kinds, those of the first provider first.
func (j *Joined) Kinds() []*schema.Kind { return j.kinds }

// List yields the objects of the query's kind.
func (j *Joined) List(ctx context.Context, q Query) iter.Seq2[*schema.Resource, error] {
	p, err := j.by(q.Kind.Name)
	if err != nil {
		return func(yield func(*schema.Resource, error) bool) { yield(nil, err) }
	}
	return p.List(ctx, q)
}

// Read reads one object anew.
func (j *Joined) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return nil, err
	}
	return p.Read(ctx, live, attrs)
}

// ID returns the id of the object of that name.
func (j *Joined) ID(ctx context.Context, n schema.Name) (string, error) {
	if p := j.of[n.Kind]; p != nil {
		return p.ID(ctx, n)
	}
	return j.first.ID(ctx, n) // what is outside every configuration
}

// Cost returns the calls that a change makes.
func (j *Joined) Cost(w Write) []Calls {
	p, err := j.by(w.Of().Name)
	if err != nil {
		return nil
	}
	return p.Cost(w)
}

// Dated returns what the kind's provider says of dates, if it is a [Dater].
func (j *Joined) Dated(k *schema.Kind) (attrs schema.AttrSet, now int64) {
	if d, ok := j.of[k.Name].(Dater); ok {
		return d.Dated(k)
	}
	return 0, 0
}

// ReadCost returns the calls that reading one object takes.
func (j *Joined) ReadCost(r *schema.Resource, attrs schema.AttrSet) []Calls {
	if b, ok := j.of[r.Kind.Name].(Budgeter); ok {
		return b.ReadCost(r, attrs)
	}
	return nil
}

// Looks returns the calls by which a write itself reads.
func (j *Joined) Looks(w Write) []Calls {
	if b, ok := j.of[w.Of().Name].(Budgeter); ok {
		return b.Looks(w)
	}
	return nil
}

// Rate returns how many calls of the operation are made a second. The operations of
// all providers but the first are named with their service before a dot, and have no
// known limit.
func (j *Joined) Rate(operation string) (perSecond float64, burst int) {
	b, ok := j.first.(Budgeter)
	if !ok || strings.Contains(operation, ".") {
		return 0, 0
	}
	return b.Rate(operation)
}

// Outside returns the id of each thing of that kind by its name, as the first provider
// knows them.
func (j *Joined) Outside(ctx context.Context, kind string) (map[string]string, error) {
	if o, ok := j.first.(Outsider); ok {
		return o.Outside(ctx, kind)
	}
	return nil, nil
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

// Mark gives the object the record alone.
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
