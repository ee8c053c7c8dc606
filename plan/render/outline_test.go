package render_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are the elements that begin a line of an outline.
var blocks = []atom.Atom{
	atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.P, atom.Li, atom.Tr, atom.Caption, atom.Dt, atom.Summary, atom.Label, atom.Button, atom.Article, atom.Div, atom.Ul,
}

// outline returns what a page says, without its markup: a line for each heading,
// paragraph, member of a list and row of a table, whose cells have bars between them.
// Headings begin with as many # as their level. A page that is not well-formed in the
// eyes of a parser of HTML5 has another outline than its author meant.
func outline(t testing.TB, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	var line strings.Builder
	end := func() {
		if text := strings.Join(strings.Fields(line.String()), " "); strings.Trim(text, "#| ") != "" {
			lines = append(lines, text)
		}
		line.Reset()
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			line.WriteString(n.Data)
			return
		case n.DataAtom == atom.Script, n.DataAtom == atom.Style, n.DataAtom == atom.Head:
			return
		case slices.Contains(blocks, n.DataAtom):
			end()
			if n.Data[0] == 'h' {
				line.WriteString(strings.Repeat("#", int(n.Data[1]-'0')) + " ")
			}
		case (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && n.PrevSibling != nil:
			line.WriteString(" | ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if slices.Contains(blocks, n.DataAtom) {
			end()
		}
	}
	visit(root)
	end()
	return strings.Join(lines, "\n") + "\n"
}
