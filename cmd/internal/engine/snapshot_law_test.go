package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// A memoryWithFlows is an instance in memory that knows the names of flows and the like: those
// to which one of the states refers.
type memoryWithFlows struct {
	*memory.Provider
	states []*schema.State
}

func (m memoryWithFlows) Outside(_ context.Context, kind string) (map[string]string, error) {
	ids := map[string]string{}
	for _, s := range m.states {
		for _, r := range s.All() {
			for name := range r.Refs(r.Kind.Every()) {
				if name.Kind == kind {
					ids[name.Key] = "id of " + name.Key
				}
			}
		}
	}
	return ids, nil
}

// TestSnapshotLaw plans random states against an instance in memory, and against a snapshot of it
// that was written and read again. The two plans are the same, except for where they say that
// one is from a snapshot, and for the estimate, which memory does not have.
func TestSnapshotLaw(t *testing.T) {
	t.Parallel()
	site := Site{Provider: config.Provider{Type: "amazonconnect"}, ConnectPath: &config.ConnectPath{ConnectPathAccess: schema.ConnectPathAccess{Driver: "gateway"}}}
	changes := 0
	for seed := range uint64(40) {
		m := schematest.New(seed, 5)
		live, want := m.Live(seed%3 > 0), m.Want(seed%2 == 0)
		service := &Service{Provider: memoryWithFlows{memory.New(live.All()...), []*schema.State{live, want}}, site: site}
		taken, err := service.Snapshot(t.Context(), Origin{Now: func() time.Time { return time.Unix(1700000000, 0) }}, Watch{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err = taken.Encode(&b); err != nil {
			t.Fatal(err)
		}
		if taken, err = snapshot.Decode(&b); err != nil {
			t.Fatal(err)
		}
		again, err := OpenSnapshot(taken, site)
		if err != nil {
			t.Fatal(err)
		}
		first, second := planned(t, service, want), planned(t, again, want)
		if first.Snapshot != nil || second.Snapshot == nil || second.Snapshot.TakenAt != "2023-11-14T22:13:20Z" || second.Estimate.Calls == 0 && second.Changes.Len() > 0 {
			t.Fatalf("seed %d: snapshots %v and %v, estimate %v", seed, first.Snapshot, second.Snapshot, second.Estimate)
		}
		if first.Digest != second.Digest {
			t.Errorf("seed %d: the digests differ", seed)
		}
		second.Snapshot, second.Estimate, first.Estimate = nil, document.EstimateDoc{}, document.EstimateDoc{}
		if diff := cmp.Diff(text(t, first), text(t, second)); diff != "" {
			t.Fatalf("seed %d: the plan against the snapshot is another (-service +snapshot):\n%s", seed, diff)
		}
		changes += first.Changes.Len()
	}
	if changes < 100 {
		t.Errorf("the plans have only %d changes", changes)
	}
}

// planned returns the plan that turns the state of the service into want.
func planned(t *testing.T, s *Service, want *schema.State) *document.Document {
	t.Helper()
	source := s.Source()
	live, err := source.State(t.Context(), Question{Stack: schematest.Stack, Want: want})
	if err != nil {
		t.Fatal(err)
	}
	in, err := source.Instance(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in.ID, in.Provider, in.ConnectPath = schematest.Salt, "", schema.ConnectPathAccess{} // as c.Plan sets them
	p := planner{source: source, want: want, reread: map[*schema.Resource]schema.AttrSet{}, options: impact.Options{
		Options: plan.Options{Instance: in, Stack: schematest.Stack}, Adopt: impact.AdoptAny,
	}}
	a, problems, err := p.plan(t.Context(), live)
	if err != nil {
		t.Fatal(err)
	}
	if a == nil {
		return &document.Document{Diagnostics: []document.Diagnostic{{Summary: problems[0].String()}}, Snapshot: map[bool]*document.SnapshotDoc{true: {TakenAt: in.AsOf}}[in.AsOf != ""]}
	}
	source.Price(a.Plan)
	d, err := document.New(a)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// text returns a document as lines of JSON.
func text(t *testing.T, d *document.Document) string {
	t.Helper()
	b, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestOpenSnapshot opens snapshots that are of another instance, or lack something.
func TestOpenSnapshot(t *testing.T) {
	t.Parallel()
	taken := &snapshot.Snapshot{
		Instance: schema.Instance{ID: "i-1", Name: "acme", ARN: "arn:1"}, Kinds: slices.Collect(schema.Kinds()), State: schematest.New(1, 1).Live(true),
	}
	for _, tt := range []struct {
		site Site
		ok   bool
	}{
		{Site{Provider: config.Provider{Type: "amazonconnect", Instance: "acme"}}, true},
		{Site{Provider: config.Provider{Type: "amazonconnect", Instance: "i-1"}}, true},
		{Site{Provider: config.Provider{Type: "amazonconnect", Instance: "arn:1"}}, true},
		{Site{Provider: config.Provider{Type: "local"}}, true},
		{Site{Provider: config.Provider{Type: "amazonconnect", Instance: "prod"}}, false},
		{Site{Provider: config.Provider{Type: "local"}, ConnectPath: &config.ConnectPath{ConnectPathAccess: schema.ConnectPathAccess{Driver: "x"}}}, false},
	} {
		s, err := OpenSnapshot(taken, tt.site)
		if (err == nil) != tt.ok {
			t.Errorf("%+v: %v", tt.site, err)
		}
		if err == nil {
			if rate, _ := providers.As[providers.Pacer](s.Provider, ""); rate == nil || s.Close() != nil {
				t.Errorf("%+v: no rates", tt.site)
			}
		}
	}
}
