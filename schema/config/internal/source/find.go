package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Resolve returns the path for a relative path that is written in a file of the folder:
// "../people.csv" in the folder teams is people.csv.
func Resolve(folder, relative string) (string, error) {
	if path.IsAbs(relative) || strings.Contains(relative, `\`) {
		return "", fmt.Errorf("%q: paths must be relative to the file that names them, with forward slashes", relative)
	}
	at := path.Join(folder, relative)
	if !fs.ValidPath(at) {
		return "", fmt.Errorf("%q is outside the root folder", relative)
	}
	return at, nil
}

// Exists reports whether there is a regular file at a path.
func (f *Files) Exists(at string) (bool, error) {
	info, err := fs.Stat(f.fsys, at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, Reason(err)
	}
	return info.Mode().IsRegular(), nil
}

// List returns the sorted base names of the files in a folder whose names end in suffix.
// It omits hidden files: editors keep copies such as .main.hcl.swp.
func (f *Files) List(folder, suffix string) ([]string, error) {
	entries, err := fs.ReadDir(f.fsys, folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), suffix) && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// mostFiles is the largest number of files and folders that Match looks at. With "**", a
// configuration could make it walk through a whole disk.
const mostFiles = 100_000

// Match returns the regular files below a folder whose paths, relative to the folder,
// match the pattern. The pattern is a list of elements. Each is a pattern of [path.Match],
// or ** for any number of folders: "**" and "*.csv" match "a.csv" and "uk/london/b.csv".
func (f *Files) Match(folder string, pattern []string) ([]string, error) {
	var names []string
	seen := 0
	err := fs.WalkDir(f.fsys, folder, func(at string, entry fs.DirEntry, err error) error {
		if seen++; seen > mostFiles {
			return fmt.Errorf("the folder has more than %d files", mostFiles)
		}
		if err != nil {
			return Reason(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(at, folder), "/")
		if folder == "." {
			name = at
		}
		match, err := matchElements(pattern, strings.Split(name, "/"))
		if match && entry.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// matchElements reports whether the elements of a path match the elements of a pattern. It
// takes time in proportion to both, however many ** the pattern has: it tries all lengths at
// once, where a search that turns back would take exponential time.
func matchElements(pattern, elements []string) (bool, error) {
	reach := make([]bool, len(elements)+1) // reach[i]: the pattern so far matches the first i elements
	reach[0] = true
	for _, p := range pattern {
		next := make([]bool, len(elements)+1)
		for i := range elements {
			ok, err := path.Match(p, elements[i])
			if err != nil {
				return false, fmt.Errorf("%q is not a valid pattern", p)
			}
			next[i+1] = reach[i] && ok
		}
		if p == "**" {
			first := slices.Index(reach, true)
			for i := range next {
				next[i] = first >= 0 && i >= first
			}
		}
		reach = next
	}
	return reach[len(elements)], nil
}
