package document_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"testing"

	"github.com/callwright/callwright/plan/document"
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
	for c, err := range d.Changes.All() {
		if err != nil {
			t.Fatal(err)
		}
		if c.Group != "" {
			t.Errorf("%s is in the group %s, and no other object is of its block", c.Address, c.Group)
		}
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`"document_digest":"[^"]*",`).ReplaceAll(text, nil)
	text = regexp.MustCompile(`"risk":\{"level":"low"`).ReplaceAll(text, []byte(`"group":"x","risk":{"level":"high"`))
	if n := bytes.Count(text, []byte(`"group":"x"`)); n != 5 {
		t.Fatalf("%d changes are in another group", n)
	}
	if _, err := document.Parse(text); err != nil {
		t.Errorf("another risk makes another digest: %v", err)
	}
}
