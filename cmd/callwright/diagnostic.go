package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/text/width"

	"github.com/callwright/callwright/plan"
)

// writeDiagnostic writes one diagnostic: what is wrong, where, the source line with
// a caret below the place, why, and what to do.
//
//	Error: Unknown queue
//
//	  on routing.hcl line 14, in routing_profile "premium":
//	  14:     { queue = "Premum 1", priority = 1, delay = 0 },
//	                    ^^^^^^^^^^
//	  No queue is named "Premum 1", here or in the instance. Did you mean "Premium 1"?
func writeDiagnostic(w io.Writer, d *hcl.Diagnostic, files map[string]*hcl.File, colour bool) error {
	paint := func(code, text string) string {
		if !colour {
			return text
		}
		return code + text + "\x1b[0m"
	}
	var b bytes.Buffer
	title := paint("\x1b[1;31m", "Error")
	if d.Severity == hcl.DiagWarning {
		title = paint("\x1b[1;33m", "Warning")
	}
	fmt.Fprintf(&b, "%s: %s\n\n", title, paint("\x1b[1m", plan.Clean(d.Summary)))
	if d.Subject != nil {
		fmt.Fprintf(&b, "  on %s line %d%s:\n", plan.Clean(d.Subject.Filename), d.Subject.Start.Line, within(d, files))
		if line, caret, ok := excerpt(d.Subject, files); ok {
			number := fmt.Sprintf("  %d: ", d.Subject.Start.Line)
			fmt.Fprintf(&b, "%s%s\n%s%s\n", number, line, strings.Repeat(" ", len(number)), paint("\x1b[31m", caret))
		}
	}
	for line := range strings.SplitSeq(d.Detail, "\n") {
		fmt.Fprintf(&b, "  %s\n", plan.Clean(line))
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// within names the block that a diagnostic is about.
func within(d *hcl.Diagnostic, files map[string]*hcl.File) string {
	f := files[d.Subject.Filename]
	if f == nil {
		return ""
	}
	nav, ok := f.Nav.(interface{ ContextString(offset int) string })
	if !ok {
		return ""
	}
	if s := nav.ContextString(d.Subject.Start.Byte); s != "" {
		return ", in " + plan.Clean(s)
	}
	return ""
}

// excerpt returns the first source line of a range, and carets that stand below the
// range when both are printed at the same column.
func excerpt(r *hcl.Range, files map[string]*hcl.File) (line, caret string, ok bool) {
	f := files[r.Filename]
	if f == nil || r.Start.Byte > len(f.Bytes) {
		return "", "", false
	}
	start := bytes.LastIndexByte(f.Bytes[:r.Start.Byte], '\n') + 1
	end := len(f.Bytes)
	if n := bytes.IndexByte(f.Bytes[r.Start.Byte:], '\n'); n >= 0 {
		end = r.Start.Byte + n
	}
	before := string(f.Bytes[start:r.Start.Byte])
	marked := string(f.Bytes[r.Start.Byte:max(r.Start.Byte, min(end, r.End.Byte))])
	rest := string(f.Bytes[r.Start.Byte+len(marked) : end])
	line = tabless(before) + tabless(marked) + tabless(strings.TrimRight(rest, "\r"))
	return line, strings.Repeat(" ", cells(tabless(before))) + strings.Repeat("^", max(1, cells(tabless(strings.TrimRight(marked, "\r"))))), true
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
