package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestRead reads files around the limit, and files whose size says nothing.
func TestRead(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(name string, size int64) string {
		path := filepath.Join(folder, name)
		f, err := os.Create(path)
		if err == nil {
			err = errors.Join(f.Truncate(size), f.Close()) // sparse: it takes no room on the disk
		}
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	const limit = 1 << 20
	for _, tt := range []struct {
		path string
		want string // in the error; "" for none
		size int
	}{
		{write("empty", 0), "", 0},
		{write("full", limit), "", limit},
		{write("larger", limit+1), "larger is too large: it can have at most 1 MiB", 0},
		{write("sparse", 5<<30), "sparse is too large: it can have at most 1 MiB", 0},
		{filepath.Join(folder, "nothing"), "nothing: no such file", 0},
	} {
		data, err := Read(tt.path, limit)
		if tt.want == "" && (err != nil || len(data) != tt.size) || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("Read(%s) has %d bytes, %v; want %d, %q", tt.path, len(data), err, tt.size, tt.want)
		}
	}
	if _, err := Read(filepath.Join(folder, "nothing"), limit); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := ReadAll(strings.NewReader(strings.Repeat("x", limit+1)), "<stdin>", limit); err == nil || err.Error() != "<stdin> is too large: it can have at most 1 MiB" {
		t.Errorf("a stream: %v", err)
	}
	if _, err := Read(folder, limit); err == nil {
		t.Error("a folder was read")
	}
	if runtime.GOOS != "linux" {
		return
	}
	if data, err := Read("/proc/self/status", limit); err != nil || len(data) == 0 {
		t.Errorf("a file of /proc, which says that it is empty: %d bytes, %v", len(data), err)
	}
	if _, err := Read("/dev/zero", limit); err == nil {
		t.Error("a device that never ends was read")
	}
}
