package source

import (
	"errors"
	"io/fs"
	"strings"
)

// Reason returns a file system's error in plain words, without the path: the message
// around it names the file already.
func Reason(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied")
	case strings.Contains(err.Error(), "escapes"):
		return errors.New("it is outside the root folder")
	case errors.As(err, &at):
		return at.Err
	}
	return err
}
