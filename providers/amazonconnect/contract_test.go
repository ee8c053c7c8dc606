package amazonconnect_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/providertest"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

func TestContract(t *testing.T) {
	t.Parallel()
	for _, identity := range []string{"SAML", "CONNECT_MANAGED"} {
		t.Run(identity, func(t *testing.T) {
			t.Parallel()
			providertest.Run(t, func(t *testing.T) providers.Provider {
				return open(t, sim.Options{Identity: identity}).Client
			})
		})
	}
}

// TestCost runs the contract, and checks that every write makes exactly the calls that Cost
// returns.
func TestCost(t *testing.T) {
	t.Parallel()
	providertest.Run(t, func(t *testing.T) providers.Provider { return &costed{centre: open(t, sim.Options{})} })
}

// A costed is a provider that makes one write at a time, and counts its calls.
type costed struct {
	*centre
	one sync.Mutex
}

func (c *costed) count(w providers.Write, write func() error) error {
	c.one.Lock()
	defer c.one.Unlock()
	c.forget()
	err := write()
	if err != nil {
		return err
	}
	var want []string
	for _, calls := range c.Cost(w) {
		want = append(want, slices.Repeat([]string{calls.Operation}, calls.N)...)
	}
	got := c.writes()
	for i, call := range got {
		got[i], _, _ = strings.Cut(call, " ") // an object that is gone is an error of the service's
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		c.Errorf("cost of %+v mismatch (-want +got):\n%s", w, diff)
	}
	return nil
}

func (c *costed) Create(ctx context.Context, want *schema.Resource) (id string, err error) {
	err = c.count(providers.Write{Want: want}, func() error {
		id, err = c.centre.Create(ctx, want)
		return err
	})
	return id, err
}

func (c *costed) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	return c.count(providers.Write{Live: live, Want: want, Attrs: attrs}, func() error {
		return c.centre.Update(ctx, live, want, attrs)
	})
}

// Mark compares the calls with the cost of a write that changes only the record.
func (c *costed) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	if record == (schema.Record{}) {
		return c.centre.Mark(ctx, live, record)
	}
	want := live.Clone()
	want.Record = record
	live = live.Clone()
	live.Record = schema.Record{}
	return c.count(providers.Write{Live: live, Want: want}, func() error { return c.centre.Mark(ctx, live, record) })
}

func (c *costed) Delete(ctx context.Context, live *schema.Resource) error {
	return c.count(providers.Write{Live: live}, func() error { return c.centre.Delete(ctx, live) })
}
