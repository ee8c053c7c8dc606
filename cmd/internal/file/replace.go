package file

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A Replacement says which content a file has, and which it is to get.
type Replacement struct {
	Path          string
	Before, After []byte
}

// ReplaceAll replaces files, all of them or none. It first writes all new contents beside the
// files. If a file has another content than Before, or cannot be written, no file changes. If a
// rename fails, the files that were renamed already get their contents back.
func ReplaceAll(list []Replacement) (err error) {
	temporary := make([]string, len(list))
	defer func() {
		for _, name := range temporary {
			if name != "" {
				_ = os.Remove(name) // after the rename, there is none
			}
		}
	}()
	for i, r := range list {
		if temporary[i], err = r.prepare(); err != nil {
			return err
		}
	}
	for i, r := range list {
		if err = os.Rename(temporary[i], r.Path); err != nil {
			for _, done := range list[:i] {
				err = errors.Join(err, Replace(done.Path, done.Before))
			}
			return err
		}
	}
	return nil
}

// prepare writes the new content beside the file, with the permissions of the file.
func (r Replacement) prepare() (string, error) {
	info, err := os.Stat(r.Path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a regular file", r.Path)
	}
	now, err := Read(r.Path, MaxPlan)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(now, r.Before) {
		return "", fmt.Errorf("%s was changed meanwhile, so nothing was written", r.Path)
	}
	f, err := os.CreateTemp(filepath.Dir(r.Path), "."+filepath.Base(r.Path)+".*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(r.After)
	return f.Name(), errors.Join(err, f.Chmod(info.Mode().Perm()), f.Close())
}
