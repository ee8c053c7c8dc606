package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// TestHumanPolicy shows checks that do not hold, also where nothing changes.
func TestHumanPolicy(t *testing.T) {
	t.Parallel()
	s := (&story{}).is("always", "", hours()).wants("always", "", hours())
	p := s.plan(t)
	p.Policy = []schema.CheckResult{
		{Check: "staffed", Status: schema.Refused, Message: "Sales needs two agents\n\x1b[2J and has \u202e1."},
		{Check: "chats", Status: schema.Warned, Message: "Nobody takes chats."},
		{Check: "editors", Status: schema.Passed},
	}
	var b bytes.Buffer
	if err := render.Human(&b, p, "", render.Style{Detail: render.Changes}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e") {
		t.Errorf("a message reached the terminal as it is: %q", b.String())
	}
	golden(t, "policy.golden", b.Bytes())
}
