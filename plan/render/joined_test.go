package render_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// sections returns a section for each hostile name, and one without a plan. Each text is as
// long as it may be.
func sections(t *testing.T, limit int) []render.Section {
	t.Helper()
	var all []render.Section
	p := hostile().plan(t)
	for i, name := range hostileNames {
		all = append(all, render.Section{
			Environment: name, Text: strings.Repeat("x", max(limit, 50)), Plan: p, Digest: fmt.Sprintf("sha256:%064d", i),
			Diagnostics: []document.Diagnostic{{Severity: "error", Code: "CW5101", Summary: name, Refused: true}},
			Verdicts:    []schema.CheckResult{{Check: name, Status: schema.Passed}},
		})
	}
	return append(all, render.Section{Environment: "broken", ExitCode: 3, Text: strings.Repeat("```\n<b>", 1000)})
}

// write returns what a function writes.
func write(t *testing.T, to func(io.Writer) error) string {
	t.Helper()
	var b strings.Builder
	if err := to(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHumanJoined shows hostile names of environments. They must not move the cursor.
func TestHumanJoined(t *testing.T) {
	t.Parallel()
	got := write(t, func(w io.Writer) error { return render.HumanJoined(w, sections(t, 0), "sha256:all", render.Style{}) })
	for _, r := range got {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("it has the character %q", r)
		}
	}
	for _, want := range []string{"\nEnvironment broken\n", "no plan (exit code 3)\n", "\nDigest of all   sha256:all\n", fmt.Sprintf("\n%d environments\n", len(hostileNames)+1)} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	if got := write(t, func(w io.Writer) error { return render.HumanJoined(w, sections(t, 0), "", render.Style{}) }); !strings.HasSuffix(got, "\nThere is no digest of all, because an environment has no plan.\n") {
		t.Errorf("it ends with %q", got[len(got)-100:])
	}
}

// TestMarkdownJoined holds Markdown to the limit of the page.
func TestMarkdownJoined(t *testing.T) {
	t.Parallel()
	n := len(hostileNames) + 1
	for _, limit := range []int{0, 60_000, 30_000, 12_000, 3000} {
		each := render.SectionLimit(limit, n)
		got := write(t, func(w io.Writer) error {
			return render.MarkdownJoined(w, sections(t, each), "sha256:all", render.Page{Command: "plan", Limit: limit, Key: "environments:.", Run: "7"})
		})
		if limit > 0 && len(got) > limit {
			t.Errorf("%d bytes, at most %d are allowed", len(got), limit)
		}
		if !strings.HasPrefix(got, "<!-- callwright:plan key=environments:. digest=sha256:all run=7 -->\n### callwright plan · ") || !strings.HasSuffix(got, "Digest of all: `sha256:all`\n") {
			t.Errorf("limit %d: it begins with %.100q and ends with %q", limit, got, got[len(got)-50:])
		}
		rows, more := strings.Count(got, "\n| "), strings.Contains(got, "more are not shown.")
		if more != (limit == 3000) || !more && rows != n+2 {
			t.Errorf("limit %d: the table has %d lines", limit, rows)
		}
		if shown := strings.Contains(got, "### No plan for environment `broken`\n\n````\n"); shown != (each == 0 || each >= 600) {
			t.Errorf("limit %d: the environment without a plan is there: %t", limit, shown)
		}
	}
}

// TestHTMLJoined puts each page into a frame of its own.
func TestHTMLJoined(t *testing.T) {
	t.Parallel()
	got := write(t, func(w io.Writer) error { return render.HTMLJoined(w, "plan", sections(t, 0), "sha256:all") })
	if n := strings.Count(got, "<iframe sandbox=\"allow-scripts\" "); n != len(hostileNames) {
		t.Errorf("%d frames, want %d", n, len(hostileNames))
	}
	for _, not := range []string{"<script", "<b>", "<img"} {
		if strings.Contains(got, not) {
			t.Errorf("it has %s", not)
		}
	}
}

// TestPagesOfAnyEnvironment makes the same pages of several environments whatever these are named
// and whatever their texts say: a name adds no element and no attribute, and a frame has exactly
// its page.
func TestPagesOfAnyEnvironment(t *testing.T) {
	t.Parallel()
	p := changes().plan(t)
	joined := func(text string) node {
		all := []render.Section{{Environment: text, Text: text, Plan: p, Digest: text}, {Environment: text, Text: text, ExitCode: 3}}
		return parsedPage(t, write(t, func(w io.Writer) error { return render.HTMLJoined(w, "plan", all, text) }))
	}
	applied := func(text string) node {
		code := 7
		e := document.AppliedEnvironment{
			Name: text, Instance: document.InstanceDoc{Name: text, Account: text, Region: text}, Digest: text, Result: document.ResultFailed, ExitCode: &code,
			Code: text, Error: text, Undo: text, Unmade: []document.Unmade{{Address: text, Status: "failed", Error: text}},
		}
		all := document.JoinApplied([]document.AppliedEnvironment{e}, text, code, nil)
		return parsedPage(t, write(t, func(w io.Writer) error { return render.HTMLApplied(w, all) }))
	}
	pages := map[string]func(string) node{"joined": joined, "applied": applied}
	for _, text := range slices.Concat(hostileNames, harmful, []string{"</title></style><script>", "&lt;script&gt;", "`'\""}) {
		for name, of := range pages {
			if diff := cmp.Diff(skeleton(of("plain")), skeleton(of(text))); diff != "" {
				t.Errorf("%q changes the %s page (-plain +got):\n%s", text, name, diff)
			}
			if got, want := of(text).all("bdi")[0].text(), strings.Join(strings.Fields(plan.Clean(text)), " "); got != want {
				t.Errorf("the %s page shows %q, want %q", name, got, want)
			}
		}
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) // as any parser of HTML does
		if got := joined(text).all("iframe")[0].attr("srcdoc"); got != want {
			t.Errorf("the frame has %q, want %q", got, want)
		}
	}
}

// TestSARIFAndJUnitJoined counts what the reports have of each environment.
func TestSARIFAndJUnitJoined(t *testing.T) {
	t.Parallel()
	all := sections(t, 0)
	var log struct {
		Runs []struct {
			Results []any
		}
	}
	text := write(t, func(w io.Writer) error { return render.SARIFJoined(w, document.Tool{}, all) })
	if err := json.Unmarshal([]byte(text), &log); err != nil || len(log.Runs) != len(all) || len(log.Runs[0].Results) != 1 {
		t.Errorf("%d runs, %v", len(log.Runs), err)
	}
	var report struct {
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Name string `xml:"name,attr"`
		} `xml:"testsuite"`
	}
	text = write(t, func(w io.Writer) error { return render.JUnitJoined(w, "plan", all) })
	if err := xml.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range report.Suites[len(report.Suites)-3:] {
		names = append(names, s.Name[strings.LastIndex(s.Name, ": "):])
	}
	if diff := cmp.Diff([]string{": plan", ": configuration", ": plan"}, names); diff != "" || report.Failures != len(hostileNames) {
		t.Errorf("%d failures, suites mismatch (-want +got):\n%s", report.Failures, diff)
	}
}
