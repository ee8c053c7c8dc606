// Package file writes files safely: a program that is killed midway leaves neither half
// a file nor a damaged one, and no existing file is overwritten by mistake.
//
// For example, a plan is written to `.plan.json.123`, which is then renamed to plan.json.
// Whoever opens plan.json finds the old plan or the new one, and never a part of one.
package file

import (
	"errors"
	"os"
	"path/filepath"
)

// WritePrivate creates or replaces a file that only its owner may read, because a plan
// has personal data. The file appears whole or not at all.
func WritePrivate(path string, data []byte) error {
	// The temporary file is in the same folder: a rename between disks is not atomic.
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // cleans up after an error; after the rename it does nothing
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Replace replaces an existing file as [WritePrivate] does, and keeps its permissions:
// `callwright fmt` must not hide a file from the rest of the team.
func Replace(path string, data []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := WritePrivate(path, data); err != nil {
		return err
	}
	return os.Chmod(path, info.Mode().Perm())
}

// WriteNew creates a file with the usual permissions. If the file exists, it is not
// changed, and the error is fs.ErrExist.
func WriteNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
