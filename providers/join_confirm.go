package providers

import (
	"context"
	"fmt"

	"github.com/callwright/callwright/schema"
)

// ByHand returns what a person has to do for the write, if the kind's provider is a
// [Confirmer].
func (j *Joined) ByHand(w Write) *ManualError {
	if c, ok := j.of[w.Of().Name].(Confirmer); ok {
		return c.ByHand(w)
	}
	return nil
}

// Confirm keeps that a person wrote the object.
func (j *Joined) Confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	c, ok := j.of[live.Kind.Name].(Confirmer)
	if !ok {
		return fmt.Errorf("nothing of %s is done by hand", live.Name())
	}
	return c.Confirm(ctx, live, want, attrs)
}

// Outdated returns what was confirmed of objects that are gone, as the one provider
// after the first names it that is a [Confirmer].
func (j *Joined) Outdated(ctx context.Context, mine func(stack string) bool) ([]string, error) {
	if c := j.confirmer(); c != nil {
		return c.Outdated(ctx, mine)
	}
	return nil, nil
}

// Forget drops what [Joined.Outdated] returned.
func (j *Joined) Forget(ctx context.Context, names []string) error {
	if c := j.confirmer(); c != nil {
		return c.Forget(ctx, names)
	}
	return nil
}

func (j *Joined) confirmer() Confirmer {
	for _, p := range j.more {
		if c, ok := p.(Confirmer); ok {
			return c
		}
	}
	return nil
}
