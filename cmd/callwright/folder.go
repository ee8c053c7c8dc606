package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A folder is the working folder, as --chdir names it. Every path on the command line is
// relative to it. The empty folder is the one that the process was started in.
type folder string

// check returns why the folder cannot be worked in.
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

// path returns a path of the command line as the process reaches it.
func (f folder) path(name string) string {
	if f == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(string(f), name)
}

// optional is path, and keeps an empty name, which is no path.
func (f folder) optional(name string) string {
	if name == "" {
		return ""
	}
	return f.path(name)
}
