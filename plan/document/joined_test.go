package document_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/document"
)

// savedPlan returns the golden plan as one of an environment.
func savedPlan(t *testing.T, environment string) *document.Document {
	t.Helper()
	text, err := os.ReadFile("../render/testdata/plan.json.golden")
	if err != nil {
		t.Fatal(err)
	}
	d, err := document.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	d.Config.Environment = environment
	return d
}

// TestJoined writes the plans of several environments as one document, and reads it back.
func TestJoined(t *testing.T) {
	t.Parallel()
	j, err := document.Join([]document.Environment{
		{Name: "prod", ExitCode: 5, Wave: 1, Plan: savedPlan(t, "prod")},
		{Name: "test", Plan: savedPlan(t, "test")},
	}, &document.Shard{Index: 1, Of: 2, Environments: []string{"dev", "prod", "test"}})
	if err != nil || !strings.HasPrefix(j.Digest, "sha256:") {
		t.Fatalf("Join() has the digest %q, %v", j.Digest, err)
	}
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	back, err := document.ParseJoined(text)
	if err != nil || !document.IsJoined(text) || back.Digest != j.Digest {
		t.Fatalf("ParseJoined() = %v, %v", back, err)
	}
	for i, e := range back.Environments {
		want := j.Environments[i]
		if e.Name != want.Name || e.ExitCode != want.ExitCode || e.Wave != want.Wave || e.Plan.Digest != want.Plan.Digest || !e.Plan.Sealed() {
			t.Errorf("environment %d is %s, exit code %d, wave %d", i, e.Name, e.ExitCode, e.Wave)
		}
	}
	again, err := json.Marshal(back)
	if diff := cmp.Diff(string(text), string(again)); diff != "" || err != nil {
		t.Errorf("it is not the same when written again: %v\n%s", err, diff)
	}
	one, err := json.Marshal(savedPlan(t, "test"))
	if err != nil || document.IsJoined(one) {
		t.Errorf("the plan of one environment is joined, %v", err)
	}
	for what, change := range map[string][2]string{
		"another digest":      {j.Digest, "sha256:" + strings.Repeat("0", 64)},
		"another environment": {`{"environment":"test",`, `{"environment":"dev",`},
		"a changed plan":      {`"action":"update"`, `"action":"delete"`},
		"another explanation": {`"level":"`, `"level":"un`},
	} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if _, err := document.ParseJoined([]byte(changed)); err == nil || changed == string(text) {
			t.Errorf("a document with %s is read", what)
		}
	}
}

// TestJoinedInPart joins an environment without a plan: the others have their digests, and
// the whole has none, so that nobody can approve it.
func TestJoinedInPart(t *testing.T) {
	t.Parallel()
	found := []document.Diagnostic{{Severity: "error", Summary: "Unknown local", Code: "CW1109"}}
	j, err := document.Join([]document.Environment{
		{Name: "prod", ExitCode: 3, Diagnostics: found},
		{Name: "test", Plan: savedPlan(t, "test")},
	}, nil)
	if err != nil || j.Digest != "" {
		t.Errorf("Join() has the digest %q, %v", j.Digest, err)
	}
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	back, err := document.ParseJoined(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(found[0].Summary, back.Environments[0].Diagnostics[0].Summary); diff != "" || back.Environments[0].Plan != nil {
		t.Errorf("environment mismatch (-want +got):\n%s", diff)
	}
	if _, err := document.ParseJoined([]byte(`{"environments":[{}]}`)); err == nil || errors.Is(err, document.ErrDigest) {
		t.Errorf("an environment without a name: %v", err)
	}
}
