package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/callwright/callwright/docs"
	"github.com/callwright/callwright/plan/document"
)

// planSchema compiles docs/plan.schema.json, which fails if the schema itself is invalid.
// It also returns the schema as data.
func planSchema() (*jsonschema.Schema, map[string]any, error) {
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(docs.PlanSchema))
	if err != nil {
		return nil, nil, err
	}
	c := jsonschema.NewCompiler()
	if err = c.AddResource("plan.schema.json", text); err != nil {
		return nil, nil, err
	}
	s, err := c.Compile("plan.schema.json")
	return s, text.(map[string]any), err
}

// validPlan returns an error if text is not a plan by the schema, or the plans of several
// environments that each are one.
func validPlan(text []byte) error {
	s, _, err := planSchema()
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	plans := []any{doc}
	if document.IsJoined(text) {
		plans = doc.(map[string]any)["environments"].([]any)
	}
	for _, plan := range plans {
		err = errors.Join(err, s.Validate(plan))
	}
	return err
}

// validPlanFile checks a file against the schema: validplan FILE.
func validPlanFile(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: validplan FILE")
	}
	if err := validPlan([]byte(ts.ReadFile(args[0]))); (err != nil) != neg {
		ts.Fatalf("%s: %v", args[0], err)
	}
}

// TestPlanSchema checks that the golden plans are valid by the schema, and that broken ones
// are not.
func TestPlanSchema(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../plan/render/testdata/*.json.golden")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden plans: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := validPlan(text); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, wrong := range [][2]string{{`"action": "delete"`, `"action": "destroy"`}, {`"digest": "sha256:`, `"digest": "md5:`}, {`"partial": false,`, ``}} {
			broken := bytes.Replace(text, []byte(wrong[0]), []byte(wrong[1]), 1)
			if bytes.Equal(broken, text) || validPlan(broken) == nil {
				t.Errorf("%s: with %s it is a plan, too", file, wrong[1])
			}
		}
	}
}

// TestPlanSchemaIsComplete compares the schema with the Go types of a plan. The schema must
// have every member of a plan, with a description, and no others. It must require exactly
// the members that are always there.
func TestPlanSchemaIsComplete(t *testing.T) {
	t.Parallel()
	_, text, err := planSchema()
	if err != nil {
		t.Fatal(err)
	}
	w := &schemaWalk{t: t, defs: text["$defs"].(map[string]any), seen: map[reflect.Type]bool{}}
	w.object("plan", reflect.TypeFor[document.Document](), text)
}

// A schemaWalk goes through a Go type and its schema side by side.
type schemaWalk struct {
	t    *testing.T
	defs map[string]any
	seen map[reflect.Type]bool
}

// object compares a struct with the schema of an object. At is the path to it, for messages.
func (w *schemaWalk) object(at string, of reflect.Type, schema map[string]any) {
	if w.seen[of] {
		return
	}
	w.seen[of] = true
	properties, _ := schema["properties"].(map[string]any)
	required := map[string]bool{}
	list, _ := schema["required"].([]any)
	for _, name := range list {
		required[name.(string)] = true
	}
	for field := range of.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		member, ok := properties[name].(map[string]any)
		if !ok {
			w.t.Errorf("%s: the schema has no %s", at, name)
			continue
		}
		delete(properties, name)
		if words, _ := member["description"].(string); words == "" {
			w.t.Errorf("%s.%s: the schema does not say what it is", at, name)
		}
		if always := !strings.Contains(options, "omitempty"); always != required[name] {
			w.t.Errorf("%s.%s: required is %t, want %t", at, name, required[name], always)
		}
		w.value(at+"."+name, field.Type, member)
	}
	for name := range properties {
		w.t.Errorf("%s: a plan has no %s", at, name)
	}
}

// value compares the structs within a value with their schemas.
func (w *schemaWalk) value(at string, of reflect.Type, schema map[string]any) {
	if ref, ok := schema["$ref"].(string); ok {
		schema, _ = w.defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	if of.PkgPath() == "encoding/json" { // any value
		return
	}
	if of == reflect.TypeFor[document.Changes]() {
		of = reflect.TypeFor[[]document.ChangeDoc]()
	}
	switch of.Kind() {
	case reflect.Pointer:
		w.value(at, of.Elem(), schema)
	case reflect.Slice:
		if items, ok := schema["items"].(map[string]any); ok {
			w.value(at, of.Elem(), items)
		}
	case reflect.Struct:
		w.object(at, of, schema)
	}
}
