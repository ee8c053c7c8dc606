package apply

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// The renames of a plan: what its objects come to be called. They keep reads of what
// refers to renamed objects apart from the renames themselves, because a name that was
// read has to mean the same object when it is looked up.
type renames struct {
	names map[schema.Name]string // natural keys to come, by kind and id
	gate  *semaphore.Weighted
}

// everyRead is what a rename takes of the gate, so that no read is under way.
const everyRead = 1 << 30

// newRenames returns the renames that the plan makes.
func newRenames(p *plan.Plan) *renames {
	r := &renames{names: make(map[schema.Name]string, len(p.Names)), gate: semaphore.NewWeighted(everyRead)}
	for _, name := range p.Names {
		r.names[schema.Name{Kind: name.Kind, Key: name.ID}] = name.Name
	}
	return r
}

// read calls f while nothing is renamed.
func (r *renames) read(ctx context.Context, f func() (*schema.Resource, error)) (*schema.Resource, error) {
	if len(r.names) == 0 {
		return f()
	}
	if err := r.gate.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer r.gate.Release(1)
	return f()
}

// write calls f, which makes the change, while nothing is read if that is a rename.
func (r *renames) write(ctx context.Context, c *plan.Change, f func() error) error {
	if c.Was() == "" {
		return f()
	}
	if err := r.gate.Acquire(ctx, everyRead); err != nil {
		return err
	}
	defer r.gate.Release(everyRead)
	return f()
}

// asToCome returns live with its references under the names that the plan gives
// what they refer to, whether those are renamed already or not.
func (r *renames) asToCome(ctx context.Context, from providers.Provider, live *schema.Resource) (*schema.Resource, error) {
	if len(r.names) == 0 {
		return live, nil
	}
	renamed := map[schema.Name]string{}
	for name := range live.Refs(live.Given) {
		id, err := from.ID(ctx, name)
		if errors.Is(err, providers.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if to, ok := r.names[schema.Name{Kind: name.Kind, Key: id}]; ok {
			renamed[name] = to
		}
	}
	return live.Renamed(renamed), nil
}
