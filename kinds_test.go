package callwright_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/local"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestKindsAreComplete names what a kind lacks outside of its own file in schema: a sample,
// a page, a quota, a reader, or a handler in the simulator for an operation that reads or
// writes it. A kind that lacks nothing works from end to end in the embedded instance.
func TestKindsAreComplete(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("docs", "kinds.md"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := local.Open(context.Background(), t.TempDir(), "none.db", local.Options{ReadOnly: true, Driver: "gateway"})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for k := range schema.Kinds() {
		if !strings.Contains(string(page), "\n## "+k.Name+"\n") {
			t.Errorf("kind %s has no page in docs/kinds.md", k.Name)
		}
		if !k.Single && k.Provider == "" && k.Quota == 0 {
			t.Errorf("kind %s has no quota", k.Name)
		}
		if !slices.Contains(p.Kinds(), k) {
			t.Errorf("kind %s has no reader", k.Name)
			continue
		}
		for _, err := range p.List(context.Background(), providers.Query{Kind: k}) {
			if err != nil {
				t.Errorf("kind %s cannot be read: %v", k.Name, err)
			}
		}
		if k.Bound() != 0 { // its objects are written with those that they go with
			continue
		}
		if !schematest.HasSamples(k) {
			t.Errorf("kind %s has no sample", k.Name)
			continue
		}
		for access, operations := range operationsOf(p, k) {
			if len(operations) == 0 {
				t.Errorf("kind %s has no operation to %s it", k.Name, access)
			}
			for _, o := range operations {
				if _, err := sim.ParseFault(o.Operation); err != nil {
					t.Errorf("kind %s has no handler to %s it: %v", k.Name, access, err)
				}
			}
		}
	}
}

// operationsOf returns the operations that it takes to read and write the kind's samples.
// There is none to create or delete what every instance has once, and none to delete what
// can only be retired.
func operationsOf(p *local.Provider, k *schema.Kind) map[string][]providers.Calls {
	was, want := schematest.Sample(k, "one", 0).WithID("1"), schematest.Sample(k, "one", 1).WithID("1")
	all := map[string][]providers.Calls{"update": p.Cost(providers.Write{Live: was, Want: want, Attrs: k.Every()})}
	if reads, ok := providers.As[providers.ReadCoster](p, k.Name); ok {
		all["describe"] = reads.ReadCost(was, k.Every())
	}
	if !k.Single {
		all["create"] = p.Cost(providers.Write{Want: want})
	}
	if !k.Single && k.RetiredBy == "" {
		all["delete"] = p.Cost(providers.Write{Live: was})
	}
	return all
}
