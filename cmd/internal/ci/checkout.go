package ci

import (
	"os"
	"path/filepath"
	"strings"
)

// A Checkout is the git repository that a folder is in, as git's own files have it.
// The zero Checkout is for a folder outside of one.
type Checkout struct {
	top    string // the root of the repository
	folder string
}

// CheckoutOf returns the repository that a folder is in.
func CheckoutOf(folder string) Checkout {
	here, err := filepath.Abs(folder)
	if err != nil {
		return Checkout{}
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return Checkout{dir, here}
		}
		if dir == filepath.Dir(dir) {
			return Checkout{}
		}
	}
}

// Path returns a path that is relative to the folder as it is seen from the root of the
// repository: in /repo/sites, `main.hcl` is `sites/main.hcl`. It stays as it is outside
// of a repository.
func (c Checkout) Path(path string) string {
	if c.top == "" || filepath.IsAbs(path) {
		return path
	}
	rel, err := filepath.Rel(c.top, filepath.Join(c.folder, path))
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

// A Revision is the commit that is checked out. The zero Revision is for a folder
// outside of a repository.
type Revision struct{ Branch, Hash string }

// Short returns the revision as a heading shows it: main@3f2c1aa.
func (r Revision) Short() string {
	if r.Hash == "" {
		return ""
	}
	hash := r.Hash[:min(7, len(r.Hash))]
	if r.Branch == "" {
		return hash
	}
	return r.Branch + "@" + hash
}

// Revision returns the commit that is checked out.
func (c Checkout) Revision() Revision {
	if c.top == "" {
		return Revision{}
	}
	git := filepath.Join(c.top, ".git")
	if text, err := os.ReadFile(git); err == nil { // a worktree: gitdir: PATH
		git = strings.TrimSpace(strings.TrimPrefix(string(text), "gitdir:"))
	}
	text, err := os.ReadFile(filepath.Join(git, "HEAD"))
	if err != nil {
		return Revision{}
	}
	ref, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "ref: ")
	if !ok {
		return Revision{Hash: strings.TrimSpace(string(text))}
	}
	return Revision{Branch: strings.TrimPrefix(ref, "refs/heads/"), Hash: hashOf(git, ref)}
}

// hashOf returns the commit that a reference names: git keeps it in a file of its own,
// or in a list with others.
func hashOf(git, ref string) string {
	common := git
	if text, err := os.ReadFile(filepath.Join(git, "commondir")); err == nil {
		common = filepath.Join(git, strings.TrimSpace(string(text)))
	}
	if text, err := os.ReadFile(filepath.Join(common, ref)); err == nil {
		return strings.TrimSpace(string(text))
	}
	packed, _ := os.ReadFile(filepath.Join(common, "packed-refs"))
	for line := range strings.Lines(string(packed)) {
		if hash, name, _ := strings.Cut(strings.TrimSpace(line), " "); name == ref {
			return hash
		}
	}
	return ""
}
