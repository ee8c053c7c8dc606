package main

import (
	"bytes"
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

// compiled compiles a schema in docs, which fails if the schema itself is invalid. It also returns
// the schema as data.
func compiled(name string) (*jsonschema.Schema, map[string]any, error) {
	c := jsonschema.NewCompiler()
	var data any
	for file, text := range map[string][]byte{"plan": docs.PlanSchema, "plans": docs.PlansSchema, "apply": docs.ApplySchema} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return nil, nil, err
		}
		// The schemas refer to each other by their $id.
		if err = c.AddResource(doc.(map[string]any)["$id"].(string), doc); err != nil {
			return nil, nil, err
		}
		if file == name {
			data = doc
		}
	}
	s, err := c.Compile(data.(map[string]any)["$id"].(string))
	return s, data.(map[string]any), err
}

// valid returns an error if text is not valid by a schema.
func valid(schema string, text []byte) error {
	s, _, err := compiled(schema)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

// validPlan returns an error if text is not a plan by the schema, or the plans of several
// environments.
func validPlan(text []byte) error {
	if document.IsJoined(text) {
		return valid("plans", text)
	}
	return valid("plan", text)
}

// validFile returns a command of scripts that checks a file against a schema: validplan FILE.
func validFile(check func([]byte) error) func(ts *testscript.TestScript, neg bool, args []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if len(args) != 1 {
			ts.Fatalf("usage: validplan FILE, or validresults FILE")
		}
		if err := check([]byte(ts.ReadFile(args[0]))); (err != nil) != neg {
			ts.Fatalf("%s: %v", args[0], err)
		}
	}
}

// validResults returns an error if text does not have the results of apply by the schema.
func validResults(text []byte) error { return valid("apply", text) }

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

// TestPlanSchemaIsComplete compares the schemas with the Go types of a plan and of results. A schema
// must have every member, with a description, and no others. It must require exactly
// the members that are always there.
func TestPlanSchemaIsComplete(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]reflect.Type{"plan": reflect.TypeFor[document.Document](), "apply": reflect.TypeFor[document.Applied]()} {
		_, text, err := compiled(name)
		if err != nil {
			t.Fatal(err)
		}
		w := &schemaWalk{t: t, defs: text["$defs"].(map[string]any), seen: map[reflect.Type]bool{}}
		w.object(name, of, text)
	}
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
