package ci

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// block finds the block of a queue.
func block(label string) []Needle {
	return []Needle{{label, regexp.MustCompile(`^queue "` + label + `" \{`)}}
}

// TestRemovals finds the commits that removed blocks of a real repository. The names in it are
// hostile: an author and a subject that look like lines of a history or move the cursor.
func TestRemovals(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	repo := t.TempDir()
	run := func(author string, args ...string) {
		t.Helper()
		git := exec.CommandContext(t.Context(), "git", append([]string{"-C", repo, "-c", "user.name=" + author, "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		git.Env = append(os.Environ(), "GIT_AUTHOR_DATE=2026-11-20T12:00:00Z", "GIT_COMMITTER_DATE=2026-11-20T12:00:00Z")
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v: %s", args, err, out)
		}
	}
	commit := func(author, subject string, files map[string]string) {
		t.Helper()
		for name, text := range files {
			path := filepath.Join(repo, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		run(author, "add", "-A")
		run(author, "commit", "-q", "-m", subject)
	}
	queues := func(labels ...string) string {
		text := ""
		for _, l := range labels {
			text += "queue \"" + l + "\" {\n}\n"
		}
		return text
	}
	run("a", "init", "-q", "-b", "main")
	commit("Ana", "Begin", map[string]string{"site/main.hcl": queues("kept", "moved", "leeds", "york", "bath", "again"), "other/main.hcl": queues("elsewhere")})
	commit("Jane Doe", "Close the Leeds desk", map[string]string{"site/main.hcl": queues("kept", "moved", "york", "bath", "again")})
	commit("x\x1b[31m@@ -1 +1 @@", "diff --git a b \x1b[2J", map[string]string{"site/main.hcl": queues("kept", "moved", "bath", "again")})
	commit("Bo", "Move one", map[string]string{"site/main.hcl": queues("kept", "bath", "again"), "site/more.hcl": queues("moved")})
	commit("Cy", "Remove again, and somewhere else", map[string]string{"site/main.hcl": queues("kept", "bath"), "other/main.hcl": ""})
	commit("Di", "Bring it back", map[string]string{"site/main.hcl": queues("kept", "bath", "again")})
	if err := os.WriteFile(filepath.Join(repo, "site/main.hcl"), []byte(queues("kept")), 0o600); err != nil { // bath and again go without a commit
		t.Fatal(err)
	}
	labels := []string{"leeds", "york", "kept", "moved", "bath", "again", "elsewhere", "never"}
	things := make([][]Needle, len(labels))
	for i, l := range labels {
		things[i] = block(l)
	}
	got := map[string]string{}
	for i, c := range CheckoutOf(filepath.Join(repo, "site")).Removals(t.Context(), things) {
		if c != nil {
			got[labels[i]] = strings.Join([]string{c.Author, c.Date, c.Subject}, "|")
			if !regexp.MustCompile(`^[0-9a-f]{7,}$`).MatchString(c.Hash) {
				t.Errorf("the hash of %s is %q", labels[i], c.Hash)
			}
		}
	}
	want := map[string]string{"leeds": "Jane Doe|2026-11-20|Close the Leeds desk", "york": "x\x1b[31m@@ -1 +1 @@|2026-11-20|diff --git a b \x1b[2J"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Removals() mismatch (-want +got):\n%s", diff)
	}
	for _, c := range CheckoutOf(t.TempDir()).Removals(t.Context(), things) {
		if c != nil {
			t.Errorf("outside any repository, %+v removed something", c)
		}
	}
}

// TestSearchRemovals reads histories that no repository of this test could have: one that ends in
// the midst of a commit, and one with a line that is longer than the reader's buffer.
func TestSearchRemovals(t *testing.T) {
	t.Parallel()
	const head = "\x01abc1234\x00Ana\x002026-11-20\x00One\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n"
	for name, test := range map[string]struct {
		history string
		found   bool
	}{
		"whole":                      {head + "-queue \"a\" {\n", true},
		"the line of a file":         {strings.Replace(head, "--- a/x", "-queue \"a\" {", 1), false},
		"a long line before":         {head + "-" + strings.Repeat("x", 200<<10) + "\n-queue \"a\" {\n", true},
		"a removed line like a mark": {head + "--- a/x\n-queue \"a\" {\n", true},
		"removed and added":          {head + "-queue \"a\" {\n@@ -9 +9 @@\n+queue \"a\" { # moved\n", false},
		"no commit before":           {"@@ -1 +0,0 @@\n-queue \"b\" {\n", false},
		"nothing":                    {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := make([]*Commit, 1)
			searchRemovals(strings.NewReader(test.history), [][]Needle{block("a")}, found, func() bool { return true })
			if got := found[0] != nil; got != test.found {
				t.Errorf("found is %+v, want %t", found[0], test.found)
			}
		})
	}
	found := make([]*Commit, 1)
	searchRemovals(strings.NewReader(head+"-queue \"a\" {\n"), [][]Needle{block("a")}, found, func() bool { return false })
	if found[0] != nil {
		t.Errorf("a history that was cut off says %+v, although the commit may also add the block", found[0])
	}
}
