package forge

import (
	"net/url"
	"strings"
	"testing"
)

// hostile are parts of keys that could be read in another way.
var hostile = []string{"", ".", "acme", "a:b", "a%3Ab", "%", "a b", "-->", "a\nb", "é", "sites/london", " run=9", "a key=b"}

// TestKeys checks that each key has one reading, also with hostile names.
func TestKeys(t *testing.T) {
	t.Parallel()
	seen := map[string]Key{}
	for _, instance := range hostile {
		for _, environment := range hostile {
			for _, folder := range hostile {
				k := Key{instance, environment, folder}
				text := k.String()
				if other, ok := seen[text]; ok {
					t.Errorf("%+v and %+v are both %q", k, other, text)
				}
				seen[text] = k
				if got, ok := parseKey(text); !ok || got != k {
					t.Errorf("parseKey(%q) = %+v, %v, want %+v", text, got, ok, k)
				}
				// Package render makes a key harmless in this way.
				line := "<!-- callwright:plan key=" + strings.ReplaceAll(url.PathEscape(text), "--", "-%2D") + " run=7.2 -->"
				m, ok := markerOf(line + "\nrest")
				if !ok || m.key != k || m.run != (run{7, 2}) || m.command != "plan" || m.line != line {
					t.Errorf("markerOf(%q) = %+v, %v", line, m, ok)
				}
			}
		}
	}
}

// TestNoMarker checks that what only looks like a marker is none.
func TestNoMarker(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "text", "<!-- callwright:plan -->", "<!-- callwright:plan key= -->", "<!-- callwright:plan key=a -->", "<!-- callwright:plan key=a:b:c:d -->",
		"<!-- callwright:plan key=a:. run=1", " <!-- callwright:plan key=a:. -->", "<!-- callwright:plan key=a:. --> more", "<!-- callwright:plan key=a:. run= -->", "<!-- other:plan key=a:. -->", "<!-- callwright:plan key=a:%zz -->", "<!-- callwright:plan key=%zz:. -->",
	} {
		if m, ok := markerOf(text); ok {
			t.Errorf("markerOf(%q) = %+v", text, m)
		}
	}
}

// TestRuns compares runs as numbers, not as texts.
func TestRuns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"9", "10", -1},
		{"10", "9", 1},
		{"10", "10.2", -1},
		{"10.10", "10.9", 1},
		{"7", "7", 0},
		{"7.1", "7", 0},
		{"", "7", 0},
		{"7", "x", 0},
		{"-7", "8", 0},
		{"7.x", "8", 0},
		{"99999999999999999999", "8", 0},
	} {
		if got := parseRun(tt.a).compare(parseRun(tt.b)); got != tt.want {
			t.Errorf("%q compared with %q is %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
