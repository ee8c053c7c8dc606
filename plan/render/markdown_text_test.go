package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textIn returns the texts of the elements of that name in Markdown, as GitHub reads it.
func textIn(t testing.TB, markdown string, element atom.Atom) []string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	var inside func(*html.Node) string
	inside = func(n *html.Node) string {
		text := ""
		if n.Type == html.TextNode {
			text = n.Data
		}
		for c := range n.ChildNodes() {
			text += inside(c)
		}
		return text
	}
	for n := range root.Descendants() {
		if n.DataAtom == element {
			texts = append(texts, inside(n))
		}
	}
	return texts
}

// spans are texts and the code spans in which a reader of Markdown sees them as they are.
var spans = map[string]string{
	"plain":              "`plain`",
	"a`b":                "``a`b``",
	"`":                  "`` ` ``",
	"``":                 "``` `` ```",
	"`a":                 "`` `a ``",
	"a`":                 "`` a` ``",
	"a``b`c":             "```a``b`c```",
	" a ":                "`  a  `",
	" a":                 "` a`",
	"*b* _i_ ~~s~~":      "`*b* _i_ ~~s~~`",
	"<b>":                "`<b>`",
	"&amp;":              "`&amp;`",
	"[x](http://y)":      "`[x](http://y)`",
	"![x](http://y)":     "`![x](http://y)`",
	"http://y www.y.com": "`http://y www.y.com`",
	"@team #12":          "`@team #12`",
	"\\":                 "`\\`",
	"$x$":                "`$x$`",
}

// TestInlineCode writes texts as code spans and reads them back: they are as they were.
func TestInlineCode(t *testing.T) {
	t.Parallel()
	for text, want := range spans {
		got := inlineCode(text)
		if got != want {
			t.Errorf("inlineCode(%q) = %q, want %q", text, got, want)
		}
		if read := textIn(t, "x "+got+" y", atom.Code); len(read) != 1 || read[0] != text {
			t.Errorf("%q is read as %q", got, read)
		}
		if around := textIn(t, "x "+got+" y", atom.P); len(around) != 1 || around[0] != "x "+text+" y" {
			t.Errorf("%q in a paragraph is read as %q", got, around)
		}
	}
}

// TestInlineCodeOfNothing has a code span even for a text that is empty, or has
// characters that no reader would see.
func TestInlineCodeOfNothing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"": "` `", "\n": "`\\u{a}`", "a\r\nb": "`a\\u{d}\\u{a}b`", "\u202e": "`\\u{202e}`", "\x7f": "`\\u{7f}`"} {
		if got := inlineCode(text); got != want {
			t.Errorf("inlineCode(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestCellCode writes texts in a table and reads them back: a bar ends no cell.
func TestCellCode(t *testing.T) {
	t.Parallel()
	texts := []string{"|", "a | b", `\|`, "||", "`|`", "a|`b`|c"}
	for text := range spans {
		texts = append(texts, text)
	}
	for _, text := range texts {
		table := "| A | B |\n|-|-|\n| " + cellCode(text) + " | end |\n"
		if cells := textIn(t, table, atom.Td); len(cells) != 2 || strings.TrimSpace(cells[0]) != strings.TrimSpace(text) || cells[1] != "end" {
			t.Errorf("%q in a cell is read as %q", text, cells)
		}
	}
}

// TestFenced puts texts in blocks of code that no line of theirs ends.
func TestFenced(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a", "a\nb", "```", "```diff\nx\n```", "````\n`````", "~~~", "</details>", "    four", "a\n\nb"} {
		got := fenced("text", text)
		if blocks := textIn(t, got+"\nafter\n", atom.Pre); len(blocks) != 1 || blocks[0] != text+"\n" {
			t.Errorf("fenced(%q) = %q, read as %q", text, got, blocks)
		}
		if after := textIn(t, got+"\nafter\n", atom.P); len(after) != 1 || after[0] != "after" {
			t.Errorf("after fenced(%q) is %q", text, after)
		}
	}
}

// TestCommentToken keeps a text in one word of an HTML comment, which it cannot end.
func TestCommentToken(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"prod:.": "prod:.", "a b": "a%20b", "-->": "-%2D%3E", "---": "-%2D-", "--!>": "-%2D%21%3E", "a=b": "a=b", "\n": "%0A", "%20": "%2520", "é": "%C3%A9",
	} {
		if got := commentToken(text); got != want {
			t.Errorf("commentToken(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestPlainURL lets an address be a link only if nothing in it can end one.
func TestPlainURL(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://ci.example/runs/812?x=1&y=%20#a": true, "http://127.0.0.1:8080/": true,
		"": false, "javascript:alert(1)": false, "//ci.example": false, "https://": false, "https://a b": false, "https://a>b": false, "https://a)b": false,
		"https://a\nb": false, "ftp://a": false, "HTTPS://a": false, "https://a\"b": false, "https://a`b": false,
	} {
		if got := plainURL.MatchString(address); got != want {
			t.Errorf("%q is plain: %t, want %t", address, got, want)
		}
	}
}
