package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/schema/diag"
)

// diagnosticsDoc is the template of docs/diagnostics.md.
var diagnosticsDoc = template.Must(template.New("diagnostics").Funcs(template.FuncMap{
	"source": sourceOf, "seen": func(e *diag.Entry) (string, error) { return exampleOutput(diagnostic.Style{}, e) },
	"family": func(e *diag.Entry) string { return families[e.Code[:3]] },
}).Parse(`# Diagnostics

Everything that callwright reports has a code. Codes are stable, and one that is gone is
never used for anything else. ` + "`callwright explain CODE`" + ` says the same as this page, which
is made from the same catalogue; what is seen of the examples that are configurations
is what callwright says to them.
{{$family := ""}}{{range .}}{{if ne $family (family .)}}{{$family = family .}}
## {{$family}}
{{end}}
### {{.Code}}

**{{.Summary}}**

{{.Cause}}
{{if .Loads}}
` + "```hcl" + `
{{source .}}` + "```" + `
{{end}}
` + "```text" + `
{{seen .}}` + "```" + `

{{.Fix}}
{{end}}`))

// families are the headings of the page, by the beginning of their codes.
var families = map[string]string{
	"CW1": "Language and files", "CW2": "Objects and references", "CW3": "Values and rules", "CW4": "Service and credentials",
	"CW5": "Refusals", "CW6": "Plans out of date", "CW7": "Incomplete runs",
}

// TestDiagnosticsDoc checks that docs/diagnostics.md is generated from schema/diag.
func TestDiagnosticsDoc(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := diagnosticsDoc.Execute(&b, diag.All()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "..", "docs", "diagnostics.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("docs/diagnostics.md mismatch (-want +got):\n%s", diff)
	}
}

// TestExplainEveryCode checks that explain works for each code, and prints all of its entry.
func TestExplainEveryCode(t *testing.T) {
	t.Parallel()
	for _, e := range diag.All() {
		var b bytes.Buffer
		if err := explain(&b, diagnostic.Style{}, e); err != nil {
			t.Errorf("%s: %v", e.Code, err)
		}
		for _, want := range []string{e.Code, e.Summary, e.Cause, e.Fix, "[" + e.Code + "]: "} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("what is said of %s does not hold %q:\n%s", e.Code, want, b.String())
			}
		}
	}
}
