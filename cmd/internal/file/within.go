package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Within returns an error if a path in the folder leads out of it through a link. A stranger's
// pull request may have such a link, and what callwright writes for the configuration would
// then replace a file elsewhere on the machine. For example, .callwright may be a link to
// ~/.ssh.
//
// A path that names a place outside of the folder itself, such as ../plan.json, is fine:
// whoever started callwright chose it.
func Within(folder, path string) error {
	if !filepath.IsLocal(path) {
		return nil
	}
	if folder == "" {
		folder = "."
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	at := ""
	for step := range strings.SplitSeq(filepath.Clean(path), string(filepath.Separator)) {
		at = filepath.Join(at, step)
		info, err := root.Lstat(at)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // nor is there anything below it
		}
		if err == nil && info.Mode().Type() == fs.ModeSymlink {
			_, err = root.Stat(at)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is a link that leads out of the folder, so nothing is written there", at)
		}
	}
	return nil
}
