package file

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestReplaceAll replaces two files, or none.
func TestReplaceAll(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		second string // what the second file has
		err    string
	}{
		{"both as they were", "old", ""},
		{"one that changed", "other", "b was changed meanwhile, so nothing was written"},
		{"one that is gone", "", "no such file"},
	} {
		folder := t.TempDir()
		a, b := filepath.Join(folder, "a"), filepath.Join(folder, "b")
		for path, text := range map[string]string{a: "old", b: tt.second} {
			if text == "" {
				continue
			}
			if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
				t.Fatal(err)
			}
		}
		err := ReplaceAll([]Replacement{{a, []byte("old"), []byte("new")}, {b, []byte("old"), []byte("new")}})
		if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.err)
		}
		want := map[bool]string{true: "new", false: "old"}[tt.err == ""]
		if text, _ := os.ReadFile(a); string(text) != want {
			t.Errorf("%s: a has %q, want %q", tt.name, text, want)
		}
		if info, err := os.Stat(a); err == nil && runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
			t.Errorf("%s: the mode is %v", tt.name, info.Mode())
		}
		if entries, _ := os.ReadDir(folder); len(entries) > 2 {
			t.Errorf("%s: other files are left", tt.name)
		}
	}
	if err := ReplaceAll([]Replacement{{Path: t.TempDir()}}); err == nil {
		t.Error("a folder was replaced")
	}
}
