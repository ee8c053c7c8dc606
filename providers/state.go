package providers

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/schema"
)

// ReadState reads the live objects of every kind that r speaks of, the kinds at
// once. What the configuration manages of an object is read, unless its record
// vouches for it, and all of an object of the stack that the configuration describes
// no longer; of other objects, what a bulk read brings along.
func ReadState(ctx context.Context, r Reader, stack string, want *schema.State) (*schema.State, error) {
	return readState(ctx, r, needsOf(stack, want, (*schema.Resource).Unread))
}

// ReadStateAnew is [ReadState], but for that no record vouches for anything.
func ReadStateAnew(ctx context.Context, r Reader, stack string, want *schema.State) (*schema.State, error) {
	return readState(ctx, r, needsOf(stack, want, func(*schema.Resource) schema.AttrSet { return 0 }))
}

// needsOf returns what is to be read of a live object. Spared says which attributes
// that the configuration manages need not be.
func needsOf(stack string, want *schema.State, spared func(*schema.Resource) schema.AttrSet) func(*schema.Resource) schema.AttrSet {
	owned := make(map[string]schema.AttrSet, len(want.All()))
	for _, w := range want.All() {
		owned[w.Record.Owner] = w.Given
	}
	return func(live *schema.Resource) schema.AttrSet {
		if w, ok := want.Lookup(live.Name()); ok {
			return w.Given.Minus(spared(live))
		}
		if live.Record.Stack() != stack {
			return 0
		}
		if given, ok := owned[live.Record.Owner]; ok {
			return given.Minus(spared(live))
		}
		return live.Kind.Every()
	}
}

func readState(ctx context.Context, r Reader, need func(*schema.Resource) schema.AttrSet) (*schema.State, error) {
	g, ctx := errgroup.WithContext(ctx)
	parts := make([][]*schema.Resource, len(r.Kinds()))
	for i, kind := range r.Kinds() {
		g.Go(func() error {
			far := startReading(ctx, kind)
			for live, err := range r.List(WithTrace(ctx, far.trace()), Query{Kind: kind, Need: need}) {
				if err != nil {
					return fmt.Errorf("read %s: %w", kind.Name, err)
				}
				parts[i] = append(parts[i], live)
			}
			far.tell(ReadComplete, Reads{len(parts[i]), len(parts[i])})
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
