package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// TestRoomForRecords takes over a queue that has so many tags already.
func TestRoomForRecords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		tags             int
		keeps            int // how many tags the block writes; 0 for none of its business
		refused          bool
	}{
		{name: "room for both", live: "queue.A?{hours=H}", want: "queue.A{desc=y}", tags: 48},
		{name: "room for one", live: "queue.A?{hours=H}", want: "queue.A{desc=y}", tags: 49, refused: true},
		{name: "no room", live: "queue.A?{hours=H}", want: "queue.A{desc=y}", tags: 50, refused: true},
		{name: "no room, and no other change", live: "queue.A?{hours=H}", want: "queue.A", tags: 50, refused: true},
		{name: "the block removes some", live: "queue.A?{hours=H}", want: "queue.A{desc=y}", tags: 50, keeps: 3},
		{name: "a record that is there", live: "queue.A{hours=H}", want: "queue.A{desc=y}", tags: 48},
	} {
		live, want := plantest.State(t, "hours.H? "+test.live, true), plantest.State(t, test.want, false)
		tagged(t, live, test.tags)
		if test.keeps > 0 {
			tagged(t, want, test.keeps)
		}
		p, problems := plantest.Assess(live, want, plantest.Options)
		if p == nil {
			t.Fatalf("%s: %v", test.name, problems)
		}
		refused := len(p.Refusals) > 0 && p.Refusals[0].Code() == diag.NoRoomForRecord.Code
		if refused != test.refused {
			t.Errorf("%s: the plan is refused for %v", test.name, p.Refusals)
		}
		if refused && !strings.Contains(p.Refusals[0].Detail(), `"tag 00", "tag 01", "tag 02"`) {
			t.Errorf("%s: the refusal does not name the tags: %s", test.name, p.Refusals[0].Detail())
		}
	}
}

// tagged gives the queue A of the state so many tags.
func tagged(t *testing.T, s *schema.State, n int) {
	t.Helper()
	r, ok := s.Lookup(schema.Name{Kind: "queue", Key: "A"})
	if !ok {
		t.Fatal("there is no queue A")
	}
	tags := map[string]string{}
	for i := range n {
		tags[fmt.Sprintf("tag %02d", i)] = "x"
	}
	r.Body.(*schema.Queue).Tags = tags
	r.Given = r.Given.Union(r.Kind.Set("tags"))
}
