package plan_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// states returns a live and a desired state. Of the two modes, one has everything
// owned and given, so that the plan deletes; the other is an instance that somebody
// else made, described in part.
func states(seed uint64, size int) (live, want *schema.State) {
	m := schematest.New(seed, size)
	owned := seed%2 == 0
	return m.Live(owned), m.Want(owned)
}

func FuzzLaws(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		live, want := states(seed, 6)
		p := plantest.MustAssess(t, live, want)
		checkOrder(t, p)
		checkDrift(t, p, live)

		outcome, err := p.Outcome(live)
		if err != nil {
			t.Fatal(err)
		}
		if again := plantest.MustAssess(t, identified(t, outcome), want); !again.Empty() {
			t.Errorf("the plan after the plan has %d changes, first %s %s", len(again.Changes), again.Changes[0].Action, again.Changes[0].Addr)
		}
		if seed%2 == 0 {
			equalStates(t, outcome, want)
		}
		roundTrip(t, p)
	})
}

// identified returns the state with an id for each object, as a service gives one to
// what is created.
func identified(t *testing.T, s *schema.State) *schema.State {
	t.Helper()
	list := make([]*schema.Resource, len(s.All()))
	for i, r := range s.All() {
		if list[i] = r; r.Live == nil {
			list[i] = r.WithID("made-" + r.Key)
		}
	}
	all, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// checkDrift checks that the drift of a plan can be told, and that each of its changes leads to
// what is live.
func checkDrift(t *testing.T, p *impact.Assessment, live *schema.State) {
	t.Helper()
	since, err := impact.Since(p.Drift(), live)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := document.New(since); err != nil {
		t.Error(err)
	}
	for _, c := range since.Changes {
		if c.Action == plan.Create {
			continue
		}
		if l, ok := live.Lookup(c.Want.Name()); !ok || l.Kind.Changed(l, c.Want) != 0 || c.Attrs == 0 {
			t.Errorf("the drift of %s leads to something that is not live, or changes nothing", c.Addr)
		}
	}
}

// checkOrder holds each change against its promise: what it refers to is made
// before it, and what it deletes is referred to by nothing that stays.
func checkOrder(t *testing.T, p *impact.Assessment) {
	t.Helper()
	makes, deletes := map[schema.Name]*plan.Change{}, map[schema.Name]*plan.Change{}
	for _, c := range p.Changes {
		switch c.Action {
		case plan.Create:
			makes[c.Want.Name()] = c
		case plan.Delete:
			deletes[c.Live.Name()] = c
		}
	}
	for _, c := range p.Changes {
		if c.Want != nil {
			for name := range c.Want.Refs(c.Attrs) {
				if m := makes[name]; m != nil && m != c && !plantest.Waits(c, m) {
					t.Errorf("%s does not wait for %s, which it refers to", c.Addr, m.Addr)
				}
			}
		}
		if c.Live != nil {
			refers := c.Shown()
			if c.Want == nil {
				refers = refers.Minus(c.Live.Kind.WrittenLast())
			}
			for name := range c.Live.Refs(refers) {
				if d := deletes[name]; d != nil && d != c && !plantest.Waits(d, c) {
					t.Errorf("the deletion of %s does not wait for %s, which refers to it", d.Addr, c.Addr)
				}
			}
		}
	}
}

// equalStates compares what want gives.
func equalStates(t *testing.T, got, want *schema.State) {
	t.Helper()
	for _, w := range want.All() {
		g, ok := got.Lookup(w.Name())
		if !ok {
			t.Errorf("outcome lacks %s", w.Name())
			continue
		}
		if diff := cmp.Diff(w.Body, g.Body, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("outcome of %s mismatch (-want +got):\n%s", w.Name(), diff)
		}
	}
	for _, g := range got.All() {
		if _, ok := want.Lookup(g.Name()); !ok && g.Kind.HoldsRecords() && (!g.Retired() || g.Record != schema.Record{}) {
			t.Errorf("outcome has %s, too", g.Name())
		}
	}
}

// roundTrip reads the plan's document back and writes it again.
func roundTrip(t *testing.T, p *impact.Assessment) {
	t.Helper()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := document.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	back, err := parsed.Assessment()
	if err != nil {
		t.Fatal(err)
	}
	again, err := document.New(back)
	if err != nil {
		t.Fatal(err)
	}
	if again.Digest != d.Digest {
		t.Errorf("digest of the plan read back is %s, want %s", again.Digest, d.Digest)
	}
	second, err := json.Marshal(again)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, second) {
		t.Errorf("document mismatch (-want +got):\n%s", cmp.Diff(string(text), string(second)))
	}
}
