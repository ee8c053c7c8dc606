package engine

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// taken returns a snapshot of a state, in which each object has an id of its own.
func taken(s *schema.State, name string) Side {
	for _, r := range s.All() {
		r.ID = name + " " + r.ID
	}
	return Side{Snapshot: &snapshot.Snapshot{Taken: time.Unix(1700000000, 0).UTC(), Instance: schema.Instance{ID: "id of " + name, Name: name}, State: s, Kinds: slices.Collect(schema.Kinds())}}
}

var testOrigin = Origin{Version: "1", Now: func() time.Time { return time.Unix(1700000000, 0).UTC() }}

// TestCompareLaw compares random states with hostile names. A state has no differences from
// itself, whatever the ids and records are. Applying the differences gives the other state.
func TestCompareLaw(t *testing.T) {
	t.Parallel()
	changes := 0
	for seed := range uint64(60) {
		// Levels of a hierarchy cannot be removed while groups are on them, so both have as many.
		a := taken(schematest.New(seed, 5).Live(false), "a")
		same := taken(schematest.New(seed, 5).Live(false), "b")
		if r, err := Compare(t.Context(), a, same, testOrigin); err != nil || !r.Plan.Empty() || len(r.Document.Records) > 0 {
			t.Fatalf("seed %d: the same state has differences: %v, %s", seed, err, changesOf(r))
		}
		b := taken(schematest.New(seed+1000, 5).Live(seed%2 == 0), "b")
		r, err := Compare(t.Context(), a, b, testOrigin)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		changes += len(r.Plan.Changes)
		after, err := r.Plan.Outcome(r.live)
		if err != nil {
			t.Fatal(err)
		}
		alike(t, seed, a.State, after)
		read, err := document.Parse([]byte(text(t, r.Document)))
		if err != nil {
			t.Fatal(err)
		}
		if again, err := read.Assessment(); err != nil || again.Model == nil || again.Model.Instance.Name != "a" || again.Model.Instance.AsOf == "" || strings.Contains(text(t, r.Document), `"diff/`) {
			t.Errorf("seed %d: the document is another: %v", seed, err)
		}
	}
	if changes < 500 {
		t.Errorf("only %d changes", changes)
	}
}

// changesOf lists the changes of a review.
func changesOf(r *Review) string {
	if r == nil {
		return ""
	}
	var list []string
	for _, c := range r.Plan.Changes {
		list = append(list, string(c.Action)+" "+c.Addr.String())
	}
	return strings.Join(list, ", ")
}

// alike checks that two states have the same objects, by name. One that the service cannot
// delete is out of use instead.
func alike(t *testing.T, seed uint64, want, got *schema.State) {
	t.Helper()
	for _, r := range want.All() {
		other, ok := got.Lookup(r.Name())
		if !ok {
			t.Errorf("seed %d: %s is missing", seed, r.Name())
			continue
		}
		expected := *r
		for i := range r.Given.All() {
			a := &r.Kind.Attrs[i]
			if twins := r.Kind.Set(a.SameSettingAs...); twins != 0 || a.ReadOnly {
				expected.Given = expected.Given.Minus(schema.Attrs(i))
			}
		}
		if changed := r.Kind.Changed(other, &expected); changed != 0 {
			t.Errorf("seed %d: %s differs: %+v, want %+v", seed, r.Name(), other.Body, r.Body)
		}
	}
	for _, r := range got.All() {
		if _, ok := want.Lookup(r.Name()); !ok && !r.Retired() {
			t.Errorf("seed %d: %s is left", seed, r.Name())
		}
	}
}

// TestCompareUnknown compares a snapshot without quick connects with one without the descriptions
// of queues.
func TestCompareUnknown(t *testing.T) {
	t.Parallel()
	queue := schema.MustKind("queue")
	state := func() *schema.State { return schematest.New(7, 4).Live(false) }
	a, b := taken(state(), "a"), taken(state(), "b")
	for _, r := range b.State.Of(queue) {
		r.Given = r.Given.Minus(queue.Set("description"))
		r.Body.(*schema.Queue).Description = ""
	}
	a.Kinds = slices.DeleteFunc(a.Kinds, func(k *schema.Kind) bool { return k.Name == "quick_connect" })
	var kept []*schema.Resource
	for _, r := range a.State.All() {
		if r.Kind.Name != "quick_connect" {
			kept = append(kept, r)
		}
	}
	a.State, _ = schema.NewState(kept)
	a.State.Of(queue)[0].Body.(*schema.Queue).OutboundCaller.Flow = "Nowhere"
	b.State = b.State.WithOutside("flow", map[string]string{"Default outbound": "1", "Default agent transfer": "2"})
	r, err := Compare(t.Context(), a, b, testOrigin)
	if err != nil {
		t.Fatal(err)
	}
	if got := changesOf(r); strings.Contains(got, "quick_connect") || strings.Count(got, ",") > 0 || !strings.HasPrefix(got, "update queue") {
		t.Errorf("changes %s; want one queue with another flow", got)
	}
	notices := strings.Join(r.Plan.Notices, "\n")
	for _, want := range []string{"Not compared: quick connect. Only one of the two snapshots has them.", `b does not have the flow "Nowhere", to which the queue`} {
		if !strings.Contains(notices, want) {
			t.Errorf("the notices are\n%s\nwant %s", notices, want)
		}
	}
	a.Kinds = nil
	if _, err := Compare(t.Context(), a, b, testOrigin); err == nil {
		t.Error("snapshots without a kind in common were compared")
	}
}
