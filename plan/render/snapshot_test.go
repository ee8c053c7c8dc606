package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/plan/render"
)

// TestSnapshotTime shows a plan against a snapshot. Each form says so, and its time, which comes
// from a file, is harmless.
func TestSnapshotTime(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"queue.A{hours=H}", ""} {
		a := plantest.MustAssess(t, plantest.State(t, plantest.Around, true), plantest.State(t, want, false))
		a.Instance.AsOf = "2026-11-27T15:36:32Z\x1b[31m<script>`"
		d, err := document.New(a)
		if err != nil {
			t.Fatal(err)
		}
		var human, markdown, html, list bytes.Buffer
		for name, err := range map[string]error{
			"human":     render.Human(&human, a, d.Digest, render.Style{Detail: render.Changes}),
			"markdown":  render.Markdown(&markdown, a, d, render.Page{Command: "plan", Limit: 60_000}),
			"html":      render.HTML(&html, a, d, render.Style{Detail: render.Changes}),
			"unmanaged": render.UnmanagedList(&list, a),
		} {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, text := range map[string]string{"human": human.String(), "markdown": markdown.String(), "html": html.String(), "unmanaged": list.String()} {
			if !strings.Contains(text, "2026-11-27T15:36:32Z") || !strings.Contains(text, "snapshot of") {
				t.Errorf("%s does not tell of the snapshot:\n%.500s", name, text)
			}
			if strings.Contains(text, "\x1b[31m") || name == "html" && strings.Contains(text, "32Z<script>") {
				t.Errorf("%s writes the time as it is:\n%.500s", name, text)
			}
		}
	}
}
