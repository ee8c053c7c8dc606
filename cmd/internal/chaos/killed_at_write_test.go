package chaos

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestKilledAtEachWrite kills the process after its first write, then, in a new instance,
// after its second, and so on, for creations, adoptions, updates, renames and deletions of
// every kind. The next plan must not mistake the half-written objects for drift, and
// applying it must leave nothing to do.
func TestKilledAtEachWrite(t *testing.T) {
	t.Parallel()
	first, second := schematest.Writable(schematest.New(3, 1).Want(true)), schematest.Writable(schematest.New(4, 1).Want(true))
	pairs := schematest.OfConnect(twoOfEachKind())
	nothing, err := schema.NewState(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name         string
		before, want *schema.State
		owned        bool // the objects of before have our records
		least        int  // how many writes there must be, or the case tests too little
	}{
		{"creates", nothing, second, false, 7},
		{"adoptions", first, second, false, 15},
		{"adoptions of what is as wanted", second, second, false, 6},
		{"updates", first, second, true, 15},
		{"deletes", first, onlyDefaultGroup(t), true, 6},
		{"names exchanged", pairs, namesExchanged(t, pairs), true, 30},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before := instanceBefore(t, tt.before, tt.owned)
			seed := uint64(1)
			if renames(tt.before, tt.want) {
				seed = 0 // chaos.renames is true of it
			}
			for write := 1; ; write++ {
				if killedAtWrite(t, seed, before, tt.want, write) {
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

// twoOfEachKind returns a desired state with at least two objects of each kind. It tries
// random states until one has them.
func twoOfEachKind() *schema.State {
	for seed := uint64(0); ; seed++ {
		s := schematest.New(seed, 2).Want(true)
		lonely := func(k *schema.Kind) bool { return !k.Single && len(s.Of(k)) < 2 }
		if !slices.ContainsFunc(slices.Collect(schema.Kinds()), lonely) {
			return s
		}
	}
}

// onlyDefaultGroup returns a desired state with only ConnectPath's default group, which
// must always exist.
func onlyDefaultGroup(t *testing.T) *schema.State {
	t.Helper()
	r := schematest.Of("connectpath", &schema.ConnectPathSettings{DefaultGroup: "ConnectPath Admin"}, "default_group")
	r.Addr = schema.Addr{Kind: r.Kind.Name}
	s, err := schema.NewState([]*schema.Resource{r})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// instanceBefore returns a file with an instance that has the objects of before, with our
// records or without.
func instanceBefore(t *testing.T, before *schema.State, owned bool) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "before.db")
	t.Run("before", func(t *testing.T) { // which closes the file in the end
		c := openChaos(t, 1, path)
		c.applyState(before)
		for _, l := range c.live(c.reliable).All() {
			if owned || l.Record == (schema.Record{}) {
				continue
			}
			if err := c.reliable.Mark(t.Context(), l, schema.Record{}); err != nil {
				t.Fatal(err)
			}
		}
	})
	return path
}

// killedAtWrite kills the process that applies want to a copy of the instance at its n-th
// write, and lets another process finish. It returns false if there were fewer writes.
func killedAtWrite(t *testing.T, seed uint64, before string, want *schema.State, n int) bool {
	t.Helper()
	text, err := os.ReadFile(before)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "instance.db")
	if err = os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	c := openChaos(t, seed, path)
	c.writesOnly = true
	killed := c.process(want, 0, n)
	at := fmt.Sprintf("killed at write %d", n)
	p := c.plan(c.reliable, want)
	for _, change := range p.Changes {
		for _, f := range change.Findings {
			name := change.Object().Kind.Attrs[f.Attr].Name
			if f.Cause == plan.Drifted || f.Cause == plan.Both {
				t.Errorf("%s: %s: %s is %s", at, change.Addr, name, f.Cause)
			}
		}
	}
	c.applyState(want)
	if p := c.plan(c.reliable, want); !p.Empty() || len(p.Records) > 0 {
		t.Errorf("%s: something is left to do: %s", at, planText(p))
	}
	return killed
}

// namesExchanged returns the state with the names of two objects of each kind exchanged,
// if the service can rename that kind.
func namesExchanged(t *testing.T, s *schema.State) *schema.State {
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

// renames reports whether an object that before describes has another name in want.
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

// isRead reports whether an operation of Amazon Connect only reads.
func isRead(operation string) bool {
	return strings.HasPrefix(operation, "List") || strings.HasPrefix(operation, "Search") || strings.HasPrefix(operation, "Describe")
}
