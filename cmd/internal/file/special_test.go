//go:build unix

package file

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWriteSpecial writes to what is not a regular file. None of it may be replaced.
func TestWriteSpecial(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := syscall.Mkfifo(at("pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("file"), []byte("a long text"), 0o640); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link": "file", "dangling": "new", "null": os.DevNull} {
		if err := os.Symlink(to, at(link)); err != nil {
			t.Fatal(err)
		}
	}
	read := make(chan string)
	go func() {
		text, err := os.ReadFile(at("pipe"))
		if err != nil {
			t.Error(err)
		}
		read <- string(text)
	}()
	for _, path := range []string{at("pipe"), at("link"), at("dangling"), at("null"), os.DevNull} {
		if err := WritePrivate(path, []byte("new")); err != nil {
			t.Errorf("WritePrivate(%s): %v", path, err)
		}
	}
	if got := <-read; got != "new" {
		t.Errorf("the pipe had %q", got)
	}
	for name, want := range map[string]fs.FileMode{"pipe": fs.ModeNamedPipe, "link": fs.ModeSymlink, "dangling": fs.ModeSymlink, "null": fs.ModeSymlink} {
		if info, err := os.Lstat(at(name)); err != nil || info.Mode().Type() != want {
			t.Errorf("%s is %v now, %v", name, info, err)
		}
	}
	for _, name := range []string{"file", "new"} {
		if text, err := os.ReadFile(at(name)); string(text) != "new" {
			t.Errorf("%s has %q, %v", name, text, err)
		}
	}
	if err := WritePrivate(folder, []byte("new")); err == nil {
		t.Error("a folder was written to")
	}
	for _, path := range []string{at("pipe"), os.DevNull} {
		if err := Replace(path, []byte("new")); err == nil {
			t.Errorf("Replace(%s) succeeded", path)
		}
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 6 {
		t.Errorf("other files are left: %v, %v", entries, err)
	}
}
