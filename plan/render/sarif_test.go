package render_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema/diag"
)

// sarif returns the log of diagnostics, read back.
func sarif(t testing.TB, tool document.Tool, diags ...document.Diagnostic) sarifReport {
	t.Helper()
	var b bytes.Buffer
	if err := render.SARIF(&b, tool, "", diags); err != nil {
		t.Fatal(err)
	}
	var log sarifReport
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if d.More() || log.Version != "2.1.0" || len(log.Runs) != 1 || !strings.HasPrefix(log.Schema, "https://") {
		t.Fatalf("the log has version %q, schema %q and %d runs", log.Version, log.Schema, len(log.Runs))
	}
	return log
}

// TestSARIFResults makes a result of each place of a diagnostic: its rule, its level, its
// message and where it is.
func TestSARIFResults(t *testing.T) {
	t.Parallel()
	known := diag.UnknownName
	type result struct {
		Rule, Level, Text, URI, Logical string
		Lines                           [4]int
	}
	for _, test := range []struct {
		name string
		diag document.Diagnostic
		want []result
	}{
		{
			"an error",
			document.Diagnostic{Severity: "error", Code: known.Code, Summary: "Unknown", Detail: "No queue.", Address: "queue.a", Range: span("sites/a.hcl", 3, 5, 3, 9)},
			[]result{{known.Code, "error", "Unknown. No queue.", "sites/a.hcl", "queue.a", [4]int{3, 5, 3, 9}}},
		},
		{"a warning without a place", document.Diagnostic{Severity: "warning", Code: "CW9", Summary: "Odd"}, []result{{Rule: "CW9", Level: "warning", Text: "Odd."}}},
		{"a notice has no code", document.Diagnostic{Severity: "notice", Summary: "Well"}, []result{{Rule: "notice", Level: "note", Text: "Well."}}},
		{
			"another place",
			document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Detail: "So.", Address: "queue.a", Related: []document.Related{{Address: "queue.b", Range: span("b.hcl", 2, 1, 2, 2)}, {Detail: "Else.", Address: "queue.c"}}},
			[]result{
				{Rule: "CW9", Level: "error", Text: "Bad. So.", Logical: "queue.a"},
				{"CW9", "error", "Bad. So.", "b.hcl", "queue.b", [4]int{2, 1, 2, 2}},
				{Rule: "CW9", Level: "error", Text: "Bad. Else.", Logical: "queue.c"},
			},
		},
		{
			"a file that no address may hold as it is",
			document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Range: span("./a dir/é%[1].hcl", 1, 1, 1, 1)},
			[]result{{Rule: "CW9", Level: "error", Text: "Bad.", URI: "a%20dir/%C3%A9%25%5B1%5D.hcl", Lines: [4]int{1, 1, 1, 1}}},
		},
		{"a file without a line", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Range: span("a.hcl", 0, 0, 0, 0)}, []result{{Rule: "CW9", Level: "error", Text: "Bad.", URI: "a.hcl"}}},
		{"an end before its start", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Range: span("a.hcl", 4, 1, 0, 0)}, []result{{Rule: "CW9", Level: "error", Text: "Bad.", URI: "a.hcl", Lines: [4]int{4, 1, 4, 0}}}},
		{
			"a text that looks like a link",
			document.Diagnostic{Severity: "error", Code: "CW9", Summary: "[x](http://evil.example)", Detail: `a\[b]`},
			[]result{{Rule: "CW9", Level: "error", Text: `\[x\](http://evil.example). a\\\[b\]`}},
		},
		{"control characters", document.Diagnostic{Severity: "error", Code: "CW9", Summary: "a\x1bb", Detail: "c\td\ne", Address: "queue.\u202ea"}, []result{{Rule: "CW9", Level: "error", Text: "a\\\\u{1b}b. c\\\\u{9}d\ne", Logical: "queue.\\u{202e}a"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			run := sarif(t, document.Tool{}, test.diag).Runs[0]
			var got []result
			for _, r := range run.Results {
				one := result{Rule: r.RuleID, Level: r.Level, Text: r.Message.Text}
				for _, l := range r.Locations {
					if p := l.PhysicalLocation; p != nil {
						one.URI, one.Lines = p.ArtifactLocation.URI, [4]int{p.Region.StartLine, p.Region.StartColumn, p.Region.EndLine, p.Region.EndColumn}
						if p.ArtifactLocation.URIBaseID != "%SRCROOT%" {
							t.Errorf("a file is relative to %q", p.ArtifactLocation.URIBaseID)
						}
					}
					for _, logical := range l.LogicalLocations {
						one.Logical = logical.FullyQualifiedName
					}
				}
				if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
					t.Errorf("rule %d is not %s", r.RuleIndex, r.RuleID)
				}
				got = append(got, one)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("SARIF() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSARIFRules has each code once, sorted, with what the code means; a code that nobody
// knows has the summary of its first diagnostic.
func TestSARIFRules(t *testing.T) {
	t.Parallel()
	known := diag.UnknownName
	run := sarif(
		t, document.Tool{Name: "cw", Version: "1.2"},
		document.Diagnostic{Severity: "error", Code: "ZZ1", Summary: "First"}, document.Diagnostic{Severity: "error", Code: known.Code, Summary: "Of this one", Doc: "https://docs.example/x"},
		document.Diagnostic{Severity: "error", Code: "ZZ1", Summary: "Second"}, document.Diagnostic{Severity: "notice", Summary: "Well"},
	).Runs[0]
	var got []string
	for _, r := range run.Tool.Driver.Rules {
		got = append(got, r.ID+" "+r.ShortDescription.Text+" "+r.HelpURI)
	}
	want := []string{known.Code + " " + known.Summary + " https://docs.example/x", "ZZ1 First ", "notice Well "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the rules mismatch (-want +got):\n%s", diff)
	}
	if d := run.Tool.Driver; d.Name != "cw" || d.Version != "1.2" || !strings.HasPrefix(d.InformationURI, "https://") {
		t.Errorf("the tool is %s %s, %s", d.Name, d.Version, d.InformationURI)
	}
}

// TestSARIFOfNothing is a log all the same, as code scanning needs one to close what was
// found before: its lists are empty, not null.
func TestSARIFOfNothing(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.SARIF(&b, document.Tool{}, "", nil); err != nil {
		t.Fatal(err)
	}
	check(t, b.String(), []string{`"name": "callwright"`, `"rules": []`, `"results": []`}, []string{"null"})
	b.Reset()
	if err := render.SARIF(&b, document.Tool{}, "", []document.Diagnostic{{Severity: "error", Summary: "Bad"}}); err != nil {
		t.Fatal(err)
	}
	check(t, b.String(), []string{`"locations": []`}, []string{"null"})
}

// TestFingerprints tells results apart by code, address, file and summary, and by nothing
// that changes when somebody edits a line above.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	base := document.Diagnostic{Severity: "error", Code: "CW9", Summary: "Bad", Detail: "So.", Range: span("a.hcl", 3, 1, 3, 2)}
	of := func(change func(*document.Diagnostic)) string {
		d := base
		change(&d)
		return sarif(t, document.Tool{}, d).Runs[0].Results[0].PartialFingerprints["callwright/v1"]
	}
	addressed := of(func(d *document.Diagnostic) { d.Address = "queue.a" })
	for _, test := range []struct {
		name   string
		from   string
		change func(*document.Diagnostic)
		same   bool
	}{
		{"another line", of(func(*document.Diagnostic) {}), func(d *document.Diagnostic) { d.Range = span("a.hcl", 9, 1, 9, 2) }, true},
		{"another detail", of(func(*document.Diagnostic) {}), func(d *document.Diagnostic) { d.Detail = "Else." }, true},
		{"another file", of(func(*document.Diagnostic) {}), func(d *document.Diagnostic) { d.Range = span("b.hcl", 3, 1, 3, 2) }, false},
		{"another summary", of(func(*document.Diagnostic) {}), func(d *document.Diagnostic) { d.Summary = "Worse" }, false},
		{"another code", of(func(*document.Diagnostic) {}), func(d *document.Diagnostic) { d.Code = "CW8" }, false},
		{"an object in another file", addressed, func(d *document.Diagnostic) { d.Address, d.Range = "queue.a", span("b.hcl", 3, 1, 3, 2) }, true},
		{"another object", addressed, func(d *document.Diagnostic) { d.Address = "queue.b" }, false},
	} {
		if got := of(test.change) == test.from; got != test.same {
			t.Errorf("%s makes the same result: %t, want %t", test.name, got, test.same)
		}
	}
}
