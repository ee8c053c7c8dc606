package main

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// confirmed reads the objects anew that seem to have been changed by somebody: the
// index that bulk reads come from lags, and may show an object's old attributes
// beside its new record. Without any, the state is returned as it is.
func confirmed(ctx context.Context, r providers.Reader, live *schema.State, p *plan.Plan) (*schema.State, error) {
	suspects := map[schema.Name]*schema.Resource{} // by kind and id
	for _, c := range p.Drift().Changes {
		if c.Live != nil {
			suspects[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = c.Live
		}
	}
	if len(suspects) == 0 {
		return live, nil
	}
	list := slices.Clone(live.All())
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for i, l := range list {
		if suspects[schema.Name{Kind: l.Kind.Name, Key: l.ID}] == nil {
			continue
		}
		g.Go(func() error {
			again, err := r.Read(ctx, l, l.Given)
			if errors.Is(err, providers.ErrNotFound) {
				list[i] = nil
				return nil
			}
			if err == nil {
				again.System = l.System
				list[i] = again
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return schema.NewState(slices.DeleteFunc(list, func(l *schema.Resource) bool { return l == nil }))
}
