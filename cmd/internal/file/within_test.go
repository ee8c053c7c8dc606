//go:build unix

package file

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWithin checks paths in a folder that has links, as a pull request may bring them.
func TestWithin(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	folder := filepath.Join(top, "site")
	for _, dir := range []string{folder, filepath.Join(folder, "data"), filepath.Join(top, "else")} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{
		"inside": "data", "outside": "../else", "absolute": filepath.Join(top, "else"), "dangling": "data/new", "lost": "../else/new",
		"data/up": "../../else/x", "twice": "outside", "self": "self", "to-file": "file", "home": "/else/keys",
	} {
		if err := os.Symlink(to, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	for path, names := range map[string]string{ // what the error names, or ""
		"new": "", "new/x/y": "", "file": "", "data/new": "", "inside/new": "", "dangling": "", "to-file": "", "./inside/../new": "",
		"../plan.json": "", filepath.Join(top, "else", "plan.json"): "", os.DevNull: "",
		"outside": "outside", "outside/x/y": "outside", "absolute/x": "absolute", "lost": "lost", "data/up": "data/up", "twice/x": "twice", "self": "self", "home/authorized_keys": "home",
		"inside/up": "inside/up",
	} {
		err := Within(folder, path)
		if (err != nil) != (names != "") || err != nil && !strings.HasPrefix(err.Error(), names+" is a link that leads out of the folder") {
			t.Errorf("Within(%s): %v, want an error about %q", path, err, names)
		}
	}
}
