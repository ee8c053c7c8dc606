package engine

import (
	"context"
	"slices"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Source gives the live state that a plan is made of. It is safe for concurrent use.
type Source interface {
	// Instance returns the contact centre that the state is of.
	Instance(ctx context.Context) (schema.Instance, error)

	// Kinds returns the kinds of objects that the state has.
	Kinds() []*schema.Kind

	// State returns the live objects, with what a plan is certain to need of them.
	State(ctx context.Context, q Question) (*schema.State, error)

	// Again returns an object of the state as it is now, with at least the given
	// attributes beside those that it has, as far as the source can tell. The error is
	// providers.ErrNotFound if it is gone.
	Again(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error)

	// Price fills in what the plan costs, and what of it a person has to do.
	Price(p *plan.Plan)
}

// A Question says what a plan is certain to need of the live state.
type Question struct {
	Stack   string        // whose objects are described
	Want    *schema.State // the described objects
	ReadAll bool          // what records say of objects that did not change since is not trusted
}

// live makes a source of what reads a contact centre. It writes nothing, even if r
// could.
func live(r providers.Reader) Source { return reader{r} }

type reader struct{ providers.Reader }

func (r reader) State(ctx context.Context, q Question) (*schema.State, error) {
	if q.ReadAll {
		return providers.ReadStateAnew(ctx, r.Reader, q.Stack, q.Want)
	}
	return providers.ReadState(ctx, r.Reader, q.Stack, q.Want)
}

func (r reader) Again(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	return r.Read(ctx, live, live.Given.Union(attrs))
}

func (r reader) Price(p *plan.Plan) {
	p.Estimate, p.Manual = apply.Estimate(p, r.Reader), apply.ManualSteps(p, r.Reader)
}

// A Memory is a source that holds a state. What the state does not have of an object is
// not known, and nothing is known about costs.
type Memory struct {
	Centre  schema.Instance
	Objects *schema.State
}

// Instance returns the contact centre that the state is of.
func (m *Memory) Instance(context.Context) (schema.Instance, error) { return m.Centre, nil }

// Kinds returns every kind: an object that the state lacks does not exist.
func (m *Memory) Kinds() []*schema.Kind { return slices.Collect(schema.Kinds()) }

// State returns the state, whatever is asked.
func (m *Memory) State(context.Context, Question) (*schema.State, error) { return m.Objects, nil }

// Again returns the object as it is in the state.
func (m *Memory) Again(_ context.Context, live *schema.Resource, _ schema.AttrSet) (*schema.Resource, error) {
	now, ok := m.Objects.Lookup(live.Name())
	if !ok {
		return nil, providers.ErrNotFound
	}
	return now, nil
}

// Price leaves the plan as it is.
func (m *Memory) Price(*plan.Plan) {}
