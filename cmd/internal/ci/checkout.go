package ci

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Checkout is a folder and the git repository around it. It reads git's own files,
// because the image that a pipeline runs in need not have the program git. The zero
// Checkout is a folder outside any repository.
type Checkout struct {
	top    string // the root of the repository, such as /repo
	folder string // the folder in it, such as /repo/sites
}

// CheckoutOf finds the repository around a folder: the nearest folder above it, or the
// folder itself, that has an entry .git.
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

// Path turns a path that is relative to the folder into one that is relative to the root
// of the repository: in /repo/sites, `main.hcl` becomes `sites/main.hcl`. CI services
// link to files by such paths. Outside any repository the path does not change.
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

// A Revision is the commit that is checked out. Branch is empty when a commit is checked
// out without its branch, as most pipelines do. Hash is empty outside any repository,
// and on a branch without commits. Dirty says that the folder's configuration is not that of
// the commit, because somebody changed files and did not commit them.
type Revision struct {
	Branch, Hash string
	Dirty        bool
}

// Short returns the revision for headings: main@3f2c1aa, or 3f2c1aa without a branch. A plan
// from changed files says so: main@3f2c1aa + local changes.
func (r Revision) Short() string {
	if r.Hash == "" {
		return ""
	}
	short := r.Hash[:min(7, len(r.Hash))]
	if r.Branch != "" {
		short = r.Branch + "@" + short
	}
	if r.Dirty {
		short += " + local changes"
	}
	return short
}

// Revision returns the commit that is checked out, and whether files were changed after it.
// That takes as long as `git status`, so it is for commands that show a plan.
func (c Checkout) Revision() Revision {
	r := c.Commit()
	r.Dirty = r.Hash != "" && c.dirty()
	return r
}

// Commit returns the commit that is checked out, and does not look for changed files. It
// returns no error: a heading without a commit is better than a plan that fails because git's
// files are unusual.
func (c Checkout) Commit() Revision {
	if c.top == "" {
		return Revision{}
	}
	git := filepath.Join(c.top, ".git")
	// In a worktree, .git is a file with one line: gitdir: /repo/.git/worktrees/feature
	if text, err := os.ReadFile(git); err == nil {
		git = strings.TrimSpace(strings.TrimPrefix(string(text), "gitdir:"))
	}
	text, err := os.ReadFile(filepath.Join(git, "HEAD"))
	if err != nil {
		return Revision{}
	}
	// HEAD has `ref: refs/heads/main`, or the hash itself when no branch is checked out.
	ref, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "ref: ")
	if !ok {
		return Revision{Hash: strings.TrimSpace(string(text))}
	}
	return Revision{Branch: strings.TrimPrefix(ref, "refs/heads/"), Hash: hashOf(git, ref)}
}

// longestStatus is how long git may take to say whether files changed. Large repositories on
// slow disks take seconds, and a heading is not worth more.
const longestStatus = 5 * time.Second

// dirty reports whether the folder differs from the commit: a tracked file changed or is
// gone, or there is a new file that a configuration is made of. Unlike the commit itself, only
// the program git can tell. Without it, the answer is false.
//
// Other new files do not count, so that `plan --out plan.json` does not make the next plan
// one with local changes.
func (c Checkout) dirty() bool {
	ctx, cancel := context.WithTimeout(context.Background(), longestStatus)
	defer cancel()
	git := exec.CommandContext(ctx, "git", "-C", c.folder, "--no-optional-locks", "status", "--porcelain", "-z", "--untracked-files=all", "--", ".")
	out, err := git.Output()
	if err != nil {
		return false
	}
	for entry := range strings.SplitSeq(string(out), "\x00") {
		name, untracked := strings.CutPrefix(entry, "?? ")
		if entry != "" && (!untracked || slices.Contains(configurationFiles, filepath.Ext(name))) {
			return true
		}
	}
	return false
}

// configurationFiles are the endings of the files that a configuration reads.
var configurationFiles = []string{".hcl", ".csv"}

// hashOf returns the commit that a reference such as refs/heads/main names. Git keeps it
// in the file .git/refs/heads/main, or, after `git gc`, in a line of .git/packed-refs.
func hashOf(git, ref string) string {
	// A worktree shares the references of its repository; commondir says where they are.
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
