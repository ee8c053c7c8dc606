// Package file writes files safely: a program that is killed midway leaves neither half
// a file nor a damaged one, and no existing file is overwritten by mistake.
//
// For example, a plan is written to `.plan.json.123`, which is then renamed to plan.json.
// Whoever opens plan.json finds the old plan or the new one, and never a part of one.
package file

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WritePrivate creates or replaces a file that only its owner may read, because a plan
// has personal data. The file appears whole or not at all. What exists and is not a regular
// file is not replaced: WritePrivate writes into a pipe, a device such as /dev/stdout, or
// the file that a link leads to.
func WritePrivate(path string, data []byte) error {
	return StreamPrivate(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// StreamPrivate is [WritePrivate] for what is too large to be in memory as a whole. It calls
// content, which writes it.
func StreamPrivate(path string, content func(io.Writer) error) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		return errors.Join(content(f), f.Close())
	}
	// The temporary file is in the same folder: a rename between disks is not atomic.
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // cleans up after an error; after the rename it does nothing
	if err = errors.Join(content(f), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// write opens a file, creates it if it does not exist, and writes to it. How says what happens
// to a file that exists: os.O_APPEND or os.O_EXCL.
func write(path string, how int, mode os.FileMode, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|how, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// Replace replaces an existing file as [WritePrivate] does, and keeps its permissions:
// `callwright fmt` must not hide a file from the rest of the team.
func Replace(path string, data []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", path)
	}
	if err := WritePrivate(path, data); err != nil {
		return err
	}
	return os.Chmod(path, info.Mode().Perm())
}

// WriteNew creates a file with the usual permissions. If the file exists, it is not
// changed, and the error is fs.ErrExist.
func WriteNew(path string, data []byte) error { return write(path, os.O_EXCL, 0o644, data) }

// Append adds to the end of a file, with the usual permissions if it is new.
func Append(path string, data []byte) error { return write(path, os.O_APPEND, 0o644, data) }
