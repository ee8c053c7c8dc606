// Package exported keeps a folder of exported files. It replaces the files that an earlier
// export wrote, and nothing else.
//
// Its terms:
//
//   - The manifest is .callwright/export.json. It has the digest of each file that the last
//     export wrote.
//   - A file is ours if the manifest has its digest. A file that somebody changed is not.
//
// For example, somebody exports into the folder acme, edits acme/queues.hcl and exports again.
// The second export stops, because it would undo the edit, and names the file.
package exported

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan/impact"
)

// ManifestPath is the place of the manifest in the folder.
const ManifestPath = ".callwright/export.json"

// A File is a file to write into the folder. Its name may have slashes.
type File struct {
	Name string
	Data []byte
}

// A manifest says which files of the folder are an export's. A file has two digests while an
// export replaces it, so that an export that dies midway does not look like an edit.
type manifest struct {
	FormatVersion string              `json:"format_version"`
	Files         map[string][]string `json:"files"` // name → digests, in hexadecimal
}

// A Folder is a folder of exported files.
type Folder struct {
	path  string
	found manifest
}

// An InTheWayError says which files of a folder an export would overwrite or stand beside.
type InTheWayError struct {
	Changed []string // files that an export wrote, and that somebody changed since
	Others  []string // files of a configuration that no export wrote
}

func (e *InTheWayError) Error() string {
	var parts []string
	if len(e.Changed) > 0 {
		parts = append(parts, "somebody changed "+impact.ShortList(e.Changed)+" since the last export")
	}
	if len(e.Others) > 0 {
		parts = append(parts, "the folder has files that no export wrote: "+impact.ShortList(e.Others))
	}
	return strings.Join(parts, "; ")
}

// Open reads the manifest of the folder at a path. The folder need not exist.
func Open(path string) (*Folder, error) {
	f := &Folder{path: path, found: manifest{Files: map[string][]string{}}}
	text, err := file.Read(f.at(ManifestPath), file.MaxList)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &f.found); err != nil {
		return nil, fmt.Errorf("%s: %w", f.at(ManifestPath), err)
	}
	if f.found.FormatVersion != "1.0" {
		return nil, fmt.Errorf("%s has the format %q, and this callwright reads 1.0", f.at(ManifestPath), f.found.FormatVersion)
	}
	for name := range f.found.Files {
		if !plain(name) { // somebody edited it: a file elsewhere must not be deleted
			return nil, fmt.Errorf("%s names %q, which is not a file of the folder", f.at(ManifestPath), name)
		}
	}
	return f, nil
}

func (f *Folder) at(name string) string { return filepath.Join(f.path, filepath.FromSlash(name)) }

// plain reports whether a name is that of a file in the folder, or in a folder below it.
func plain(name string) bool {
	return filepath.IsLocal(filepath.FromSlash(name)) && !strings.ContainsAny(name, `\:`)
}

// Check returns an [InTheWayError] if an export into the folder would overwrite work of people.
// That is so if a file of the last export was changed, or if the folder has files of a
// configuration that no export wrote.
func (f *Folder) Check() error {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	problem := &InTheWayError{}
	for _, e := range entries {
		_, ours := f.found.Files[e.Name()]
		if !ours && !e.IsDir() && strings.HasSuffix(e.Name(), ".hcl") && !strings.HasPrefix(e.Name(), ".") {
			problem.Others = append(problem.Others, e.Name())
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.found.Files)) {
		same, err := f.has(name, f.found.Files[name])
		if err != nil {
			return err
		}
		if !same {
			problem.Changed = append(problem.Changed, name)
		}
	}
	if len(problem.Changed)+len(problem.Others) > 0 {
		return problem
	}
	return nil
}

// has reports whether a file has one of the digests. A file that was deleted is as good as one
// that nobody changed.
func (f *Folder) has(name string, digests []string) (bool, error) {
	text, err := os.ReadFile(f.at(name))
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return slices.Contains(digests, digest(text)), err
}

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Write replaces the files of the last export by new ones, and deletes those that are no longer
// needed. If overwrite is false, it returns an [InTheWayError] before it writes anything if a
// new file has the name of one that no export wrote. Check looks at the new files before any old
// one is replaced; its error stops the export. It may be nil.
//
// It first writes all files beside the old ones, and then renames them. If the process dies
// before the first is renamed, the folder has the old export. If it dies between two, the next
// export completes the folder.
func (f *Folder) Write(files []File, overwrite bool, check func(fs.FS) error) error {
	if err := os.MkdirAll(f.path, 0o755); err != nil {
		return err
	}
	if err := f.collisions(files, overwrite); err != nil {
		return err
	}
	if err := file.Within(f.path, ManifestPath); err != nil {
		return err
	}
	if err := os.MkdirAll(f.at(filepath.Dir(ManifestPath)), 0o755); err != nil {
		return err
	}
	next := manifest{FormatVersion: "1.0", Files: map[string][]string{}}
	both := manifest{FormatVersion: "1.0", Files: maps.Clone(f.found.Files)}
	for _, n := range files {
		sum := digest(n.Data)
		next.Files[n.Name] = []string{sum}
		both.Files[n.Name] = append(slices.Clone(both.Files[n.Name]), sum)
	}
	staged, err := f.stage(files)
	if err != nil {
		return err
	}
	defer os.RemoveAll(staged)
	if check != nil {
		if err := check(os.DirFS(staged)); err != nil {
			return err
		}
	}
	if err := f.record(both); err != nil {
		return err
	}
	for _, n := range files {
		if err := os.MkdirAll(filepath.Dir(f.at(n.Name)), 0o755); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(staged, n.Name), f.at(n.Name)); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.found.Files)) {
		if _, needed := next.Files[name]; needed {
			continue
		}
		if err := os.Remove(f.at(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		// The folder of a module may be empty now.
		for dir := filepath.Dir(f.at(name)); dir != filepath.Clean(f.path) && os.Remove(dir) == nil; {
			dir = filepath.Dir(dir)
		}
	}
	f.found = next
	return f.record(next)
}

// collisions returns an error if a new file would replace one that no export wrote.
func (f *Folder) collisions(files []File, overwrite bool) error {
	problem := &InTheWayError{}
	for _, n := range files {
		if err := file.Within(f.path, n.Name); err != nil {
			return err
		}
		_, err := os.Lstat(f.at(n.Name))
		if _, ours := f.found.Files[n.Name]; err == nil && !ours {
			problem.Others = append(problem.Others, n.Name)
		}
	}
	if len(problem.Others) > 0 && !overwrite {
		return problem
	}
	return nil
}

// stage writes the files into a new folder beside the manifest, from which a rename moves them.
func (f *Folder) stage(files []File) (string, error) {
	staged, err := os.MkdirTemp(f.at(filepath.Dir(ManifestPath)), "export-*")
	if err != nil {
		return "", err
	}
	for _, n := range files {
		path := filepath.Join(staged, filepath.FromSlash(n.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), file.WriteNew(path, n.Data)); err != nil {
			os.RemoveAll(staged)
			return "", err
		}
	}
	return staged, nil
}

// record writes the manifest.
func (f *Folder) record(m manifest) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return file.WritePrivate(f.at(ManifestPath), append(text, '\n'))
}
