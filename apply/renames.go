package apply

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// The renames of a plan know which names change, and keep reads and renames apart. A read
// gets the name of another object and looks up its id in a second call. If a rename came in
// between, the name could mean another object.
//
// For example, "A" becomes "B" while "B" becomes "C". A read says that a profile has "B".
// Before the renames, that is the object that becomes "C"; after them, it is the one that was
// "A".
type renames struct {
	names map[schema.Name]string // natural keys after the plan, by kind and id
	gate  *semaphore.Weighted    // a read takes 1 of it, a rename everything
}

// everyRead is the whole weight of the gate: a rename takes it, so it waits for all reads.
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

// write calls f, which makes the change. If the change is a rename, nothing is read meanwhile.
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

// asToCome returns live with its references under the names after the plan, whether or not
// the other objects are renamed already.
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
