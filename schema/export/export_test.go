package export_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

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

// TestNoUnusedReferences exports users who cannot be rows of a CSV file, because one of them has
// no security profiles that are known. What rows would have needed is not written.
func TestNoUnusedReferences(t *testing.T) {
	kind := schema.MustKind("user")
	var users []*schema.Resource
	for _, name := range []string{"ada", "alan", "edsger", "grace", "mary"} {
		r := &schema.Resource{Kind: kind, Key: name, Body: kind.New(), Live: &schema.Live{ID: name}}
		r.Set("username", cty.StringVal(name), schema.Plain)
		r.Set("routing_profile", cty.StringVal("Service"), schema.Plain)
		if name != "mary" {
			r.Set("security_profiles", schema.TextsValue([]string{"Agent", name}), schema.Plain)
		}
		users = append(users, r)
	}
	live, err := schema.NewState(users)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range export1(t, live, export.Options{}).Files {
		if strings.Contains(string(f.Data), "locals") {
			t.Errorf("%s:\n%s", f.Name, f.Data)
		}
	}
}

// TestAddresses exports queues with addresses of another tool.
func TestAddresses(t *testing.T) {
	kind := schema.MustKind("queue")
	var queues []*schema.Resource
	addresses := map[schema.Name]schema.Addr{}
	for name, a := range map[string]schema.Addr{
		"Home":   {Kind: "queue", Label: "service", Key: "home", Keyed: true},
		"Motor":  {Kind: "queue", Label: "service", Key: "motor", Keyed: true},
		"Sales":  {Kind: "queue", Label: "selling"},
		"Claims": {Kind: "queue", Label: "this"}, // says nothing
		"Legal":  {Kind: "queue", Label: "each"}, // reserved
		"Tax":    {Kind: "queue", Label: "tax%"}, // not an identifier
	} {
		r := &schema.Resource{Kind: kind, Key: name, Body: kind.New(), Live: &schema.Live{ID: name}}
		r.Set("name", cty.StringVal(name), schema.Plain)
		queues = append(queues, r)
		addresses[r.Name()] = a
	}
	live, err := schema.NewState(queues)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range load(t, export1(t, live, export.Options{Addresses: addresses})).Want.All() {
		got = append(got, r.Addr.String())
	}
	want := []string{`queue.all["Claims"]`, `queue.service["home"]`, `queue.all["Legal"]`, `queue.service["motor"]`, "queue.selling", `queue.all["Tax"]`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
}
