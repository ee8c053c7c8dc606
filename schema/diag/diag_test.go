package diag_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"golang.org/x/tools/txtar"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

var update = flag.Bool("update", false, "update testdata/codes.golden")

// TestCatalogue checks that each entry is complete, and has a code and a summary of its own.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^CW[1-7]\d{3}$`)
	seen := map[string]string{}
	last := ""
	for _, e := range diag.All() {
		if !form.MatchString(e.Code) || e.Code <= last {
			t.Errorf("the code %q after %q: codes are CW and four digits, and rise", e.Code, last)
		}
		last = e.Code
		if other, twice := seen[e.Summary]; twice {
			t.Errorf("%s and %s both have the summary %q", other, e.Code, e.Summary)
		}
		seen[e.Summary] = e.Code
		if len(e.Summary) > 72 || strings.HasSuffix(e.Summary, ".") {
			t.Errorf("%s: the summary %q is longer than 72 characters, or ends in a full stop", e.Code, e.Summary)
		}
		if e.Form != "" && !strings.Contains(e.Form, "%") {
			t.Errorf("%s: the form %q has no place for what the summary names", e.Code, e.Form)
		}
		for _, text := range []string{e.Cause, e.Fix} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s: cause and fix are sentences: %q", e.Code, text)
			}
		}
		if e.Example == "" {
			t.Errorf("%s has no example", e.Code)
		}
	}
}

// TestCodesOnlyGrow compares the codes with all codes that there ever were. No code may go,
// and a reviewer sees each new wording of a summary.
func TestCodesOnlyGrow(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/codes.golden")
	if err != nil {
		t.Fatal(err)
	}
	var now strings.Builder
	for _, e := range diag.All() {
		fmt.Fprintf(&now, "%s %s\n", e.Code, e.Summary)
	}
	for line := range strings.Lines(string(text)) {
		if code, _, _ := strings.Cut(line, " "); !strings.Contains(now.String(), code+" ") {
			t.Errorf("%s was published and is gone; a code is stable, and is never used for anything else", code)
		}
	}
	switch {
	case *update && !t.Failed():
		if err := os.WriteFile("testdata/codes.golden", []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	case now.String() != string(text):
		t.Errorf("testdata/codes.golden differs from the catalogue; go test ./schema/diag -update updates it")
	}
}

// TestExamples loads each example that is a configuration, and checks that it gets the
// diagnostic. It checks the first line of the other examples.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, e := range diag.All() {
		t.Run(e.Code, func(t *testing.T) {
			t.Parallel()
			if !e.Loads() {
				word, rest, _ := strings.Cut(e.Example, "[")
				if !strings.HasPrefix(rest, e.Code+"]: "+e.Summary) || word != "Error" && word != "Warning" {
					t.Errorf("the example does not begin with the diagnostic's title: %q", e.Example)
				}
				return
			}
			files, err := txtar.FS(e.Archive())
			if err != nil {
				t.Fatal(err)
			}
			_, diags := config.Load(files, ".", config.Options{Version: "1.0.0"})
			for _, d := range diags {
				if diag.EntryOf(d).Code == e.Code {
					return
				}
			}
			t.Errorf("the example gets %v", diags)
		})
	}
}

// TestEveryKindIsUnknownInItsWay checks that each kind has a code for unknown names.
func TestEveryKindIsUnknownInItsWay(t *testing.T) {
	t.Parallel()
	for k := range schema.Kinds() {
		names := []string{k.Name}
		for ref := range schema.Outside(k) {
			names = append(names, ref)
		}
		for _, name := range names {
			if diag.UnknownObject(name) == nil && !k.Single {
				t.Errorf("an unknown name of kind %q has no code", name)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"CW2104", "cw2104", " 2104 "} {
		if e, ok := diag.Lookup(code); !ok || e.Summary != "Unknown security profile" {
			t.Errorf("Lookup(%q) = %v, %t", code, e, ok)
		}
	}
	if e, ok := diag.Lookup("CW9999"); ok {
		t.Errorf("Lookup(CW9999) = %v", e)
	}
}

// TestProblem follows a problem from its entry to a diagnostic of a file.
func TestProblem(t *testing.T) {
	t.Parallel()
	p := diag.CheckFailed.Of("two_in_sales").On("assert.x", "%d of %d", 1, 2).About("x").As(diag.Warning)
	if p.Code() != "CW5101" || !p.Is(diag.CheckFailed) || p.Is(diag.CheckNotAnswered) || p.Word() != "x" || p.OfName() {
		t.Errorf("the problem is %v, %s", p, p.Code())
	}
	if got, want := p.String(), ".assert.x: CW5101: 1 of 2"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
	d := p.In(hcl.Range{Filename: "a.hcl"})
	if d.Severity != hcl.DiagWarning || d.Subject.Filename != "a.hcl" || d.Summary != p.Summary() || d.Detail != p.Detail() {
		t.Errorf("In() = %v", d)
	}
	type about struct{ who string }
	for _, who := range []string{"ada", "rash"} {
		diag.Attach(d, about{who})
		if more, ok := hcl.DiagnosticExtra[about](d); diag.EntryOf(d).Code != "CW5101" || !ok || more.who != who {
			t.Errorf("with more beside it, the diagnostic is of %s and about %v", diag.EntryOf(d).Code, more)
		}
	}
	if p := diag.Recorded("CW9001", "Of a later version", "Why."); p.Code() != "CW9001" || p.Severity() != diag.Error || p.Summary() != "Of a later version" {
		t.Errorf("Recorded() = %v, %s", p, p.Code())
	}
}

// TestHCLsOwn checks that each diagnostic that HCL makes has a code.
func TestHCLsOwn(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		`a = `:                    "CW1001",
		`a = 1 b = 2`:             "CW1001",
		`a = "${"`:                "CW1001",
		`a = 1 + true`:            "CW1002",
		`a = x.y`:                 diag.UnknownVariable.Code,
		`a = { b = 1 }.c`:         diag.UnsupportedAttribute.Code,
		`a = [1][2]`:              "CW1002",
		`a = f()`:                 diag.FailedCall.Code,
		`a = [for x in null : x]`: "CW1002",
	} {
		file, diags := hclsyntax.ParseConfig([]byte(src), "a.hcl", hcl.InitialPos)
		if !diags.HasErrors() {
			_, diags = file.Body.(*hclsyntax.Body).Attributes["a"].Expr.Value(&hcl.EvalContext{Variables: map[string]cty.Value{"z": cty.True}})
		}
		if len(diags) == 0 {
			t.Fatalf("HCL has nothing against %s", src)
		}
		if got := diag.EntryOf(diags[0]).Code; got != want {
			t.Errorf("%s: %q is %s, want %s", src, diags[0].Summary, got, want)
		}
	}
}
