package exported_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/cmd/internal/exported"
)

// filesOf returns the files of a folder without those of .callwright.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

func list(files map[string]string) (all []exported.File) {
	for name, text := range files {
		all = append(all, exported.File{Name: name, Data: []byte(text)})
	}
	return all
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run exports into the folder as the command does.
func run(dir string, files map[string]string, overwrite bool) error {
	f, err := exported.Open(dir)
	if err != nil {
		return err
	}
	if err := f.Check(); err != nil && !overwrite {
		return err
	}
	return f.Write(list(files), overwrite, nil)
}

func TestExportAgain(t *testing.T) {
	t.Parallel()
	first := map[string]string{"queues.hcl": "1", "people.csv": "a"}
	for _, test := range []struct {
		name      string
		between   func(t *testing.T, dir string) // what happens after the first export
		second    map[string]string
		overwrite bool
		wrong     string // a part of the error
		want      map[string]string
	}{
		{"the same", nil, first, false, "", first},
		{"a file goes", nil, map[string]string{"queues.hcl": "2"}, false, "", map[string]string{"queues.hcl": "2"}},
		{
			"an edit", func(t *testing.T, dir string) { put(t, dir, "queues.hcl", "mine") },
			map[string]string{"queues.hcl": "2"},
			false, "somebody changed queues.hcl since the last export",
			map[string]string{"queues.hcl": "mine", "people.csv": "a"},
		},
		{
			"an edit that is given up", func(t *testing.T, dir string) { put(t, dir, "queues.hcl", "mine") },
			map[string]string{"queues.hcl": "2"},
			true, "",
			map[string]string{"queues.hcl": "2"},
		},
		{
			"a configuration of others", func(t *testing.T, dir string) { put(t, dir, "other.hcl", "x") },
			first, false, "files that no export wrote: other.hcl",
			map[string]string{"queues.hcl": "1", "people.csv": "a", "other.hcl": "x"},
		},
		{
			"a file that is none of ours", func(t *testing.T, dir string) { put(t, dir, "README.md", "x") },
			map[string]string{},
			false, "",
			map[string]string{"README.md": "x"},
		},
		{
			"a file of others with a name that is needed", func(t *testing.T, dir string) { put(t, dir, "skills.csv", "x") },
			map[string]string{"skills.csv": "1"},
			false, "files that no export wrote: skills.csv",
			map[string]string{"queues.hcl": "1", "people.csv": "a", "skills.csv": "x"},
		},
		{
			"a file was deleted", func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "people.csv")) },
			map[string]string{"queues.hcl": "2"},
			false, "",
			map[string]string{"queues.hcl": "2"},
		},
		{
			"a manifest that names files elsewhere", func(t *testing.T, dir string) {
				put(t, dir, exported.ManifestPath, `{"format_version":"1.0","files":{"../precious":["00"]}}`)
			},
			first, true, "not a file of the folder", first,
		},
		{
			"a manifest that is not JSON", func(t *testing.T, dir string) { put(t, dir, exported.ManifestPath, `{`) },
			first, true, "export.json", first,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "cc")
			if err := run(dir, first, false); err != nil {
				t.Fatal(err)
			}
			if test.between != nil {
				test.between(t, dir)
			}
			err := run(dir, test.second, test.overwrite)
			if test.wrong == "" && err != nil || test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong)) {
				t.Errorf("the error is %v, not %q", err, test.wrong)
			}
			if diff := cmp.Diff(test.want, filesOf(t, dir)); diff != "" {
				t.Errorf("the files differ (-want +got):\n%s", diff)
			}
			entries, _ := filepath.Glob(filepath.Join(dir, ".callwright", "export-*"))
			if len(entries) > 0 {
				t.Errorf("left %v", entries)
			}
		})
	}
}

// TestDiedMidway leaves the folder as an export leaves it that dies between two renames: with
// a manifest that has both digests. The next export takes that for its own.
func TestDiedMidway(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := run(dir, map[string]string{"a.hcl": "1", "b.hcl": "1"}, false); err != nil {
		t.Fatal(err)
	}
	// The second rename fails, because a folder is in the way.
	if err := os.Remove(filepath.Join(dir, "b.hcl")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "b.hcl/x", "x")
	f, err := exported.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write([]exported.File{{Name: "a.hcl", Data: []byte("2")}, {Name: "b.hcl", Data: []byte("2")}}, false, nil); err == nil {
		t.Fatal("a file replaced a folder")
	}
	if err := os.RemoveAll(filepath.Join(dir, "b.hcl")); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, map[string]string{"a.hcl": "3", "b.hcl": "3"}, false); err != nil {
		t.Errorf("the next export says %v", err)
	}
	if diff := cmp.Diff(map[string]string{"a.hcl": "3", "b.hcl": "3"}, filesOf(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// TestLink does not write through a link that leads out of the folder.
func TestLink(t *testing.T) {
	t.Parallel()
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "victim")
	put(t, filepath.Dir(elsewhere), "victim", "precious")
	if err := os.Symlink(elsewhere, filepath.Join(dir, "queues.hcl")); err != nil {
		t.Skip(err)
	}
	err := run(dir, map[string]string{"queues.hcl": "1"}, true)
	if text, _ := os.ReadFile(elsewhere); string(text) != "precious" {
		t.Errorf("the file elsewhere is %q (%v)", text, err)
	}
	var way *exported.InTheWayError
	if err := run(dir, map[string]string{"queues.hcl": "1"}, false); err == nil || !errors.As(err, &way) {
		t.Errorf("the error is %v", err)
	}
}
