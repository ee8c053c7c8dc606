package providers

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/schema"
)

// ReadState reads the live objects of every kind that r speaks of, the kinds at
// once. What the configuration manages of an object is read, and all of an object
// of the stack that the configuration describes no longer; of other objects, what
// a bulk read brings along.
func ReadState(ctx context.Context, r Reader, stack string, want *schema.State) (*schema.State, error) {
	owned := make(map[string]schema.AttrSet, len(want.All()))
	for _, w := range want.All() {
		owned[w.Record.Owner] = w.Given
	}
	need := func(live *schema.Resource) schema.AttrSet {
		if w, ok := want.Lookup(live.Name()); ok {
			return w.Given
		}
		if live.Record.Stack() != stack {
			return 0
		}
		if given, ok := owned[live.Record.Owner]; ok {
			return given
		}
		return live.Kind.Every()
	}
	g, ctx := errgroup.WithContext(ctx)
	parts := make([][]*schema.Resource, len(r.Kinds()))
	for i, kind := range r.Kinds() {
		g.Go(func() error {
			for live, err := range r.List(ctx, Query{Kind: kind, Need: need}) {
				if err != nil {
					return fmt.Errorf("read %s: %w", kind.Name, err)
				}
				parts[i] = append(parts[i], live)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var all []*schema.Resource
	for _, part := range parts {
		all = append(all, part...)
	}
	return schema.NewState(all)
}
