package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/callwright/callwright/cmd/internal/file"
)

// A folder is the working folder, as --chdir names it. It is a value, and not the current
// directory of the process, so that one process can work in several folders. The empty
// folder is the directory in which the process was started.
//
// All paths on the command line are relative to it: with `-C site`, the plan of
// `--out plan.json` is site/plan.json.
type folder string

// check returns an error if the folder does not exist or is not a directory.
func (f folder) check() error {
	if f == "" {
		return nil
	}
	info, err := os.Stat(string(f))
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	if err == nil && !info.IsDir() {
		return syscall.ENOTDIR
	}
	return err
}

// path returns a path from the command line as a path that the process can open.
func (f folder) path(name string) string {
	if f == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(string(f), name)
}

// write writes a file that a flag names. It writes nothing through a link that leads out of
// the folder: a pull request may have brought it.
func (f folder) write(name string, text []byte) error {
	if err := file.Within(string(f), name); err != nil {
		return err
	}
	return file.WritePrivate(f.path(name), text)
}

// stream is write for a file that is too large to be in memory as a whole.
func (f folder) stream(name string, content func(io.Writer) error) error {
	if err := file.Within(string(f), name); err != nil {
		return err
	}
	return file.StreamPrivate(f.path(name), content)
}

// optional is like path, but returns "" for "", which means no file. (The path
// "" would be the folder itself.)
func (f folder) optional(name string) string {
	if name == "" {
		return ""
	}
	return f.path(name)
}

// above returns the nearest folder above with the files of a configuration, as a path for
// --chdir; "" if there is none. It looks at two folders, and at none outside the repository:
// further up are the files of others.
func (f folder) above() string {
	up := "."
	for range 2 {
		if _, err := os.Stat(f.path(filepath.Join(up, ".git"))); err == nil {
			return ""
		}
		up = filepath.Join(up, "..")
		if hasConfiguration(f.path(up)) {
			return f.path(up)
		}
	}
	return ""
}

// hasConfiguration reports whether a folder has a file of a configuration. Files with values
// of variables do not count.
func hasConfiguration(dir string) bool {
	entries, _ := os.ReadDir(dir) // a folder that cannot be read is of no use
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		name := e.Name()
		return e.Type().IsRegular() && strings.HasSuffix(name, ".hcl") && !strings.HasSuffix(name, ".vars.hcl") && !strings.HasPrefix(name, ".")
	})
}
