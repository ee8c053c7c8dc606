package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestKilledAtEachWrite kills the process right after each single write in turn, of
// every kind: the one that creates, takes over, changes, renames or deletes. The plan after it
// takes nothing for drift, and applying that leaves no change and no record to write.
func TestKilledAtEachWrite(t *testing.T) {
	t.Parallel()
	first, second := schematest.Writable(schematest.New(3, 1).Want(true)), schematest.Writable(schematest.New(4, 1).Want(true))
	pairs := ofConnect(t, pairsOfKinds())
	nothing, err := schema.NewState(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name         string
		before, want *schema.State
		owned        bool
		least        int // writes
	}{
		{"creates", nothing, second, false, 7},
		{"adoptions", first, second, false, 15},
		{"adoptions of what is as wanted", second, second, false, 6},
		{"updates", first, second, true, 15},
		{"deletes", first, bare(t), true, 6},
		{"names exchanged", pairs, exchanged(t, pairs), true, 30},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for write := 1; ; write++ {
				if cut(t, tt.before, tt.want, tt.owned, write) {
					continue
				}
				if write <= tt.least {
					t.Errorf("%d writes were cut, want %d or more", write-1, tt.least)
				}
				return
			}
		})
	}
}

// pairsOfKinds returns a desired state with two objects of each kind.
func pairsOfKinds() *schema.State {
	for seed := uint64(0); ; seed++ {
		s := schematest.New(seed, 2).Want(true)
		lonely := func(k *schema.Kind) bool { return !k.Single && len(s.Of(k)) < 2 }
		if !slices.ContainsFunc(slices.Collect(schema.Kinds()), lonely) {
			return s
		}
	}
}

// bare describes nothing but the default group, which is never deleted.
func bare(t *testing.T) *schema.State {
	t.Helper()
	r := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: "ConnectPath Admin"}, "default_group")
	r.Addr = schema.Addr{Kind: r.Kind.Name}
	s, err := schema.NewState([]*schema.Resource{r})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cut kills the process that makes want of before at its n-th write, and lets
// another finish. It reports whether there was that write.
func cut(t *testing.T, before, want *schema.State, owned bool, n int) bool {
	t.Helper()
	seed := uint64(1)
	if renames(before, want) {
		seed = 0 // see chaos.renames
	}
	c := newChaos(t, seed)
	c.become(before)
	for _, l := range c.live(c.calm).All() {
		if owned || l.Record == (schema.Record{}) {
			continue
		}
		if err := c.calm.Mark(t.Context(), l, schema.Record{}); err != nil {
			t.Fatal(err)
		}
	}
	c.writesOnly = true
	killed := c.process(want, 0, n)
	at := fmt.Sprintf("killed at write %d", n)
	p := c.plan(c.calm, want)
	for _, change := range p.Changes {
		for _, f := range change.Findings {
			name := change.Object().Kind.Attrs[f.Attr].Name
			if f.Cause == plan.Drifted || f.Cause == plan.Both {
				t.Errorf("%s: %s: %s is %s", at, change.Addr, name, f.Cause)
			}
		}
	}
	c.become(want)
	if p := c.plan(c.calm, want); !p.Empty() || len(p.Records) > 0 {
		t.Errorf("%s: something is left to do: %s", at, rest(p))
	}
	return killed
}

// exchanged returns the state with the names of two objects of each kind exchanged, as
// far as the service can rename them.
func exchanged(t *testing.T, s *schema.State) *schema.State {
	t.Helper()
	names := map[schema.Name]string{}
	for k := range schema.Kinds() {
		two := s.Of(k)
		label, ok := k.Lookup(k.Label)
		if !ok || k.Attrs[label].Immutable || len(two) < 2 || strings.Contains(two[0].Key+two[1].Key, "/") {
			continue
		}
		names[two[0].Name()], names[two[1].Name()] = two[1].Key, two[0].Key
	}
	var list []*schema.Resource
	for _, r := range s.All() {
		c := r.Renamed(names).Clone()
		if to, ok := names[r.Name()]; ok {
			c.SetName(to)
		}
		list = append(list, c)
	}
	after, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// renames reports whether an object of before has another name in want.
func renames(before, want *schema.State) bool {
	names := map[string]string{}
	for _, r := range before.All() {
		names[r.Record.Owner] = r.Key
	}
	return slices.ContainsFunc(want.All(), func(r *schema.Resource) bool {
		was, is := names[r.Record.Owner]
		return is && was != r.Key
	})
}

// isRead reports whether an operation writes nothing.
func isRead(operation string) bool {
	return strings.HasPrefix(operation, "List") || strings.HasPrefix(operation, "Search") || strings.HasPrefix(operation, "Describe")
}
