package apply

import (
	"context"
	"errors"
	"fmt"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// The objects of the instance that a run writes to, and what all its changes share.
type objects struct {
	provider  providers.Provider
	instance  string // id
	renames   *renames
	reliances *reliances
	confirms  bool // whether a person has made the changes, and the run only keeps that
	tell      func(Event)
}

// read reads an object; it returns nil if the object is gone. References have the names after
// the plan, so that they can be compared with the plan: if it renames the queue "A" to "B", a
// profile that has "A" reads as if it had "B".
func (o *objects) read(ctx context.Context, at *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	return o.renames.read(ctx, func() (*schema.Resource, error) {
		live, err := o.find(ctx, at, attrs)
		if errors.Is(err, providers.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return o.renames.asToCome(ctx, o.provider, live)
	})
}

// find reads an object by its id, or by its name if it had no id when the plan was made.
func (o *objects) find(ctx context.Context, at *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	if at.Live != nil && at.ID != "" {
		return o.provider.Read(ctx, at, attrs)
	}
	id, err := o.provider.ID(ctx, at.Name())
	if err != nil {
		return nil, err
	}
	return o.provider.Read(ctx, at.WithID(id), attrs)
}

// set writes the attributes. In a run that confirms, it only notes that a person has done so.
func (o *objects) set(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if !o.confirms {
		return o.provider.Update(ctx, live, want, attrs)
	}
	c, ok := providers.As[providers.Confirmer](o.provider, live.Kind.Name)
	if !ok {
		return fmt.Errorf("%s has no manual steps", live.Name())
	}
	return c.Confirm(ctx, live, want, attrs)
}
