package export_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
	"github.com/callwright/callwright/schema/format"
	"github.com/callwright/callwright/schema/schematest"
)

var settings = export.Settings{Stack: schematest.Stack, Provider: config.Provider{Type: "local"}}

// make exports a state, and fails the test if a file is not formatted.
func export1(t *testing.T, live *schema.State, o export.Options) *export.Export {
	t.Helper()
	o.Settings = settings
	e, err := export.Make(live, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range e.Files {
		if !strings.HasSuffix(f.Name, ".hcl") {
			continue
		}
		if text, _ := format.Source(f.Data, f.Name); string(text) != string(f.Data) {
			t.Errorf("%s is not formatted", f.Name)
		}
	}
	return e
}

// load reads the exported files.
func load(t *testing.T, e *export.Export) *config.Config {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range e.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	c, diags := config.Load(fsys, ".", config.Options{})
	if diags.HasErrors() {
		for _, d := range diags {
			if d.Severity != hcl.DiagError {
				continue
			}
			t.Errorf("%v", d)
		}
		for _, f := range e.Files {
			t.Logf("== %s\n%s", f.Name, f.Data)
		}
		t.FailNow()
	}
	return c
}

// TestExportDescribesTheState exports random states with hostile names, and compares what the
// files describe with the state.
func TestExportDescribesTheState(t *testing.T) {
	t.Parallel()
	for seed := range uint64(24) {
		for _, owned := range []bool{false, true} {
			live := schematest.New(seed, 2+int(seed%12)).Live(owned)
			e := export1(t, live, export.Options{})
			c := load(t, e)
			same(t, live, c.Want)
			if t.Failed() {
				for _, f := range e.Files {
					t.Logf("== %s\n%s", f.Name, f.Data)
				}
				t.Fatalf("seed %d, owned %t", seed, owned)
			}
		}
	}
}

// same checks that each object of the state is described as it is.
func same(t *testing.T, live, want *schema.State) {
	t.Helper()
	for _, l := range live.All() {
		w, ok := want.Lookup(l.Name())
		if !ok {
			t.Errorf("%s is not described", l.Name())
			continue
		}
		for i := range l.Kind.Changed(l, schema.Complete(w, l)).All() {
			t.Errorf("%s: %s is %#v, not %#v", l.Name(), l.Kind.Attrs[i].Name, w.Value(i), l.Value(i))
		}
		if l.Record.Owner != "" && w.Record.Owner != l.Record.Owner {
			t.Errorf("%s: the owner is %q, not %q", l.Name(), w.Record.Owner, l.Record.Owner)
		}
	}
}
