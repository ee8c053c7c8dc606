package diagnostic

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
)

// A Style says how diagnostics are printed.
type Style struct {
	Colour bool
	// Rule draws a vertical line on the left, for terminals that show UTF-8. Together
	// with Colour, it also underlines the wrong text instead of marking it with carets.
	Rule bool
	// Width is how many cells a line of the terminal has; 0 if lines are not wrapped. Lines
	// of a file are never wrapped, because carets point into them.
	Width int
}

// say adds a line that is indented by indent cells. If it is too wide, its other lines are
// indented in the same way.
func (s Style) say(b *bytes.Buffer, indent int, text string) {
	cells := s.Width
	if s.Rule && cells > 0 {
		cells -= len("| ")
	}
	b.WriteString(render.Wrap(strings.Repeat(" ", indent)+text, cells, indent) + "\n")
}

const (
	bold      = "\x1b[1m"
	red       = "\x1b[31m"
	boldRed   = "\x1b[1;31m"
	boldAmber = "\x1b[1;33m"
	underline = "\x1b[4;31m"
)

// Bold returns text in bold, or unchanged if the style has no colours.
func (s Style) Bold(text string) string { return s.paint(bold, text) }

func (s Style) paint(code, text string) string {
	if !s.Colour {
		return text
	}
	return code + text + "\x1b[0m"
}

// maxPlaces limits how many places are printed: nobody reads more. The JSON forms of a
// plan, for programs, have them all.
const maxPlaces = 200

// WriteAll prints diagnostics until it has printed maxPlaces places, related ones
// included. It then counts the rest:
//
//	Not shown: 1900 more errors, 3 more warnings.
func (s Style) WriteAll(w io.Writer, list []document.Diagnostic) error {
	shown := list[:min(len(list), maxPlaces)]
	budget := maxPlaces - len(shown) // how many related places may still be printed
	for i := range shown {
		d := &shown[i]
		n := min(budget, len(d.Related))
		if err := s.write(w, d, n); err != nil {
			return err
		}
		budget -= n
	}
	omitted := map[string]int{} // places by severity
	for i := range list[len(shown):] {
		d := &list[len(shown)+i]
		omitted[d.Severity] += d.Places()
	}
	var parts []string
	for _, severity := range []string{"error", "warning"} {
		if n := omitted[severity]; n > 0 {
			parts = append(parts, impact.Count(n, "more "+severity))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "Not shown: %s.\n", strings.Join(parts, ", "))
	return err
}

// Write prints one diagnostic with all of its related places: the summary, the place, the
// source line with carets below the wrong text, and what to do about it. For an object of
// a block with for_each, it adds which object: `each.key = "ana" (agents.csv line 41)`.
//
//	Error[CW2102]: Unknown queue "Premum 1"
//
//	  on routing.hcl line 14, in routing_profile "premium":
//	  14:     { queue = "Premum 1", priority = 1, delay = 0 },
//	                    ^^^^^^^^^^
//	  No queue is named "Premum 1", here or in the instance. Did you mean "Premium 1"?
func (s Style) Write(w io.Writer, d *document.Diagnostic) error { return s.write(w, d, len(d.Related)) }

// write prints a diagnostic with at most maxRelated of its related places.
func (s Style) write(w io.Writer, d *document.Diagnostic, maxRelated int) error {
	var b bytes.Buffer
	s.title(&b, d)
	if d.Range != nil {
		s.say(&b, 2, fmt.Sprintf("on %s line %d%s:", plan.Clean(d.Range.Filename), d.Range.Start.Line, inBlock(d.Snippet)))
	}
	if d.Snippet != nil {
		s.excerpt(&b, d.Snippet)
	}
	for line := range strings.SplitSeq(d.Detail, "\n") {
		if line != "" {
			s.say(&b, 2, plan.Clean(line))
		}
	}
	if d.Snippet != nil {
		for _, v := range d.Snippet.Values {
			s.say(&b, 2, valueText(v))
		}
	}
	s.related(&b, d.Related, maxRelated)
	b.WriteByte('\n')
	text := b.Bytes()
	if s.Rule {
		text = s.withRule(b.String())
	}
	_, err := w.Write(text)
	return err
}

// title prints the first line: `Error[CW2102]: Unknown queue "Premum 1" (3 places)`.
func (s Style) title(b *bytes.Buffer, d *document.Diagnostic) {
	word := s.paint(boldRed, "Error["+d.Code+"]")
	if d.Severity == "warning" {
		word = s.paint(boldAmber, "Warning["+d.Code+"]")
	}
	text := word + ": " + s.Bold(plan.Clean(d.Summary))
	if n := d.Places(); n > 1 {
		text += fmt.Sprintf(" (%d places)", n)
	}
	s.say(b, 0, text)
	b.WriteByte('\n')
}

// inBlock returns which block a snippet is from, as the place of a diagnostic ends with:
// `, in queue "sales"`.
func inBlock(s *document.Snippet) string {
	if s == nil || s.Context == "" {
		return ""
	}
	return ", in " + plan.Clean(s.Context)
}

// excerpt prints the source line and marks the wrong text. It prints carets even if the
// wrong text is empty, as at the end of a file, where underlining would show nothing.
func (s Style) excerpt(b *bytes.Buffer, snippet *document.Snippet) {
	before := cleanTabs(snippet.Code[:snippet.HighlightStart])
	marked := cleanTabs(snippet.Code[snippet.HighlightStart:snippet.HighlightEnd])
	after := cleanTabs(snippet.Code[snippet.HighlightEnd:])
	number := fmt.Sprintf("  %d: ", snippet.StartLine)
	if s.Rule && s.Colour && marked != "" {
		fmt.Fprintf(b, "%s%s%s%s\n", number, before, s.paint(underline, marked), after)
		return
	}
	carets := strings.Repeat(" ", len(number)+columns(before)) + s.paint(red, strings.Repeat("^", max(1, columns(marked))))
	fmt.Fprintf(b, "%s%s%s%s\n%s\n", number, before, marked, after, carets)
}

// related prints at most limit related places, one a line, and counts the others:
// `and 12 more places`.
func (s Style) related(b *bytes.Buffer, places []document.Related, limit int) {
	if len(places) == 0 {
		return
	}
	b.WriteString("  Also:\n")
	for _, r := range places[:limit] {
		var parts []string
		if r.Range != nil {
			parts = append(parts, fmt.Sprintf("%s line %d", plan.Clean(r.Range.Filename), r.Range.Start.Line))
		} else if r.Address != "" {
			parts = append(parts, plan.Clean(r.Address))
		}
		for _, v := range r.Values {
			parts = append(parts, valueText(v))
		}
		line := strings.Join(parts, ", ")
		if r.Detail != "" {
			line += ": " + plan.Clean(strings.ReplaceAll(r.Detail, "\n", " "))
		}
		s.say(b, 4, strings.TrimPrefix(line, ": "))
	}
	if more := len(places) - limit; more > 0 {
		fmt.Fprintf(b, "    and %s\n", impact.Count(more, "more place"))
	}
}

// valueText returns the value of a name and the row of the table that it came from:
// `each.key = "ana" (agents.csv line 41)`.
func valueText(v document.SnippetValue) string {
	text := v.Name + " = " + plan.Quote(v.Value)
	if i := strings.LastIndexByte(v.Row, ':'); i > 0 {
		text += fmt.Sprintf(" (%s line %s)", plan.Clean(v.Row[:i]), plan.Clean(v.Row[i+1:]))
	}
	return text
}

// withRule puts a vertical line before each line of a diagnostic.
func (s Style) withRule(text string) []byte {
	var b bytes.Buffer
	rule := s.paint(red, "│")
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight(rule+" "+line, " ") + "\n")
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// cleanTabs replaces tabs by spaces, so that the carets line up below the text, and makes
// control characters visible.
func cleanTabs(s string) string { return plan.Clean(strings.ReplaceAll(s, "\t", "    ")) }

// columns returns the width of s on a terminal: "日本" has 2 characters and takes 4
// columns.
func columns(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
