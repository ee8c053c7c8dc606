package file

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

var errFail = errors.New("failed")

// fail is a writer of a file that fails midway.
func fail(path string, data []byte) error {
	return StreamPrivate(path, func(w io.Writer) error {
		_, err := w.Write(data[:1])
		return errors.Join(err, errFail)
	})
}

// stream writes a file in two parts.
func stream(path string, data []byte) error {
	return StreamPrivate(path, func(w io.Writer) error {
		_, err := w.Write(data[:1])
		_, err2 := w.Write(data[1:])
		return errors.Join(err, err2)
	})
}

// TestWrite checks the text and the permissions that each function leaves, both for an
// existing file and for a new one.
func TestWrite(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		write  func(path string, data []byte) error
		exists bool // before the call
		text   string
		mode   fs.FileMode
		err    error
	}{
		{"WritePrivate of a new file", WritePrivate, false, "new", 0o600, nil},
		{"WritePrivate over a file", WritePrivate, true, "new", 0o600, nil},
		{"StreamPrivate of a new file", stream, false, "new", 0o600, nil},
		{"StreamPrivate over a file", stream, true, "new", 0o600, nil},
		{"StreamPrivate that fails", fail, true, "old", 0o640, errFail},
		{"Replace of a file", Replace, true, "new", 0o640, nil},
		{"Replace of nothing", Replace, false, "", 0, fs.ErrNotExist},
		{"WriteNew of a new file", WriteNew, false, "new", 0o644, nil},
		{"WriteNew over a file", WriteNew, true, "old", 0o640, fs.ErrExist},
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "a")
		if tt.exists {
			if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
				t.Fatal(err)
			}
		}
		if err := tt.write(path, []byte("new")); !errors.Is(err, tt.err) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.err)
		}
		if text, _ := os.ReadFile(path); string(text) != tt.text {
			t.Errorf("%s: the file holds %q, want %q", tt.name, text, tt.text)
		}
		if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode() != tt.mode {
			t.Errorf("%s: the mode is %v, want %v", tt.name, info.Mode(), tt.mode)
		}
		if entries, err := os.ReadDir(folder); err != nil || len(entries) > 1 {
			t.Errorf("%s: other files are left: %v, %v", tt.name, entries, err)
		}
	}
}
