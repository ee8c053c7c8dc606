// Package ci finds out which CI service runs callwright, and what that service offers:
// files for outputs and summaries, and a limit on the length of a comment. It also reads
// which commit is checked out. It does not know what a command does.
//
// The terms:
//
//   - A [Pipeline] is the CI service that runs the command, with what the service says
//     about the current run.
//   - An [Output] is a value that a step leaves for later steps: `digest=sha256:…`.
//   - A [Checkout] is the git repository around the working folder.
//
// For example, a step of GitHub Actions plans, and a later step applies what was approved:
//
//	p := ci.Of("auto", os.Getenv) // GITHUB_ACTIONS is set, so p.Name is "github"
//	err := p.Hand([]ci.Output{{Name: "digest", Value: "sha256:9f86"}})
//	// the file that GITHUB_OUTPUT names has the line digest=sha256:9f86
package ci

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/callwright/callwright/cmd/internal/file"
)

// Flags are the values of the flag --ci. The flag overrides the environment: "off" for a
// command that must behave as on a laptop, "generic" for a service that we do not detect.
var Flags = [...]string{"auto", "off", "github", "gitlab", "generic"}

// A Pipeline is the CI service that runs the command, as the environment describes it.
// Name is empty on a laptop, and for a CI service that callwright does not know by name.
type Pipeline struct {
	Name        string
	Run         string // the number of the run, such as 42, or 42.2 if it was started again
	URL         string // the web page of the run
	Repository  string // the web page of the repository
	Comment     int    // the longest comment, in bytes, that its code review accepts
	SummaryFile string // the step appends its summary, in Markdown, to this file
	OutputFile  string // the step appends its outputs, as NAME=VALUE, to this file
}

// The longest comments, in bytes. Each is below the limit of the service, because scripts
// put a line of their own before a comment. The limits: GitHub 65,536 (its documentation
// does not say whether bytes or characters), GitLab 1,000,000 characters, Azure DevOps
// 150,000, Bitbucket Server 32,768. GitHub Actions drops a step's summary above 1 MiB.
const (
	gitHubComment    = 60_000
	gitLabComment    = 1_000_000
	azureComment     = 140_000
	bitbucketComment = 32_000

	StepSummary = 900 << 10 // the longest summary of a step
)

// Runs reports whether a pipeline runs the command, so that nobody can answer questions.
// With --ci auto, the environment decides. It knows more services than [Of]: CircleCI,
// for example, has no name here, but we must not ask questions there either.
func Runs(flag string, env func(name string) string) bool {
	if flag != "auto" {
		return flag != "off"
	}
	return slices.ContainsFunc([]string{
		"GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "JENKINS_URL", "TF_BUILD",
		"BITBUCKET_BUILD_NUMBER", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID", "CI",
	}, func(name string) bool { return env(name) != "" && env(name) != "false" })
}

// Of returns the pipeline that runs the command. With --ci auto, the environment decides.
// The variables are those that each service documents as predefined.
func Of(flag string, env func(name string) string) Pipeline {
	// A variable that says "false" does not count: people set CI=false to switch it off.
	is := func(name, variable string) bool {
		return flag == name || flag == "auto" && env(variable) != "" && env(variable) != "false"
	}
	switch {
	case is("github", "GITHUB_ACTIONS"):
		p := Pipeline{Name: "github", Run: attemptOf(env("GITHUB_RUN_NUMBER"), env("GITHUB_RUN_ATTEMPT")), Comment: gitHubComment, SummaryFile: env("GITHUB_STEP_SUMMARY"), OutputFile: env("GITHUB_OUTPUT")}
		if id := env("GITHUB_RUN_ID"); id != "" {
			p.URL = fmt.Sprintf("%s/%s/actions/runs/%s", cmp.Or(env("GITHUB_SERVER_URL"), "https://github.com"), env("GITHUB_REPOSITORY"), id)
		}
		if name := env("GITHUB_REPOSITORY"); name != "" {
			p.Repository = cmp.Or(env("GITHUB_SERVER_URL"), "https://github.com") + "/" + name
		}
		return p
	case is("gitlab", "GITLAB_CI"):
		return Pipeline{Name: "gitlab", Run: env("CI_PIPELINE_IID"), URL: env("CI_JOB_URL"), Repository: env("CI_PROJECT_URL"), Comment: gitLabComment}
	case is("azure", "TF_BUILD"):
		return Pipeline{Name: "azure", Run: env("BUILD_BUILDID"), Comment: azureComment}
	case is("bitbucket", "BITBUCKET_BUILD_NUMBER"):
		return Pipeline{Name: "bitbucket", Run: env("BITBUCKET_BUILD_NUMBER"), Repository: env("BITBUCKET_GIT_HTTP_ORIGIN"), Comment: bitbucketComment}
	}
	// Jenkins sets these two variables. We do not know which service shows its comments,
	// so the limit is GitHub's, the most common one.
	return Pipeline{Run: env("BUILD_NUMBER"), URL: env("BUILD_URL"), Comment: gitHubComment}
}

// attemptOf returns the number of a run with its attempt. GitHub keeps the number when somebody
// starts a run again.
func attemptOf(number, attempt string) string {
	if number == "" || attempt == "" || attempt == "1" {
		return number
	}
	return number + "." + attempt
}

// Link returns the web page of a line of a file at a commit, or "" if the service's pages are not
// known. The path is relative to the root of the repository. The forms are those to which the
// services' own pages link.
func (p Pipeline) Link(commit, path string, line int) string {
	if p.Repository == "" || commit == "" {
		return ""
	}
	parts := strings.Split(path, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	path = strings.Join(parts, "/")
	switch p.Name {
	case "github":
		return fmt.Sprintf("%s/blob/%s/%s#L%d", p.Repository, commit, path, line)
	case "gitlab":
		return fmt.Sprintf("%s/-/blob/%s/%s#L%d", p.Repository, commit, path, line)
	case "bitbucket":
		return fmt.Sprintf("%s/src/%s/%s#lines-%d", p.Repository, commit, path, line)
	}
	return ""
}

// Annotates reports whether the service turns lines of the log into annotations of the
// code. GitHub does: it shows `::error file=main.hcl,line=4::…` at line 4 of main.hcl.
func (p Pipeline) Annotates() bool { return p.Name == "github" }

// Summarize appends Markdown to the summary of the step. The pipeline must have a
// SummaryFile.
func (p Pipeline) Summarize(markdown []byte) error { return file.Append(p.SummaryFile, markdown) }

// An Output is a value that later steps of the pipeline use: has_changes=false, say, lets
// them skip the apply.
type Output struct{ Name, Value string }

// Lines writes outputs as lines NAME=VALUE. It folds white space in a value into single
// spaces: a line break in a value would let the value set a second output.
func Lines(outputs []Output) []byte {
	var b bytes.Buffer
	for _, o := range outputs {
		fmt.Fprintf(&b, "%s=%s\n", o.Name, strings.Join(strings.Fields(o.Value), " "))
	}
	return b.Bytes()
}

// Hand appends the outputs to the pipeline's OutputFile. Without one it does nothing:
// of the services here, only GitHub Actions has such a file.
func (p Pipeline) Hand(outputs []Output) error {
	if p.OutputFile == "" {
		return nil
	}
	return file.Append(p.OutputFile, Lines(outputs))
}
