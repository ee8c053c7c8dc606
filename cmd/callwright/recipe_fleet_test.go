package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
)

// fleetRegions are the Regions of the environments of examples/fleet.
var fleetRegions = map[string]string{"london": "eu-west-2", "leeds": "eu-west-2", "new-york": "us-east-1"}

// newFleetRecipe returns a recipe with the files of a folder of examples/fleet; "" for none.
func newFleetRecipe(t *testing.T, name string) *recipe {
	t.Helper()
	return recipeOf(t, "fleet", name, "  region   = var.region", fleetRegions)
}

// checkApplied checks in the simulators' own logs that each environment was applied exactly so often.
func (r *recipe) checkApplied(times int) {
	r.Helper()
	for environment, calls := range r.calls {
		for operation, each := range map[string]int{"CreateHoursOfOperation": 1, "CreateQueue": 2, "CreateRoutingProfile": 2, "CreateUser": 2} {
			if got := calls.count(operation); got != each*times {
				r.Errorf("%s had %d calls of %s, want %d", environment, got, operation, each*times)
			}
		}
	}
}

// TestFleetGitHubRecipe runs the workflows of a fleet through the life of a repository.
func TestFleetGitHubRecipe(t *testing.T) {
	t.Parallel()
	r := newFleetRecipe(t, "github")
	const flow, nightly = "fleet.yml", "fleet-drift.yml"
	const ok, skipped, failed = "success", "skipped", "failure"

	// A pull request has one comment about all environments. The next push replaces it.
	planned := map[string]string{"validate": ok, "plan": ok, "join": ok, "apply": skipped, "results": skipped}
	for range 2 {
		r.gitHub(flow, &gitHubRun{event: "pull_request", number: 7}).checkResults(planned)
	}
	comments := r.forge.Comments(7)
	if len(comments) != 1 {
		t.Fatalf("there are %d comments", len(comments))
	}
	for _, want := range []string{"### callwright plan · 3 environments", "| `leeds` | 7 to create |", "| `london` | 7 to create |", "| `new-york` | 7 to create |"} {
		if !strings.Contains(comments[0].Body, want) {
			t.Errorf("the comment lacks %q:\n%s", want, comments[0].Body)
		}
	}
	r.gitHub(flow, &gitHubRun{event: "pull_request", number: 8, fork: true}).checkResults(map[string]string{"validate": ok, "plan": skipped, "join": skipped, "apply": skipped, "results": skipped})
	r.checkApplied(0)

	// The merge is applied by a job for each shard, each environment once.
	done := map[string]string{"validate": ok, "plan": ok, "join": ok, "apply": ok, "results": ok}
	merge := r.gitHub(flow, &gitHubRun{event: "push"})
	merge.checkResults(done)
	r.checkApplied(1)
	if text := merge.printed.String(); !strings.Contains(text, "All together: 21 created, 0 updated, 0 deleted.") {
		t.Errorf("the results are not joined:\n%s", text)
	}
	if undo := len(merge.artifacts["result-0"]) + len(merge.artifacts["result-1"]); undo < 2+3*2 { // results, journals and undo plans
		t.Errorf("%d files are kept", undo)
	}
	r.gitHub(flow, &gitHubRun{event: "push"}).checkResults(planned) // there is nothing to do

	// A check fails in one environment. The others have their plans, and nothing is applied.
	people := r.read("people.csv")
	r.write("people.csv", strings.Replace(people, "new-york,f.gray,Finn,Gray,service\n", "", 1))
	refused := r.gitHub(flow, &gitHubRun{event: "pull_request", number: 7})
	refused.checkResults(map[string]string{"validate": ok, "plan": failed, "join": failed, "apply": skipped, "results": skipped})
	if comments = r.forge.Comments(7); len(comments) != 1 || !strings.Contains(comments[0].Body, "| `new-york` | refused (exit code 5) |") || !strings.Contains(comments[0].Body, "| `leeds` | no changes |") {
		t.Errorf("the comments are %+v", comments)
	}
	r.write("people.csv", people)

	// Somebody changes an object while the plan waits for approval: the rest is done, and the summary says
	// what was not.
	r.write("site/main.hcl", strings.ReplaceAll(r.read("site/main.hcl"), `"Calls for`, `"All calls for`))
	late := r.gitHub(flow, &gitHubRun{event: "push", before: map[string]func(){"apply": func() { r.console("leeds", "Sales") }}})
	late.checkResults(map[string]string{"validate": ok, "plan": ok, "join": ok, "apply": failed, "results": failed})
	if text := late.printed.String(); !strings.Contains(text, "queue.calls[\"sales\"]  out of date: description was") || !strings.Contains(text, "1 out of date") {
		t.Errorf("the summary does not say what was not done:\n%s", text)
	}

	// The night finds it, and opens one issue.
	for range 2 {
		r.gitHub(nightly, &gitHubRun{event: "schedule"}).checkResults(map[string]string{"drift": ok})
	}
	if all := r.forge.Issues(); len(all) != 1 || all[0].Closed || !strings.HasSuffix(all[0].Title, ", environment leeds") {
		t.Errorf("the issues are %+v", all)
	}

	// A shard whose job dies leaves no result: the summary names its environments.
	r.gitHub(flow, &gitHubRun{event: "push"}).checkResults(done)
	r.checkApplied(1)
	r.write("site/main.hcl", strings.ReplaceAll(r.read("site/main.hcl"), `"All calls for`, `"Calls for`))
	lost := r.gitHub(flow, &gitHubRun{event: "push", lost: "result-1"})
	lost.checkResults(map[string]string{"validate": ok, "plan": ok, "join": ok, "apply": ok, "results": failed})
	if text := lost.printed.String(); !strings.Contains(text, "a result is missing: no result has environment new-york (there is none of shard 2/2)") {
		t.Errorf("the summary does not say what is missing:\n%s", text)
	}
}

// A kubernetesJob is what the test runs of a Job, or of the Jobs of a CronJob. The module in
// examples/fleet/kubernetes checks the rest.
type kubernetesJob struct {
	Spec struct {
		Completions int
		Template    struct {
			Spec struct {
				Containers []struct {
					Args []string
					Env  []struct{ Name string }
				}
			}
		}
		JobTemplate struct {
			Spec yaml.Node
		} `yaml:"jobTemplate"`
	}
}

// A cluster runs the Jobs of examples/fleet/kubernetes as processes on this machine. They share a
// folder, as pods share the volume.
type cluster struct {
	*workspace
	env map[string]string // the variables that ConfigMaps and Secrets have
	pod func(index int, p *os.Process)
}

// A podResult is how the process of a pod ended: its exit code, or -1 if it was killed.
type podResult struct {
	said string
	code int
}

// job runs the command in a manifest as many processes at once as the Job has completions.
func (c *cluster) job(name string) []podResult {
	c.Helper()
	text, err := os.ReadFile("../../examples/fleet/kubernetes/" + name + ".yaml")
	c.must(err)
	var job kubernetesJob
	c.must(yaml.Unmarshal(text, &job))
	if job.Spec.Completions == 0 { // a CronJob
		c.must(job.Spec.JobTemplate.Spec.Decode(&job.Spec))
	}
	results := make([]podResult, job.Spec.Completions)
	var running sync.WaitGroup
	for index := range results {
		running.Go(func() { results[index] = c.run(&job, index) })
	}
	running.Wait()
	return results
}

// kubernetesVariable matches a variable in an argument, which Kubernetes replaces.
var kubernetesVariable = regexp.MustCompile(`\$\((\w+)\)`)

// run runs the process of one pod. It has the variables that the manifest names, and what every pod has.
func (c *cluster) run(job *kubernetesJob, index int) podResult {
	container := job.Spec.Template.Spec.Containers[0]
	env := map[string]string{"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example", "AWS_EC2_METADATA_DISABLED": "true", "HOME": c.temp, "GITHUB_API_URL": c.url + "/github"}
	if job.Spec.Completions > 1 {
		env["JOB_COMPLETION_INDEX"] = fmt.Sprint(index)
	}
	for _, e := range container.Env {
		env[e.Name] = c.env[e.Name]
	}
	var args []string
	for _, arg := range container.Args {
		args = append(args, kubernetesVariable.ReplaceAllStringFunc(arg, func(v string) string { return env[v[2:len(v)-1]] }))
	}
	p := exec.CommandContext(c.Context(), "callwright", args...)
	p.Dir = c.dir
	p.Env = []string{asCommand + "=1"}
	for name, value := range env {
		p.Env = append(p.Env, name+"="+value)
	}
	var out bytes.Buffer
	p.Stdout, p.Stderr = &out, &out
	if err := p.Start(); err != nil {
		c.Error(err)
		return podResult{}
	}
	if c.pod != nil {
		c.pod(index, p.Process)
	}
	err := p.Wait()
	if exited, ok := errors.AsType[*exec.ExitError](err); ok {
		return podResult{out.String(), exited.ExitCode()}
	}
	if err != nil {
		c.Error(err)
	}
	return podResult{out.String(), exitOK}
}

// ends checks that a Job's pods end with these codes, and returns what they said.
func (c *cluster) ends(name string, codes ...int) string {
	c.Helper()
	var said strings.Builder
	results := c.job(name)
	for i, r := range results {
		said.WriteString(r.said)
		if i >= len(codes) || r.code != codes[i] {
			c.Fatalf("%s: pod %d ended with %d, want one of %v:\n%s", name, i, r.code, codes, r.said)
		}
	}
	return said.String()
}

// says fails the test if a text lacks another.
func (c *cluster) says(said string, want ...string) {
	c.Helper()
	for _, w := range want {
		if !strings.Contains(said, w) {
			c.Fatalf("it does not say %q:\n%s", w, said)
		}
	}
}

// approve takes the digest that somebody approves after they read what join-plans said.
func (c *cluster) approve(said string) {
	c.Helper()
	found := regexp.MustCompile(`(?m)^Digest of all   (sha256:[0-9a-f]{64})$`).FindStringSubmatch(said)
	if found == nil {
		c.Fatalf("the summary has no digest:\n%s", said)
	}
	c.env["DIGEST"] = found[1]
}

// TestFleetKubernetesRecipe runs the commands of the Jobs, each as many processes at once as it has
// pods, against simulated instances.
func TestFleetKubernetesRecipe(t *testing.T) {
	t.Parallel()
	r := newFleetRecipe(t, "")
	c := &cluster{workspace: r.workspace(), env: map[string]string{"RUN": "1", "GITHUB_TOKEN": scriptToken}}
	c.must(os.Mkdir(filepath.Join(c.dir, ".callwright"), 0o700)) // the volume

	// Two pods plan, one joins, somebody approves, two pods apply: each environment once.
	said := c.ends("plan", exitOK, exitOK)
	c.says(said, "shard 1/2 has 2 of 3 environments", "shard 2/2 has 1 of 3 environments")
	said = c.ends("join-plans", exitOK)
	c.says(said, "3 environments\n", "  leeds     7 to create\n", "  london    7 to create\n", "  new-york  7 to create\n")
	c.env["DIGEST"] = "sha256:" + strings.Repeat("0", 64)
	c.says(c.ends("apply", exitStale, exitStale), "Plan is not the approved one")
	c.says(c.ends("join-results", exitStale), "  leeds     not attempted\n")
	r.checkApplied(0)
	c.approve(said)
	c.ends("apply", exitOK, exitOK)
	r.checkApplied(1)
	c.says(c.ends("join-results", exitOK), "3 environments\n", "  leeds     7 created, 0 updated, 0 deleted\n", "  london    7 created, 0 updated, 0 deleted\n",
		"  new-york  7 created, 0 updated, 0 deleted\n", "All together: 21 created, 0 updated, 0 deleted.\n", "Digest of all   "+c.env["DIGEST"]+"\n")

	// Started again, they write nothing, and a second plan of everything is empty.
	c.says(c.ends("apply", exitOK, exitOK), "7 changes")
	c.says(c.ends("join-results", exitOK), "All together: 0 created, 0 updated, 0 deleted, 21 done before.\n")
	r.checkApplied(1)
	c.env["RUN"] = "2"
	c.ends("plan", exitOK, exitOK)
	c.says(c.ends("join-plans", exitOK), "  leeds     no changes\n", "  london    no changes\n", "  new-york  no changes\n")

	// A process dies while it writes. Its result is missing, and the summary says whose. Started again,
	// it finishes the rest.
	c.env["RUN"] = "3"
	module := filepath.Join(c.dir, "site", "main.hcl")
	text, err := os.ReadFile(module)
	c.must(err)
	c.must(os.WriteFile(module, bytes.ReplaceAll(text, []byte(`"Calls for`), []byte(`"All calls for`)), 0o600))
	c.ends("plan", exitOK, exitOK)
	c.approve(c.ends("join-plans", exitOK))
	c.pod = func(index int, p *os.Process) {
		if index == 1 {
			r.calls["new-york"].watch(func(operation string) {
				if strings.HasPrefix(operation, "Update") {
					_ = p.Kill()
				}
			})
		}
	}
	c.ends("apply", exitOK, -1)
	c.says(c.ends("join-results", exitConfig), "a result is missing: no result has environment new-york (there is none of shard 2/2)")
	c.pod = nil
	r.calls["new-york"].watch(nil)
	c.ends("apply", exitOK, exitOK)
	c.says(c.ends("join-results", exitOK), "  leeds     0 created, 0 updated, 0 deleted, 4 done before\n", "  new-york  0 created, ")
	c.env["RUN"] = "4"
	c.ends("plan", exitOK, exitOK)
	c.says(c.ends("join-plans", exitOK), "  new-york  no changes\n")

	// The nightly Job keeps an issue for each environment.
	r.console("london", "Sales")
	r.forge.Allow(scriptToken, forgetest.Account{Login: "fleet"})
	for range 2 {
		c.says(c.ends("drift", exitOK, exitOK), "  london  1 object changed\n", "  leeds   no drift\n", "  new-york  no drift\n")
	}
	if all := r.forge.Issues(); len(all) != 1 || !strings.HasSuffix(all[0].Title, ", environment london") {
		t.Errorf("the issues are %+v", all)
	}
}
