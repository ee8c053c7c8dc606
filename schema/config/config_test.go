package config_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden loads each testdata/*.hcl as main.hcl, and compares the result with a golden
// file. The folder also has the other files of testdata, such as agents.csv.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.hcl")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".hcl"), func(t *testing.T) {
			t.Parallel()
			files := dataFiles(t)
			files["main.hcl"] = &fstest.MapFile{Data: read(t, path)}
			c, diags := config.Load(files, ".", config.Options{Version: "0.2.0"})
			golden(t, strings.TrimSuffix(path, ".hcl")+".golden", render(t, c, diags))
			checkAsLarge(t, files, config.Options{Version: "0.2.0"}, c, diags)
		})
	}
}

// checkAsLarge checks the law that a configuration means the same, and has the same mistakes at the
// same places, if it is loaded in the way of large ones.
func checkAsLarge(t testing.TB, files fstest.MapFS, o config.Options, c *config.Config, diags hcl.Diagnostics) {
	t.Helper()
	large, found := config.LoadAsLarge(files, ".", o)
	if diff := cmp.Diff(render(t, c, diags), render(t, large, found)); diff != "" {
		t.Errorf("as a large configuration (-small +large):\n%s", diff)
	}
	if diags.HasErrors() {
		return
	}
	want, got := c.Locate(someProblems(c)), large.Locate(someProblems(large))
	if diff := cmp.Diff(render(t, c, want), render(t, large, got)); diff != "" {
		t.Errorf("places in a large configuration (-small +large):\n%s", diff)
	}
}

func dataFiles(t testing.TB) fstest.MapFS {
	files := fstest.MapFS{}
	paths, _ := filepath.Glob("testdata/*")
	for _, path := range paths {
		if ext := filepath.Ext(path); ext != ".hcl" && ext != ".golden" && filepath.Base(path) != "fuzz" {
			files[filepath.Base(path)] = &fstest.MapFile{Data: read(t, path)}
		}
	}
	return files
}

func read(t testing.TB, path string) []byte {
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, _ := os.ReadFile(path)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s mismatch (-want +got):\n%s", path, diff)
	}
}

// render prints the diagnostics as a terminal shows them, and the objects.
func render(t testing.TB, c *config.Config, diags hcl.Diagnostics) string {
	t.Helper()
	var b bytes.Buffer
	w := hcl.NewDiagnosticTextWriter(&b, c.Sources(), 0, false)
	for _, d := range diags {
		if err := w.WriteDiagnostic(d); err != nil {
			t.Fatal(err)
		}
		if about := config.AboutOf(d).String(); about != "" {
			fmt.Fprintln(&b, about)
		}
		if d.Subject != nil {
			fmt.Fprintf(&b, "^ %s  %s\n\n", d.Subject, d.Subject.SliceBytes(c.Sources()[d.Subject.Filename].Bytes))
		}
	}
	if diags.HasErrors() {
		return b.String()
	}
	for _, r := range c.Want.All() {
		fmt.Fprintf(&b, "%s  %q  %s\n%s%s", r.Addr, r.Key, r.Source.Row, attributes(r), lifecycle(r))
	}
	return b.String() + leaving(c)
}

// lifecycle prints an object's lifecycle in a line; "" if it has none.
func lifecycle(r *schema.Resource) string {
	life := r.Lifecycle
	if life == (schema.Lifecycle{}) {
		return ""
	}
	var ignored []string
	for i := range life.Ignore.All() {
		ignored = append(ignored, r.Kind.Attrs[i].Name)
	}
	return fmt.Sprintf("  lifecycle: prevent_destroy %t, allow_replace %t, ignore_changes %v, renamed_from %q\n",
		life.PreventDestroy, life.AllowReplace, ignored, life.RenamedFrom)
}

// leaving prints the objects that a configuration releases or deletes.
func leaving(c *config.Config) string {
	var b strings.Builder
	if c.Adopt != "any" || c.Formerly != nil {
		fmt.Fprintf(&b, "adopt %q, formerly %q\n", c.Adopt, c.Formerly)
	}
	if c.Released != nil {
		b.WriteString("some addresses are released\n")
	}
	for _, n := range c.Gone {
		fmt.Fprintf(&b, "delete %s\n", n)
	}
	return b.String()
}

// attributes prints the given attributes of an object, one on each line.
func attributes(r *schema.Resource) string {
	var b strings.Builder
	for i := range r.Given.All() {
		fmt.Fprintf(&b, "  %s = %s\n", r.Kind.Attrs[i].Name, hclwrite.TokensForValue(r.Value(i)).Bytes())
	}
	return b.String()
}
