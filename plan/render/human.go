package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// Human shows the plan as text for a terminal or a log.
func Human(w io.Writer, p *impact.Assessment, digest string, s Style) error {
	b := bufio.NewWriter(w)
	h := human{Writer: b, style: s}
	if p.Empty() {
		h.policy(p.Policy)
		fmt.Fprintf(b, "No changes. %s matches the configuration (%s).\n", plan.Clean(p.Instance.Name), Count(p.Noop, "object"))
		notes(b, p)
		return b.Flush()
	}
	h.heading(p)
	h.impact(&p.Impact)
	h.policy(p.Policy)
	groups := groupsOf(p, s.Detail)
	h.measure(groups)
	for _, g := range groups {
		h.group(g)
	}
	if len(p.Manual) > 0 && !s.Later {
		fmt.Fprintln(b)
		Manual(b, p.Manual)
	}
	h.footer(p, digest)
	return b.Flush()
}

// Confirmed shows what a person did, to be confirmed.
func Confirmed(w io.Writer, p *impact.Assessment, s Style) error {
	b := bufio.NewWriter(w)
	h := human{Writer: b, style: s}
	groups := groupsOf(p, s.Detail)
	h.measure(groups)
	for _, g := range groups {
		h.group(g)
	}
	return b.Flush()
}

// A human is a rendering under way. Sources stand in a column of their own.
type human struct {
	io.Writer
	style  Style
	column int
}

func (h human) heading(p *impact.Assessment) {
	where := plan.Clean(strings.TrimSpace(p.Instance.Service + " " + p.Instance.Region))
	fmt.Fprint(h, h.style.paint(bold, plan.Clean(p.Instance.Name)), "  ", where)
	if h.style.Commit != "" {
		fmt.Fprint(h, "  ", h.style.Commit)
	}
	fmt.Fprint(h, "\n\n")
}

// impact says first what the plan means for people and queues.
func (h human) impact(i *impact.Impact) {
	if i.Empty() {
		return
	}
	v := voice{name: plan.Quote, users: 5, permissions: 6, facts: 6}
	if h.style.Detail == Full {
		v = voice{name: plan.Quote, users: everything, permissions: everything}
	}
	h.facts(v.tell(i))
}

// facts writes a block of facts, each topic once.
func (h human) facts(list []fact) {
	topic := ""
	for _, f := range list {
		if f.topic == topic {
			f.topic = ""
		} else {
			topic = f.topic
		}
		fmt.Fprintf(h, "%-7s  %s %s\n", f.topic, h.style.sign(cmp.Or(f.sign, " ")), f.text)
	}
	fmt.Fprintln(h)
}

// measure sets the column of the sources so that most titles end before it.
func (h *human) measure(groups []group) {
	for _, g := range groups {
		if n := utf8.RuneCountInString(g.title()) + 8; n <= 72 {
			h.column = max(h.column, n)
		}
	}
}

func (h human) group(g group) {
	first := g.changes[0]
	title := g.title()
	fmt.Fprintf(h, "  %s %s", h.style.action(first.Action), title)
	used := 3 + len(first.Action.Sign()) + utf8.RuneCountInString(title)
	fmt.Fprint(h, strings.Repeat(" ", max(2, h.column-used)), h.style.paint(dim, g.source()), "\n")
	if h.style.Detail != Summary {
		h.lines(g.lines)
	}
}

func (h human) lines(lines []line) {
	widest := 0
	for _, l := range lines {
		widest = max(widest, utf8.RuneCountInString(l.name))
	}
	for _, l := range lines {
		text := l.text
		if l.sign != "" {
			text = h.style.sign(l.sign) + " " + text
		}
		if l.remark != "" {
			text += "   " + h.style.sign("!") + " " + l.remark
		}
		if widest > 0 {
			text = fmt.Sprintf("%-*s  %s", widest, l.name, text)
		}
		fmt.Fprintf(h, "      %s\n", text)
	}
}

func (h human) footer(p *impact.Assessment, digest string) {
	fmt.Fprintln(h)
	if len(p.Notices)+len(p.Records) > 0 {
		notes(h, p)
		fmt.Fprintln(h)
	}
	fmt.Fprintf(h, "Risk       %s\n", riskText(p))
	if len(p.Unmanaged) > 0 {
		fmt.Fprintf(h, "%s\n", h.style.paint(dim, "Unmanaged  "+tallyLeft(p.Unmanaged)+"            callwright unmanaged"))
	}
	fmt.Fprintln(h)
	fmt.Fprintln(h, Tally(p))
	fmt.Fprintf(h, "About %s", Count(p.Estimate.Calls, "call"))
	if p.Estimate.Seconds > 0 {
		fmt.Fprintf(h, ", %s", Duration(p.Estimate.Seconds))
	}
	fmt.Fprint(h, ".")
	if digest != "" {
		fmt.Fprintf(h, "   %s", digest)
	}
	fmt.Fprintln(h)
}

// notes says what is worth knowing and needs nothing done.
func notes(w io.Writer, p *impact.Assessment) {
	for _, n := range p.Notices {
		fmt.Fprintf(w, "Note: %s\n", plan.Clean(n))
	}
	if n := len(p.Records); n > 0 {
		fmt.Fprintf(w, "The record of %s will be brought up to date by the next apply.\n", Count(n, "object"))
	}
}

// tallyLeft counts objects by kind: `112 users, 3 security profiles`.
func tallyLeft(list []plan.Left) string {
	var parts []string
	for i, n := 0, 0; i < len(list); i++ {
		n++
		if i+1 == len(list) || list[i+1].Live.Kind != list[i].Live.Kind {
			parts = append(parts, Count(n, words(list[i].Live.Kind.Name)))
			n = 0
		}
	}
	return strings.Join(parts, ", ")
}

// Count returns a number and its noun: `1 queue`, `2 queues`.
func Count(n int, noun string) string {
	switch {
	case n == 1, strings.HasPrefix(noun, "hours"):
		return fmt.Sprintf("%d %s", n, noun)
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	case strings.HasSuffix(noun, "s"):
		return fmt.Sprintf("%d %ses", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Duration returns a time for people: `22 s`, `8 min 18 s`, `2 h 5 min`.
func Duration(seconds int) string {
	switch minutes := seconds / 60; {
	case minutes == 0:
		return fmt.Sprintf("%d s", seconds)
	case minutes < 60:
		return fmt.Sprintf("%d min %d s", minutes, seconds%60)
	default:
		return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
	}
}

func words(kind string) string { return strings.ReplaceAll(kind, "_", " ") }
