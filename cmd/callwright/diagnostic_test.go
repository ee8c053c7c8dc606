package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

var hostile = map[string]*hcl.File{"a.hcl": {Bytes: []byte("queue \"q\" {\n\tname = \"日本\x1b[2J\"\n}\n")}}

func hostileDiagnostics() hcl.Diagnostics {
	at := hcl.Range{Filename: "a.hcl", Start: hcl.Pos{Line: 2, Column: 9, Byte: 20}, End: hcl.Pos{Line: 2, Column: 18, Byte: 32}}
	return hcl.Diagnostics{{
		Severity: hcl.DiagError, Summary: "Unknown queue \"\x1b[31m\"", Detail: "No queue is named \"x\u202e\". Did you mean \"y\"?", Subject: &at,
		Extra: config.About{Addr: schema.Addr{Kind: "user", Label: "a", Keyed: true, Key: "ana\u2028"}, Row: "us\x07ers.csv:41"},
	}}
}

func TestDiagnosticStyles(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		style diagnosticStyle
		want  string
	}{
		"plain": {diagnosticStyle{}, `Error[CW2102]: Unknown queue "\u{1b}[31m"

  on a.hcl line 2:
  2:     name = "日本\u{1b}[2J"
                ^^^^^^^^^^^^^^^
  No queue is named "x\u{202e}". Did you mean "y"?
  each.key = "ana\u{2028}" (us\u{7}ers.csv line 41)

`},
		"a rule": {diagnosticStyle{rule: true}, `│ Error[CW2102]: Unknown queue "\u{1b}[31m"
│
│   on a.hcl line 2:
│   2:     name = "日本\u{1b}[2J"
│                 ^^^^^^^^^^^^^^^
│   No queue is named "x\u{202e}". Did you mean "y"?
│   each.key = "ana\u{2028}" (us\u{7}ers.csv line 41)

`},
		"a rule and colours": {diagnosticStyle{rule: true, colour: true}, "<31>│<0> <1;31>Error[CW2102]<0>: <1>Unknown queue \"\\u{1b}[31m\"<0>\n<31>│<0>\n" +
			"<31>│<0>   on a.hcl line 2:\n<31>│<0>   2:     name = <4;31>\"日本\\u{1b}[2J\"<0>\n" +
			"<31>│<0>   No queue is named \"x\\u{202e}\". Did you mean \"y\"?\n<31>│<0>   each.key = \"ana\\u{2028}\" (us\\u{7}ers.csv line 41)\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			for _, d := range dataOf(hostileDiagnostics(), hostile) {
				if err := test.style.write(&b, &d); err != nil {
					t.Fatal(err)
				}
			}
			got := strings.NewReplacer("\x1b[31m", "<31>", "\x1b[1;31m", "<1;31>", "\x1b[4;31m", "<4;31>", "\x1b[1m", "<1>", "\x1b[0m", "<0>").Replace(b.String())
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("write() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSuggestionsFit looks at which words of a file are replaced by what is proposed.
func TestSuggestionsFit(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		`"Premum"`: `"Pre \"mi\" $${x}"`,
		`"a${b}"`:  "", `"a", "b"`: "", "premum": "", ".premum": "", "": "", "[1]": "",
	} {
		got, ok := inPlaceOf(written, `Pre "mi" ${x}`)
		if ok != (want != "") || ok && got != want {
			t.Errorf("inPlaceOf(%s) = %q, %t, want %q", written, got, ok, want)
		}
	}
	for written, want := range map[string]string{"premum": "premium", ".premum": ".premium"} {
		if got, ok := inPlaceOf(written, "premium"); !ok || got != want {
			t.Errorf("inPlaceOf(%s) = %q, %t, want %q", written, got, ok, want)
		}
	}
}

// TestDiagnosisOfErrors looks up what errors of a run are shown as.
func TestDiagnosisOfErrors(t *testing.T) {
	t.Parallel()
	denied := fmt.Errorf("read users: %w", providers.ErrAuth)
	for code, err := range map[string]error{
		"CW4001": denied,
		"CW6001": trouble(exitStale, "Plan is out of date: 1 of 2 objects changed", "Nothing was written."),
	} {
		got := diagnosis(fmt.Errorf("apply: %w", err))
		if len(got) != 1 || got[0].Code != code || got[0].Severity != "error" {
			t.Errorf("diagnosis(%v) = %v, want %s", err, got, code)
		}
	}
	if exitCode(denied) != exitAuth {
		t.Error("an error of credentials ends with another code")
	}
	if got := diagnosis(fmt.Errorf("a bug")); got != nil {
		t.Errorf("diagnosis of an error without a code is %v", got)
	}
}

// TestManyAlikeBecomeOne merges three of one title, and leaves two.
func TestManyAlikeBecomeOne(t *testing.T) {
	t.Parallel()
	var diags hcl.Diagnostics
	for i, summary := range []string{"Invalid value", "Cycle", "Invalid value", "Cycle", "Invalid value"} {
		at := hcl.Range{Filename: "a.hcl", Start: hcl.Pos{Line: i + 1, Byte: i}, End: hcl.Pos{Line: i + 1, Byte: i}}
		diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: "It is wrong.", Subject: &at})
	}
	var got []string
	for _, d := range dataOf(diags, nil) {
		got = append(got, fmt.Sprint(d.Code, " line ", d.Range.Start.Line, " and ", len(d.Related)))
	}
	want := []string{"CW3001 line 1 and 2", "CW1032 line 2 and 0", "CW1032 line 4 and 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dataOf() mismatch (-want +got):\n%s", diff)
	}
	if (&document.Diagnostic{}).Places() != 1 {
		t.Error("a diagnostic alone is at no place")
	}
}
