package engine

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Source gives the live state that a plan is compared with. It is safe for concurrent
// use.
type Source interface {
	// Instance returns the contact centre whose state this is.
	Instance(ctx context.Context) (schema.Instance, error)

	// Kinds returns the kinds of the objects in the state.
	Kinds() []*schema.Kind

	// State returns the live objects, with the attributes that every plan of the question
	// needs. It leaves out attributes that take a call for each object, if it can.
	State(ctx context.Context, q Question) (*schema.State, error)

	// Again reads one object of the state again. It returns the attributes that the object
	// had and the given ones, as far as the source knows them. The error is
	// providers.ErrNotFound if the object is gone.
	Again(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error)

	// AIAgents returns the names of the security profiles of AI agents, as far as the source
	// knows agents.
	AIAgents(ctx context.Context) (map[string][]string, error)

	// Price sets the plan's estimate of calls and time, and its manual steps.
	Price(p *plan.Plan)
}

// A Question says which configuration the live state will be compared with, so that the
// source can leave out what that comparison does not need.
type Question struct {
	Stack   string        // of the configuration
	Want    *schema.State // the described objects
	ReadAll bool          // read every attribute, even if the record says that the object did not change
}

// newLiveSource returns a source that reads a contact centre. It has no methods that
// write, even if r has some. Begun is the state that is being read already; nil for none.
func newLiveSource(r providers.Reader, begun *begunRead) Source {
	s := &liveSource{Reader: r}
	s.begun.Store(begun)
	return s
}

type liveSource struct {
	providers.Reader
	begun atomic.Pointer[begunRead] // nil once it was finished
}

func (r *liveSource) State(ctx context.Context, q Question) (*schema.State, error) {
	if begun := r.begun.Swap(nil); begun != nil {
		begun.release()
		return begun.Finish(ctx, q.Stack, q.Want, q.ReadAll)
	}
	if q.ReadAll {
		return providers.ReadStateAnew(ctx, r.Reader, q.Stack, q.Want)
	}
	return providers.ReadState(ctx, r.Reader, q.Stack, q.Want)
}

func (r *liveSource) Again(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	return r.Read(ctx, live, live.Given.Union(attrs))
}

// AIAgents returns the security profiles of AI agents, or none if the provider knows none.
func (r *liveSource) AIAgents(ctx context.Context) (map[string][]string, error) {
	if reader, ok := providers.As[providers.AgentReader](r.Reader, "security_profile"); ok {
		return reader.AIAgents(ctx)
	}
	return nil, nil
}

func (r *liveSource) Price(p *plan.Plan) {
	p.Estimate, p.Manual = apply.Estimate(p, r.Reader), apply.ManualSteps(p, r.Reader)
}

// A Memory is a source with a fixed state, for tests, and for plans against a state that
// was read earlier. Reading an object again gives the same attributes as before, and plans
// get no estimate.
type Memory struct {
	Centre  schema.Instance
	Objects *schema.State
}

// Instance returns Centre.
func (m *Memory) Instance(context.Context) (schema.Instance, error) { return m.Centre, nil }

// Kinds returns all kinds: an object that is not in the state does not exist.
func (m *Memory) Kinds() []*schema.Kind { return slices.Collect(schema.Kinds()) }

// State returns Objects, whatever the question is.
func (m *Memory) State(context.Context, Question) (*schema.State, error) { return m.Objects, nil }

// Again returns the object as it is in the state.
func (m *Memory) Again(_ context.Context, live *schema.Resource, _ schema.AttrSet) (*schema.Resource, error) {
	now, ok := m.Objects.Lookup(live.Name())
	if !ok {
		return nil, providers.ErrNotFound
	}
	return now, nil
}

// AIAgents returns what the state knows of AI agents.
func (m *Memory) AIAgents(context.Context) (map[string][]string, error) {
	return m.Objects.AIAgents(), nil
}

// Price does nothing.
func (m *Memory) Price(*plan.Plan) {}
