package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A revision is the commit that the configuration stands at.
type revision struct{ branch, hash string }

// short returns the revision as a heading shows it: main@3f2c1aa.
func (r revision) short() string {
	if r.hash == "" {
		return ""
	}
	hash := r.hash[:min(7, len(r.hash))]
	if r.branch == "" {
		return hash
	}
	return r.branch + "@" + hash
}

// gitCommit returns the commit of the working folder, as git's own files have it;
// the zero revision outside a repository.
func gitCommit() revision {
	if top, _, ok := repository(); ok {
		return head(filepath.Join(top, ".git"))
	}
	return revision{}
}

// repository returns the root of the git repository that the working folder is in, and
// the working folder; false outside a repository.
func repository() (top, here string, ok bool) {
	here, err := filepath.Abs(".")
	if err != nil {
		return "", "", false
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return dir, here, true
		}
		if dir == filepath.Dir(dir) {
			return "", here, false
		}
	}
}

func head(git string) revision {
	if text, err := os.ReadFile(git); err == nil { // a worktree: gitdir: PATH
		git = strings.TrimSpace(strings.TrimPrefix(string(text), "gitdir:"))
	}
	text, err := os.ReadFile(filepath.Join(git, "HEAD"))
	if err != nil {
		return revision{}
	}
	ref, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "ref: ")
	if !ok {
		return revision{hash: strings.TrimSpace(string(text))}
	}
	r := revision{branch: strings.TrimPrefix(ref, "refs/heads/")}
	common := git
	if text, err := os.ReadFile(filepath.Join(git, "commondir")); err == nil {
		common = filepath.Join(git, strings.TrimSpace(string(text)))
	}
	if text, err := os.ReadFile(filepath.Join(common, ref)); err == nil {
		r.hash = strings.TrimSpace(string(text))
		return r
	}
	packed, _ := os.ReadFile(filepath.Join(common, "packed-refs"))
	for line := range strings.Lines(string(packed)) {
		if hash, name, _ := strings.Cut(strings.TrimSpace(line), " "); name == ref {
			r.hash = hash
		}
	}
	return r
}

// createdAt returns now, or the time that a reproducible build wants instead.
func createdAt() time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC().Truncate(time.Second)
}
