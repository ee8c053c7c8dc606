package providers

import (
	"context"
	"fmt"
	"iter"

	"github.com/callwright/callwright/schema"
)

// Join returns the provider of one contact centre whose kinds several services keep:
// each kind goes to the first of the providers that speaks of it. The instance is
// that of the first.
func Join(first Provider, more ...Provider) Provider {
	j := &joined{first: first, of: map[string]Provider{}}
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

type joined struct {
	first Provider
	of    map[string]Provider // by kind
	kinds []*schema.Kind
}

func (j *joined) by(kind string) (Provider, error) {
	if p := j.of[kind]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no provider speaks of %s; its objects need a provider block of their own", kind)
}

func (j *joined) Instance(ctx context.Context) (Instance, error) { return j.first.Instance(ctx) }

func (j *joined) Kinds() []*schema.Kind { return j.kinds }

func (j *joined) List(ctx context.Context, q Query) iter.Seq2[*schema.Resource, error] {
	p, err := j.by(q.Kind.Name)
	if err != nil {
		return func(yield func(*schema.Resource, error) bool) { yield(nil, err) }
	}
	return p.List(ctx, q)
}

func (j *joined) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return nil, err
	}
	return p.Read(ctx, live, attrs)
}

func (j *joined) ID(ctx context.Context, n schema.Name) (string, error) {
	p, err := j.by(n.Kind)
	if err != nil {
		return "", err
	}
	return p.ID(ctx, n)
}

func (j *joined) Cost(w Write) []Calls {
	r := w.Want
	if r == nil {
		r = w.Live
	}
	p, err := j.by(r.Kind.Name)
	if err != nil {
		return nil
	}
	return p.Cost(w)
}

// Dated returns what the kind's provider says of dates, if it is a [Dater].
func (j *joined) Dated(k *schema.Kind) (attrs schema.AttrSet, now int64) {
	if d, ok := j.of[k.Name].(Dater); ok {
		return d.Dated(k)
	}
	return 0, 0
}

func (j *joined) Create(ctx context.Context, want *schema.Resource) (string, error) {
	p, err := j.by(want.Kind.Name)
	if err != nil {
		return "", err
	}
	return p.Create(ctx, want)
}

func (j *joined) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return err
	}
	return p.Update(ctx, live, want, attrs)
}

func (j *joined) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return err
	}
	return p.Mark(ctx, live, record)
}

func (j *joined) Delete(ctx context.Context, live *schema.Resource) error {
	p, err := j.by(live.Kind.Name)
	if err != nil {
		return err
	}
	return p.Delete(ctx, live)
}
