package main

import (
	"fmt"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
)

// The token of scripts. It must not be in anything that callwright prints.
const scriptToken = "ghs_scripttoken"

// forgeServer is the key of the forge of a script.
type forgeServer struct{}

// startForge starts a forge that is both GitHub and GitLab, with the pull requests 7 and 8, and sets
// the variables that a pipeline of one of them has, for pull request 7: forge github, or forge
// gitlab. The second time, it only sets the variables.
func startForge(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: forge github|gitlab")
	}
	server, ok := ts.Value(forgeServer{}).(*forgetest.Server)
	if !ok {
		ts.Fatalf("the script has no forge")
	}
	if ts.Getenv("FORGE") == "" {
		server.Allow(scriptToken, forgetest.Account{Login: "callwright-bot"})
		web := httptest.NewServer(server)
		ts.Defer(web.Close)
		ts.Setenv("FORGE", web.URL)
	}
	for _, v := range pipelineVariables(args[0], ts.Getenv("FORGE"), 7) {
		name, value, _ := strings.Cut(v, "=")
		ts.Setenv(name, value)
	}
}

// pipelineVariables returns the variables that a run for a pull request has. Those of the other
// forge are empty.
func pipelineVariables(forge, url string, number int) []string {
	gitHub := []string{"GITHUB_ACTIONS=true", "GITHUB_API_URL=" + url + "/github", "GITHUB_REPOSITORY=" + forgetest.Repository, "GITHUB_TOKEN=" + scriptToken, fmt.Sprintf("GITHUB_REF=refs/pull/%d/merge", number)}
	gitLab := []string{"GITLAB_CI=true", "CI_API_V4_URL=" + url + "/gitlab", "CI_PROJECT_ID=" + forgetest.Project, "CI_MERGE_REQUEST_IID=" + strconv.Itoa(number), "GITLAB_TOKEN=" + scriptToken}
	these, others := gitHub, gitLab
	if forge == "gitlab" {
		these, others = gitLab, gitHub
	}
	for _, v := range others {
		name, _, _ := strings.Cut(v, "=")
		these = append(these, name+"=")
	}
	return these
}

// someone writes a comment on pull request 7 that begins like ours, as another account: someone
// FILE.
func someone(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: someone FILE")
	}
	ts.Value(forgeServer{}).(*forgetest.Server).Post(forgetest.Comment{Number: 7, Author: "mallory", Body: ts.ReadFile(args[0])})
}

// comments writes the comments on a pull request to a file: comments NUMBER FILE.
func comments(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: comments NUMBER FILE")
	}
	number, err := strconv.Atoi(args[0])
	ts.Check(err)
	var b strings.Builder
	for _, c := range ts.Value(forgeServer{}).(*forgetest.Server).Comments(number) {
		fmt.Fprintf(&b, "== %s\n%s\n", c.Author, c.Body)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o600))
}

// issues writes the issues of the forge to a file: issues FILE.
func issues(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: issues FILE")
	}
	var b strings.Builder
	for _, i := range ts.Value(forgeServer{}).(*forgetest.Server).Issues() {
		fmt.Fprintf(&b, "== %s, closed: %t\n%s\n", i.Title, i.Closed, i.Body)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o600))
}
