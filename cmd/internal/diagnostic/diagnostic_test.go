package diagnostic

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// hostile is a file with a tab, wide characters and a sequence that clears the screen.
var hostile = map[string]*hcl.File{"a.hcl": {Bytes: []byte("queue \"q\" {\n\tname = \"日本\x1b[2J\"\n}\n")}}

// hostileDiagnostics is a diagnostic whose every text has a control character: none may
// reach a terminal as it is.
func hostileDiagnostics() hcl.Diagnostics {
	at := hcl.Range{Filename: "a.hcl", Start: hcl.Pos{Line: 2, Column: 9, Byte: 20}, End: hcl.Pos{Line: 2, Column: 18, Byte: 32}}
	d := diag.UnknownObject("queue").Of("\"\x1b[31m\"").In(at, "Cannot find the queue \"x\u202e\" in the instance. Did you mean \"y\"?")
	diag.Attach(d, config.About{Addr: schema.Addr{Kind: "user", Label: "a", Keyed: true, Key: "ana\u2028"}, Row: "us\x07ers.csv:41"})
	return hcl.Diagnostics{d}
}

// TestDiagnosticStyles prints the hostile diagnostic in each style.
func TestDiagnosticStyles(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		style Style
		want  string
	}{
		"plain": {Style{}, `Error[CW2102]: Unknown queue "\u{1b}[31m"

  on a.hcl line 2:
  2:     name = "日本\u{1b}[2J"
                ^^^^^^^^^^^^^^^
  Cannot find the queue "x\u{202e}" in the instance. Did you mean "y"?
  each.key = "ana\u{2028}" (us\u{7}ers.csv line 41)

`},
		"a rule": {Style{Rule: true}, `│ Error[CW2102]: Unknown queue "\u{1b}[31m"
│
│   on a.hcl line 2:
│   2:     name = "日本\u{1b}[2J"
│                 ^^^^^^^^^^^^^^^
│   Cannot find the queue "x\u{202e}" in the instance. Did you mean "y"?
│   each.key = "ana\u{2028}" (us\u{7}ers.csv line 41)

`},
		"a rule and colours": {Style{Rule: true, Colour: true}, "<31>│<0> <1;31>Error[CW2102]<0>: <1>Unknown queue \"\\u{1b}[31m\"<0>\n<31>│<0>\n" +
			"<31>│<0>   on a.hcl line 2:\n<31>│<0>   2:     name = <4;31>\"日本\\u{1b}[2J\"<0>\n" +
			"<31>│<0>   Cannot find the queue \"x\\u{202e}\" in the instance. Did you mean \"y\"?\n<31>│<0>   each.key = \"ana\\u{2028}\" (us\\u{7}ers.csv line 41)\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			for _, d := range List(hostileDiagnostics(), hostile) {
				if err := test.style.Write(&b, &d); err != nil {
					t.Fatal(err)
				}
			}
			got := strings.NewReplacer("\x1b[31m", "<31>", "\x1b[1;31m", "<1;31>", "\x1b[4;31m", "<4;31>", "\x1b[1m", "<1>", "\x1b[0m", "<0>").Replace(b.String())
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Write() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDiagnosticWidth wraps what a diagnostic says, and leaves the line of the file as it is,
// because the carets point into it.
func TestDiagnosticWidth(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("word ", 40))
	d := document.Diagnostic{
		Severity: "error", Code: "CW2102", Summary: "Unknown queue " + long, Detail: long + "\n" + long, Range: &document.RangeDoc{Filename: "a.hcl", Start: document.PosDoc{Line: 2}},
		Snippet: &document.Snippet{StartLine: 2, Code: strings.Repeat("x", 90), HighlightStart: 3, HighlightEnd: 5, Values: []document.SnippetValue{{Name: "each.key", Value: long}}},
		Related: []document.Related{{Address: "queue.sales", Detail: long}},
	}
	for _, style := range []Style{{Width: 80}, {Width: 80, Colour: true}, {Width: 80, Rule: true}, {Width: 80, Rule: true, Colour: true}, {Width: 40}} {
		var b bytes.Buffer
		if err := style.Write(&b, &d); err != nil {
			t.Fatal(err)
		}
		whole := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(b.String(), "")
		for line := range strings.Lines(whole) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > style.Width && !strings.Contains(line, "xxx") {
				t.Errorf("%+v: a line has %d cells: %s", style, n, line)
			}
		}
		if n := strings.Count(whole, "word"); n != 5*40 {
			t.Errorf("%+v: %d words, want %d:\n%s", style, n, 5*40, whole)
		}
	}
}

// TestReplacement checks which source texts can be replaced by a suggested word, and how
// the word is quoted there.
func TestReplacement(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		`"Premum"`: `"Pre \"mi\" $${x}"`,
		`"a${b}"`:  "", `"a", "b"`: "", "premum": "", ".premum": "", "": "", "[1]": "",
	} {
		got, ok := replacement(written, `Pre "mi" ${x}`)
		if ok != (want != "") || ok && got != want {
			t.Errorf("replacement(%s) = %q, %t, want %q", written, got, ok, want)
		}
	}
	for written, want := range map[string]string{"premum": "premium", ".premum": ".premium"} {
		if got, ok := replacement(written, "premium"); !ok || got != want {
			t.Errorf("replacement(%s) = %q, %t, want %q", written, got, ok, want)
		}
	}
}

// TestMerge checks that three alike diagnostics become one, and that two do not.
func TestMerge(t *testing.T) {
	t.Parallel()
	var diags hcl.Diagnostics
	for i, e := range []*diag.Entry{diag.InvalidValue, diag.ReferenceCycle, diag.InvalidValue, diag.ReferenceCycle, diag.InvalidValue} {
		at := hcl.Range{Filename: "a.hcl", Start: hcl.Pos{Line: i + 1, Byte: i}, End: hcl.Pos{Line: i + 1, Byte: i}}
		diags = append(diags, e.In(at, "It is wrong."))
	}
	var got []string
	for _, d := range List(diags, nil) {
		got = append(got, fmt.Sprint(d.Code, " line ", d.Range.Start.Line, " and ", len(d.Related)))
	}
	want := []string{"CW3001 line 1 and 2", "CW1032 line 2 and 0", "CW1032 line 4 and 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("List() mismatch (-want +got):\n%s", diff)
	}
	if (&document.Diagnostic{}).Places() != 1 {
		t.Error("a diagnostic without a range is at a place")
	}
}

// TestWriteAllIsLimited checks how many places WriteAll prints, and that it counts the
// others.
func TestWriteAllIsLimited(t *testing.T) {
	t.Parallel()
	several := func(n, places int, severity string) []document.Diagnostic {
		list := make([]document.Diagnostic, n)
		for i := range list {
			list[i] = document.Diagnostic{Severity: severity, Code: "CW3001", Summary: "Invalid value", Related: make([]document.Related, places-1)}
			for j := range list[i].Related {
				list[i].Related[j].Address = fmt.Sprintf("queue.q%d", j)
			}
		}
		return list
	}
	for name, tt := range map[string]struct {
		list          []document.Diagnostic
		titles, lines int
		end           string // the end of the whole output
	}{
		"nothing":                {nil, 0, 0, ""},
		"as many as are shown":   {several(200, 1, "error"), 200, 0, "Error[CW3001]: Invalid value\n\n\n"},
		"one more":               {several(201, 1, "error"), 200, 0, "Not shown: 1 more error.\n"},
		"at 200 places":          {several(1, 200, "error"), 1, 199, "    queue.q198\n\n"},
		"at 201 places":          {several(1, 201, "error"), 1, 199, "    queue.q198\n    and 1 more place\n\n"},
		"two at many places":     {several(2, 500, "error"), 2, 198, "  Also:\n    and 499 more places\n\n"},
		"many, and warnings":     {append(several(2000, 2, "error"), several(3, 1, "warning")...), 200, 0, "Not shown: 3600 more errors, 3 more warnings.\n"},
		"warnings that are left": {append(several(199, 1, "error"), several(3, 1, "warning")...), 200, 0, "Not shown: 2 more warnings.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := (Style{}).WriteAll(&b, tt.list); err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(b.String(), "[CW3001]"); got != tt.titles {
				t.Errorf("%d diagnostics are written, want %d", got, tt.titles)
			}
			if got := strings.Count(b.String(), "    queue.q"); got != tt.lines {
				t.Errorf("%d further places are written, want %d", got, tt.lines)
			}
			if !strings.HasSuffix(b.String(), tt.end) {
				t.Errorf("it ends with %q, want %q", b.String()[max(0, len(b.String())-200):], tt.end)
			}
		})
	}
}

// TestAround checks where long lines are cut. A cut never splits a character.
func TestAround(t *testing.T) {
	t.Parallel()
	a, e := strings.Repeat("a", 300), strings.Repeat("é", 150)
	for name, tt := range map[string]struct {
		line     string
		from, to int
		want     string // with the place in brackets
	}{
		"short":            {"name = x", 7, 8, "name = [x]"},
		"empty":            {"", 0, 0, "[]"},
		"the end":          {"name", 4, 4, "name[]"},
		"long before":      {a + "x", 300, 301, "…" + a[:200] + "[x]"},
		"long after":       {"x" + a, 0, 1, "[x]" + a[:200] + "…"},
		"long on a place":  {a + a, 100, 500, a[:100] + "[" + a[:200] + "]" + a[:200] + "…"},
		"wide characters":  {e + "x" + e, 300, 301, "…" + e[:200] + "[x]" + e[:200] + "…"},
		"a wide one apart": {"a" + e + "x", 301, 302, "…" + e[:200] + "[x]"},
		"cut in one":       {e + "ab", 301, 302, "…" + e[:200] + "a[b]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, from, to := around([]byte(tt.line), tt.from, tt.to)
			if got := code[:from] + "[" + code[from:to] + "]" + code[to:]; got != tt.want {
				t.Errorf("around() = %q, want %q", got, tt.want)
			}
		})
	}
}
