package main

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/schema"
)

// TestStepOutputs checks the outputs that a plan leaves for later steps of a pipeline. It
// plans against a state in memory, which needs no service.
func TestStepOutputs(t *testing.T) {
	t.Parallel()
	nothing, err := schema.NewState(nil)
	if err != nil {
		t.Fatal(err)
	}
	source := &engine.Memory{Centre: schema.Instance{ID: "i", Name: "centre"}, Objects: nothing}
	for _, tt := range []struct {
		name, objects, saved string
		code                 int
		want                 map[string]string
	}{
		{"nothing to do", "", "", exitOK, map[string]string{"has_changes": "false", "exit_code": "0", "create": "0", "risk": "none", "plan_file": ""}},
		{
			"an object", "agent_status \"lunch\" {\n  name = \"Lunch\"\n}\n", "a\nb.json", exitChanges,
			map[string]string{"has_changes": "true", "exit_code": "2", "create": "1", "risk": "low", "plan_file": `a\u{a}b.json`},
		},
	} {
		text := "callwright {\n  stack = \"support\"\n}\n" + tt.objects
		target := &engine.Target{Files: fstest.MapFS{"main.hcl": {Data: []byte(text)}}, Folder: ".", Origin: engine.Origin{Now: createdAt}}
		r, err := target.Load(t.Context()).Plan(t.Context(), source, engine.Watch{})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, o := range stepOutputs(r, tt.saved, tt.code) {
			got[o.Name] = o.Value
		}
		if got["digest"] != r.Document.Digest || len(ci.Lines(stepOutputs(r, tt.saved, tt.code))) == 0 {
			t.Errorf("%s: the digest is %q, want %q", tt.name, got["digest"], r.Document.Digest)
		}
		for _, name := range []string{"digest", "update", "rename", "delete"} {
			delete(got, name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: stepOutputs() mismatch (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestFolder checks that paths of the command line are relative to the working folder.
func TestFolder(t *testing.T) {
	t.Parallel()
	absolute := t.TempDir()
	for _, tt := range []struct {
		in         folder
		path, want string
	}{
		{"", "plan.json", "plan.json"},
		{"", "", ""},
		{"site", "plan.json", filepath.Join("site", "plan.json")},
		{"site", "../plan.json", "plan.json"},
		{"site", ".", "site"},
		{"site", absolute, absolute},
	} {
		if got := tt.in.path(tt.path); got != tt.want {
			t.Errorf("in %q, path(%q) = %q, want %q", tt.in, tt.path, got, tt.want)
		}
	}
	if got := folder("site").optional(""); got != "" {
		t.Errorf("no path is %q", got)
	}
	for _, in := range []folder{"no-such-folder", "app.go"} {
		if in.check() == nil {
			t.Errorf("%q can be worked in", in)
		}
	}
}
