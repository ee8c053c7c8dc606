package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// mostAnnotations is the most annotations of one severity that GitHub shows for a step
// (GitHub Docs, problem matchers: limitations).
const mostAnnotations = 10

// mostAlso is the most further places that an annotation names.
const mostAlso = 20

// GitHub shows a text in a folded group of a GitHub Actions log, and the diagnostics as
// annotations below it. A line such as `::add-mask::` in the text would be a command to the
// runner, so commands are stopped around the text. The word that starts them again is the
// text's own hash, which nobody can put into the text.
func GitHub(w io.Writer, title, text string, diags []document.Diagnostic) error {
	sum := sha256.Sum256([]byte(text))
	stop := hex.EncodeToString(sum[:])
	_, err := fmt.Fprintf(w, "::group::%s\n::stop-commands::%s\n%s\n::%s::\n::endgroup::\n", commandText(title), stop, strings.TrimRight(text, "\n"), stop)
	if err != nil {
		return err
	}
	return Annotations(w, diags)
}

// Annotations shows diagnostics as annotations of GitHub Actions, at most ten errors and ten
// warnings. The last one of a severity says how many are not shown.
func Annotations(w io.Writer, diags []document.Diagnostic) error {
	for _, severity := range []string{"error", "warning"} {
		var list []document.Diagnostic
		for _, d := range diags {
			if d.Severity == severity {
				list = append(list, d)
			}
		}
		left := 0
		if len(list) > mostAnnotations {
			left = len(list) - mostAnnotations
			list = list[:mostAnnotations]
		}
		for i, d := range list {
			text := annotation(&d, mostAlso)
			if i == len(list)-1 && left > 0 {
				text += fmt.Sprintf("\n%s not shown here.", impact.Count(left, "more "+severity))
			}
			if _, err := fmt.Fprintf(w, "::%s%s::%s\n", severity, properties(&d), commandText(text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// annotation returns the text of an annotation: the detail of the diagnostic, and up to most
// further places.
func annotation(d *document.Diagnostic, most int) string {
	var lines []string
	for line := range strings.SplitSeq(d.Detail, "\n") {
		lines = append(lines, plan.Clean(line))
	}
	for i, r := range d.Related {
		if i == most {
			lines = append(lines, "And "+impact.Count(len(d.Related)-most, "more place"))
			break
		}
		if r.Range != nil {
			lines = append(lines, fmt.Sprintf("Also %s line %d", plan.Clean(r.Range.Filename), r.Range.Start.Line))
		}
	}
	return strings.Join(lines, "\n")
}

// properties returns the place and the title of an annotation:
// ` file=main.hcl,line=12,endLine=12,title=CW2001%3A Reference to undeclared object`.
func properties(d *document.Diagnostic) string {
	var b strings.Builder
	b.WriteByte(' ')
	if r := d.Range; r != nil {
		fmt.Fprintf(&b, "file=%s,line=%d,endLine=%d,", commandProperty(r.Filename), r.Start.Line, max(r.Start.Line, r.End.Line))
		if r.Start.Line == r.End.Line && r.End.Column > r.Start.Column {
			fmt.Fprintf(&b, "col=%d,endColumn=%d,", r.Start.Column, r.End.Column-1)
		}
	}
	title := d.Summary
	if d.Code != "" {
		title = d.Code + ": " + title
	}
	b.WriteString("title=" + commandProperty(title))
	return b.String()
}

// commandText escapes the text of a workflow command (GitHub's actions/toolkit,
// packages/core/src/command.ts).
func commandText(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, plan.Clean(line))
	}
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(strings.Join(lines, "\n"))
}

// commandProperty escapes a property of a workflow command.
func commandProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(commandText(plan.Clean(s)))
}
