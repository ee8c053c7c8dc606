package apply

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A naming knows what a plan's objects come to be called, and keeps reads of what
// refers to them and renames apart: a name that was read has to mean the same object
// when it is looked up.
type naming struct {
	names map[schema.Name]string // natural keys to come, by kind and id
	gate  *semaphore.Weighted
}

// everyRead is what a rename takes of the gate, so that no read is under way.
const everyRead = 1 << 30

func newNaming(p *plan.Plan) *naming {
	n := &naming{names: make(map[schema.Name]string, len(p.Names)), gate: semaphore.NewWeighted(everyRead)}
	for _, name := range p.Names {
		n.names[schema.Name{Kind: name.Kind, Key: name.ID}] = name.Name
	}
	return n
}

// reading calls f while nothing is renamed.
func (n *naming) reading(ctx context.Context, f func() (*schema.Resource, error)) (*schema.Resource, error) {
	if len(n.names) == 0 {
		return f()
	}
	if err := n.gate.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer n.gate.Release(1)
	return f()
}

// writing calls f, which makes the change, while nothing is read if that is a rename.
func (n *naming) writing(ctx context.Context, c *plan.Change, f func() error) error {
	if c.Was() == "" {
		return f()
	}
	if err := n.gate.Acquire(ctx, everyRead); err != nil {
		return err
	}
	defer n.gate.Release(everyRead)
	return f()
}

// asToCome returns live with its references under the names that the plan gives
// what they refer to, whether those are renamed already or not.
func (n *naming) asToCome(ctx context.Context, from providers.Provider, live *schema.Resource) (*schema.Resource, error) {
	if len(n.names) == 0 {
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
		if to, ok := n.names[schema.Name{Kind: name.Kind, Key: id}]; ok {
			renamed[name] = to
		}
	}
	return live.Renamed(renamed), nil
}
