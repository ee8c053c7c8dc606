package document_test

import (
	"encoding/json"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
)

// TestAlike holds that three changes which do the same to objects of one block are a
// group, and that neither groups nor risks are covered by the digest.
func TestAlike(t *testing.T) {
	t.Parallel()
	d, err := document.New(plantest.MustAssess(t, plantest.State(t, plantest.Around+"security.S? user.ada{routing=None security=S} user.ben{routing=None security=S}", true), plantest.State(t, "user.ada{first_name=B} user.ben{first_name=B} queue.A{hours=H} queue.B{hours=H} queue.C{hours=H}", false)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range d.Changes {
		if c.Group != "" {
			t.Errorf("%s is in the group %s, and no other object is of its block", c.Address, c.Group)
		}
	}
	for i := range d.Changes {
		d.Changes[i].Group, d.Changes[i].Risk = "x", &impact.Risk{Level: impact.High}
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := document.Parse(text); err != nil {
		t.Errorf("another risk makes another digest: %v", err)
	}
}
