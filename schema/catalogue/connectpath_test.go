package catalogue

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestConnectPathCatalogue checks that the shipped form is consistent: no row twice, known
// levels in their order, sources that exist.
func TestConnectPathCatalogue(t *testing.T) {
	t.Parallel()
	c := connectPath
	seen := map[string]bool{}
	for _, r := range c.Rows() {
		if seen[r.Key] || seen[r.Path()] || c.RowOfKey(r.Key) != r || c.Row(r.Path()) != r {
			t.Errorf("%s is there twice", r.Path())
		}
		seen[r.Key], seen[r.Path()] = true, true
		if !slices.Equal(c.Sort(slices.Clone(r.Levels)), r.Levels) || len(r.Levels) == 0 {
			t.Errorf("the levels of %s are %v, in another order than %v", r.Path(), r.Levels, c.Levels)
		}
		for _, l := range append(slices.Clone(r.Levels), r.Escalates...) {
			if !slices.Contains(c.Levels, l) || !slices.Contains(r.Levels, l) {
				t.Errorf("%s has the level %q, which it does not offer", r.Path(), l)
			}
		}
		if c.Sources[r.Source] == "" || r.Certainty != "documented" && r.Certainty != "pictured" {
			t.Errorf("%s is known from %q, %q", r.Path(), r.Source, r.Certainty)
		}
	}
	if c.Version == "" || c.Product == "" {
		t.Error("the catalogue has no version")
	}
}

// TestRowCodes compares the letters of rows with all letters that rows ever had. Records
// on live objects hold these letters, so a letter must never come to mean another row.
func TestRowCodes(t *testing.T) {
	t.Parallel()
	const file = "testdata/rows.golden"
	text, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	lines := strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' })
	var added []string
	for _, r := range connectPath.Rows() {
		line := r.Code + " " + r.Path()
		if slices.Contains(lines, line) {
			continue
		}
		if slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, r.Code+" ") }) {
			t.Errorf("the code of %q was another row's", line)
		}
		added = append(added, line)
	}
	switch {
	case len(added) == 0 || t.Failed():
	case *update:
		if err := os.WriteFile(file, []byte(strings.Join(append(lines, added...), "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s lacks lines; run go test ./schema/catalogue -update to add\n%s", file, strings.Join(added, "\n"))
	}
}
