package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
)

// A workflow is a file of GitHub Actions.
type workflow struct {
	Name        string
	On          any
	Permissions map[string]string
	Concurrency map[string]any
	Jobs        map[string]gitHubJob
}

// A gitHubJob is a job of a workflow.
type gitHubJob struct {
	If          string
	Needs       string
	RunsOn      string `yaml:"runs-on"`
	Environment string
	Permissions map[string]string
	Outputs     map[string]string
	Strategy    struct {
		FailFast bool `yaml:"fail-fast"`
		Matrix   map[string][]string
	}
	Steps []gitHubStep
}

// axis returns the name and the values of the job's matrix. A job without one runs once.
func (j *gitHubJob) axis() (name string, values []string) {
	for name, values := range j.Strategy.Matrix { // our recipes have one
		return name, values
	}
	return "", []string{""}
}

// A gitHubStep is a step of a job, or of a composite action.
type gitHubStep struct {
	ID, If, Uses, Run, Shell string
	With                     map[string]string
	Env                      map[string]string
}

// parseYAML reads a file. A member that the type does not have is an error.
func parseYAML(t *testing.T, path string, v any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	loader, err := yaml.NewLoader(strings.NewReader(string(text)), yaml.WithKnownFields())
	if err == nil {
		err = loader.Load(v)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// A gitHubRun is one run of a workflow.
type gitHubRun struct {
	*recipe
	event     string // pull_request, push or schedule
	number    int    // of the pull request
	fork      bool
	lost      string                       // the name of an artifact that is lost, because its machine dies
	outputs   map[string]map[string]string // of jobs
	results   map[string]string            // of jobs: success, failure or skipped
	artifacts map[string]map[string]string
	before    map[string]func() // called before a job
	printed   strings.Builder
}

// gitHub runs a workflow for an event.
func (r *recipe) gitHub(file string, run *gitHubRun) *gitHubRun {
	r.Helper()
	r.run++
	run.recipe, run.outputs, run.results, run.artifacts = r, map[string]map[string]string{}, map[string]string{}, map[string]map[string]string{}
	var flow workflow
	parseYAML(r.T, filepath.Join(r.files, ".github", "workflows", file), &flow)
	for len(run.results) < len(flow.Jobs) {
		before := len(run.results)
		for _, name := range slices.Sorted(maps.Keys(flow.Jobs)) {
			job := flow.Jobs[name]
			if run.results[name] == "" && (job.Needs == "" || run.results[job.Needs] != "") {
				run.job(name, &flow, job)
			}
		}
		if len(run.results) == before {
			r.Fatalf("jobs wait for each other, or for one that is not there")
		}
	}
	return run
}

// job runs a job, once for each value of its matrix.
func (run *gitHubRun) job(name string, flow *workflow, job gitHubJob) {
	run.Helper()
	run.outputs[name] = map[string]string{}
	for output := range job.Outputs {
		run.outputs[name][output] = "" // if it does not run
	}
	e := run.evaluator()
	e.failed = job.Needs != "" && run.results[job.Needs] != "success"
	if ok, err := e.runs(job.If); err != nil || !ok {
		run.must(err)
		run.results[name] = "skipped"
		return
	}
	if before := run.before[name]; before != nil {
		before()
	}
	run.results[name] = "success"
	axis, values := job.axis()
	for i, value := range values {
		rights := job.Permissions
		if rights == nil {
			rights = flow.Permissions
		}
		m := run.machine(rights)
		m.names["matrix."+axis], m.names["strategy.job-index"] = value, strconv.Itoa(i)
		for i := range job.Steps {
			m.step(&job.Steps[i])
		}
		if m.failed {
			run.results[name] = "failure"
		}
		for output, text := range job.Outputs {
			filled, err := m.filled(text)
			run.must(err)
			run.outputs[name][output] = filled
		}
		run.printed.WriteString(m.printed.String())
	}
}

// evaluator returns an evaluator that knows the contexts of the run.
func (run *gitHubRun) evaluator() evaluator {
	head := forgetest.Repository
	if run.fork {
		head = "mallory/desk"
	}
	e := evaluator{prefixes: []string{"steps.plan.outputs.", "steps.join.outputs."}, names: map[string]string{
		"github.event_name": run.event, "github.repository": forgetest.Repository, "github.token": scriptToken,
		"github.event.pull_request.head.repo.full_name": head,
		"vars.CALLWRIGHT_PLAN_ROLE":                     "arn:aws:iam::123456789012:role/plan", "vars.CALLWRIGHT_APPLY_ROLE": "arn:aws:iam::123456789012:role/apply",
	}}
	for job, result := range run.results {
		e.names["needs."+job+".result"] = result
	}
	for job, outputs := range run.outputs {
		for name, value := range outputs {
			e.names["needs."+job+".outputs."+name] = value
		}
	}
	return e
}

// A gitHubMachine is the runner of one job.
type gitHubMachine struct {
	*workspace
	run *gitHubRun
	evaluator
	rights map[string]string
}

// machine returns a runner whose token has rights. For a pull request from a fork, it can only
// read, and there are no tokens for AWS.
func (run *gitHubRun) machine(rights map[string]string) *gitHubMachine {
	run.Helper()
	m := &gitHubMachine{run.workspace(), run, run.evaluator(), rights}
	writes := rights["pull-requests"] == "write" || rights["issues"] == "write"
	run.forge.Allow(scriptToken, forgetest.Account{Login: "github-actions[bot]", Nameless: true, ReadOnly: run.fork || !writes})
	head := m.names["github.event.pull_request.head.repo.full_name"]
	event := fmt.Sprintf(`{"pull_request": {"number": %d, "head": {"repo": {"full_name": %q}}, "base": {"repo": {"full_name": %q}}}}`, run.number, head, forgetest.Repository)
	ref := "refs/heads/main"
	if run.event == "pull_request" {
		ref = fmt.Sprintf("refs/pull/%d/merge", run.number)
	} else {
		event = "{}"
	}
	for name, text := range map[string]string{"event.json": event, "output": "", "path": "", "summary": ""} {
		run.must(os.WriteFile(filepath.Join(m.temp, name), []byte(text), 0o600))
	}
	maps.Copy(m.env, map[string]string{
		"GITHUB_ACTIONS": "true", "GITHUB_API_URL": run.url + "/github", "GITHUB_REPOSITORY": forgetest.Repository, "GITHUB_REF": ref,
		"GITHUB_EVENT_PATH": filepath.Join(m.temp, "event.json"), "GITHUB_RUN_NUMBER": fmt.Sprint(run.run), "GITHUB_RUN_ID": "99",
		"GITHUB_STEP_SUMMARY": filepath.Join(m.temp, "summary"), "GITHUB_PATH": filepath.Join(m.temp, "path"), "RUNNER_TEMP": m.temp,
	})
	return m
}

// step runs a step if its condition holds.
func (m *gitHubMachine) step(s *gitHubStep) {
	m.Helper()
	ok, err := m.runs(s.If)
	m.must(err)
	if !ok {
		return
	}
	env, with := m.filledAll(s.Env), m.filledAll(s.With)
	if s.Run == "" {
		m.use(s.Uses, with)
		return
	}
	// A value in a script would be a part of it: a branch can be called $(curl example.com).
	if placeholder.MatchString(s.Run) {
		m.Errorf("the script has an expression: %s", s.Run)
	}
	output := filepath.Join(m.temp, "output")
	m.must(os.WriteFile(output, nil, 0o600))
	if env == nil {
		env = map[string]string{}
	}
	env["GITHUB_OUTPUT"] = output
	if !m.sh(s.Run, env) {
		m.failed = true
	}
	for line := range strings.Lines(m.file("output")) {
		if name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "="); ok && s.ID != "" {
			m.names["steps."+s.ID+".outputs."+name] = value
		}
	}
	for line := range strings.Lines(m.file("path")) {
		if folder := strings.TrimSpace(line); !slices.Contains(m.path, folder) {
			m.path = append(m.path, folder)
		}
	}
}

// file returns a file that the steps write for the runner.
func (m *gitHubMachine) file(name string) string {
	text, err := os.ReadFile(filepath.Join(m.temp, name))
	m.must(err)
	return string(text)
}

func (m *gitHubMachine) filledAll(texts map[string]string) map[string]string {
	var filled map[string]string
	for name, text := range texts {
		value, err := m.filled(text)
		m.must(err)
		if filled == nil {
			filled = map[string]string{}
		}
		filled[name] = value
	}
	return filled
}

// use does what an action does.
func (m *gitHubMachine) use(action string, with map[string]string) {
	m.Helper()
	name, _, _ := strings.Cut(action, "@")
	switch name {
	case "actions/checkout":
		if path := with["path"]; path != "" { // the repository of callwright
			m.must(os.Mkdir(filepath.Join(m.dir, path), 0o700))
		}
	case "actions/setup-go":
	case "aws-actions/configure-aws-credentials":
		if m.rights["id-token"] != "write" || m.run.fork || with["role-to-assume"] == "" {
			m.Errorf("a job signs in to AWS without the right id-token: write, in a fork, or without a role")
		}
		m.signIn()
	case "actions/upload-artifact":
		files := m.kept(strings.Fields(with["path"]))
		for path := range files { // since version 4.4 it leaves out hidden files
			if strings.HasPrefix(path, ".") && with["include-hidden-files"] != "true" {
				delete(files, path)
			}
		}
		if with["name"] != m.run.lost {
			m.run.artifacts[with["name"]] = files
		}
	case "actions/download-artifact":
		m.download(with)
	case "./.callwright-source":
		var composite struct {
			Name, Description string
			Branding          map[string]string
			Runs              struct {
				Using string
				Steps []gitHubStep
			}
		}
		parseYAML(m.T, filepath.Join("..", "..", "action.yml"), &composite)
		m.names["github.action_path"] = filepath.Join(m.dir, ".callwright-source")
		for i := range composite.Runs.Steps {
			m.step(&composite.Runs.Steps[i])
		}
	default:
		m.Errorf("unknown action %s", action)
	}
}

// download puts the files of artifacts into the workspace. Without merge-multiple, each artifact of a
// pattern has a folder of its own.
func (m *gitHubMachine) download(with map[string]string) {
	m.Helper()
	pattern := cmp.Or(with["name"], with["pattern"])
	if with["name"] == "" && with["merge-multiple"] != "true" {
		m.Errorf("the artifacts %s are not merged", pattern)
	}
	for name, files := range m.run.artifacts {
		if ok, err := filepath.Match(pattern, name); err != nil || !ok {
			m.must(err)
			continue
		}
		for file, text := range files {
			at := filepath.Join(m.dir, filepath.FromSlash(file))
			m.must(os.MkdirAll(filepath.Dir(at), 0o700))
			m.must(os.WriteFile(at, []byte(text), 0o600))
		}
	}
}

// checkResults checks how the jobs of the run ended.
func (run *gitHubRun) checkResults(want map[string]string) {
	run.Helper()
	if !maps.Equal(run.results, want) {
		run.Fatalf("the jobs ended with %v, want %v:\n%s", run.results, want, run.printed.String())
	}
}

// TestGitHubRecipe runs the workflows through the life of a repository.
func TestGitHubRecipe(t *testing.T) {
	t.Parallel()
	r := newRecipe(t, "github")
	const flow, nightly = "contact-centre.yml", "contact-centre-drift.yml"

	// Three pushes to a pull request have one comment for each environment.
	planned := map[string]string{"validate": "success", "plan": "success", "apply": "skipped"}
	r.gitHub(flow, &gitHubRun{event: "pull_request", number: 7}).checkResults(planned)
	r.checkComments("environment `test`: 3 to create", "environment `prod`: 3 to create")
	r.edit(`"New customers"`, `"People who are not customers"`)
	pull := r.gitHub(flow, &gitHubRun{event: "pull_request", number: 7})
	pull.checkResults(planned)
	r.checkComments("environment `test`", "environment `prod`")
	if files := pull.artifacts["plan"]; files["plans.json"] == "" || !strings.Contains(files["plan.html"], "<html") {
		t.Errorf("the plan is not kept: %d files", len(files))
	}

	// A pull request from a fork is validated, and gets no plan and no credentials.
	fork := r.gitHub(flow, &gitHubRun{event: "pull_request", number: 8, fork: true})
	fork.checkResults(map[string]string{"validate": "success", "plan": "skipped", "apply": "skipped"})
	if got := r.forge.Comments(8); len(got) != 0 {
		t.Errorf("the pull request of a fork has comments: %v", got)
	}

	// A configuration with a mistake gets neither.
	r.edit("hours_of_operation.office\n", "hours_of_operation.ofice\n")
	r.gitHub(flow, &gitHubRun{event: "pull_request", number: 7}).checkResults(map[string]string{"validate": "failure", "plan": "skipped", "apply": "skipped"})
	r.edit("hours_of_operation.ofice\n", "hours_of_operation.office\n")

	// The merge is applied, and what undoes it is kept.
	merge := r.gitHub(flow, &gitHubRun{event: "push"})
	merge.checkResults(map[string]string{"validate": "success", "plan": "success", "apply": "success"})
	r.checkUndo(merge.artifacts["undo"])
	r.gitHub(flow, &gitHubRun{event: "push"}).checkResults(planned) // there is nothing to do

	// Somebody changes what the plan is about before it is approved: nothing is written.
	r.edit(`"Customers"`, `"All customers"`)
	late := r.gitHub(flow, &gitHubRun{event: "push", before: map[string]func(){"apply": func() { r.console("test", "Support") }}})
	late.checkResults(map[string]string{"validate": "success", "plan": "success", "apply": "failure"})
	if !strings.Contains(late.printed.String(), "Nothing was written") {
		t.Errorf("the gate does not hold:\n%s", late.printed.String())
	}

	// The night finds it, and opens one issue for the environment. After the next merge it is closed.
	r.gitHub(nightly, &gitHubRun{event: "schedule"}).checkResults(map[string]string{"drift": "success"})
	r.gitHub(nightly, &gitHubRun{event: "schedule"}).checkResults(map[string]string{"drift": "success"})
	r.checkIssue(false)
	r.gitHub(flow, &gitHubRun{event: "push"}).checkResults(map[string]string{"validate": "success", "plan": "success", "apply": "success"})
	r.gitHub(nightly, &gitHubRun{event: "schedule"}).checkResults(map[string]string{"drift": "success"})
	r.checkIssue(true)
}

// checkIssue checks that there is one issue, about drift in the environment test.
func (r *recipe) checkIssue(closed bool) {
	r.Helper()
	all := r.forge.Issues()
	if len(all) != 1 || all[0].Closed != closed || !strings.HasSuffix(all[0].Title, ", environment test") {
		r.Fatalf("the issues are %+v, want one that is closed: %t", all, closed)
	}
}
