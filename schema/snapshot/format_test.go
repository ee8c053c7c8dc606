package snapshot

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestSchema validates snapshots of random states by docs/snapshot.schema.json, and some that
// are wrong.
func TestSchema(t *testing.T) {
	t.Parallel()
	doc := readSchema(t)
	c := jsonschema.NewCompiler()
	if err := c.AddResource("snapshot.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("snapshot.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(v)
	}
	for seed := range uint64(5) {
		state := schematest.New(seed, 4).Live(true).WithOutside("flow", map[string]string{"Whisper": "f-1"})
		state.All()[0].Given, state.All()[0].Undescribed = 0, []schema.Undescribed{{Attr: "overrides", What: "x"}}
		state.All()[0].References = []schema.Reference{{Attr: "parents", Name: schema.Name{Kind: "queue", Key: "Sales"}}}
		var b bytes.Buffer
		if err := (&Snapshot{Taken: time.Unix(0, 0), State: state}).Encode(&b); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if err := valid(text); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		for _, wrong := range [][2]string{
			{`"1.0"`, `"2.0"`},
			{`"id":`, `"di":`},
			{`"read":false`, `"read":"no"`},
			{`"objects":0`, `"objects":-1`},
			{`"not_read":["`, `"not_read":[7,"`},
			{`{"Whisper":"f-1"}`, `["Whisper"]`},
			{`"taken_at"`, `"taken"`},
		} {
			if broken := strings.Replace(text, wrong[0], wrong[1], 1); broken == text || valid(broken) == nil {
				t.Errorf("seed %d: with %s it is a snapshot, too", seed, wrong[1])
			}
		}
	}
}

// TestSchemaIsComplete compares docs/snapshot.schema.json with the Go types: it must have every
// member, with a description, and no others, and require those that are always there.
func TestSchemaIsComplete(t *testing.T) {
	t.Parallel()
	doc := readSchema(t)
	compare(t, "snapshot", reflect.TypeFor[document](), doc, doc["$defs"].(map[string]any))
}

// compare compares a struct with the schema of an object. At is the path to it.
func compare(t *testing.T, at string, of reflect.Type, object map[string]any, defs map[string]any) {
	t.Helper()
	properties := object["properties"].(map[string]any)
	required := map[string]bool{}
	for _, name := range object["required"].([]any) {
		required[name.(string)] = true
	}
	for field := range of.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		member, ok := properties[name].(map[string]any)
		if !ok {
			t.Errorf("%s: the schema has no %s", at, name)
			continue
		}
		delete(properties, name)
		if member["description"] == nil {
			t.Errorf("%s.%s: the schema does not say what it is", at, name)
		}
		if required[name] == (options != "") {
			t.Errorf("%s.%s: required is %t", at, name, required[name])
		}
		inner := field.Type
		if items, ok := member["items"].(map[string]any); ok {
			member, inner = items, inner.Elem()
		}
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			compare(t, at+"."+name, inner, defs[strings.TrimPrefix(member["$ref"].(string), "#/$defs/")].(map[string]any), defs)
		}
	}
	for name := range properties {
		t.Errorf("%s: a snapshot has no %s", at, name)
	}
}

// readSchema returns docs/snapshot.schema.json.
func readSchema(t *testing.T) map[string]any {
	t.Helper()
	text, err := os.ReadFile("../../docs/snapshot.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}
