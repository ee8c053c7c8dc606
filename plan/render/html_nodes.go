package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
)

// This file has what the parts of a page share. A page is made of nodes: elements, attributes,
// and texts, which are escaped when they are written. Only our own style and script are raw. A
// template would do the same, but would make the program a third larger (see docs/architecture.md).

// An element is a function that makes an element, such as [html.Section].
type element = func(children ...dom.Node) dom.Node

var (
	newline = dom.Raw("\n")
	space   = dom.Text(" ")
)

// leaf returns an element that begins on a new line of the page's source.
func leaf(of element, children ...dom.Node) dom.Node {
	return dom.Group{newline, of(children...)}
}

// block returns an element that begins on a new line, and whose end is on a line of its own, too.
// Its children begin on lines of their own, so that a page that changes differs in few lines.
func block(of element, children ...dom.Node) dom.Node {
	return leaf(of, dom.Group(children), newline)
}

// each shows the members of a list one after the other. It makes the nodes of a member only when
// it writes them, so those of 100,000 changes are never in memory together.
func each[T any](list []T, show func(T) dom.Node) dom.Node {
	return numbered(list, func(_ int, member T) dom.Node { return show(member) })
}

// numbered is like [each], but gives show the position of the member, too.
func numbered[T any](list []T, show func(i int, member T) dom.Node) dom.Node {
	return dom.NodeFunc(func(w io.Writer) error {
		for i, member := range list {
			if err := (dom.Group{show(i, member)}).Render(w); err != nil {
				return err
			}
		}
		return nil
	})
}

// commas is like [numbered], but has commas between the members.
func commas[T any](list []T, show func(i int, member T) dom.Node) dom.Node {
	return numbered(list, func(i int, member T) dom.Node {
		return dom.Group{dom.If(i > 0, dom.Text(", ")), show(i, member)}
	})
}

// writeNode writes a page, or another node.
func writeNode(w io.Writer, n dom.Node) error {
	b := bufio.NewWriter(w)
	if err := n.Render(b); err != nil {
		return err
	}
	return b.Flush()
}

// documentNode returns a whole page. Policy is its Content-Security-Policy; if it is empty, the
// page has none.
func documentNode(policy, title, style string, body ...dom.Node) dom.Node {
	meta := func(name, content string) dom.Node { return leaf(html.Meta, html.Name(name), html.Content(content)) }
	return dom.Group{
		html.Doctype(block(html.HTML, html.Lang("en"),
			block(
				html.Head,
				leaf(html.Meta, html.Charset("utf-8")),
				dom.If(policy != "", leaf(html.Meta, dom.Attr("http-equiv", "Content-Security-Policy"), html.Content(policy))),
				meta("viewport", "width=device-width, initial-scale=1"),
				meta("color-scheme", "light dark"),
				meta("referrer", "no-referrer"),
				meta("robots", "noindex"),
				leaf(html.Link, html.Rel("icon"), html.Href("data:,")),
				leaf(html.TitleEl, dom.Text(title)),
				leaf(html.StyleEl, dom.Raw(style)),
			),
			block(html.Body, body...),
		)),
		newline,
	}
}

// sectionNode returns a section of the page. Class may be "".
func sectionNode(class, id string, title dom.Node, children ...dom.Node) dom.Node {
	return block(html.Section, classNode(class), html.Aria("labelledby", id), leaf(html.H2, html.ID(id), title), dom.Group(children))
}

// tableNode returns a table that can be scrolled sideways if it is wider than the screen.
func tableNode(label, class string, children ...dom.Node) dom.Node {
	return leaf(html.Div, html.Class("scroll"), html.TabIndex("0"), html.Role("region"), html.Aria("label", label),
		html.Table(html.Class(class), dom.Group(children), newline))
}

// headNode returns the first row of a table.
func headNode(columns ...string) dom.Node {
	return leaf(html.THead, html.Tr(each(columns, func(text string) dom.Node { return columnNode(dom.Text(text)) })))
}

// columnNode returns the heading of a column, and rowNode that of a row.
func columnNode(children ...dom.Node) dom.Node {
	return html.Th(html.Scope("col"), dom.Group(children))
}

func rowNode(children ...dom.Node) dom.Node {
	return html.Th(html.Scope("row"), dom.Group(children))
}

// classNode returns a class attribute, or nil if class is empty.
func classNode(class string) dom.Node {
	return dom.If(class != "", html.Class(class))
}

// numberNode returns a number as text.
func numberNode(n int) dom.Node { return dom.Text(strconv.Itoa(n)) }

// numberAttr returns an attribute whose value is a number.
func numberAttr(name string, n int) dom.Node { return dom.Attr(name, strconv.Itoa(n)) }

// bdiNode returns a text that others wrote. It may be in a language that is written from right to
// left, so it is isolated from what is around it.
func bdiNode(text string) dom.Node { return dom.El("bdi", dom.Text(text)) }

// nameNode returns the name of an object.
func nameNode(name string) dom.Node { return dom.El("bdi", html.Class("name"), dom.Text(name)) }

// namesNode returns names with commas between them.
func namesNode(names []string) dom.Node {
	return commas(names, func(_ int, name string) dom.Node { return nameNode(name) })
}

// codeNode returns a text in the font of code.
func codeNode(text string) dom.Node { return html.Code(dom.Text(text)) }

// digestNode returns the digest of a plan.
func digestNode(digest string) dom.Node { return html.Code(html.Class("digest"), dom.Text(digest)) }

// wordNode returns words for those who do not see signs and colours.
func wordNode(text string) dom.Node { return html.Span(html.Class("word"), dom.Text(text)) }

// signNode returns a sign such as `+`.
func signNode(sign string) dom.Node { return signOf("sign", sign) }

// signOf returns a sign of a class.
func signOf(class, sign string) dom.Node {
	return html.Span(html.Class(class), html.Data("sign", sign), dom.Text(typeset(sign)))
}

// graveNode returns a mark before something grave.
func graveNode() dom.Node {
	return html.Span(html.Class("mark"), html.Aria("hidden", "true"), dom.Text("!"))
}

// chipNode returns a label after something, with a space before it.
func chipNode(class string, children ...dom.Node) dom.Node {
	return dom.Group{space, html.Span(html.Class(class), dom.Group(children))}
}

// driftNode marks a difference that somebody else caused.
func driftNode(words string) dom.Node {
	return dom.If(words != "", chipNode("chip drift", dom.Text(words)))
}

// beforeNode and afterNode return a value before and after the plan.
func beforeNode(value dom.Node) dom.Node { return html.Del(wordNode("before "), value) }

func afterNode(value dom.Node) dom.Node { return html.Ins(wordNode("after "), value) }

// unreadNode names objects that were not read.
func unreadNode(names []string) dom.Node {
	return dom.Group{dom.Text("not read: "), namesNode(names)}
}

// detailsNode returns what a click on the summary shows.
func detailsNode(class string, summary dom.Node, children ...dom.Node) dom.Node {
	return html.Details(classNode(class), html.Summary(summary), dom.Group(children))
}

// People are users. The page shows the first few names at once, and more on a click.
type people struct {
	N     int
	First []string
	More  []string
	Left  int // how many are only counted
}

// node returns the names, and behind a click those that do not fit.
func (p people) node() dom.Node {
	first := namesNode(p.First)
	if len(p.More) == 0 {
		return first
	}
	count := strconv.Itoa(len(p.More) + p.Left)
	if len(p.First) > 0 {
		count = "and " + count + " more"
	}
	var left dom.Node
	if p.Left > 0 {
		left = dom.Textf(" and %d more", p.Left)
	}
	return dom.Group{first, space, detailsNode("names", dom.Text(count), html.P(namesNode(p.More), left))}
}

// A page shows fewNames names at once and mostNames on a click. It counts the rest: a page with
// 100,000 names would be too large to open.
const (
	fewNames  = 4
	mostNames = 1000
)

// A folded list shows Open at once, and Rest on a click.
type folded[T any] struct{ Open, Rest []T }

// fold cuts a list after open members. It cuts only if more than half as many follow: two more
// are not worth a click.
func fold[T any](list []T, open int) folded[T] {
	if len(list) <= open+open/2 {
		return folded[T]{Open: list}
	}
	return folded[T]{list[:open], list[open:]}
}

// Len returns the length of the whole list.
func (f folded[T]) Len() int { return len(f.Open) + len(f.Rest) }

// node returns the list as show does. More says what the click shows: `3 more calendars`.
func (f folded[T]) node(more func(n int) string, show func([]T) dom.Node) dom.Node {
	if len(f.Rest) == 0 {
		return show(f.Open)
	}
	return dom.Group{show(f.Open), newline, detailsNode("more", dom.Text(more(len(f.Rest))), show(f.Rest), newline)}
}

// nMore is the usual text of such a click: `12 more`.
func nMore(n int) string { return fmt.Sprintf("%d more", n) }

// named returns people with these names.
func named(names []string) people {
	p := people{N: len(names)}
	open := fewNames
	if len(names) <= fewNames+2 {
		open = len(names)
	}
	for n, name := range names[:min(len(names), mostNames)] {
		if n < open {
			p.First = append(p.First, plan.Clean(name))
			continue
		}
		p.More = append(p.More, plan.Clean(name))
	}
	p.Left = max(0, len(names)-mostNames)
	return p
}

// cleaned returns the names, harmless in a line (see [plan.Clean]).
func cleaned(names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = plan.Clean(n)
	}
	return list
}

// arrowed returns our own words with real arrows: `2 → 3 agents`.
func arrowed(words string) string { return strings.ReplaceAll(plan.Clean(words), " -> ", " → ") }

// arrowedAll does the same for each of the words.
func arrowedAll(words []string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = arrowed(w)
	}
	return list
}

// typeset returns the sign with a real minus instead of a hyphen, which is too short to see.
func typeset(sign string) string {
	if sign == "-" {
		return "−"
	}
	return sign
}
