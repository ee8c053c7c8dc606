package engine_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/format"
	"github.com/callwright/callwright/schema/rewrite"
)

// TestKeepLaw applies the examples, changes many objects as somebody in the console would, and
// keeps all of that. The next plan has no difference for what was kept, and the same differences
// for what was not. Each of those has a reason.
func TestKeepLaw(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		tables rewrite.TableUse
		kept   int // at least
	}{{"contact-centre", rewrite.Leave, 40}, {"contact-centre", rewrite.Split, 42}, {"quickstart", rewrite.Share, 10}} {
		t.Run(fmt.Sprint(tt.name, tt.tables), func(t *testing.T) {
			t.Parallel()
			place := t.TempDir()
			if err := os.CopyFS(place, os.DirFS(filepath.Join("..", "..", "..", "examples", tt.name))); err != nil {
				t.Fatal(err)
			}
			target := &engine.Target{Files: os.DirFS(place), Folder: ".", Place: place, Origin: origin}
			c := target.Load(t.Context())
			s, err := engine.Open(t.Context(), c.Site(), engine.Access{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			r := planOf(t, c, s)
			if _, err = r.Apply(t.Context(), s.Provider, engine.Run{Place: place, ID: "first", Parallel: 8}); err != nil {
				t.Fatal(err)
			}
			changed := meddle(t, s.Provider, c.Want)
			if r = planOf(t, c, s); len(r.Plan.Changes) < changed/2 {
				t.Fatalf("%d objects were changed, and the plan has %d changes", changed, len(r.Plan.Changes))
			}
			kept, err := target.Keep(t.Context(), c, r, []string{"*"}, tt.tables)
			if err != nil {
				t.Fatal(err)
			}
			if err = kept.Write(place); err != nil {
				t.Fatal(err)
			}
			done, left := map[string]bool{}, 0
			for _, v := range kept.Values {
				if v.Why == "" {
					done[v.Addr.String()+" "+v.Attr] = true
				} else if left++; v.Place == "" {
					t.Errorf("%s of %s was not kept, without a place: %s", v.Attr, v.Addr, v.Why)
				}
			}
			t.Logf("%d kept, %d not kept", len(done), left)
			if len(done) < tt.kept {
				t.Errorf("only %d values were kept", len(done))
			}
			again := planOf(t, target.Load(t.Context()), s)
			rest := 0
			for _, change := range again.Plan.Changes {
				for i := range change.Attrs.All() {
					rest++
					if name := change.Addr.String() + " " + change.Want.Kind.Attrs[i].Name; done[name] {
						t.Errorf("%s was kept, and differs", name)
					}
				}
			}
			if tt.tables != rewrite.Share && rest > left {
				t.Errorf("%d values differ, and %d were not kept", rest, left)
			}
			for _, name := range kept.Files {
				if text, err := os.ReadFile(filepath.Join(place, name)); err != nil {
					t.Error(err)
				} else if same, _ := format.Source(text, name); strings.HasSuffix(name, ".hcl") && string(same) != string(text) {
					t.Errorf("%s is no longer formatted", name)
				}
			}
		})
	}
}

// planOf plans the configuration, reading everything.
func planOf(t *testing.T, c *engine.Configuration, s *engine.Service) *engine.Review {
	t.Helper()
	if engine.Failing(c.Diagnostics, false) {
		t.Fatalf("Load() finds %v", c.Diagnostics)
	}
	r, err := c.Plan(t.Context(), s.Source(), engine.Watch{})
	if err != nil || r.Plan == nil {
		t.Fatalf("Plan() = %v, %v", r, err)
	}
	return r
}

// meddle changes objects that the configuration describes, and returns how many.
func meddle(t *testing.T, p providers.Provider, want *schema.State) int {
	t.Helper()
	ctx, random, n := context.Background(), rand.New(rand.NewPCG(7, 7)), 0
	for _, w := range want.All() {
		if _, all := w.Body.(*schema.RoutingProfile); !all && random.IntN(3) == 0 {
			continue
		}
		id, err := p.ID(ctx, w.Name())
		if err != nil {
			t.Fatal(err)
		}
		live, err := p.Read(ctx, w.WithID(id), w.Given)
		if err != nil {
			t.Fatal(err)
		}
		after := live.Clone()
		var attrs schema.AttrSet
		note := func(name string) { attrs = attrs.Union(w.Kind.Set(name)) }
		switch b := after.Body.(type) {
		case *schema.Queue:
			b.Description, b.MaxContacts = "Somebody \"was\" here, ${so}", 77
			note("description")
			note("max_contacts")
		case *schema.RoutingProfile:
			if len(b.Queues) > 0 {
				at := slices.IndexFunc(b.Queues, func(row schema.QueueRow) bool { return row.Priority == 2 && row.Delay == 20 }) // of a shared table
				if at < 0 {
					at = random.IntN(len(b.Queues))
				}
				b.Queues[at].Priority = 9
				note("queues")
			}
			b.Description = "New words"
			note("description")
		case *schema.SecurityProfile:
			b.Permissions = schema.SortedSet(append(b.Permissions[1:], "Users.View"))
			note("permissions")
		case *schema.User:
			b.LastName = "O'Neil, Jr"
			note("last_name")
		case *schema.HoursOfOperation:
			b.TimeZone = "Europe/Dublin"
			note("time_zone")
		}
		if attrs = attrs.And(w.Given); attrs == 0 {
			continue
		}
		if err := p.Update(ctx, live, after.WithRecord(schema.Record{}), attrs); err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// redescribe gives all queues the description "y".
func redescribe(t *testing.T, p providers.Provider, want *schema.State) {
	t.Helper()
	for _, w := range want.All() {
		id, err := p.ID(t.Context(), w.Name())
		if err != nil {
			t.Fatal(err)
		}
		live, err := p.Read(t.Context(), w.WithID(id), w.Given)
		if err != nil {
			t.Fatal(err)
		}
		after := live.Clone()
		after.Body.(*schema.Queue).Description = "y"
		if err := p.Update(t.Context(), live, after.WithRecord(schema.Record{}), w.Kind.Set("description")); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKeepChangedFiles refuses to write over a file that changed since it was read, and then
// writes no other file either.
func TestKeepChangedFiles(t *testing.T) {
	t.Parallel()
	place := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(place, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("main.hcl", stack+"queue \"a\" {\n  name = \"A\"\n  description = \"x\"\n  hours_of_operation = \"Basic Hours\"\n}\n")
	write("more.hcl", "queue \"b\" {\n  name = \"B\"\n  description = \"x\"\n  hours_of_operation = \"Basic Hours\"\n}\n")
	target := &engine.Target{Files: os.DirFS(place), Folder: ".", Place: place, Origin: origin}
	c := target.Load(t.Context())
	s, err := engine.Open(t.Context(), c.Site(), engine.Access{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err = planOf(t, c, s).Apply(t.Context(), s.Provider, engine.Run{Place: place, ID: "first", Parallel: 1}); err != nil {
		t.Fatal(err)
	}
	redescribe(t, s.Provider, c.Want)
	kept, err := target.Keep(t.Context(), c, planOf(t, c, s), []string{"queue.*"}, rewrite.Leave)
	if err != nil || !slices.Equal(kept.Files, []string{"main.hcl", "more.hcl"}) {
		t.Fatalf("Keep() = %+v, %v", kept, err)
	}
	write("more.hcl", "# somebody works here\n")
	before, _ := os.ReadFile(filepath.Join(place, "main.hcl"))
	if err := kept.Write(place); err == nil || !strings.Contains(err.Error(), "more.hcl was changed meanwhile") {
		t.Errorf("Write() = %v", err)
	}
	if after, _ := os.ReadFile(filepath.Join(place, "main.hcl")); string(after) != string(before) {
		t.Error("the other file was written")
	}
	entries, _ := os.ReadDir(place)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".m") {
			t.Errorf("%s is left", e.Name())
		}
	}
}

// TestKeepOutside leaves a module above the folder of the configuration alone: other
// configurations may use it.
func TestKeepOutside(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	place := filepath.Join(root, "site")
	for name, text := range map[string]string{
		"site/main.hcl":    stack + "module \"a\" {\n  source = \"../common\"\n}\n",
		"common/queue.hcl": "queue \"a\" {\n  name = \"A\"\n  description = \"x\"\n  hours_of_operation = \"Basic Hours\"\n}\n",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	target := &engine.Target{Files: os.DirFS(root), Folder: "site", Place: place, Origin: origin}
	c := target.Load(t.Context())
	s, err := engine.Open(t.Context(), c.Site(), engine.Access{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err = planOf(t, c, s).Apply(t.Context(), s.Provider, engine.Run{Place: place, ID: "first", Parallel: 1}); err != nil {
		t.Fatal(err)
	}
	redescribe(t, s.Provider, c.Want)
	kept, err := target.Keep(t.Context(), c, planOf(t, c, s), []string{"*"}, rewrite.Leave)
	if err != nil || len(kept.Files) > 0 || len(kept.Values) == 0 || !strings.Contains(kept.Values[0].Why, "is not in the folder of the configuration") {
		t.Errorf("Keep() = %+v, %v", kept, err)
	}
}
