// Package file writes files so that nobody ever sees half of one, or loses one that was
// there.
package file

import (
	"errors"
	"os"
	"path/filepath"
)

// WritePrivate writes a file that only its owner may read: a plan holds personal data.
// The file appears whole or not at all.
func WritePrivate(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // no file of that name is left once it is renamed
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Replace writes a file that is there, as [WritePrivate] does, and keeps its mode.
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

// WriteNew writes a file that must not exist yet; the error is fs.ErrExist if it does.
func WriteNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
