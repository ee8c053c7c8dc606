package offline_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/offline"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// open returns the provider of a snapshot of a random state. Change may change the snapshot.
func open(t *testing.T, o offline.Options, change func(*snapshot.Snapshot)) (*offline.Provider, *schema.State) {
	t.Helper()
	s := &snapshot.Snapshot{
		Taken: time.Unix(1700000000, 0).UTC(), Instance: schema.Instance{ID: "i-1"}, Kinds: slices.Collect(schema.Kinds()),
		State: schematest.New(1, 4).Live(true).WithOutside("flow", map[string]string{"Whisper": "f-1"}).WithAIAgents(map[string][]string{"arn:a": {"x"}, "arn:b": {"y"}}),
	}
	if change != nil {
		change(s)
	}
	p, err := offline.New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return p, s.State
}

// TestList reads all objects. What the query needs and the snapshot lacks is an error, and not
// an empty value.
func TestList(t *testing.T) {
	t.Parallel()
	p, state := open(t, offline.Options{Driver: "gateway"}, nil)
	n := 0
	for _, k := range p.Kinds() {
		for r, err := range p.List(t.Context(), providers.Query{Kind: k, Need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() }}) {
			if err != nil {
				t.Fatal(err)
			}
			if was, _ := state.Lookup(r.Name()); was == r || was.Body != r.Body {
				t.Errorf("%s is not a copy with the same body", r.Name())
			}
			n++
		}
	}
	if n != len(state.All()) {
		t.Errorf("List() has %d objects, want %d", n, len(state.All()))
	}
	kind := schema.MustKind("queue")
	p, state = open(t, offline.Options{}, func(s *snapshot.Snapshot) {
		r := s.State.Of(kind)[0]
		r.Given, r.NeedsStamp = r.Given.Minus(kind.Set("tags", "status")), kind.Set("name", "tags")
	})
	missing := state.Of(kind)[0]
	for _, tt := range []struct {
		needs schema.AttrSet
		want  string
	}{
		{0, ""}, {kind.Set("name"), ""}, {kind.Set("name", "tags", "status"), "the snapshot lacks status, tags of " + missing.Name().String() + ": not read"},
	} {
		var err error
		for r, e := range p.List(t.Context(), providers.Query{Kind: kind, Need: func(*schema.Resource) schema.AttrSet { return tt.needs }}) {
			if err = e; err != nil {
				break
			}
			if r.ID == missing.ID && r.NeedsStamp != missing.NeedsStamp.And(tt.needs) {
				t.Errorf("for %v, it needs a stamp for %v", tt.needs, r.NeedsStamp)
			}
		}
		if tt.want == "" && err != nil || tt.want != "" && (!errors.Is(err, schema.ErrNotRead) || err.Error() != tt.want) {
			t.Errorf("List(needing %v) = %v, want %q", tt.needs, err, tt.want)
		}
	}
}

// TestUnknown asks for what the snapshot does not have.
func TestUnknown(t *testing.T) {
	t.Parallel()
	without := func(kind string) *snapshot.Snapshot {
		s := &snapshot.Snapshot{State: schematest.New(1, 2).Live(true)}
		for k := range schema.Kinds() {
			if k.Name != kind {
				s.Kinds = append(s.Kinds, k)
			}
		}
		return s
	}
	if _, err := offline.New(without("user"), offline.Options{}); !errors.Is(err, schema.ErrNotRead) || !strings.Contains(err.Error(), "user") {
		t.Errorf("without users: %v", err)
	}
	if _, err := offline.New(without("permission_group"), offline.Options{Driver: "external"}); !errors.Is(err, schema.ErrNotRead) {
		t.Errorf("without permission groups: %v", err)
	}
	if _, err := offline.New(without("permission_group"), offline.Options{}); err != nil {
		t.Errorf("without ConnectPath: %v", err)
	}
	if _, err := offline.New(without(""), offline.Options{Driver: "x"}); err == nil {
		t.Error("there is a driver x")
	}
	p, state := open(t, offline.Options{Agents: []string{"arn:a"}}, nil)
	if _, err := p.Outside(t.Context(), "phone_number"); !errors.Is(err, schema.ErrNotRead) {
		t.Errorf("Outside(phone_number) = %v", err)
	}
	if ids, err := p.Outside(t.Context(), "flow"); err != nil || ids["Whisper"] != "f-1" {
		t.Errorf("Outside(flow) = %v, %v", ids, err)
	}
	if agents, err := p.AIAgents(t.Context()); err != nil || len(agents) != 1 || agents["arn:a"][0] != "x" {
		t.Errorf("AIAgents() = %v, %v", agents, err)
	}
	p2, _ := open(t, offline.Options{Agents: []string{"arn:c"}}, nil)
	if _, err := p2.AIAgents(t.Context()); !errors.Is(err, schema.ErrNotRead) {
		t.Errorf("AIAgents() of an unknown agent: %v", err)
	}
	queue := state.Of(schema.MustKind("queue"))[0]
	for n, want := range map[schema.Name]error{
		{Kind: "flow", Key: "Whisper"}: nil, {Kind: "flow", Key: "x"}: providers.ErrNotFound, {Kind: "phone_number", Key: "x"}: schema.ErrNotRead,
		queue.Name(): nil, {Kind: "queue", Key: "x"}: providers.ErrNotFound,
	} {
		if _, err := p.ID(t.Context(), n); !errors.Is(err, want) {
			t.Errorf("ID(%s) = %v, want %v", n, err, want)
		}
	}
	if r, err := p.Read(t.Context(), queue, queue.Kind.Every()); err != nil || r.ID != queue.ID {
		t.Errorf("Read() = %v, %v", r, err)
	}
	if _, err := p.Read(t.Context(), queue.WithID("other"), 0); !errors.Is(err, providers.ErrNotFound) {
		t.Errorf("Read(another) = %v", err)
	}
	if in, err := p.Instance(t.Context()); err != nil || in.ID != "i-1" || in.AsOf != "2023-11-14T22:13:20Z" {
		t.Errorf("Instance() = %+v, %v", in, err)
	}
}

// TestWrites checks that nothing can be written, and that writes have their usual price.
func TestWrites(t *testing.T) {
	t.Parallel()
	p, state := open(t, offline.Options{Driver: "external", Rates: map[string]float64{"UpdateQueueName": 7}}, nil)
	queue, group := state.Of(schema.MustKind("queue"))[0], state.Of(schema.MustKind("permission_group"))[0]
	_, created := p.Create(t.Context(), queue)
	_, outdated := p.Outdated(t.Context(), func(string) bool { return true })
	for name, err := range map[string]error{
		"Create": created, "Update": p.Update(t.Context(), queue, queue, 0), "Mark": p.Mark(t.Context(), queue, schema.Record{}),
		"Delete": p.Delete(t.Context(), queue), "Confirm": p.Confirm(t.Context(), group, group, 0), "Outdated": outdated, "Forget": p.Forget(t.Context(), nil),
	} {
		if err == nil {
			t.Errorf("%s changed a snapshot", name)
		}
	}
	w := providers.Write{Live: queue, Want: queue, Attrs: queue.Kind.Set("name")}
	if calls := p.Cost(w); len(calls) == 0 || calls[0].Operation != "UpdateQueueName" {
		t.Errorf("Cost() = %v", calls)
	}
	if calls := p.ReadCost(queue, queue.Kind.Every()); len(calls) == 0 {
		t.Error("reading a queue costs nothing")
	}
	if rate, _ := p.Rate("UpdateQueueName"); rate != 7 {
		t.Errorf("Rate() = %v, want 7", rate)
	}
	if p.Manual(w) != nil || p.Manual(providers.Write{Want: group, Attrs: group.Kind.Every()}) == nil {
		t.Error("only the permission group takes manual steps")
	}
	_ = p.ReadsBefore(w)
}
