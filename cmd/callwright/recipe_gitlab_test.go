package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
)

// A gitLabFile is a .gitlab-ci.yml.
type gitLabFile struct {
	Stages    []string
	Variables map[string]string
	Default   struct {
		Image        string
		BeforeScript []string `yaml:"before_script"`
	}
	Jobs map[string]gitLabJob `yaml:",inline"`
}

// A gitLabJob is a job of a pipeline.
type gitLabJob struct {
	Stage, Environment string
	ResourceGroup      string `yaml:"resource_group"`
	Needs              []string
	Rules              []struct{ If, When string }
	Parallel           struct{ Matrix []map[string][]string }
	Script             []string
	Artifacts          struct {
		When, Access string
		ExpireIn     string `yaml:"expire_in"`
		Paths        []string
		Reports      struct {
			JUnit  []string
			Dotenv string
		}
	}
}

// A gitLabRun is one pipeline.
type gitLabRun struct {
	*recipe
	source    string // merge_request_event, push or schedule
	number    int    // of the merge request
	fork      bool
	results   map[string]string
	artifacts map[string]map[string]string
	variables map[string]string // from dotenv reports
	before    map[string]func()
	printed   strings.Builder
}

// gitLab runs a pipeline. Somebody starts each manual job.
func (r *recipe) gitLab(run *gitLabRun) *gitLabRun {
	r.Helper()
	r.run++
	run.recipe, run.results, run.artifacts, run.variables = r, map[string]string{}, map[string]map[string]string{}, map[string]string{}
	r.forge.Allow(scriptToken, forgetest.Account{Login: "project_42_bot"})
	var file gitLabFile
	parseYAML(r.T, filepath.Join(r.files, ".gitlab-ci.yml"), &file)
	failed := false
	for _, stage := range file.Stages {
		for _, name := range slices.Sorted(maps.Keys(file.Jobs)) {
			job := file.Jobs[name]
			if job.Stage != stage {
				continue
			}
			if failed || !run.wanted(job) {
				run.results[name] = "skipped"
				continue
			}
			run.job(name, &file, job)
			failed = failed || run.results[name] == "failure"
		}
	}
	if len(run.results) != len(file.Jobs) {
		r.Errorf("a job has no stage")
	}
	return run
}

// predefined returns the variables that GitLab sets.
func (run *gitLabRun) predefined() map[string]string {
	v := map[string]string{
		"GITLAB_CI": "true", "CI_API_V4_URL": run.url + "/gitlab", "CI_PROJECT_ID": forgetest.Project, "CI_PIPELINE_IID": fmt.Sprint(run.run),
		"CI_PIPELINE_SOURCE": run.source, "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": "main", "CI_JOB_TOKEN": "job-token",
		"CI_MERGE_REQUEST_IID": "", "CI_MERGE_REQUEST_PROJECT_ID": "", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "", "GITLAB_TOKEN": scriptToken,
	}
	if run.source == "merge_request_event" {
		v["CI_COMMIT_BRANCH"] = ""
		v["CI_MERGE_REQUEST_IID"], v["CI_MERGE_REQUEST_PROJECT_ID"], v["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] = fmt.Sprint(run.number), forgetest.Project, forgetest.Project
	}
	if run.fork { // the pipeline runs in the fork
		v["CI_PROJECT_ID"], v["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"], v["GITLAB_TOKEN"] = "43", "43", ""
	}
	return v
}

// wanted reports whether a rule of the job holds.
func (run *gitLabRun) wanted(job gitLabJob) bool {
	for _, rule := range job.Rules {
		e := evaluator{names: run.predefined()}
		value, err := e.evaluate(rule.If)
		run.must(err)
		if holds(value) {
			return rule.When != "never"
		}
	}
	return false
}

// job runs a job, once for each value of its matrix.
func (run *gitLabRun) job(name string, file *gitLabFile, job gitLabJob) {
	run.Helper()
	if before := run.before[name]; before != nil {
		before()
	}
	run.results[name] = "success"
	values := []string{""}
	if len(job.Parallel.Matrix) > 0 {
		values = job.Parallel.Matrix[0]["ENVIRONMENT"]
	}
	for _, value := range values {
		w := run.workspace()
		if !run.fork {
			w.signIn()
		}
		env := run.predefined()
		maps.Copy(env, file.Variables)
		maps.Copy(env, run.variables)
		env["CI_PROJECT_DIR"], env["ENVIRONMENT"] = w.dir, value
		// GitLab runs all lines in one shell.
		if !w.sh(strings.Join(append(slices.Clone(file.Default.BeforeScript), job.Script...), "\n"), env) {
			run.results[name] = "failure"
		}
		run.printed.WriteString(w.printed.String())
		if run.results[name] == "success" || job.Artifacts.When == "always" {
			run.artifacts[name] = w.kept(append(job.Artifacts.Paths, job.Artifacts.Reports.JUnit...))
		}
		for _, text := range w.kept([]string{job.Artifacts.Reports.Dotenv}) {
			for line := range strings.Lines(text) {
				if variable, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
					run.variables[variable] = value
				}
			}
		}
	}
}

// checkResults checks how the jobs of the pipeline ended.
func (run *gitLabRun) checkResults(want map[string]string) {
	run.Helper()
	for name, result := range run.results {
		if result == "skipped" {
			delete(run.results, name)
		}
	}
	if !maps.Equal(run.results, want) {
		run.Fatalf("the jobs ended with %v, want %v:\n%s", run.results, want, run.printed.String())
	}
}

// TestGitLabRecipe runs the pipeline through the life of a repository.
func TestGitLabRecipe(t *testing.T) {
	t.Parallel()
	r := newRecipe(t, "gitlab")
	planned := map[string]string{"validate": "success", "plan": "success"}
	applied := map[string]string{"validate": "success", "plan": "success", "apply": "success"}
	r.gitLab(&gitLabRun{source: "merge_request_event", number: 7}).checkResults(planned)
	r.edit(`"New customers"`, `"People who are not customers"`)
	request := r.gitLab(&gitLabRun{source: "merge_request_event", number: 7})
	request.checkResults(planned)
	r.checkComments("environment `test`: 3 to create", "environment `prod`: 3 to create")
	if files := request.artifacts["plan"]; files["plans.json"] == "" || files["plan.html"] == "" {
		t.Errorf("the plan is not kept: %d files", len(files))
	}
	if files := request.artifacts["validate"]; !strings.Contains(files["prod.xml"], "<testsuites") {
		t.Errorf("the report of validate is not kept: %v", files)
	}
	r.gitLab(&gitLabRun{source: "merge_request_event", number: 8, fork: true}).checkResults(map[string]string{"validate": "success"})
	if got := r.forge.Comments(8); len(got) != 0 {
		t.Errorf("the merge request of a fork has comments: %v", got)
	}

	merge := r.gitLab(&gitLabRun{source: "push"})
	merge.checkResults(applied)
	r.checkUndo(merge.artifacts["apply"])
	r.gitLab(&gitLabRun{source: "push"}).checkResults(applied) // nothing to do

	r.edit(`"Customers"`, `"All customers"`)
	late := r.gitLab(&gitLabRun{source: "push", before: map[string]func(){"apply": func() { r.console("test", "Support") }}})
	late.checkResults(map[string]string{"validate": "success", "plan": "success", "apply": "failure"})
	if !strings.Contains(late.printed.String(), "Nothing was written") {
		t.Errorf("the gate does not hold:\n%s", late.printed.String())
	}

	for range 2 {
		r.gitLab(&gitLabRun{source: "schedule"}).checkResults(map[string]string{"drift": "success"})
	}
	r.checkIssue(false)
	r.gitLab(&gitLabRun{source: "push"}).checkResults(applied)
	r.gitLab(&gitLabRun{source: "schedule"}).checkResults(map[string]string{"drift": "success"})
	r.checkIssue(true)
}

// TestGenericRecipe runs the scripts for any other service. The code is reviewed at GitHub.
func TestGenericRecipe(t *testing.T) {
	t.Parallel()
	r := newRecipe(t, "generic")
	r.forge.Allow(scriptToken, forgetest.Account{Login: "acme-bot"})
	run := func(want bool, env map[string]string, before func(w *workspace), scripts ...string) *workspace {
		t.Helper()
		r.run++
		w := r.workspace()
		w.signIn()
		w.env["CALLWRIGHT_SOURCE"], w.env["BUILD_NUMBER"] = "https://git.example.com/callwright.git", fmt.Sprint(r.run)
		ok := w.sh("./build.sh", nil)
		if before != nil {
			before(w)
		}
		for _, script := range scripts {
			ok = ok && w.sh("./"+script, env)
		}
		if ok != want {
			t.Fatalf("%v: success is %t, want %t:\n%s", scripts, ok, want, w.printed.String())
		}
		return w
	}
	github := map[string]string{"FORGE": "github", "REPOSITORY": forgetest.Repository, "GITHUB_TOKEN": scriptToken, "GITHUB_API_URL": r.url + "/github"}
	review := maps.Clone(github)
	review["PULL_REQUEST"] = "7"
	run(true, review, nil, "plan.sh")
	run(true, review, nil, "plan.sh")
	r.checkComments("environment `test`: 3 to create", "environment `prod`: 3 to create")

	planned := run(true, nil, nil, "plan.sh").kept([]string{"plan.env"})
	approve := func(w *workspace) {
		w.must(os.WriteFile(filepath.Join(w.dir, "plan.env"), []byte(planned["plan.env"]), 0o600))
	}
	r.checkUndo(run(true, nil, approve, "apply.sh").kept([]string{".callwright/runs"}))
	run(true, nil, nil, "plan.sh", "apply.sh") // nothing to do

	run(true, nil, nil, "drift.sh")
	r.console("test", "Support")
	run(false, nil, nil, "drift.sh")
	run(true, github, nil, "drift.sh")
	r.checkIssue(false)
	run(false, nil, approve, "apply.sh") // the approved digest is an old one
	run(true, nil, nil, "plan.sh", "apply.sh")
	run(true, github, nil, "drift.sh")
	r.checkIssue(true)
}
