package render_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// A junitReport is a report as a reporter of tests reads it.
type junitReport struct {
	Name     string `xml:"name,attr"`
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Suites   []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Errors   int    `xml:"errors,attr"`
		Cases    []struct {
			Class   string      `xml:"classname,attr"`
			Name    string      `xml:"name,attr"`
			File    string      `xml:"file,attr"`
			Line    int         `xml:"line,attr"`
			Failure *junitFault `xml:"failure"`
			Error   *junitFault `xml:"error"`
			Out     string      `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// junit returns a report, read back. It is well-formed to its end, and its counts match
// its cases.
func junit(t testing.TB, diags []document.Diagnostic, verdicts []schema.CheckResult) junitReport {
	t.Helper()
	var b bytes.Buffer
	if err := render.JUnit(&b, "plan", diags, verdicts); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the report is not well-formed: %v\n%s", err, b.String())
		}
	}
	var r junitReport
	if err := xml.Unmarshal(b.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	var tests, failures, faults int
	for _, s := range r.Suites {
		var f, e int
		for _, c := range s.Cases {
			if c.Failure != nil {
				f++
			}
			if c.Error != nil {
				e++
			}
		}
		if s.Tests != len(s.Cases) || s.Failures != f || s.Errors != e {
			t.Errorf("suite %s says %d tests, %d failures, %d errors, and has %d, %d, %d", s.Name, s.Tests, s.Failures, s.Errors, len(s.Cases), f, e)
		}
		tests, failures, faults = tests+s.Tests, failures+s.Failures, faults+s.Errors
	}
	if r.Tests != tests || r.Failures != failures || r.Errors != faults {
		t.Errorf("the report says %d tests, %d failures, %d errors, and has %d, %d, %d", r.Tests, r.Failures, r.Errors, tests, failures, faults)
	}
	return r
}

// TestJUnitCases makes a case of each diagnostic: a refusal is a failure, any other error
// an error, and a warning passes with its text.
func TestJUnitCases(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		diag  document.Diagnostic
		title string
		what  string // what became of it
	}{
		{"an error", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Detail: "So."}, "CW9 Bad", "error CW9 Bad: So."},
		{"an error without a code", document.Diagnostic{Severity: "error", Summary: "Bad"}, "Bad", "error error Bad: "},
		{"a refusal", document.Diagnostic{Severity: "error", Refused: true, Code: "CW9", Summary: "Too many", Detail: "2 of 1."}, "CW9 Too many", "failure CW9 Too many: 2 of 1."},
		{"a warning", document.Diagnostic{Severity: "warning", Code: "CW9", Summary: "Odd", Detail: "So.\n"}, "CW9 Odd", "passes: So."},
		{"a notice", document.Diagnostic{Severity: "notice", Summary: "Well"}, "Well", "passes: "},
		{"an object", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Address: "queue.a"}, "queue.a CW9 Bad", "error CW9 Bad: "},
		{"other places, all of them", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Related: slices.Repeat([]document.Related{{Range: span("b.hcl", 2, 1, 2, 2)}}, 30)}, "CW9 Bad", "error CW9 Bad: \n" + strings.TrimSuffix(strings.Repeat("Also b.hcl line 2\n", 30), "\n")},
		{"markup", document.Diagnostic{Severity: "error", Code: "CW9", Summary: `<b a="x">&amp;`, Detail: "]]></failure><testcase/>"}, `CW9 <b a="x">&amp;`, `error CW9 <b a="x">&amp;: ]]></failure><testcase/>`},
		{"characters that XML cannot hold", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "a\x00b\x1bc", Detail: "d\x07\ne"}, "CW9 a\\u{0}b\\u{1b}c", "error CW9 a\\u{0}b\\u{1b}c: d\\u{7}\ne"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := junit(t, []document.Diagnostic{test.diag}, nil)
			if len(r.Suites) != 2 || len(r.Suites[1].Cases) != 1 {
				t.Fatalf("the report has the suites %+v", r.Suites)
			}
			c := r.Suites[1].Cases[0]
			what := "passes: " + c.Out
			if f := c.Failure; f != nil {
				what = "failure " + f.Type + " " + f.Message + ": " + f.Text
			}
			if f := c.Error; f != nil {
				what = "error " + f.Type + " " + f.Message + ": " + f.Text
			}
			if c.Name != test.title || what != test.what || c.Class != r.Suites[1].Name {
				t.Errorf("the case %q %s\nwant     %q %s", c.Name, what, test.title, test.what)
			}
		})
	}
}

// TestJUnitChecks has a case for each check that holds. One that does not is among the
// diagnostics, and counts once.
func TestJUnitChecks(t *testing.T) {
	t.Parallel()
	r := junit(t, []document.Diagnostic{{Severity: "error", Refused: true, Summary: "Check failed", Address: "check.b"}}, []schema.CheckResult{
		{Check: "a", Status: schema.Passed, Address: "check.a"}, {Check: "b", Status: schema.Refused, Address: "check.b"}, {Check: "c\x1b", Status: schema.Passed, Address: "check.c"},
	})
	var got []string
	for _, s := range r.Suites {
		for _, c := range s.Cases {
			got = append(got, s.Name+": "+c.Name)
		}
	}
	want := []string{"plan: plan", "check: check.b Check failed", "check: check a", `check: check c\u{1b}`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the cases mismatch (-want +got):\n%s", diff)
	}
	if r.Tests != 4 || r.Failures != 1 || r.Errors != 0 || r.Name != "callwright plan" {
		t.Errorf("%s: %d tests, %d failures, %d errors", r.Name, r.Tests, r.Failures, r.Errors)
	}
}

// TestJUnitPlaces tells the file and the line of a diagnostic, by which a reporter links
// to it.
func TestJUnitPlaces(t *testing.T) {
	t.Parallel()
	r := junit(t, []document.Diagnostic{{Severity: "error", Summary: "Bad", Range: span("a\x1b.hcl", 7, 1, 7, 2)}, {Severity: "error", Summary: "Nowhere"}}, nil)
	cases := r.Suites[1].Cases
	if cases[0].File != `a\u{1b}.hcl` || cases[0].Line != 7 || cases[1].File != "" || cases[1].Line != 0 {
		t.Errorf("the places are %s:%d and %s:%d", cases[0].File, cases[0].Line, cases[1].File, cases[1].Line)
	}
}

// TestJUnitOfNothing has one case, which passes: a reporter takes a report without any
// for a run that did not happen.
func TestJUnitOfNothing(t *testing.T) {
	t.Parallel()
	if r := junit(t, nil, nil); r.Tests != 1 || r.Failures+r.Errors != 0 || r.Suites[0].Cases[0].Name != "plan" {
		t.Errorf("the report is %+v", r)
	}
}

// A brokenWriter takes some bytes, and fails then.
type brokenWriter struct{ room int }

var errBroken = errors.New("broken pipe")

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.room {
		return 0, errBroken
	}
	w.room -= len(p)
	return len(p), nil
}

// TestWriteErrors returns the error of a writer that fails, from every rendering.
func TestWriteErrors(t *testing.T) {
	t.Parallel()
	p := changes().plan(t)
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	diags := []document.Diagnostic{{Severity: "error", Summary: "Bad"}}
	for name, show := range map[string]func(io.Writer) error{
		"human":       func(w io.Writer) error { return render.Human(w, p, "", render.Style{}) },
		"confirmed":   func(w io.Writer) error { return render.Confirmed(w, p, render.Style{}) },
		"drift":       func(w io.Writer) error { return render.Drift(w, p, "", render.Style{}) },
		"unmanaged":   func(w io.Writer) error { return render.UnmanagedList(w, p) },
		"markdown":    func(w io.Writer) error { return render.Markdown(w, p, d, render.Page{Command: "plan"}) },
		"html":        func(w io.Writer) error { return render.HTML(w, p, d, render.Style{}) },
		"joined":      func(w io.Writer) error { return render.HTMLJoined(w, "plan", nil, "") },
		"applied":     func(w io.Writer) error { return render.HTMLApplied(w, endedHostile(1)) },
		"sarif":       func(w io.Writer) error { return render.SARIF(w, d.Tool, "", diags) },
		"junit":       func(w io.Writer) error { return render.JUnit(w, "plan", diags, nil) },
		"github":      func(w io.Writer) error { return render.GitHub(w, "plan", "text", diags) },
		"annotations": func(w io.Writer) error { return render.Annotations(w, diags) },
		"graph":       func(w io.Writer) error { return render.PlanGraph(p, false).Write(w, "dot") },
	} {
		for _, room := range []int{0, 40} {
			if err := show(&brokenWriter{room}); room == 0 && !errors.Is(err, errBroken) {
				t.Errorf("%s returns %v when nothing can be written", name, err)
			} else if err != nil && !errors.Is(err, errBroken) {
				t.Errorf("%s returns %v", name, err)
			}
		}
	}
}
