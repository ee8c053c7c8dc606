// Package ci knows the services that run pipelines: which of them runs a command, what
// it wants to be told, and how it names files. It knows no commands.
package ci

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// Flags are the values of the flag --ci. All but auto and off name a service.
var Flags = [...]string{"auto", "off", "github", "gitlab", "generic"}

// A Pipeline is the service that runs the command, as its environment says. The zero
// Pipeline is none, or one that is not known.
type Pipeline struct {
	Name        string
	Run         string // number of the run
	URL         string // where the run is to be seen
	Comment     int    // bytes that a comment may have
	SummaryFile string // file that the summary of the step is appended to
	OutputFile  string // file that the step's outputs are appended to
}

// Bytes that a comment may have, with room for what surrounds it. GitHub's limit is
// 65,536, of what is not said; GitLab's 1,000,000 characters; Azure DevOps' 150,000;
// Bitbucket Server's 32,768. A step of GitHub Actions loses a summary above 1 MiB.
const (
	gitHubComment    = 60_000
	gitLabComment    = 1_000_000
	azureComment     = 140_000
	bitbucketComment = 32_000

	StepSummary = 900 << 10 // bytes that the summary of a step may have
)

// Runs reports whether a pipeline runs the command. The flag --ci decides, or else the
// environment.
func Runs(flag string, env func(name string) string) bool {
	if flag != "auto" {
		return flag != "off"
	}
	return slices.ContainsFunc([]string{
		"GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "JENKINS_URL", "TF_BUILD",
		"BITBUCKET_BUILD_NUMBER", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID", "CI",
	}, func(name string) bool { return env(name) != "" && env(name) != "false" })
}

// Of returns the pipeline that runs the command. The flag --ci decides which, or else
// the environment.
func Of(flag string, env func(name string) string) Pipeline {
	is := func(name, variable string) bool {
		return flag == name || flag == "auto" && env(variable) != "" && env(variable) != "false"
	}
	switch {
	case is("github", "GITHUB_ACTIONS"):
		p := Pipeline{Name: "github", Run: env("GITHUB_RUN_NUMBER"), Comment: gitHubComment, SummaryFile: env("GITHUB_STEP_SUMMARY"), OutputFile: env("GITHUB_OUTPUT")}
		if id := env("GITHUB_RUN_ID"); id != "" {
			p.URL = fmt.Sprintf("%s/%s/actions/runs/%s", cmp.Or(env("GITHUB_SERVER_URL"), "https://github.com"), env("GITHUB_REPOSITORY"), id)
		}
		return p
	case is("gitlab", "GITLAB_CI"):
		return Pipeline{Name: "gitlab", Run: env("CI_PIPELINE_IID"), URL: env("CI_JOB_URL"), Comment: gitLabComment}
	case is("azure", "TF_BUILD"):
		return Pipeline{Name: "azure", Run: env("BUILD_BUILDID"), Comment: azureComment}
	case is("bitbucket", "BITBUCKET_BUILD_NUMBER"):
		return Pipeline{Name: "bitbucket", Run: env("BITBUCKET_BUILD_NUMBER"), Comment: bitbucketComment}
	}
	return Pipeline{Run: env("BUILD_NUMBER"), URL: env("BUILD_URL"), Comment: gitHubComment}
}

// Annotates reports whether the pipeline shows annotations that a step writes to its
// log, at the lines that they are about.
func (p Pipeline) Annotates() bool { return p.Name == "github" }

// Summarize appends Markdown to the summary of the step.
func (p Pipeline) Summarize(markdown []byte) error { return appendTo(p.SummaryFile, markdown) }

// An Output is a value that the steps that follow go by.
type Output struct{ Name, Value string }

// Lines writes outputs as lines NAME=VALUE. A value is written as one line.
func Lines(outputs []Output) []byte {
	var b bytes.Buffer
	for _, o := range outputs {
		fmt.Fprintf(&b, "%s=%s\n", o.Name, strings.Join(strings.Fields(o.Value), " "))
	}
	return b.Bytes()
}

// Hand gives the steps that follow the outputs of this one, where the pipeline has a
// file for them.
func (p Pipeline) Hand(outputs []Output) error {
	if p.OutputFile == "" {
		return nil
	}
	return appendTo(p.OutputFile, Lines(outputs))
}

func appendTo(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
