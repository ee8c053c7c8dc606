package diagnostic

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

var hostile = map[string]*hcl.File{"a.hcl": {Bytes: []byte("queue \"q\" {\n\tname = \"日本\x1b[2J\"\n}\n")}}

func hostileDiagnostics() hcl.Diagnostics {
	at := hcl.Range{Filename: "a.hcl", Start: hcl.Pos{Line: 2, Column: 9, Byte: 20}, End: hcl.Pos{Line: 2, Column: 18, Byte: 32}}
	d := diag.UnknownObject("queue").Of("\"\x1b[31m\"").In(at, "No queue is named \"x\u202e\". Did you mean \"y\"?")
	diag.Attach(d, config.About{Addr: schema.Addr{Kind: "user", Label: "a", Keyed: true, Key: "ana\u2028"}, Row: "us\x07ers.csv:41"})
	return hcl.Diagnostics{d}
}

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
  No queue is named "x\u{202e}". Did you mean "y"?
  each.key = "ana\u{2028}" (us\u{7}ers.csv line 41)

`},
		"a rule": {Style{Rule: true}, `│ Error[CW2102]: Unknown queue "\u{1b}[31m"
│
│   on a.hcl line 2:
│   2:     name = "日本\u{1b}[2J"
│                 ^^^^^^^^^^^^^^^
│   No queue is named "x\u{202e}". Did you mean "y"?
│   each.key = "ana\u{2028}" (us\u{7}ers.csv line 41)

`},
		"a rule and colours": {Style{Rule: true, Colour: true}, "<31>│<0> <1;31>Error[CW2102]<0>: <1>Unknown queue \"\\u{1b}[31m\"<0>\n<31>│<0>\n" +
			"<31>│<0>   on a.hcl line 2:\n<31>│<0>   2:     name = <4;31>\"日本\\u{1b}[2J\"<0>\n" +
			"<31>│<0>   No queue is named \"x\\u{202e}\". Did you mean \"y\"?\n<31>│<0>   each.key = \"ana\\u{2028}\" (us\\u{7}ers.csv line 41)\n\n"},
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

// TestManyAlikeBecomeOne merges three of one title, and leaves two.
func TestManyAlikeBecomeOne(t *testing.T) {
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
	if (&plan.Diagnostic{}).Places() != 1 {
		t.Error("a diagnostic alone is at no place")
	}
}
