// Package kubernetes tests the manifests in this folder. It has no other code.
package kubernetes

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// manifests are the objects that the files describe, by name.
type manifests struct {
	namespaces map[string]core.Namespace
	accounts   map[string]core.ServiceAccount
	claims     map[string]core.PersistentVolumeClaim
	jobs       map[string]batch.JobSpec // also those of CronJobs
	crons      map[string]batch.CronJobSpec
}

// read reads all files.
func read(t *testing.T) manifests {
	t.Helper()
	m := manifests{map[string]core.Namespace{}, map[string]core.ServiceAccount{}, map[string]core.PersistentVolumeClaim{}, map[string]batch.JobSpec{}, map[string]batch.CronJobSpec{}}
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no manifests: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for document := range strings.SplitSeq(string(text), "\n---\n") {
			if err := m.add(document); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	return m
}

// add decodes an object. A member that Kubernetes does not have is an error.
func (m manifests) add(document string) error {
	var head struct {
		meta.TypeMeta
		Metadata meta.ObjectMeta `json:"metadata"`
	}
	if err := yaml.Unmarshal([]byte(document), &head); err != nil {
		return err
	}
	name := head.Metadata.Name
	if name == "" || head.Metadata.Namespace == "" && head.Kind != "Namespace" {
		return fmt.Errorf("a %s has no name or no namespace", head.Kind)
	}
	switch kind := head.APIVersion + " " + head.Kind; kind {
	case "v1 Namespace":
		return decode(document, m.namespaces, name, func(o core.Namespace) core.Namespace { return o })
	case "v1 ServiceAccount":
		return decode(document, m.accounts, name, func(o core.ServiceAccount) core.ServiceAccount { return o })
	case "v1 PersistentVolumeClaim":
		return decode(document, m.claims, name, func(o core.PersistentVolumeClaim) core.PersistentVolumeClaim { return o })
	case "batch/v1 Job":
		return decode(document, m.jobs, name, func(o batch.Job) batch.JobSpec { return o.Spec })
	case "batch/v1 CronJob":
		if err := decode(document, m.crons, name, func(o batch.CronJob) batch.CronJobSpec { return o.Spec }); err != nil {
			return err
		}
		m.jobs[name] = m.crons[name].JobTemplate.Spec
		return nil
	default:
		return fmt.Errorf("%s is not a kind that the test knows", kind)
	}
}

// decode decodes an object strictly, and adds a part of it to all.
func decode[T, Part any](document string, all map[string]Part, name string, part func(T) Part) error {
	var object T
	if err := yaml.UnmarshalStrict([]byte(document), &object, yaml.DisallowUnknownFields); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, ok := all[name]; ok {
		return fmt.Errorf("%s is there twice", name)
	}
	all[name] = part(object)
	return nil
}

// TestStrict checks that mistakes in a manifest are found.
func TestStrict(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("apply.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for right, wrong := range map[string]string{
		"restartPolicy: Never": "restartPolice: Never", "completions: 2": `completions: "2"`, "kind: Job": "kind: Jobs", "  completionMode: Indexed": "  completionMode: Indexed\n  completionMode: Indexed",
	} {
		m := manifests{jobs: map[string]batch.JobSpec{}}
		if !strings.Contains(string(text), right) || m.add(strings.Replace(string(text), right, wrong, 1)) == nil {
			t.Errorf("%q instead of %q is accepted", wrong, right)
		}
	}
}

// TestPods checks what holds for each pod: it has as few rights as possible, and its container is
// bounded.
func TestPods(t *testing.T) {
	t.Parallel()
	m := read(t)
	if len(m.jobs) != 5 || len(m.namespaces) != 1 {
		t.Errorf("there are %d jobs and %d namespaces", len(m.jobs), len(m.namespaces))
	}
	for name, job := range m.jobs {
		pod := job.Template.Spec
		if pod.RestartPolicy != core.RestartPolicyNever || pod.AutomountServiceAccountToken == nil || *pod.AutomountServiceAccountToken || pod.HostNetwork || pod.HostPID || pod.HostIPC {
			t.Errorf("%s: the pod restarts, has a token of the cluster, or shares something of its node", name)
		}
		s := pod.SecurityContext
		if s == nil || s.RunAsNonRoot == nil || !*s.RunAsNonRoot || s.SeccompProfile == nil || s.SeccompProfile.Type != core.SeccompProfileTypeRuntimeDefault {
			t.Fatalf("%s: the security context of the pod is %+v", name, s)
		}
		if s.RunAsUser == nil || *s.RunAsUser != imageUser(t) || s.FSGroup == nil || *s.FSGroup != imageUser(t) {
			t.Errorf("%s: the user is not the one of the image, or does not own the volumes", name)
		}
		if len(pod.Containers) != 1 || len(pod.InitContainers) != 0 {
			t.Fatalf("%s: the pod has %d containers", name, len(pod.Containers))
		}
		c := pod.Containers[0]
		if c.Name != "callwright" || len(c.Command) != 0 {
			t.Errorf("%s: the container %s runs %q, and not the program of the image", name, c.Name, c.Command)
		}
		if _, tag, ok := strings.Cut(c.Image, ":"); !ok || tag == "latest" {
			t.Errorf("%s: the image %s is not of one commit", name, c.Image)
		}
		checkContainer(t, name, &c)
	}
}

// checkContainer checks the rights and the resources of a container.
func checkContainer(t *testing.T, job string, c *core.Container) {
	t.Helper()
	s := c.SecurityContext
	if s == nil || s.ReadOnlyRootFilesystem == nil || !*s.ReadOnlyRootFilesystem || s.AllowPrivilegeEscalation == nil || *s.AllowPrivilegeEscalation || s.Privileged != nil {
		t.Fatalf("%s: the security context is %+v", job, s)
	}
	if s.Capabilities == nil || len(s.Capabilities.Add) != 0 || fmt.Sprint(s.Capabilities.Drop) != "[ALL]" {
		t.Errorf("%s: the capabilities are %+v", job, s.Capabilities)
	}
	for _, resource := range []core.ResourceName{core.ResourceCPU, core.ResourceMemory} {
		request, limit := c.Resources.Requests[resource], c.Resources.Limits[resource]
		if request.IsZero() || limit.Cmp(request) < 0 {
			t.Errorf("%s: it requests %s of %s, and the limit is %s", job, request.String(), resource, limit.String())
		}
	}
}

// imageUser returns the user of callwright's image.
func imageUser(t *testing.T) int64 {
	t.Helper()
	text, err := os.ReadFile("../../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	user := int64(0)
	if _, err = fmt.Sscanf(regexp.MustCompile(`(?m)^USER .*$`).FindString(string(text)), "USER %d:", &user); err != nil {
		t.Fatal(err)
	}
	return user
}

// TestIdentities checks who may do what: jobs that read have a role that reads, only apply has the other
// one, and jobs that join files have none.
func TestIdentities(t *testing.T) {
	t.Parallel()
	m := read(t)
	const role = "eks.amazonaws.com/role-arn"
	for name, account := range m.accounts {
		if account.AutomountServiceAccountToken == nil || *account.AutomountServiceAccountToken || len(account.Secrets) != 0 {
			t.Errorf("the pods of %s get a token of the cluster", name)
		}
	}
	for name, want := range map[string]string{
		"callwright-plan": "role/callwright-plan", "callwright-drift": "role/callwright-plan", "callwright-apply": "role/callwright-apply",
		"callwright-join-plans": "", "callwright-join-results": "",
	} {
		account, ok := m.accounts[m.jobs[name].Template.Spec.ServiceAccountName]
		got := account.Annotations[role]
		if !ok || want == "" && got != "" || !strings.HasSuffix(got, want) {
			t.Errorf("%s has the service account %q with the role %q, want %q", name, account.Name, got, want)
		}
	}
}

// TestReferences checks that everything that the jobs refer to is in the manifests, or that the README
// says how to make it. Nothing secret is in the manifests themselves.
func TestReferences(t *testing.T) {
	t.Parallel()
	m := read(t)
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	made := func(kind, name, key string) {
		t.Helper()
		if !regexp.MustCompile(`kubectl .*create ` + kind + ` ` + name + `\b.* --from-(literal|file)=` + key + `=`).Match(text) {
			t.Errorf("the README does not say how to make the %s %s with the key %s", kind, name, key)
		}
	}
	for name, job := range m.jobs {
		for _, v := range job.Template.Spec.Volumes {
			if v.PersistentVolumeClaim == nil {
				t.Errorf("%s: the volume %s is not of a claim", name, v.Name)
			} else if _, ok := m.claims[v.PersistentVolumeClaim.ClaimName]; !ok {
				t.Errorf("%s: no file declares the claim %s", name, v.PersistentVolumeClaim.ClaimName)
			}
		}
		c := job.Template.Spec.Containers[0]
		if len(c.EnvFrom) != 0 {
			t.Errorf("%s: its variables are not named", name)
		}
		for _, e := range c.Env {
			switch from := e.ValueFrom; {
			case from == nil:
				t.Errorf("%s: %s has its value in the manifest", name, e.Name)
			case from.SecretKeyRef != nil:
				made("secret generic", from.SecretKeyRef.Name, from.SecretKeyRef.Key)
			case from.ConfigMapKeyRef != nil:
				made("configmap", from.ConfigMapKeyRef.Name, from.ConfigMapKeyRef.Key)
			}
		}
	}
}
