package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// byHand is what a person has to do, with the hostile names.
func byHand() []plan.Manual {
	var list []plan.Manual
	for _, n := range hostileNames {
		list = append(list, plan.Manual{Addresses: []string{"permission_group." + n}, Object: "the permission group " + n, Steps: []string{"Open the group " + n + ".", "Tick " + n + "."}})
	}
	return list
}

// TestManual shows what a person has to do, whatever it is named after, and leaves it out
// where it is told later.
func TestManual(t *testing.T) {
	t.Parallel()
	p := changes().plan(t)
	p.Manual = byHand()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	show := func(style render.Style) string {
		var b bytes.Buffer
		if failed := render.Human(&b, p, "", style); failed != nil {
			t.Fatal(failed)
		}
		return b.String()
	}
	text := show(render.Style{})
	if !strings.Contains(text, "Manual steps, for which there is no API:\n\n1. The permission group ") || !strings.Contains(text, "\n\nAfterwards run callwright confirm,") {
		t.Errorf("the plan lacks the manual steps:\n%s", text)
	}
	var html bytes.Buffer
	if err = render.HTML(&html, p, d, render.Style{}); err != nil {
		t.Fatal(err)
	}
	for name, all := range map[string]string{"text": text, "HTML": html.String()} {
		if strings.ContainsAny(all, "\x1b\r\u202e\u200b") || name == "HTML" && strings.Contains(all, "<img src=x") {
			t.Errorf("a name reached the %s as it is", name)
		}
		if n := strings.Count(all, "The permission group "); n != len(hostileNames) {
			t.Errorf("the %s has %d things to do, want %d", name, n, len(hostileNames))
		}
	}
	if later := show(render.Style{ForApply: true}); strings.Contains(later, "by hand") {
		t.Errorf("told later, the plan says: %s", later)
	}
	if short := markdown(t, p, 3000); !strings.Contains(short, "tasks; `callwright plan` prints them") {
		t.Errorf("the short document does not say that there are manual steps:\n%s", short)
	}
	back, err := d.Assessment()
	if err != nil || len(back.Manual) != len(p.Manual) {
		t.Errorf("read back, the plan has %d things to do, %v", len(back.Manual), err)
	}
}
