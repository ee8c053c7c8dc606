package ci

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestGuard writes lines that a service takes for commands, and lines that look similar,
// at once and byte by byte.
func TestGuard(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"::stop-commands::x\n", ": :stop-commands::x\n"},
		{"a\n  ::error::x", "a\n  : :error::x"},
		{"a\r::error::x", "a\r: :error::x"},
		{"\u00a0\u2003::error::x", "\u00a0\u2003: :error::x"},
		{"\x1b::error::x", "\x1b: :error::x"},
		{"a ##[add-mask]x", "a ## [add-mask]x"},
		{"###[add-mask]x", "### [add-mask]x"},
		{"##vso[task.setvariable]x", "## vso[task.setvariable]x"},
		{"a ::b::\n: :\n:a::b\n", "a ::b::\n: :\n:a::b\n"},
		{"# a\n## b\n#[c]\n", "# a\n## b\n#[c]\n"},
		{":::\n", ": ::\n"},
		{"", ""},
	} {
		for _, size := range []int{len(tt.text), 1} {
			var b bytes.Buffer
			w := Pipeline{Name: "github"}.Guard(&b)
			for i := 0; i < len(tt.text); i += size {
				if n, err := w.Write([]byte(tt.text[i : i+size])); n != size || err != nil {
					t.Errorf("Write() = %d, %v", n, err)
				}
			}
			if b.String() != tt.want {
				t.Errorf("Guard wrote %q by %d, want %q", b.String(), size, tt.want)
			}
		}
	}
	var b bytes.Buffer
	if w := (Pipeline{Name: "gitlab"}).Guard(&b); w != io.Writer(&b) {
		t.Error("GitLab has a guard, too")
	}
	if _, err := fmt.Fprint(Pipeline{Name: "azure"}.Guard(&b), "##vso[x]"); err != nil || b.String() != "## vso[x]" {
		t.Errorf("Azure DevOps: %q, %v", b.String(), err)
	}
}

// TestGuardData checks that data in a format means the same behind a guard, and has no
// commands.
func TestGuardData(t *testing.T) {
	t.Parallel()
	github := Pipeline{Name: "github"}
	const name = "\u00e9 ##[add-mask]a ##vso[x] ###[y] ::b"
	var b bytes.Buffer
	if err := json.NewEncoder(github.GuardStrings(&b)).Encode(name); err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back != name || strings.Contains(b.String(), "##[") || strings.Contains(b.String(), "##v") {
		t.Errorf("JSON is %s, which says %q, %v", b.String(), back, err)
	}
	b.Reset()
	if err := xml.NewEncoder(github.GuardMarkup(&b)).Encode(name); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b.Bytes(), &back); err != nil || back != name || strings.Contains(b.String(), "##[") || strings.Contains(b.String(), "##v") {
		t.Errorf("XML is %s, which says %q, %v", b.String(), back, err)
	}
	b.Reset()
	fmt.Fprint(github.GuardMarkup(&b), "<p>\n::error::x</p>")
	if b.String() != "<p>\n:&#58;error::x</p>" {
		t.Errorf("HTML is %s", b.String())
	}
}
