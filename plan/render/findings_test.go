package render_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// findings are a warning and an error for each hostile name, and one thing that the
// plan is refused for.
func findings() []document.Diagnostic {
	var list []document.Diagnostic
	for i, n := range hostileNames {
		for _, severity := range []string{"warning", "error"} {
			list = append(list, document.Diagnostic{
				Severity: severity, Code: "CW3001", Summary: "Odd name " + n, Detail: "It is " + n + ".\nChange it.", Address: fmt.Sprintf("user.agents[%q]", n),
				Range:   &document.RangeDoc{Filename: "sites/" + n, Start: document.PosDoc{Line: i + 1, Column: 3}, End: document.PosDoc{Line: i + 1, Column: 9}},
				Related: []document.Related{{Address: "user.b", Range: &document.RangeDoc{Filename: "b.hcl", Start: document.PosDoc{Line: 2}, End: document.PosDoc{Line: 2}}}},
			})
		}
	}
	return append(list, document.Diagnostic{Severity: "error", Refused: true, Code: "CW5001", Summary: "Too many deletions", Detail: "11 of 20."})
}

// verdicts are a check that holds and one that does not for each hostile name.
func verdicts() []schema.CheckResult {
	var list []schema.CheckResult
	for _, n := range hostileNames {
		list = append(list, schema.CheckResult{Check: n, Status: schema.Passed, Address: fmt.Sprintf("queue.q[%q]", n)}, schema.CheckResult{Check: n, Status: schema.Refused, Message: "It is " + n + "."})
	}
	return list
}

// TestAnnotations holds that each annotation is one line, that no name can add one or a
// property, and that there are not more than are shown.
func TestAnnotations(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.Annotations(&b, findings()); err != nil {
		t.Fatal(err)
	}
	form := regexp.MustCompile(`^::(error|warning) file=[^:,]*,line=\d+,endLine=\d+,col=3,endColumn=8,title=CW3001%3A [^:,]*::It is .*%0AChange it\.%0AAlso b\.hcl line 2`)
	lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	if len(lines) != 20 {
		t.Errorf("there are %d lines, want 20", len(lines))
	}
	for i, line := range lines {
		if !form.MatchString(line) || (i < 10) != strings.HasPrefix(line, "::error") {
			t.Errorf("line %d is %q", i, line)
		}
		if strings.ContainsAny(line, "\x1b\r\u202e\u200b") {
			t.Errorf("line %d has a control character: %q", i, line)
		}
	}
	if !strings.HasSuffix(lines[9], fmt.Sprintf("%%0A%d more errors not shown here.", len(hostileNames)+1-10)) {
		t.Errorf("the last error does not say how many are left: %q", lines[9])
	}
}

// TestGitHubStopsCommands holds that what looks like a workflow command in a plan is
// inside the part in which commands are stopped.
func TestGitHubStopsCommands(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.GitHub(&b, "a\n::error::b", "::error::x\n##[error]y\n::endgroup::\n", nil); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	word, ok := strings.CutPrefix(lines[1], "::stop-commands::")
	if lines[0] != "::group::a%0A::error::b" || !ok || len(word) != 64 || lines[5] != "::"+word+"::" || lines[6] != "::endgroup::" || len(lines) != 7 {
		t.Errorf("GitHub() = %q", lines)
	}
}

// A sarifReport has the members of SARIF 2.1.0 that code scanning needs, and no others
// may be in what is decoded into it.
type sarifReport struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []struct {
		Tool struct {
			Driver struct {
				Name, Version, InformationURI string
				Rules                         []struct {
					ID               string
					ShortDescription struct{ Text string }
					HelpURI          string
				}
			}
		}
		ColumnKind string
		Results    []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation *struct {
					ArtifactLocation struct{ URI, URIBaseID string }
					Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
				LogicalLocations []struct{ FullyQualifiedName string }
			}
			PartialFingerprints map[string]string
		}
	}
}

// TestSARIF holds a log against the rules of SARIF 2.1.0 that code scanning goes by:
// sections 3.13 (log), 3.19 (rules), 3.27 (results), 3.4 (URIs) and 3.30 (regions).
func TestSARIF(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.SARIF(&b, document.Tool{Name: "callwright", Version: "1"}, "", findings()); err != nil {
		t.Fatal(err)
	}
	var log sarifReport
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("version %q, %d runs", log.Version, len(log.Runs))
	}
	run := log.Runs[0]
	if n := 4*len(hostileNames) + 1; len(run.Results) != n {
		t.Errorf("%d results, want %d: one for each place", len(run.Results), n)
	}
	uri := regexp.MustCompile(`^[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$`)
	for _, r := range run.Results {
		if r.RuleIndex < 0 || r.RuleIndex >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("rule %d is not %s", r.RuleIndex, r.RuleID)
		}
		if !slices.Contains([]string{"error", "warning", "note"}, r.Level) || r.Message.Text == "" || len(r.PartialFingerprints) == 0 {
			t.Errorf("result lacks a level, a message or a fingerprint: %+v", r)
		}
		if strings.ContainsAny(r.Message.Text, "\x1b\r\u202e\u200b") || regexp.MustCompile(`(^|[^\\])\[`).MatchString(r.Message.Text) {
			t.Errorf("a message has a control character or a link: %q", r.Message.Text)
		}
		for _, l := range r.Locations {
			if p := l.PhysicalLocation; p != nil && (!uri.MatchString(p.ArtifactLocation.URI) || p.ArtifactLocation.URI[0] == '/' || p.Region.StartLine < 1 || p.Region.EndLine < p.Region.StartLine) {
				t.Errorf("a location is at %+v", p)
			}
		}
	}
}

// TestFingerprintsStay holds that a result is known again when its line moved.
func TestFingerprintsStay(t *testing.T) {
	t.Parallel()
	prints := func(list []document.Diagnostic) []string {
		var b bytes.Buffer
		if err := render.SARIF(&b, document.Tool{}, "", list); err != nil {
			t.Fatal(err)
		}
		return regexp.MustCompile(`"callwright/v1": "\w+"`).FindAllString(b.String(), -1)
	}
	moved := findings()
	for i := range moved {
		if moved[i].Range != nil {
			r := *moved[i].Range
			r.Start.Line, r.End.Line = r.Start.Line+7, r.End.Line+7
			moved[i].Range = &r
		}
	}
	if !slices.Equal(prints(findings()), prints(moved)) {
		t.Error("a line that moved makes another result")
	}
}

func TestJUnit(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.JUnit(&b, "plan", findings(), verdicts()); err != nil {
		t.Fatal(err)
	}
	var report struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Suites   []struct {
			Name  string `xml:"name,attr"`
			Tests int    `xml:"tests,attr"`
			Cases []struct {
				Name    string  `xml:"name,attr"`
				Failure *string `xml:"failure"`
				Error   *string `xml:"error"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(b.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	n := len(hostileNames)
	if report.Tests != 3*n+2 || report.Failures != 1 || report.Errors != n {
		t.Errorf("%d tests, %d failures, %d errors; want %d, 1, %d", report.Tests, report.Failures, report.Errors, 3*n+2, n)
	}
	var suites []string
	for _, s := range report.Suites {
		suites = append(suites, s.Name)
	}
	if want := []string{"plan", "configuration", "queue", "user"}; !slices.Equal(suites, want) {
		t.Errorf("suites are %v, want %v", suites, want)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e\u200b") {
		t.Error("a control character is in the report")
	}
}

// TestSameBytesWhateverTheOrder makes plans of the same objects in another order.
func TestSameBytesWhateverTheOrder(t *testing.T) {
	t.Parallel()
	var first []byte
	for turn := range 3 {
		s := hostile()
		if turn == 1 {
			slices.Reverse(s.live)
			slices.Reverse(s.want)
		}
		p := s.plan(t)
		d, err := document.New(p)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		b := bytes.NewBuffer(text)
		b.WriteString(markdown(t, p, 0) + markdown(t, p, 9000))
		for _, err := range []error{
			render.Human(b, p, d.Digest, render.Style{Detail: render.Changes}),
			render.GitHub(b, "plan", "text", findings()), render.SARIF(b, d.Tool, "", findings()), render.JUnit(b, "plan", findings(), verdicts()),
			render.SARIF(b, d.Tool, "", render.Drifted(&impact.Assessment{Plan: p.Drift()})),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if first == nil {
			first = b.Bytes()
		}
		if !bytes.Equal(first, b.Bytes()) {
			t.Errorf("turn %d: the bytes differ", turn)
		}
	}
}

// TestJUnitSuites puts each diagnostic into the suite of its object's kind, whatever form the
// address has.
func TestJUnitSuites(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		`queue.sales`: "queue", `queue["Old"]`: "queue", `module.site["a.b"].queue.sales`: "queue", `check.two_agents`: "check", `hierarchy`: "hierarchy",
		`permission_group_assignment.user.agents["ada"]`: "permission_group_assignment", ``: "configuration",
	} {
		var b strings.Builder
		if err := render.JUnit(&b, "plan", []document.Diagnostic{{Severity: "warning", Summary: "s", Address: address}}, nil); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), `<testsuite name="`+want+`"`) {
			t.Errorf("%s: %s", address, b.String())
		}
	}
}
