package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// official is a model as botocore has it, with one operation that is served.
const official = `{
 "operations": {
  "GetBox": {
   "http": {"method": "GET", "requestUri": "/boxes/{Box}"},
   "input": {"shape": "GetBoxRequest"}, "output": {"shape": "GetBoxResponse"},
   "errors": [{"shape": "Missing"}], "documentation": "<p>Reads a box.</p>"
  },
  "PutBox": {"http": {"method": "PUT", "requestUri": "/boxes"}, "input": {"shape": "Unused"}}
 },
 "shapes": {
  "GetBoxRequest": {"type": "structure", "required": ["Box"], "members": {
   "Box": {"shape": "Name", "location": "uri", "locationName": "Box"},
   "Size": {"shape": "Count", "location": "querystring", "locationName": "size"}}},
  "GetBoxResponse": {"type": "structure", "required": ["Label"], "members": {"Label": {"shape": "Label"}, "Name": {"shape": "Name"}}},
  "Name": {"type": "string", "min": 1, "documentation": "<p>A name.</p>"},
  "Count": {"type": "integer", "max": 9},
  "Label": {"type": "string", "pattern": "(?!x)"},
  "Missing": {"type": "structure", "error": {"httpStatusCode": 404}},
  "Unused": {"type": "structure"}
 }
}`

func TestTrim(t *testing.T) {
	t.Parallel()
	var s service
	if err := json.Unmarshal([]byte(official), &s); err != nil {
		t.Fatal(err)
	}
	got, err := trim(&s, []string{"GetBox"})
	if err != nil {
		t.Fatal(err)
	}
	one, nine := 1.0, 9.0
	want := &api.Model{
		Operations: map[string]*api.Operation{"GetBox": {
			Method: "GET", URI: "/boxes/{Box}", Input: "GetBoxRequest", Output: "GetBoxResponse", Errors: []string{"Missing"},
		}},
		Shapes: map[string]*api.Shape{
			"GetBoxRequest": {Type: "structure", Members: map[string]*api.Member{
				"Box": {Shape: "Name", Required: true, In: "uri"}, "Size": {Shape: "Count", In: "querystring", Wire: "size"},
			}},
			"GetBoxResponse": {Type: "structure", Members: map[string]*api.Member{"Label": {Shape: "Label"}, "Name": {Shape: "Name"}}},
			"Name":           {Type: "string", Min: &one},
			"Count":          {Type: "integer", Max: &nine},
			"Label":          {Type: "string"}, // answers are not checked
		},
		Errors: map[string]int{"Missing": 404},
	}
	if diff := cmp.Diff(encoded(t, want), encoded(t, got)); diff != "" {
		t.Errorf("trim() mismatch (-want +got):\n%s", diff)
	}
	if _, err := trim(&s, []string{"Gone"}); err == nil || !strings.Contains(err.Error(), "Gone") {
		t.Errorf("trim of an operation that the model lacks: %v", err)
	}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The official model may be compressed. What cannot be made leaves the copy as it is.
func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "service-2.json.gz"), filepath.Join(dir, "model.json")
	for _, args := range [][]string{{}, {from}, {from, to, "c"}, {filepath.Join(dir, "missing.json"), to}} {
		if err := run(args, []string{"GetBox"}); err == nil {
			t.Errorf("run(%v) succeeds", args)
		}
	}
	var compressed bytes.Buffer
	w := gzip.NewWriter(&compressed)
	if _, err := w.Write([]byte(official)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(from, compressed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{from, to}, []string{"GetBox"}); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if model, err := api.Load(made); err != nil || model.Operations["GetBox"] == nil {
		t.Errorf("the model that was made: %v, %s", err, made)
	}
	if err := run([]string{from, to}, []string{"GetBox", "Gone"}); err == nil {
		t.Error("run succeeds with a model that lacks an operation")
	}
	if left, err := os.ReadFile(to); err != nil || !bytes.Equal(left, made) {
		t.Errorf("after a failure the model is %s, %v", left, err)
	}
}
