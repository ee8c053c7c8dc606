package offline

import (
	"context"
	"errors"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// The methods in this file answer what writing would cost, as the contact centre itself would,
// so that a plan against a snapshot has the estimate and the manual steps of any other plan.

// Cost returns the calls that a write makes.
func (p *Provider) Cost(w providers.Write) []providers.Calls { return p.prices.Cost(w) }

// ReadCost returns the calls that it takes to read attributes of an object.
func (p *Provider) ReadCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	if c, ok := providers.As[providers.ReadCoster](p.prices, r.Kind.Name); ok {
		return c.ReadCost(r, attrs)
	}
	return nil
}

// ReadsBefore returns the reads that a write makes itself.
func (p *Provider) ReadsBefore(w providers.Write) []providers.Calls {
	if c, ok := providers.As[providers.ReadCoster](p.prices, w.Of().Name); ok {
		return c.ReadsBefore(w)
	}
	return nil
}

// Rate returns how many calls of an operation are made a second.
func (p *Provider) Rate(operation string) (perSecond float64, burst int) {
	if c, ok := providers.As[providers.Pacer](p.prices, ""); ok {
		return c.Rate(operation)
	}
	return 0, 0
}

// Manual returns what a person has to do for the write.
func (p *Provider) Manual(w providers.Write) *providers.ManualError {
	if c, ok := providers.As[providers.Confirmer](p.prices, w.Of().Name); ok {
		return c.Manual(w)
	}
	return nil
}

// errReadOnly is why nothing can be written.
var errReadOnly = errors.New("a snapshot cannot be changed")

// Create fails: a snapshot cannot be changed.
func (p *Provider) Create(context.Context, *schema.Resource) (string, error) { return "", errReadOnly }

// Update fails, like Create.
func (p *Provider) Update(context.Context, *schema.Resource, *schema.Resource, schema.AttrSet) error {
	return errReadOnly
}

// Mark fails, like Create.
func (p *Provider) Mark(context.Context, *schema.Resource, schema.Record) error { return errReadOnly }

// Delete fails, like Create.
func (p *Provider) Delete(context.Context, *schema.Resource) error { return errReadOnly }

// Confirm fails, like Create.
func (p *Provider) Confirm(context.Context, *schema.Resource, *schema.Resource, schema.AttrSet) error {
	return errReadOnly
}

// Outdated fails, like Create.
func (p *Provider) Outdated(context.Context, func(string) bool) ([]string, error) {
	return nil, errReadOnly
}

// Forget fails, like Create.
func (p *Provider) Forget(context.Context, []string) error { return errReadOnly }

var (
	_ providers.Provider    = (*Provider)(nil)
	_ providers.AgentReader = (*Provider)(nil)
	_ providers.ReadCoster  = (*Provider)(nil)
	_ providers.Pacer       = (*Provider)(nil)
	_ providers.Confirmer   = (*Provider)(nil)
)
