// Package providertest is the contract of a provider, as tests that every
// provider passes.
package providertest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// Run tests the providers that open returns, each of a new instance of its own.
// Nothing is assumed of what a new instance holds.
func Run(t *testing.T, open func(t *testing.T) providers.Provider) {
	for _, c := range []struct {
		name string
		test func(c *contract)
	}{
		{"new instance", (*contract).fresh},
		{"create", (*contract).create},
		{"create from what is needed", (*contract).createPart},
		{"update one attribute", (*contract).updateOne},
		{"update all attributes", (*contract).updateAll},
		{"clear", (*contract).clear},
		{"needs", (*contract).needs},
		{"names are unique", (*contract).unique},
		{"gone", (*contract).gone},
		{"records", (*contract).recorded},
		{"records alone", (*contract).marked},
		{"records where a write fails", (*contract).unrecorded},
		{"ids", (*contract).ids},
		{"references exist", (*contract).references},
		{"references follow a renamed object", (*contract).renamed},
		{"long tables", (*contract).tables},
		{"at once", (*contract).parallel},
		{"objects that go with others", (*contract).bound},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(&contract{T: t, p: open(t)})
		})
	}
}

// A contract is one test of one provider.
type contract struct {
	*testing.T
	p providers.Provider
}

var ctx = context.Background()

// fill makes the world, as far as the provider speaks of it.
func (c *contract) fill() {
	c.Helper()
	for _, want := range schematest.World() {
		if slices.Contains(c.p.Kinds(), want.Kind) {
			c.put(want)
		}
	}
}

// put makes an object, or for a kind of which there is always one, updates it.
// It returns the object as read.
func (c *contract) put(want *schema.Resource) *schema.Resource {
	c.Helper()
	if want.Kind.Single {
		for live := range c.list(want.Kind, want.Given) {
			c.update(live, want, want.Given)
			return c.read(live)
		}
	}
	id, err := c.p.Create(ctx, want)
	if err != nil || id == "" {
		c.Fatalf("Create(%s) = %q, %v", want.Name(), id, err)
	}
	return c.read(want.WithID(id))
}

func (c *contract) read(live *schema.Resource) *schema.Resource {
	c.Helper()
	r, err := c.p.Read(ctx, live, live.Kind.Every())
	if err != nil {
		c.Fatalf("Read(%s): %v", live.Name(), err)
	}
	return r
}

func (c *contract) update(live, want *schema.Resource, attrs schema.AttrSet) {
	c.Helper()
	if err := c.p.Update(ctx, live, want, attrs); err != nil {
		c.Fatalf("Update(%s, %s): %v", live.Name(), names(live.Kind, attrs), err)
	}
}

// list yields the objects of a kind, with the given attributes of each.
func (c *contract) list(k *schema.Kind, attrs schema.AttrSet) func(yield func(*schema.Resource) bool) {
	c.Helper()
	need := func(*schema.Resource) schema.AttrSet { return attrs }
	return func(yield func(*schema.Resource) bool) {
		for r, err := range c.p.List(ctx, providers.Query{Kind: k, Need: need}) {
			if err != nil {
				c.Fatalf("List(%s): %v", k.Name, err)
			}
			if !yield(r) {
				return
			}
		}
	}
}

// find returns the object of that name, as List gives it with all its attributes.
func (c *contract) find(n schema.Name) *schema.Resource {
	c.Helper()
	for r := range c.list(schema.MustKind(n.Kind), schema.MustKind(n.Kind).Every()) {
		if r.Key == n.Key {
			return r
		}
	}
	c.Fatalf("List(%s) has no %q", n.Kind, n.Key)
	return nil
}

// same checks that got has the attributes of want.
func (c *contract) same(what string, want, got *schema.Resource, attrs schema.AttrSet) {
	c.Helper()
	if missing := attrs.Minus(got.Given); missing != 0 {
		c.Errorf("%s: %s does not give %s", what, got.Name(), names(got.Kind, missing))
	}
	w, g := want.Kind.New(), want.Kind.New()
	want.Kind.Copy(w, want.Body, attrs)
	want.Kind.Copy(g, got.Body, attrs)
	if diff := cmp.Diff(w, g, cmpopts.EquateEmpty()); diff != "" {
		c.Errorf("%s: %s mismatch (-want +got):\n%s", what, want.Name(), diff)
	}
}

func names(k *schema.Kind, attrs schema.AttrSet) string {
	var all []string
	for i := range attrs.All() {
		all = append(all, k.Attrs[i].Name)
	}
	return strings.Join(all, ", ")
}

// kinds returns the provider's kinds, but for those whose objects go with others.
func (c *contract) kinds() []*schema.Kind {
	c.Helper()
	var kinds []*schema.Kind
	for _, k := range c.p.Kinds() {
		switch {
		case k.Bound() != 0:
		case !schematest.HasSamples(k):
			c.Fatalf("schematest has no samples of %s", k.Name)
		default:
			kinds = append(kinds, k)
		}
	}
	return kinds
}
