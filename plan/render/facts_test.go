package render_test

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// tags are what a page marks its texts with.
var tags = regexp.MustCompile(`<[^>]*>`)

// renderings returns a plan in each rendering for people, by name. Of the page it has
// only the texts.
func renderings(t *testing.T, p *impact.Assessment) map[string]string {
	t.Helper()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	var human, markdown bytes.Buffer
	if err := render.Human(&human, p, "", render.Style{Detail: render.Changes}); err != nil {
		t.Fatal(err)
	}
	if err := render.Markdown(&markdown, p, d, render.Page{Command: "plan"}); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"human": human.String(), "markdown": markdown.String(), "html": html.UnescapeString(tags.ReplaceAllString(pageOf(t, p), "")),
	}
}

// TestNamesInFacts tells of queues whose names look like a part of a sentence. What
// happens to one on two channels alike is one line.
func TestNamesInFacts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Sales: Gold", "Sales, chat: Gold", "a -> b", "x; y", "on voice: nobody is left to serve it", `"quoted"`, "%d %s"} {
		s := &story{}
		s.is("always", "", hours()).wants("always", "", hours())
		s.is("gold", "", queue(name)).wants("gold", "", queue(name))
		before := profile(row(name, "chat", 1, 0), row(name, "voice", 1, 0))
		after := profile(row(name, "chat", 2, 0), row(name, "voice", 2, 0))
		before.DefaultOutboundQueue, after.DefaultOutboundQueue = name, name
		s.is("premium", "", before).wants("premium", "", after, "queues")
		s.is("agents", "ana", person("ana", "Premium", "Admin")).wants("agents", "ana", person("ana", "Premium", "Admin"))
		quoted := `"` + strings.ReplaceAll(name, `"`, `\"`) + `"`
		for rendering, want := range map[string]string{
			"human":    `Routing  ~ ` + quoted + ` on voice, chat: served later (priority 1 -> 2)`,
			"markdown": "- **Routing** `" + name + "` on voice, chat: served later (priority 1 -> 2)",
			"html":     name + " on voice, chat: served later (priority 1 → 2)",
		} {
			if got := renderings(t, s.plan(t))[rendering]; !strings.Contains(got, want) {
				t.Errorf("%s of %q lacks %q:\n%s", rendering, name, want, got)
			}
		}
	}
}

// TestWorkloadsInFacts tells who takes which workload type in each rendering, also of types
// that look like a part of a sentence.
func TestWorkloadsInFacts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"claims", "tax: 2 -> 3 agents", "a; b", `"quoted"`, "%d %s", "<b>bold</b>"} {
		s := &story{}
		s.is("always", "", hours()).wants("always", "", hours())
		s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
		before, after := profile(row("Gold", "task", 1, 0)), profile(row("Gold", "task", 1, 0))
		before.DefaultOutboundQueue, after.DefaultOutboundQueue = "Gold", "Gold"
		after.Workloads = []schema.WorkloadRow{{Channel: "task", Type: "vip", Contacts: 1, CrossChannel: "any"}}
		before.Workloads = append([]schema.WorkloadRow{{Channel: "task", Type: name, Contacts: 3, CrossChannel: "any"}}, after.Workloads...)
		s.is("premium", "", before).wants("premium", "", after, "workloads")
		s.is("agents", "ana", person("ana", "Premium", "Admin")).wants("agents", "ana", person("ana", "Premium", "Admin"))
		quoted := `"` + strings.ReplaceAll(name, `"`, `\"`) + `"`
		const gone = " on task: nobody is left to take them (1 agent before), so they wait for ever"
		for rendering, want := range map[string][]string{
			"human":    {`Routing  ! contacts of the workload type ` + quoted + gone},
			"markdown": {"- **! Routing** contacts of the workload type `" + name + "`" + gone, "1 workload type is left with nobody to take it"},
			"html":     {"contacts of the workload type " + name + gone, "1 workload type left with nobody"},
		} {
			got := renderings(t, s.plan(t))[rendering]
			for _, part := range want {
				if !strings.Contains(got, part) {
					t.Errorf("%s of %q lacks %q:\n%s", rendering, name, part, got)
				}
			}
		}
	}
}
