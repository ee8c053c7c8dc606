package ci

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOf checks which service Of and Runs detect in an environment.
func TestOf(t *testing.T) {
	t.Parallel()
	gitHub := map[string]string{
		"GITHUB_ACTIONS": "true", "GITHUB_RUN_NUMBER": "7", "GITHUB_RUN_ID": "99", "GITHUB_REPOSITORY": "a/b",
		"GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_OUTPUT": "out.txt",
	}
	for _, tt := range []struct {
		name string
		flag string
		env  map[string]string
		want Pipeline
		runs bool
	}{
		{"none", "auto", nil, Pipeline{Comment: gitHubComment}, false},
		{"GitHub", "auto", gitHub, Pipeline{"github", "7", "https://github.com/a/b/actions/runs/99", "https://github.com/a/b", gitHubComment, "summary.md", "out.txt"}, true},
		{"GitHub, switched off", "off", gitHub, Pipeline{Comment: gitHubComment}, false},
		{"GitHub by the flag", "github", nil, Pipeline{Name: "github", Comment: gitHubComment}, true},
		{"GitHub, again", "auto", map[string]string{"GITHUB_ACTIONS": "true", "GITHUB_RUN_NUMBER": "7", "GITHUB_RUN_ATTEMPT": "2"}, Pipeline{Name: "github", Run: "7.2", Comment: gitHubComment}, true},
		{"GitHub, first attempt", "auto", map[string]string{"GITHUB_ACTIONS": "true", "GITHUB_RUN_NUMBER": "7", "GITHUB_RUN_ATTEMPT": "1"}, Pipeline{Name: "github", Run: "7", Comment: gitHubComment}, true},
		{"GitLab", "auto", map[string]string{"GITLAB_CI": "true", "CI_PIPELINE_IID": "3", "CI_JOB_URL": "https://x/3", "CI_PROJECT_URL": "https://x/g"}, Pipeline{Name: "gitlab", Run: "3", URL: "https://x/3", Repository: "https://x/g", Comment: gitLabComment}, true},
		{"GitLab, but false", "auto", map[string]string{"GITLAB_CI": "false"}, Pipeline{Comment: gitHubComment}, false},
		{"Azure DevOps", "auto", map[string]string{"TF_BUILD": "True", "BUILD_BUILDID": "5"}, Pipeline{Name: "azure", Run: "5", Comment: azureComment}, true},
		{"Jenkins", "auto", map[string]string{"JENKINS_URL": "x", "BUILD_NUMBER": "4", "BUILD_URL": "https://j/4"}, Pipeline{Run: "4", URL: "https://j/4", Comment: gitHubComment}, true},
		{"generic", "generic", nil, Pipeline{Comment: gitHubComment}, true},
	} {
		env := func(name string) string { return tt.env[name] }
		if diff := cmp.Diff(tt.want, Of(tt.flag, env)); diff != "" {
			t.Errorf("%s: Of() mismatch (-want +got):\n%s", tt.name, diff)
		}
		if got := Runs(tt.flag, env); got != tt.runs {
			t.Errorf("%s: Runs() = %v, want %v", tt.name, got, tt.runs)
		}
	}
}

// TestLink has the page of a line at each service, and none where that is not known.
func TestLink(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		p            Pipeline
		commit, want string
	}{
		{Pipeline{Name: "github", Repository: "https://github.com/a/b"}, "3f2c", "https://github.com/a/b/blob/3f2c/sites/m%C3%BCnchen%20%23%3E.hcl#L12"},
		{Pipeline{Name: "gitlab", Repository: "https://x/g"}, "3f2c", "https://x/g/-/blob/3f2c/sites/m%C3%BCnchen%20%23%3E.hcl#L12"},
		{Pipeline{Name: "bitbucket", Repository: "https://bitbucket.org/a/b"}, "3f2c", "https://bitbucket.org/a/b/src/3f2c/sites/m%C3%BCnchen%20%23%3E.hcl#lines-12"},
		{Pipeline{Name: "azure", Repository: "https://x"}, "3f2c", ""},
		{Pipeline{Name: "github"}, "3f2c", ""},
		{Pipeline{Name: "github", Repository: "https://github.com/a/b"}, "", ""},
	} {
		if got := tt.p.Link(tt.commit, "sites/münchen #>.hcl", 12); got != tt.want {
			t.Errorf("%s: Link() = %q, want %q", tt.p.Name, got, tt.want)
		}
	}
}

// TestLines checks that each output is one line: a value with a line break must not add
// an output.
func TestLines(t *testing.T) {
	t.Parallel()
	got := string(Lines([]Output{{"digest", "sha256:1"}, {"plan_file", "a\nexit_code=0"}, {"risk", ""}}))
	if want := "digest=sha256:1\nplan_file=a exit_code=0\nrisk=\n"; got != want {
		t.Errorf("Lines() = %q, want %q", got, want)
	}
}

// TestHand checks that outputs and summaries are appended to the pipeline's files, and
// that a pipeline without an output file is fine.
func TestHand(t *testing.T) {
	t.Parallel()
	if err := (Pipeline{}).Hand([]Output{{"a", "b"}}); err != nil {
		t.Error(err)
	}
	p := Pipeline{OutputFile: filepath.Join(t.TempDir(), "out"), SummaryFile: filepath.Join(t.TempDir(), "summary")}
	for range 2 {
		if err := p.Hand([]Output{{"a", "b"}}); err != nil {
			t.Error(err)
		}
	}
	if err := p.Summarize([]byte("# Plan\n")); err != nil {
		t.Error(err)
	}
	for path, want := range map[string]string{p.OutputFile: "a=b\na=b\n", p.SummaryFile: "# Plan\n"} {
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v, want %q", path, got, err, want)
		}
	}
}

// write creates files in a folder, from a map of paths to texts.
func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for path, text := range files {
		path = filepath.Join(folder, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRevision reads the commit from each place where git may keep it.
func TestRevision(t *testing.T) {
	t.Parallel()
	const hash = "3f2c1aa5b0e1d2c3f4a5968778695a4b3c2d1e0f"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  Revision
		short string
	}{
		{"a branch", map[string]string{".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": hash + "\n"}, Revision{Branch: "main", Hash: hash}, "main@3f2c1aa"},
		{"a packed branch", map[string]string{".git/HEAD": "ref: refs/heads/main\n", ".git/packed-refs": "# pack-refs\n" + hash + " refs/heads/main\n"}, Revision{Branch: "main", Hash: hash}, "main@3f2c1aa"},
		{"a commit", map[string]string{".git/HEAD": hash + "\n"}, Revision{Hash: hash}, "3f2c1aa"},
		{"a branch without commits", map[string]string{".git/HEAD": "ref: refs/heads/main\n"}, Revision{Branch: "main"}, ""},
		{"a broken repository", map[string]string{".git/x": ""}, Revision{}, ""},
	} {
		folder := t.TempDir()
		write(t, folder, tt.files)
		got := CheckoutOf(folder).Revision()
		if got != tt.want || got.Short() != tt.short {
			t.Errorf("%s: Revision() = %v, short %q, want %v, %q", tt.name, got, got.Short(), tt.want, tt.short)
		}
	}
}

// TestLocalChanges changes files of a real repository after the commit. It is skipped where
// the program git is missing: only git can tell.
func TestLocalChanges(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	for _, tt := range []struct {
		name  string
		write map[string]string
		gone  string
		dirty bool
	}{
		{"nothing", nil, "", false},
		{"a changed file", map[string]string{"site/main.hcl": "# changed\n"}, "", true},
		{"a new file of the configuration", map[string]string{"site/more.hcl": "", "site/people.csv": ""}, "", true},
		{"a new file in a folder", map[string]string{"site/deep/down.hcl": ""}, "", true},
		{"a deleted file", nil, "site/main.hcl", true},
		{"a saved plan", map[string]string{"site/plan.json": "{}", "site/plan.md": ""}, "", false},
		{"a change elsewhere", map[string]string{"README.md": "# changed\n"}, "", false},
	} {
		repo := t.TempDir()
		git := func(args ...string) {
			t.Helper()
			if out, err := exec.CommandContext(t.Context(), "git", append([]string{"-C", repo, "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...).CombinedOutput(); err != nil {
				t.Fatalf("git %s: %v: %s", args, err, out)
			}
		}
		write(t, repo, map[string]string{"site/main.hcl": "# first\n", "README.md": "# first\n"})
		git("init", "-q", "-b", "main")
		git("add", ".")
		git("commit", "-q", "-m", "First")
		write(t, repo, tt.write)
		if tt.gone != "" {
			if err := os.Remove(filepath.Join(repo, tt.gone)); err != nil {
				t.Fatal(err)
			}
		}
		got := CheckoutOf(filepath.Join(repo, "site")).Revision()
		if got.Dirty != tt.dirty || strings.HasSuffix(got.Short(), " + local changes") != tt.dirty {
			t.Errorf("%s: Revision() = %+v, short %q", tt.name, got, got.Short())
		}
	}
}

// TestWorktree reads the commit of a worktree, which shares its branches with the main
// repository.
func TestWorktree(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	git := filepath.Join(folder, "main", ".git", "worktrees", "tree")
	write(t, folder, map[string]string{
		"tree/.git":                             "gitdir: " + git + "\n",
		"main/.git/worktrees/tree/HEAD":         "ref: refs/heads/feature\n",
		"main/.git/worktrees/tree/commondir":    "../..\n",
		"main/.git/refs/heads/feature":          "0123456789\n",
		"main/.git/worktrees/tree/logs/ignored": "",
	})
	if got, want := CheckoutOf(filepath.Join(folder, "tree")).Revision(), (Revision{Branch: "feature", Hash: "0123456789"}); got != want {
		t.Errorf("Revision() = %v, want %v", got, want)
	}
}

// TestPath checks that paths become relative to the root of the repository.
func TestPath(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder, map[string]string{".git/HEAD": "", "sites/london/main.hcl": ""})
	for _, tt := range []struct{ folder, path, want string }{
		{"", "main.hcl", "main.hcl"},
		{"sites/london", ".", "sites/london"},
		{"sites/london", "main.hcl", "sites/london/main.hcl"},
		{"sites/london", "../people.csv", "sites/people.csv"},
		{"sites/london", folder, folder},
	} {
		if got := CheckoutOf(filepath.Join(folder, tt.folder)).Path(tt.path); got != tt.want {
			t.Errorf("Path(%q) in %q = %q, want %q", tt.path, tt.folder, got, tt.want)
		}
	}
	if got := (Checkout{}).Path("main.hcl"); got != "main.hcl" {
		t.Errorf("outside of a repository, Path() = %q", got)
	}
}
