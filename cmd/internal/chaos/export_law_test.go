package chaos

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// exported exports the whole instance, over HTTP.
func (c *chaos) exported() ([]export.File, engine.Agreement) {
	c.Helper()
	live, err := providers.ReadEverything(c.Context(), c.reliable)
	if err != nil {
		c.Fatal(err)
	}
	in, err := c.reliable.Instance(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	made, err := export.Make(live, export.Options{Settings: export.Settings{Stack: schematest.Stack, Provider: config.Provider{Type: "local"}}, Instance: in})
	if err != nil {
		c.Fatal(err)
	}
	for _, l := range made.Left {
		c.Errorf("left out %s: %s", l.Name, l.Reason)
	}
	agreed, err := engine.Agree(c.Context(), filesystem(made.Files), &snapshot.Snapshot{Instance: in, State: live})
	if err != nil {
		c.show(made.Files)
		c.Fatal(err)
	}
	return made.Files, agreed
}

func (c *chaos) show(files []export.File) {
	for _, f := range files {
		c.Logf("== %s\n%s", f.Name, f.Data)
	}
}

func filesystem(files []export.File) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// TestExportLaw exports random instances. A plan on the files takes over all objects as they
// are, or leaves them as they are if the stack manages them. After it was applied, another
// export has the same bytes.
func TestExportLaw(t *testing.T) {
	t.Parallel()
	for seed := range uint64(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newChaos(t, seed)
			c.applyState(schematest.Writable(schematest.New(seed, 4+2*int(seed%4)).Want(true))) // with 5 users, there is a CSV file
			if seed%2 == 0 {                                                                    // nobody manages the objects
				for _, l := range c.live(c.reliable).All() {
					if err := c.reliable.Mark(t.Context(), l, schema.Record{}); err != nil {
						t.Fatal(err)
					}
				}
			}
			files, agreed := c.exported()
			if len(agreed.Different) > 0 {
				c.show(files)
				t.Fatalf("a plan would change %v", agreed.Different)
			}
			loaded, diags := config.Load(filesystem(files), ".", config.Options{})
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			c.applyState(loaded.Want)
			again, agreed := c.exported()
			if agreed.Adopted+agreed.Moved+len(agreed.Different) > 0 || agreed.Same == 0 {
				t.Errorf("after an apply, the export has %+v", agreed)
			}
			same := func(a, b export.File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }
			if !slices.EqualFunc(files, again, same) {
				for i := range min(len(files), len(again)) {
					if !same(files[i], again[i]) {
						t.Errorf("%s: -before +after the apply:\n%s", files[i].Name, cmp.Diff(strings.Split(string(files[i].Data), "\n"), strings.Split(string(again[i].Data), "\n")))
					}
				}
			}
		})
	}
}
