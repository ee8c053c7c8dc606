// Package memory is a provider that keeps its objects in memory. It holds the
// rules that every service holds (names are unique, what is referred to exists and
// stays) and none that are one service's own. It is for tests of plan and apply.
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
	// Before, when set, is called before each write and may refuse it. The
	// operation is create, update, mark or delete.
	Before func(operation string, r *schema.Resource) error

	mu      sync.Mutex
	objects map[string]*schema.Resource // by id
	made    int
}

// New returns an instance that holds the given objects, and empty ones of the
// kinds of which every instance has one.
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

// Instance returns what the instance is called.
func (p *Provider) Instance(context.Context) (providers.Instance, error) {
	return providers.Instance{ID: "memory", Name: "memory", Service: "memory"}, nil
}

// Kinds returns every kind.
func (p *Provider) Kinds() []*schema.Kind { return slices.Collect(schema.Kinds()) }

// List yields copies of the objects of the kind. Everything of them is given.
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

// Read returns a copy of the object.
func (p *Provider) Read(_ context.Context, live *schema.Resource, _ schema.AttrSet) (*schema.Resource, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := p.objects[live.ID]
	if !ok {
		return nil, fmt.Errorf("%s: %w", live.Name(), providers.ErrNotFound)
	}
	return r.Clone(), nil
}

// ID returns the id of the object of that name.
func (p *Provider) ID(_ context.Context, n schema.Name) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.find(n); r != nil {
		return r.ID, nil
	}
	if _, ok := schema.KindOf(n.Kind); !ok {
		return n.Key, nil // it has everything of what is outside
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

// Cost returns one call for any write.
func (p *Provider) Cost(providers.Write) []providers.Calls {
	return []providers.Calls{{Operation: "Write", N: 1}}
}

// Create makes the object.
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

// Update writes the given attributes. References to a renamed object follow it.
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
	p.objects[r.ID] = r
	p.follow(was, r.Key)
	return nil
}

// Delete removes the object, unless something still refers to it.
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

// drop removes the object, and those that go with it.
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

func (p *Provider) allow(operation string, r *schema.Resource) error {
	if p.Before == nil {
		return nil
	}
	return p.Before(operation, r)
}

// put keeps a copy of r, of which everything is known from now on.
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

func (p *Provider) find(n schema.Name) *schema.Resource {
	for _, r := range p.objects {
		if r.Name() == n {
			return r
		}
	}
	return nil
}

// refer reports a reference to an object that does not exist.
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

// follow lets references to a renamed object follow it, and what is named after
// them in turn.
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
