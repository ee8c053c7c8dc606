package diag_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

var update = flag.Bool("update", false, "add new codes to testdata/codes.golden")

// TestCatalogue holds each entry against the rules for all of them.
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
		for _, s := range append([]string{e.Summary}, e.Also...) {
			if other, twice := seen[s]; twice {
				t.Errorf("%s and %s both have the summary %q", other, e.Code, s)
			}
			seen[s] = e.Code
			if found, ok := diag.Of(s); !ok || found != e {
				t.Errorf("Of(%q) is not %s", s, e.Code)
			}
			if len(s) > 72 || strings.HasSuffix(s, ".") {
				t.Errorf("%s: the summary %q is longer than 72 characters, or ends in a full stop", e.Code, s)
			}
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

// TestCodesOnlyGrow holds the codes against those that there ever were: a code keeps
// its summary, and none goes.
func TestCodesOnlyGrow(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/codes.golden")
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Split(strings.TrimSpace(string(text)), "\n")
	var now []string
	for _, e := range diag.All() {
		now = append(now, e.Code+" "+e.Summary)
	}
	for _, line := range old {
		if !slices.Contains(now, line) {
			t.Errorf("%q was published and is no more; a code is stable, and is never used for anything else", line)
		}
	}
	if *update && !t.Failed() {
		if err := os.WriteFile("testdata/codes.golden", []byte(strings.Join(now, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !slices.Equal(old, now) {
		t.Errorf("testdata/codes.golden lacks new codes; go test ./schema/diag -update adds them")
	}
}

// TestExamples loads the examples that are configurations: each gets its diagnostic.
// Of the others it looks at the title.
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
				if diag.Code(d.Summary) == e.Code {
					return
				}
			}
			t.Errorf("the example gets %v", diags)
		})
	}
}

// TestEveryKindIsUnknownInItsWay looks for a code of unknown names of each kind.
func TestEveryKindIsUnknownInItsWay(t *testing.T) {
	t.Parallel()
	for _, k := range schema.All {
		summary := "Unknown " + strings.ReplaceAll(k.Name, "_", " ")
		if _, ok := diag.Of(summary); !ok && !k.Single {
			t.Errorf("%q has no code", summary)
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
	for summary, want := range map[string]string{
		`Unknown security profile "Unknown queue: x"`:  "CW2104",
		"Plan is out of date: 1 of 40 objects changed": "CW6001",
		"Missing newline after argument":               "CW1001",
	} {
		if got := diag.Code(summary); got != want {
			t.Errorf("Code(%q) = %s, want %s", summary, got, want)
		}
	}
}
