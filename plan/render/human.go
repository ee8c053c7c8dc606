package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// Human shows the plan as text for a terminal or a log: the instance, what the plan means for
// people and queues, the changes, manual steps, and the numbers. What a reader has to decide on
// comes first, and the numbers come last, where the terminal stops scrolling.
func Human(w io.Writer, p *impact.Assessment, digest string, s Style) error {
	b := bufio.NewWriter(w)
	h := human{Writer: b, style: s}
	if p.Empty() {
		h.facts(slices.Concat(refusals(p), checks(p)))
		h.say(0, "%s", nothing(p, "changes", "matches the configuration"))
		h.notes(p)
		return b.Flush()
	}
	h.heading(p)
	h.facts(slices.Concat(refusals(p), h.impact(&p.Impact), checks(p)))
	groups := groupsOf(p, s)
	h.align(groups)
	for _, g := range groups {
		h.group(g)
	}
	if len(p.Manual) > 0 && !s.ForApply {
		fmt.Fprintln(b)
		Manual(b, p.Manual, s.Width)
	}
	h.footer(p, digest)
	return b.Flush()
}

// Confirmed shows the changes that a person made by hand and is about to confirm.
func Confirmed(w io.Writer, p *impact.Assessment, s Style) error {
	b := bufio.NewWriter(w)
	h := human{Writer: b, style: s}
	groups := groupsOf(p, s)
	h.align(groups)
	for _, g := range groups {
		h.group(g)
	}
	return b.Flush()
}

// The columns at which the lines go on that the width of the terminal breaks.
const (
	hangFact  = len("Unmanaged  ")
	hangTitle = len("  + user")
	hangLine  = len("      ")
	hangNote  = len("Note: ")
)

// A human writes one plan as text. The sources of all changes begin in the same column.
type human struct {
	io.Writer
	style  Style
	column int
}

// heading says which instance the plan is for.
func (h human) heading(p *impact.Assessment) {
	parts := []string{h.style.paint(bold, plan.Clean(p.Instance.Name))}
	for _, part := range []string{strings.TrimSpace(p.Instance.Service + " " + p.Instance.Region), environmentText(h.style.Environment), h.style.Commit, asOf(p)} {
		if part != "" {
			parts = append(parts, plan.Clean(part))
		}
	}
	if p.Model != nil {
		parts = append(parts, "to be as "+modelName(p))
	}
	h.say(hangLine, "%s", strings.Join(parts, "  "))
	fmt.Fprintln(h)
}

// environmentText names the environment in a heading; "" for none.
func environmentText(name string) string {
	if name == "" {
		return ""
	}
	return "environment " + name
}

// refusals says why the plan cannot be applied. The details are below the plan.
func refusals(p *impact.Assessment) []factLine {
	return measure{users: 3, facts: 3}.tell(impact.RefusalFacts(p.Refusals))
}

// impact says what the plan means for people and queues.
func (h human) impact(i *impact.Impact) []factLine {
	quiet, loud := measure{users: 5, objects: 6, facts: 6}, measure{users: 50, objects: 12}
	if h.style.Detail == Full {
		quiet = measure{users: everything, objects: everything, apiNames: true}
		loud = quiet
	}
	first, rest := impact.Ahead(i.Facts())
	return slices.Concat(loud.tell(first), quiet.tell(rest))
}

// checks says what became of the configuration's checks.
func checks(p *impact.Assessment) []factLine { return measure{}.tell(impact.CheckFacts(p.Policy)) }

// facts writes a block of facts, each topic once. The signs of all facts are in one column.
func (h human) facts(list []factLine) {
	if len(list) == 0 {
		return
	}
	widest := len(impact.TopicRouting)
	for _, f := range list {
		widest = max(widest, len(f.topic))
	}
	var last impact.Topic
	for _, f := range list {
		topic := f.topic
		if topic == last {
			topic = ""
		}
		last = f.topic
		h.say(widest+len("  ! "), "%-*s  %s %s", widest, topic, h.style.sign(cmp.Or(f.sign, " ")), plainText(f.sentence))
	}
	fmt.Fprintln(h)
}

// plainText writes a sentence with names in quotes. A permission or a username has quotes only
// if it holds a space or a comma, because lists of them are easier to read without:
// `ana gains Users.Edit via "Supervisor"`.
func plainText(sentence []span) string {
	var b strings.Builder
	for _, s := range sentence {
		switch {
		case s.kind == nameSpan, s.kind == codeSpan && strings.ContainsAny(s.text, " ,"):
			b.WriteString(plan.Quote(s.text))
		default:
			b.WriteString(plan.Clean(s.text))
		}
	}
	return b.String()
}

// align sets the column of the sources, so that all titles of a common length end before it.
// The width of the terminal must have room for the sources, too.
func (h *human) align(groups []group) {
	widest := 72
	if h.style.Width > 0 {
		for _, g := range groups {
			widest = min(widest, h.style.Width-cells(g.source()))
		}
	}
	for _, g := range groups {
		if n := utf8.RuneCountInString(g.title()) + 8; n <= widest {
			h.column = max(h.column, n)
		}
	}
}

// group writes the title and the source of a group, and its lines unless a summary is asked
// for.
func (h human) group(g group) {
	first := g.changes[0]
	title := g.title()
	text := fmt.Sprintf("  %s %s", h.style.action(first.Action), title)
	if source := g.source(); source != "" {
		used := 3 + len(first.Action.Sign()) + utf8.RuneCountInString(title)
		text += strings.Repeat(" ", max(2, h.column-used)) + h.style.paint(dim, source)
	}
	h.say(hangTitle, "%s", text)
	if h.style.Detail != Summary {
		h.lines(g.lines)
	}
}

// lines writes lines, with the names of attributes in a column of their own.
func (h human) lines(lines []line) {
	if h.style.Width > 0 {
		lines = rejoined(lines)
	}
	widest := 0
	for _, l := range lines {
		widest = max(widest, utf8.RuneCountInString(l.name))
	}
	for _, l := range lines {
		text, hang := l.text, hangLine
		if l.sign != "" {
			hang += 1 + len(l.sign)
			text = h.style.sign(l.sign) + " " + text
		}
		if l.remark != "" {
			text += "   " + h.style.sign("!") + " " + l.remark
		}
		if widest > 0 && !l.spans {
			hang += widest + 2
			text = fmt.Sprintf("%-*s  %s", widest, l.name, text)
		}
		h.say(hang, "      %s", text)
	}
}

// footer says how risky the plan is, what it leaves alone, and what it costs.
func (h human) footer(p *impact.Assessment, digest string) {
	fmt.Fprintln(h)
	if len(p.Notices)+len(p.Records) > 0 {
		h.notes(p)
		fmt.Fprintln(h)
	}
	h.say(hangFact, "Risk       %s", h.style.risk(p))
	if len(p.Unmanaged) > 0 {
		h.say(hangFact, "%s", h.style.paint(dim, "Unmanaged  "+tallyLeft(p.Unmanaged)+"            callwright unmanaged"))
	}
	fmt.Fprintln(h)
	h.say(hangNote, "%s", Tally(p))
	text := "About " + impact.Count(p.Estimate.Calls, "call")
	if p.Estimate.Seconds > 0 {
		text += ", " + duration(p.Estimate.Seconds)
	}
	text += "."
	if digest != "" {
		text += "   " + digest
	}
	h.say(hangNote, "%s", text)
}

// notes writes what a reader should know, but need not act on.
func (h human) notes(p *impact.Assessment) {
	for _, n := range p.Notices {
		h.say(hangNote, "Note: %s", plan.Clean(n))
	}
	form := "The next apply will update the record of %s."
	if h.style.ForApply {
		form = "This apply updates the record of %s."
	}
	if n := len(p.Records); n > 0 {
		h.say(0, form, impact.Count(n, "object"))
	}
}
