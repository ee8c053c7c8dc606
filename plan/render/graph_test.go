package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/plantest"
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

// TestGraphs draws small plans and configurations in both languages.
func TestGraphs(t *testing.T) {
	t.Parallel()
	described := func(text string, each bool) render.Graph {
		return render.DescribedGraph(plantest.State(t, text, false), each)
	}
	for _, test := range []struct {
		name  string
		graph render.Graph
		nodes []string
		edges []render.Edge
	}{
		{"nothing", described("", false), nil, nil},
		{"what refers to what", described("hours.H queue.A@q{hours=H}", false), []string{"hours_of_operation.H", `queue.q "A"`}, []render.Edge{{From: 1, To: 0}}},
		{"what is not described", described("queue.A{hours=H}", false), []string{"queue.A", `hours_of_operation "H"`}, []render.Edge{{From: 0, To: 1}}},
		{"a block with for_each is one node", described("hours.H queue.A@q[]{hours=H} queue.B@q[]{hours=H}", false), []string{"hours_of_operation.H", "queue.q (2)"}, []render.Edge{{From: 1, To: 0}}},
		{"or a node for each", described("hours.H queue.A@q[]{hours=H} queue.B@q[]{hours=H}", true), []string{"hours_of_operation.H", `queue.q["A"]`, `queue.q["B"]`}, []render.Edge{{From: 1, To: 0}, {From: 2, To: 0}}},
		{"a plan", render.PlanGraph(planned(t, "", "hours.H queue.A{hours=H}"), false), []string{"+ hours_of_operation.H", "+ queue.A"}, []render.Edge{{From: 1, To: 0}}},
		{"a step", render.PlanGraph(planned(t, "hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}"), true), []string{"> queue.x \"B\"", "> queue.y \"A\"", "> queue.y (aside) \"callwright-a3f8393c\""}, []render.Edge{{From: 0, To: 2}, {From: 1, To: 0}, {From: 1, To: 2}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var nodes []string
			for _, n := range test.graph.Nodes {
				nodes = append(nodes, n.Label)
				if n.Outside != strings.Contains(n.Label, " \"H\"") {
					t.Errorf("%s is outside: %t", n.Label, n.Outside)
				}
			}
			if diff := cmp.Diff(test.nodes, nodes); diff != "" {
				t.Errorf("the nodes mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.edges, test.graph.Edges); diff != "" {
				t.Errorf("the arrows mismatch (-want +got):\n%s", diff)
			}
		})
	}
	g := described("queue.A{hours=H}", false)
	for format, want := range map[string]string{
		"dot":     "digraph callwright {\n  rankdir = \"LR\"\n  node [shape = \"box\"]\n  n0 [label = \"queue.A\"]\n  n1 [label = \"hours_of_operation \\\"H\\\"\", style = \"dashed\"]\n  n0 -> n1\n}\n",
		"mermaid": "flowchart LR\n  n0[\"queue.A\"]\n  n1[\"hours_of_operation #34;H#34;\"]:::outside\n  n0 --> n1\n  classDef outside stroke-dasharray:4\n",
	} {
		if diff := cmp.Diff(want, written(t, g, format)); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", format, diff)
		}
	}
}
