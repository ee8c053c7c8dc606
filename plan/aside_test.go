package plan_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// TestCutOffAside plans after a run that was cut off when it had set an object aside, on
// the way from A to another name. The object is ours under that name, whatever its record
// was bound to, and nobody else changed it.
func TestCutOffAside(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte("id-1"))
	aside := "callwright-" + hex.EncodeToString(sum[:4])
	for _, tt := range []struct {
		name, bound, live, want, action string
	}{
		{"bound to its id", "id-1", aside, "B@x", "rename managed"},
		{"bound to the name that its creation gave it", "A", aside, "B@x", "rename managed"},
		{"and git has the old name again", "A", aside, "A@x", "rename managed"},
		{"and its block is gone", "A", aside, "", "delete orphaned"},
		{"of another object that has such a name", "A", "callwright-00000000", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := plantest.Queue(tt.live, "x")
			l.Live = &schema.Live{ID: "id-1"}
			applied := plantest.Queue("A", "x")
			applied.Record.Owner = record.Owner(plantest.Options.Stack, l.Addr)
			rec, err := (record.Digester{Salt: plantest.Options.Instance.ID, ID: func(schema.Name) (string, bool) { return "id-H", true }}).Renew(record.Applied{}, applied, tt.bound, applied.Given, 0)
			if err != nil {
				t.Fatal(err)
			}
			l.Record, l.Desired = rec, nil
			p, problems := plantest.Assess(plantest.StateOf(t, []*schema.Resource{plantest.Object(t, "hours.H?", true), l}), plantest.WantedQueues(t, tt.want), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			got := ""
			for _, c := range p.Changes {
				got += string(c.Action) + " " + string(c.Standing)
				for _, f := range c.Findings {
					if f.Drifted() {
						t.Errorf("%s is %s", c.Object().Kind.Attrs[f.Attr].Name, f.Cause)
					}
				}
			}
			if got != tt.action {
				t.Errorf("plan: %q, want %q", got, tt.action)
			}
		})
	}
}
