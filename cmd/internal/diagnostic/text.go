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
)

// A Style says how diagnostics are drawn.
type Style struct {
	Colour bool
	Rule   bool // a rule on the left, and with colours the place underlined: for terminals that show UTF-8
}

const (
	bold      = "\x1b[1m"
	red       = "\x1b[31m"
	boldRed   = "\x1b[1;31m"
	boldAmber = "\x1b[1;33m"
	underline = "\x1b[4;31m"
)

// Bold writes text in bold, where there are colours.
func (s Style) Bold(text string) string { return s.paint(bold, text) }

func (s Style) paint(code, text string) string {
	if !s.Colour {
		return text
	}
	return code + text + "\x1b[0m"
}

// mostPlaces is how many places people are shown. Programs are given all of them.
const mostPlaces = 200

// WriteAll writes diagnostics, as far as people read them: at most 200 places of
// mistakes in all. Of mistakes that are alike the first place is written in full, and
// a line for each further one. What is left out is counted:
//
//	Not shown: 1900 more errors, 3 more warnings.
func (s Style) WriteAll(w io.Writer, list []document.Diagnostic) error {
	shown := list[:min(len(list), mostPlaces)]
	further := mostPlaces - len(shown)
	for i := range shown {
		d := &shown[i]
		most := min(further, len(d.Related))
		if err := s.write(w, d, most); err != nil {
			return err
		}
		further -= most
	}
	left := map[string]int{}
	for i := range list[len(shown):] {
		d := &list[len(shown)+i]
		left[d.Severity] += d.Places()
	}
	var parts []string
	for _, severity := range []string{"error", "warning"} {
		if n := left[severity]; n > 0 {
			parts = append(parts, impact.Count(n, "more "+severity))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "Not shown: %s.\n", strings.Join(parts, ", "))
	return err
}

// Write writes one diagnostic: what is wrong, where, the source line with a caret
// below the place, why, what to do, and for which of the objects of a block.
//
//	Error[CW2102]: Unknown queue "Premum 1"
//
//	  on routing.hcl line 14, in routing_profile "premium":
//	  14:     { queue = "Premum 1", priority = 1, delay = 0 },
//	                    ^^^^^^^^^^
//	  No queue is named "Premum 1", here or in the instance. Did you mean "Premium 1"?
func (s Style) Write(w io.Writer, d *document.Diagnostic) error { return s.write(w, d, len(d.Related)) }

// write writes a diagnostic with some of its further places.
func (s Style) write(w io.Writer, d *document.Diagnostic, further int) error {
	var b bytes.Buffer
	s.title(&b, d)
	if d.Range != nil {
		fmt.Fprintf(&b, "  on %s line %d%s:\n", plan.Clean(d.Range.Filename), d.Range.Start.Line, inBlock(d.Snippet))
	}
	if d.Snippet != nil {
		s.excerpt(&b, d.Snippet)
	}
	for line := range strings.SplitSeq(d.Detail, "\n") {
		if line != "" {
			fmt.Fprintf(&b, "  %s\n", plan.Clean(line))
		}
	}
	if d.Snippet != nil {
		for _, v := range d.Snippet.Values {
			fmt.Fprintf(&b, "  %s\n", valueText(v))
		}
	}
	related(&b, d.Related, further)
	b.WriteByte('\n')
	text := b.Bytes()
	if s.Rule {
		text = s.ruled(b.String())
	}
	_, err := w.Write(text)
	return err
}

func (s Style) title(b *bytes.Buffer, d *document.Diagnostic) {
	word := s.paint(boldRed, "Error["+d.Code+"]")
	if d.Severity == "warning" {
		word = s.paint(boldAmber, "Warning["+d.Code+"]")
	}
	fmt.Fprintf(b, "%s: %s", word, s.Bold(plan.Clean(d.Summary)))
	if n := d.Places(); n > 1 {
		fmt.Fprintf(b, " (%d places)", n)
	}
	b.WriteString("\n\n")
}

// inBlock names the block that a snippet is from.
func inBlock(s *document.Snippet) string {
	if s == nil || s.Context == "" {
		return ""
	}
	return ", in " + plan.Clean(s.Context)
}

// excerpt writes the source line, and marks the place.
func (s Style) excerpt(b *bytes.Buffer, snippet *document.Snippet) {
	before := tabless(snippet.Code[:snippet.HighlightStart])
	marked := tabless(snippet.Code[snippet.HighlightStart:snippet.HighlightEnd])
	after := tabless(snippet.Code[snippet.HighlightEnd:])
	number := fmt.Sprintf("  %d: ", snippet.StartLine)
	if s.Rule && s.Colour && marked != "" {
		fmt.Fprintf(b, "%s%s%s%s\n", number, before, s.paint(underline, marked), after)
		return
	}
	caret := strings.Repeat(" ", len(number)+cells(before)) + s.paint(red, strings.Repeat("^", max(1, cells(marked))))
	fmt.Fprintf(b, "%s%s%s%s\n%s\n", number, before, marked, after, caret)
}

// related writes other places of a diagnostic, a line for each, and how many more
// there are.
func related(b *bytes.Buffer, places []document.Related, most int) {
	if len(places) == 0 {
		return
	}
	b.WriteString("  Also:\n")
	for _, r := range places[:most] {
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
		fmt.Fprintf(b, "    %s\n", strings.TrimPrefix(line, ": "))
	}
	if more := len(places) - most; more > 0 {
		fmt.Fprintf(b, "    and %s\n", impact.Count(more, "more place"))
	}
}

// valueText says what a name stood for: `each.key = "ana" (agents.csv line 41)`.
func valueText(v document.SnippetValue) string {
	text := v.Name + " = " + plan.Quote(v.Value)
	if i := strings.LastIndexByte(v.Row, ':'); i > 0 {
		text += fmt.Sprintf(" (%s line %s)", plan.Clean(v.Row[:i]), plan.Clean(v.Row[i+1:]))
	}
	return text
}

// ruled draws a rule on the left of a diagnostic.
func (s Style) ruled(text string) []byte {
	var b bytes.Buffer
	rule := s.paint(red, "│")
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight(rule+" "+line, " ") + "\n")
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// tabless writes tabs as spaces and makes the rest harmless.
func tabless(s string) string { return plan.Clean(strings.ReplaceAll(s, "\t", "    ")) }

// cells returns how many columns of a terminal s takes.
func cells(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
