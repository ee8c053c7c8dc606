package kubernetes

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	batch "k8s.io/api/batch/v1"
)

// argument returns the value of an argument --NAME=VALUE of a job, or of several.
func argument(job *batch.JobSpec, flag string) (values []string) {
	for _, arg := range job.Template.Spec.Containers[0].Args {
		if value, ok := strings.CutPrefix(arg, "--"+flag+"="); ok {
			values = append(values, value)
		}
	}
	return values
}

// TestIndexedJobs checks that each shard has a pod, that all pods run at once, and that a pod is
// tried again only after a failure that may pass.
func TestIndexedJobs(t *testing.T) {
	t.Parallel()
	m := read(t)
	for _, name := range []string{"callwright-plan", "callwright-apply", "callwright-drift"} {
		job := m.jobs[name]
		if job.CompletionMode == nil || *job.CompletionMode != batch.IndexedCompletion || job.Completions == nil || job.Parallelism == nil {
			t.Fatalf("%s: it is not an Indexed Job: %+v", name, job)
		}
		if shard := fmt.Sprintf("/%d", *job.Completions); !slices.Contains(argument(&job, "shard"), shard) || *job.Parallelism != *job.Completions {
			t.Errorf("%s: %d pods, %d at once, for the shards %q", name, *job.Completions, *job.Parallelism, argument(&job, "shard"))
		}
		if job.BackoffLimitPerIndex == nil || *job.BackoffLimitPerIndex != 1 || job.ActiveDeadlineSeconds == nil || job.TTLSecondsAfterFinished == nil {
			t.Errorf("%s: attempts or times are not limited: %+v", name, job)
		}
	}
	for _, name := range []string{"callwright-plan", "callwright-apply"} {
		rules := m.jobs[name].PodFailurePolicy.Rules
		first := rules[0]
		if first.Action != batch.PodFailurePolicyActionFailIndex || *first.OnExitCodes.ContainerName != "callwright" || fmt.Sprint(first.OnExitCodes.Values) != "[3 4 5 6 8]" {
			t.Errorf("%s: the first rule is %+v", name, first)
		}
	}
	for _, name := range []string{"callwright-join-plans", "callwright-join-results"} {
		job := m.jobs[name]
		if job.CompletionMode != nil || *job.Completions != 1 || *job.Parallelism != 1 || job.BackoffLimit == nil {
			t.Errorf("%s: it is not one pod: %+v", name, job)
		}
	}
	drift := m.crons["callwright-drift"]
	if fields := strings.Fields(drift.Schedule); len(fields) != 5 || fields[2]+fields[3]+fields[4] != "***" || drift.ConcurrencyPolicy != batch.ForbidConcurrent {
		t.Errorf("drift is looked for %q, and %s", drift.Schedule, drift.ConcurrencyPolicy)
	}
	job := m.jobs["callwright-drift"]
	if !slices.Contains(argument(&job, "refresh"), "full") {
		t.Error("drift does not read everything")
	}
}

// TestFiles checks that each job reads what the one before wrote, that apply needs the approved
// digest, and that everything is written to a volume, because the rest is read-only.
func TestFiles(t *testing.T) {
	t.Parallel()
	m := read(t)
	written := map[string][]string{}
	for name, job := range m.jobs {
		c := job.Template.Spec.Containers[0]
		files := argument(&job, "out")
		for _, output := range argument(&job, "output") {
			if _, file, ok := strings.Cut(output, "="); ok {
				files = append(files, file)
			}
		}
		written[name] = files
		for _, file := range files {
			inside := false
			for _, mount := range c.VolumeMounts {
				inside = inside || !mount.ReadOnly && strings.HasPrefix(path.Join(c.WorkingDir, file), mount.MountPath+"/")
			}
			if !inside || !strings.Contains(file, "$(RUN)") {
				t.Errorf("%s writes %s, which is not on a volume or not of this run", name, file)
			}
		}
		// The journals and the plans that undo a run are there, too.
		if name == "callwright-apply" && (len(c.VolumeMounts) != 1 || c.VolumeMounts[0].MountPath != "/work/.callwright") {
			t.Errorf("apply keeps its runs in %+v", c.VolumeMounts)
		}
	}
	matches := func(reader, writer string) {
		t.Helper()
		pattern := m.jobs[reader].Template.Spec.Containers[0].Args[1]
		for _, file := range written[writer] {
			// A shard's file must match, and nothing else that is written.
			ok, err := path.Match(expanded(pattern, "3"), expanded(file, "1"))
			if err != nil || ok != strings.HasSuffix(file, "$(JOB_COMPLETION_INDEX).json") {
				t.Errorf("%s reads %s, and %s writes %s: %v", reader, pattern, writer, file, err)
			}
		}
	}
	matches("callwright-join-plans", "callwright-plan")
	matches("callwright-join-results", "callwright-apply")
	for name, files := range written {
		pattern := m.jobs["callwright-join-plans"].Template.Spec.Containers[0].Args[1]
		for _, file := range files {
			if ok, _ := path.Match(expanded(pattern, "1"), expanded(file, "1")); ok && name != "callwright-plan" {
				t.Errorf("join-plans takes %s of %s for a plan", file, name)
			}
		}
	}
	apply := m.jobs["callwright-apply"]
	if plans := apply.Template.Spec.Containers[0].Args[1]; !slices.Contains(written["callwright-join-plans"], plans) {
		t.Errorf("apply reads %s, and join-plans writes %q", plans, written["callwright-join-plans"])
	}
	if !slices.Contains(argument(&apply, "expect-digest"), "$(DIGEST)") {
		t.Error("apply does not need the approved digest")
	}
}

// reference matches a variable in an argument, which Kubernetes replaces.
var reference = regexp.MustCompile(`\$\((\w+)\)`)

// expanded returns an argument with values for its variables.
func expanded(arg, index string) string {
	return reference.ReplaceAllStringFunc(arg, func(name string) string {
		switch name {
		case "$(JOB_COMPLETION_INDEX)":
			return index
		case "$(DIGEST)":
			return "sha256:" + strings.Repeat("0", 64)
		}
		return "run"
	})
}

// TestVariables checks that each variable in an argument is one that the pod has, and that the program
// reads every other variable.
func TestVariables(t *testing.T) {
	t.Parallel()
	known := literals(t)
	for name, job := range read(t).jobs {
		c := job.Template.Spec.Containers[0]
		used := map[string]bool{}
		for _, arg := range c.Args {
			for _, found := range reference.FindAllStringSubmatch(arg, -1) {
				used[found[1]] = true
			}
		}
		has := map[string]bool{"JOB_COMPLETION_INDEX": job.CompletionMode != nil}
		for _, e := range c.Env {
			if has[e.Name] = true; !used[e.Name] && !known[e.Name] {
				t.Errorf("%s: nothing reads %s", name, e.Name)
			}
		}
		for variable := range used {
			if !has[variable] {
				t.Errorf("%s: nothing sets %s", name, variable)
			}
		}
	}
	if !known["JOB_COMPLETION_INDEX"] || known["RUN"] {
		t.Error("the sources are not read")
	}
}

// literals returns the string literals in capital letters of callwright's sources.
func literals(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	literal := regexp.MustCompile(`"([A-Z][A-Z0-9_]+)"`)
	err := filepath.WalkDir("../../../cmd", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		for _, m := range literal.FindAllStringSubmatch(string(text), -1) {
			found[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestCommands gives the arguments of each pod to the program. It must know all flags and accept
// their values; with --help it then does nothing else.
func TestCommands(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "callwright")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./cmd/callwright")
	build.Dir = filepath.Join("..", "..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := func(args ...string) (string, error) {
		out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
		return string(out), err
	}
	for name, job := range read(t).jobs {
		var args []string
		for _, arg := range job.Template.Spec.Containers[0].Args {
			args = append(args, expanded(arg, strconv.Itoa(0)))
		}
		if out, err := run(append(args, "--help")...); err != nil || !strings.Contains(out, "callwright "+args[0]) {
			t.Errorf("%s: callwright %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
	}
	if out, err := run("plan", "--shards=/2", "--help"); err == nil {
		t.Errorf("a wrong flag is accepted:\n%s", out)
	}
}
