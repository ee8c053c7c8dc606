package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

func written(t *testing.T, g render.Graph, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := g.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPlanGraph(t *testing.T) {
	t.Parallel()
	p := changes().plan(t)
	for _, format := range render.GraphFormats {
		text := written(t, render.PlanGraph(p, false), format)
		golden(t, "graph."+format+".golden", []byte(text))
		if again := written(t, render.PlanGraph(p, false), format); again != text {
			t.Errorf("%s: another time, other bytes:\n%s", format, again)
		}
	}
}

// lines are what the lines of a graph may be, in each language.
var lines = map[string]*regexp.Regexp{
	"dot":     regexp.MustCompile(`^(digraph callwright \{|  rankdir = "LR"|  node \[shape = "box"\]|  n\d+ \[label = "([^"\\]|\\["\\])*"(, (style = "dashed"|color = "#[0-9a-f]{6}"))?\]|  n\d+ -> n\d+|\})$`),
	"mermaid": regexp.MustCompile(`^(flowchart LR|  n\d+\["([A-Za-z0-9 ._-]|#\d+;|[^\x00-\x7f])*"\](:::[a-z]+)?|  n\d+ --> n\d+|  classDef [a-z]+ stroke(-dasharray)?:[#0-9a-f]+)$`),
}

// TestHostileNamesInGraphs looks for anything in a graph that a name put there.
func TestHostileNamesInGraphs(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		`"]; n0 -> n1; x[label="`, "a\nb", `\N\"`, "`x`", "%%{init: {}}%%", "<script>alert(1)</script>", "#quot;&quot;", "end", "|x|",
		"\x1b[31m", "\u202egnp", "@team", "📞", "]-->n1;click n0 href \"javascript:x\"",
	} {
		s := (&story{}).is("h", "", hours()).wants("h", "", hours()).wants("q", name, queue(name))
		want, err := schema.NewState(s.want)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range []render.Graph{render.DescribedGraph(want, true), render.PlanGraph(s.plan(t), true)} {
			for _, format := range render.GraphFormats {
				for line := range strings.SplitSeq(strings.TrimSuffix(written(t, g, format), "\n"), "\n") {
					if !lines[format].MatchString(line) {
						t.Errorf("%s of %q has the line %q", format, name, line)
					}
				}
			}
		}
	}
}
