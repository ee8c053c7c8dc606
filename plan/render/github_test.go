package render_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// span returns a place in a file, from a line and a column to another.
func span(file string, line, column, endLine, endColumn int) *document.RangeDoc {
	return &document.RangeDoc{Filename: file, Start: document.PosDoc{Line: line, Column: column}, End: document.PosDoc{Line: endLine, Column: endColumn}}
}

// annotated returns the annotations of diagnostics, a line each.
func annotated(t testing.TB, diags ...document.Diagnostic) []string {
	t.Helper()
	var b bytes.Buffer
	if err := render.Annotations(&b, diags); err != nil {
		t.Fatal(err)
	}
	if b.Len() == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// TestAnnotationLines writes one diagnostic a case as GitHub's runner reads it: the
// properties end at the first ::, and the characters that end a property are escaped.
func TestAnnotationLines(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		diag document.Diagnostic
		line string
	}{
		{"the least", document.Diagnostic{Severity: "error", Summary: "Bad"}, "::error title=Bad::"},
		{"a code", document.Diagnostic{Severity: "warning", Code: "CW3001", Summary: "Odd", Detail: "So."}, "::warning title=CW3001%3A Odd::So."},
		{"a place in one line", document.Diagnostic{Severity: "error", Summary: "Bad", Range: span("a.hcl", 3, 5, 3, 9)}, "::error file=a.hcl,line=3,endLine=3,col=5,endColumn=8,title=Bad::"},
		{"a place of several lines has no columns", document.Diagnostic{Severity: "error", Summary: "Bad", Range: span("a.hcl", 3, 5, 7, 2)}, "::error file=a.hcl,line=3,endLine=7,title=Bad::"},
		{"an empty place has no columns", document.Diagnostic{Severity: "error", Summary: "Bad", Range: span("a.hcl", 3, 5, 3, 5)}, "::error file=a.hcl,line=3,endLine=3,title=Bad::"},
		{"an end before its start", document.Diagnostic{Severity: "error", Summary: "Bad", Range: span("a.hcl", 3, 5, 0, 0)}, "::error file=a.hcl,line=3,endLine=3,title=Bad::"},
		{"percent signs", document.Diagnostic{Severity: "error", Summary: "50%0A", Detail: "100%"}, "::error title=50%250A::100%25"},
		{"colons and commas", document.Diagnostic{Severity: "error", Summary: "a, b: c", Detail: "a, b: c"}, "::error title=a%2C b%3A c::a, b: c"},
		{"another command", document.Diagnostic{Severity: "error", Summary: "::warning::x", Detail: "::error::y"}, "::error title=%3A%3Awarning%3A%3Ax::::error::y"},
		{"several lines", document.Diagnostic{Severity: "error", Summary: "Bad", Detail: "One.\nTwo."}, "::error title=Bad::One.%0ATwo."},
		{"a carriage return", document.Diagnostic{Severity: "error", Summary: "a\rb", Detail: "c\r\nd"}, "::error title=a\\u{d}b::c\\u{d}%0Ad"},
		{"a line break in a title", document.Diagnostic{Severity: "error", Summary: "a\n::error::b"}, "::error title=a\\u{a}%3A%3Aerror%3A%3Ab::"},
		{"a hostile file", document.Diagnostic{Severity: "error", Summary: "Bad", Range: span("a,line=9::x\n", 3, 1, 3, 2)}, "::error file=a%2Cline=9%3A%3Ax\\u{a},line=3,endLine=3,col=1,endColumn=1,title=Bad::"},
		{"another place", document.Diagnostic{Severity: "error", Summary: "Bad", Detail: "So.", Related: []document.Related{{Range: span("b.hcl", 2, 1, 2, 2)}, {Address: "queue.a"}}}, "::error title=Bad::So.%0AAlso b.hcl line 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff([]string{test.line}, annotated(t, test.diag)); diff != "" {
				t.Errorf("Annotations() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnnotationCounts shows what GitHub shows of a step, errors first, and counts the
// rest in the last of a severity. Notices are in the text of the plan.
func TestAnnotationCounts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		errors, warnings, notices int
		lines                     int
		ends                      []string // of the last error and the last warning
	}{
		{0, 0, 0, 0, nil},
		{0, 0, 3, 0, nil},
		{1, 0, 0, 1, []string{"title=e0::"}},
		{0, 2, 0, 2, []string{"title=w1::"}},
		{10, 10, 0, 20, []string{"title=e9::", "title=w9::"}},
		{11, 1, 0, 11, []string{"title=e9::%0A1 more error not shown here.", "title=w0::"}},
		{30, 12, 0, 20, []string{"title=e9::%0A20 more errors not shown here.", "title=w9::%0A2 more warnings not shown here."}},
	} {
		var diags []document.Diagnostic
		for severity, n := range map[string]int{"error": test.errors, "warning": test.warnings, "notice": test.notices} {
			for i := range n {
				diags = append(diags, document.Diagnostic{Severity: severity, Summary: fmt.Sprintf("%c%d", severity[0], i)})
			}
		}
		lines := annotated(t, diags...)
		if len(lines) != test.lines {
			t.Errorf("%d errors and %d warnings are %d lines, want %d", test.errors, test.warnings, len(lines), test.lines)
			continue
		}
		var ends []string
		for i, line := range lines {
			severity, _, _ := strings.Cut(line, " ")
			if i == len(lines)-1 || !strings.HasPrefix(lines[i+1], severity) {
				ends = append(ends, strings.TrimPrefix(line, severity+" "))
			}
		}
		if diff := cmp.Diff(test.ends, ends); diff != "" {
			t.Errorf("%d errors and %d warnings mismatch (-want +got):\n%s", test.errors, test.warnings, diff)
		}
	}
}

// TestAnnotationPlaces names twenty of the other places, and counts the rest.
func TestAnnotationPlaces(t *testing.T) {
	t.Parallel()
	for places, want := range map[int]string{20: "Also b.hcl line 20", 21: "And 1 more place", 45: "And 25 more places"} {
		d := document.Diagnostic{Severity: "error", Summary: "Bad"}
		for i := range places {
			d.Related = append(d.Related, document.Related{Range: span("b.hcl", i+1, 1, i+1, 2)})
		}
		if line := annotated(t, d)[0]; !strings.HasSuffix(line, "%0A"+want) || strings.Count(line, "Also") != 20 {
			t.Errorf("with %d places, the annotation is %q", places, line)
		}
	}
}

// TestGitHubGroup puts a text in a group, in which the runner takes nothing for a command:
// the word that ends it depends on the text, so no text can hold its own.
func TestGitHubGroup(t *testing.T) {
	t.Parallel()
	words := map[string]bool{}
	for _, text := range []string{"", "Plan: 1 to create.\n", "::endgroup::\n", "::error::x", "a\r\n::stop-commands::x\nb"} {
		var b bytes.Buffer
		if err := render.GitHub(&b, "plan: 100%\r\nx", text, []document.Diagnostic{{Severity: "error", Summary: "Bad"}}); err != nil {
			t.Fatal(err)
		}
		first, rest, _ := strings.Cut(b.String(), "\n")
		if first != "::group::plan: 100%25\\u{d}%0Ax" {
			t.Errorf("the group is %q", first)
		}
		stop, rest, _ := strings.Cut(rest, "\n")
		word, stopped := strings.CutPrefix(stop, "::stop-commands::")
		if !stopped || len(word) < 32 || strings.Contains(text, word) || words[word] {
			t.Errorf("%q: commands are stopped by %q", text, stop)
		}
		words[word] = true
		inside, after, ended := strings.Cut(rest, "\n::"+word+"::\n")
		if !ended || inside != strings.TrimRight(text, "\n") || after != "::endgroup::\n::error title=Bad::\n" {
			t.Errorf("%q is inside as %q, and %q is after it", text, inside, after)
		}
	}
}
