package memory

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A Provider is an instance in memory. [New] makes one.
type Provider struct {
	// Before, when set, is called before each write and may refuse it by an error. The
	// operation is create, update, mark or delete. It is called while the provider is
	// locked, so it must not call the provider.
	Before func(operation string, r *schema.Resource) error

	mu      sync.Mutex
	objects map[string]*schema.Resource // by id
	made    int                         // objects so far, for their ids
}

// New returns an instance that holds copies of the given objects. It adds an empty object
// of each kind of which every instance has one, such as the hierarchy.
func New(objects ...*schema.Resource) *Provider {
	p := &Provider{objects: map[string]*schema.Resource{}}
	for _, r := range objects {
		p.put(r)
	}
	for k := range schema.Kinds() {
		if k.Single && p.find(schema.Name{Kind: k.Name}) == nil {
			p.put(&schema.Resource{Kind: k, Body: k.New()})
		}
	}
	return p
}

// Instance returns the same instance for every provider in memory.
func (p *Provider) Instance(context.Context) (providers.Instance, error) {
	return providers.Instance{ID: "memory", Name: "memory", Service: "memory"}, nil
}

// Kinds returns every kind.
func (p *Provider) Kinds() []*schema.Kind { return slices.Collect(schema.Kinds()) }

// List yields copies of the objects of the kind, with all attributes whatever the query
// needs. They are sorted, so that a test that fails does so every time.
func (p *Provider) List(_ context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []*schema.Resource
	for _, r := range p.objects {
		if r.Kind == q.Kind {
			list = append(list, r.Clone())
		}
	}
	slices.SortFunc(list, schema.Compare)
	return func(yield func(*schema.Resource, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Read returns a copy of the object, with all attributes.
func (p *Provider) Read(_ context.Context, live *schema.Resource, _ schema.AttrSet) (*schema.Resource, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := p.objects[live.ID]
	if !ok {
		return nil, fmt.Errorf("%s: %w", live.Name(), providers.ErrNotFound)
	}
	return r.Clone(), nil
}

// ID returns the id of the object of that name. A flow, or anything else that is not
// a kind of the schema, always exists here, and its name is its id.
func (p *Provider) ID(_ context.Context, n schema.Name) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.find(n); r != nil {
		return r.ID, nil
	}
	if _, ok := schema.KindOf(n.Kind); !ok {
		return n.Key, nil
	}
	return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
}

// Mark gives the object a record, or takes it away.
func (p *Provider) Mark(_ context.Context, live *schema.Resource, rec schema.Record) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.allow("mark", live); err != nil {
		return err
	}
	r, ok := p.objects[live.ID]
	if !ok {
		return fmt.Errorf("%s: %w", live.Name(), providers.ErrNotFound)
	}
	r = r.Clone()
	r.Record = record.Only(rec, r.Kind)
	p.objects[r.ID] = r
	return nil
}

// Cost returns one call for any write, because there is no service whose calls it could count.
func (p *Provider) Cost(providers.Write) []providers.Calls {
	return []providers.Calls{{Operation: "Write", N: 1}}
}

// Create keeps a copy of the object, with the attributes that are given and no others.
func (p *Provider) Create(_ context.Context, want *schema.Resource) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.allow("create", want); err != nil {
		return "", err
	}
	if p.find(want.Name()) != nil {
		return "", fmt.Errorf("%s: %w", want.Name(), providers.ErrExists)
	}
	if err := p.refer(want, want.Given); err != nil {
		return "", err
	}
	given := *want
	given.Body = want.Kind.New()
	want.Kind.Copy(given.Body, want.Body, want.Given)
	return p.put(&given), nil
}

// Update writes the given attributes, and the record of want if it has one. References to
// a renamed object follow it, as they do in services that refer by ids.
func (p *Provider) Update(_ context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.allow("update", want); err != nil {
		return err
	}
	r, ok := p.objects[live.ID]
	if !ok {
		return fmt.Errorf("%s: %w", live.Name(), providers.ErrNotFound)
	}
	if err := p.refer(want, attrs); err != nil {
		return err
	}
	was := r.Name()
	r = r.Clone()
	r.Kind.Copy(r.Body, want.Body, attrs)
	r.UpdateKey()
	if want.Record.Applied != "" {
		r.Record = record.Only(want.Record, r.Kind)
	}
	if other := p.find(r.Name()); other != nil && other.ID != r.ID {
		return fmt.Errorf("%s: %w", r.Name(), providers.ErrExists)
	}
	if err := p.needed(r); err != nil {
		return err
	}
	p.objects[r.ID] = r
	p.follow(was, r.Key)
	return nil
}

// needed returns an error if an object needs what r has in its old form and lacks in its new
// form. For example, a hierarchy cannot drop a level while a group is on it.
func (p *Provider) needed(r *schema.Resource) error {
	if schema.Room(p.objects[r.ID], r) >= 0 {
		return nil
	}
	after := []*schema.Resource{r}
	for id, other := range p.objects {
		if id != r.ID {
			after = append(after, other)
		}
	}
	state, err := schema.NewState(after)
	if err != nil {
		return err
	}
	for _, other := range state.All() {
		if slices.Contains(other.Kind.Needs, r.Kind.Name) && len(schema.Conflicts(other, other, state)) > 0 {
			return fmt.Errorf("%s is in use by %s", r.Name(), other.Name())
		}
	}
	return nil
}

// Delete removes the object, unless another one refers to it. Some references do not
// count: the ones that a plan writes last, after both objects exist, and the ones from an
// object that cannot exist without this one, because Delete removes that object, too.
func (p *Provider) Delete(_ context.Context, live *schema.Resource) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.allow("delete", live); err != nil {
		return err
	}
	r, ok := p.objects[live.ID]
	if !ok {
		return nil
	}
	if !r.Kind.Deletable() {
		return fmt.Errorf("a %s cannot be deleted", r.Kind.Name)
	}
	for _, other := range p.objects {
		for name := range other.Refs(other.Given.Minus(other.Kind.WrittenLast()).Minus(other.Kind.Bound())) {
			if name == r.Name() {
				return fmt.Errorf("%s is in use by %s", r.Name(), other.Name())
			}
		}
	}
	p.drop(r)
	return nil
}

// drop removes the object, and those that go with it. For example, the permission group
// assignment of a user goes with the user.
func (p *Provider) drop(r *schema.Resource) {
	delete(p.objects, r.ID)
	for _, other := range p.objects {
		for name := range other.Refs(other.Kind.Bound()) {
			if name == r.Name() {
				p.drop(other)
			}
		}
	}
}

// allow returns the error of Before, if it refuses the write.
func (p *Provider) allow(operation string, r *schema.Resource) error {
	if p.Before == nil {
		return nil
	}
	return p.Before(operation, r)
}

// put keeps a copy of r, with every attribute given: those that r lacks have their zero
// values. It returns the id, which is new unless r has one.
func (p *Provider) put(r *schema.Resource) string {
	c := r.Clone()
	if c.Live == nil {
		p.made++
		c.Live = &schema.Live{ID: fmt.Sprintf("id-%d", p.made)}
	}
	c.Desired = nil
	for i := range c.Kind.Attrs {
		c.Given = c.Given.With(i)
	}
	p.objects[c.ID] = c
	return c.ID
}

// find returns the object of that name, or nil.
func (p *Provider) find(n schema.Name) *schema.Resource {
	for _, r := range p.objects {
		if r.Name() == n {
			return r
		}
	}
	return nil
}

// refer returns an error when one of the attributes refers to an object that does not
// exist. Flows and the like always exist here.
func (p *Provider) refer(r *schema.Resource, attrs schema.AttrSet) error {
	for name := range r.Refs(attrs) {
		if kind, ok := schema.KindOf(name.Kind); !ok || kind.Single {
			continue
		}
		if p.find(name) == nil {
			return fmt.Errorf("%s refers to %s: %w", r.Name(), name, providers.ErrNotFound)
		}
	}
	return nil
}

// follow makes references follow an object that was renamed. An object whose own name
// contains the old one is renamed, too, and what refers to that follows in turn: the
// hierarchy group EMEA/UK becomes Europe/UK when EMEA becomes Europe.
func (p *Provider) follow(was schema.Name, key string) {
	if was.Key == key {
		return
	}
	for id, r := range p.objects {
		f := r.Renamed(map[schema.Name]string{was: key})
		p.objects[id] = f
		p.follow(r.Name(), f.Key)
	}
}
