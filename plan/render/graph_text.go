package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/callwright/callwright/plan"
)

// GraphFormats are the languages in which a graph can be written.
var GraphFormats = []string{"dot", "mermaid"}

// Write writes the graph in one of the [GraphFormats]. Names are always text, even if they hold
// quotes or arrows.
func (g Graph) Write(w io.Writer, format string) error {
	text := g.dot
	if format == "mermaid" {
		text = g.mermaid
	}
	_, err := io.WriteString(w, text())
	return err
}

// strokes are the colours of actions. They are the ones of the HTML page.
var strokes = map[plan.Action]string{
	plan.Create: "#1a7f37", plan.Update: "#9a6700", plan.Rename: "#0969da", plan.Adopt: "#0969da",
	plan.Replace: "#cf222e", plan.Delete: "#cf222e", plan.Disable: "#cf222e", plan.Release: "#6e7781",
}

// dot writes the graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html).
func (g Graph) dot() string {
	var b strings.Builder
	b.WriteString("digraph callwright {\n  rankdir = \"LR\"\n  node [shape = \"box\"]\n")
	for i, n := range g.Nodes {
		fmt.Fprintf(&b, "  n%d [label = %s", i, dotText(n.Label))
		switch {
		case n.Outside:
			b.WriteString(`, style = "dashed"`)
		case n.Action != "":
			fmt.Fprintf(&b, `, color = "%s"`, strokes[n.Action])
		}
		b.WriteString("]\n")
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "  n%d -> n%d\n", e.From, e.To)
	}
	b.WriteString("}\n")
	return b.String()
}

// dotText returns s as a quoted string. A backslash in s is doubled, because Graphviz would
// read `\n` as a new line.
func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(plan.Clean(s)) + `"`
}

// mermaid writes the graph in the language of Mermaid
// (https://mermaid.js.org/syntax/flowchart.html), which GitHub and GitLab draw.
func (g Graph) mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	used := map[plan.Action]bool{}
	outside := false
	for i, n := range g.Nodes {
		fmt.Fprintf(&b, "  n%d[\"%s\"]", i, mermaidText(n.Label))
		switch {
		case n.Outside:
			outside = true
			b.WriteString(":::outside")
		case n.Action != "":
			used[n.Action] = true
			b.WriteString(":::" + string(n.Action))
		}
		b.WriteByte('\n')
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "  n%d --> n%d\n", e.From, e.To)
	}
	for _, a := range plan.Actions {
		if used[a] {
			fmt.Fprintf(&b, "  classDef %s stroke:%s\n", a, strokes[a])
		}
	}
	if outside {
		b.WriteString("  classDef outside stroke-dasharray:4\n")
	}
	return b.String()
}

// mermaidText writes ASCII characters by number, as `#34;` for a quote, except letters, digits,
// spaces, dots, underscores and hyphens. So no text ends a label, begins a directive, or is
// taken for Markdown.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range plan.Clean(s) {
		switch {
		case r > 127, r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(" ._-", r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
