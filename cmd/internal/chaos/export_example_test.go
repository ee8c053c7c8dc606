package chaos

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
)

var update = flag.Bool("update", false, "rewrite the files that exports are compared with")

// newExample returns an instance with the objects of an example, which nobody manages.
func newExample(t *testing.T, name string) *chaos {
	t.Helper()
	c := newChaos(t, 0)
	c.fill(name)
	return c
}

// fill gives the instance the objects of an example, without their records.
func (c *chaos) fill(example string) {
	c.Helper()
	loaded, diags := config.Load(os.DirFS("../../../examples/"+example), ".", config.Options{})
	if diags.HasErrors() {
		c.Fatal(diags)
	}
	c.applyState(loaded.Want)
	for _, l := range c.live(c.reliable).All() {
		if err := c.reliable.Mark(c.Context(), l, schema.Record{}); err != nil {
			c.Fatal(err)
		}
	}
}

// TestExportExample compares the export of the contact-centre example's instance with the files
// in testdata. The example's author wrote other files; both should read as if a person had.
func TestExportExample(t *testing.T) {
	t.Parallel()
	files, _ := newExample(t, "contact-centre").exported()
	folder := "testdata/export/contact-centre"
	if *update {
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(folder, f.Name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want, err := os.ReadDir(folder)
	if err != nil || len(want) != len(files) {
		t.Fatalf("%d files in %s (%v), and %d exported ones; -update rewrites them", len(want), folder, err, len(files))
	}
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(folder, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), string(f.Data)); diff != "" {
			t.Errorf("%s differs (-want +got); -update rewrites it:\n%s", f.Name, diff)
		}
	}
}

// TestExportAfterChange changes one thing in the console, and exports again. One line differs.
func TestExportAfterChange(t *testing.T) {
	t.Parallel()
	c := newExample(t, "contact-centre")
	before, _ := c.exported()
	for _, test := range []struct {
		name    schema.Name
		attr    string
		change  func(body any)
		removed string // the words of the line before
		added   string // the words of the line after
	}{
		{
			schema.Name{Kind: "routing_profile", Key: "Emergency Desk"},
			"queues", func(b any) { b.(*schema.RoutingProfile).Queues[0].Delay = 90 },
			`{ queue = queue.claims["Approved Garages"], priority = 9, delay = 120 },`, `{ queue = queue.claims["Approved Garages"], priority = 9, delay = 90 },`,
		},
		{
			schema.Name{Kind: "queue", Key: "Renewals"},
			"max_contacts", func(b any) { b.(*schema.Queue).MaxContacts = 90 },
			`"Renewals" = 80`, `"Renewals" = 90`,
		},
		{
			schema.Name{Kind: "security_profile", Key: "Merrowdown Operations"},
			"permissions", func(b any) {
				p := b.(*schema.SecurityProfile)
				p.Permissions = schema.SortedSet(append(p.Permissions, "Users.Edit"))
			},
			`users = ["view"]`, `users = ["view", "edit"]`,
		},
		{
			schema.Name{Kind: "user", Key: "a.firth"},
			"routing_profile", func(b any) { b.(*schema.User).RoutingProfile = "Premier" },
			`a.firth,Adele,Firth,soft,,Sales,Merrowdown Agent,Leeds/Sales`, `a.firth,Adele,Firth,soft,,Premier,Merrowdown Agent,Leeds/Sales`,
		},
		{
			schema.Name{Kind: "hours_of_operation", Key: "Sales"},
			"schedule", func(b any) { b.(*schema.HoursOfOperation).Schedule["monday"] = []string{"10:00-19:00"} },
			`monday = ["08:30-19:00"]`, `monday = ["10:00-19:00"]`,
		},
	} {
		live, err := providers.ReadEverything(t.Context(), c.reliable)
		if err != nil {
			t.Fatal(err)
		}
		is, ok := live.Lookup(test.name)
		if !ok {
			t.Fatalf("there is no %s", test.name)
		}
		to := is.Clone()
		test.change(to.Body)
		if err := c.reliable.Update(t.Context(), is, to, is.Kind.Set(test.attr)); err != nil {
			t.Fatal(err)
		}
		after, _ := c.exported()
		removed, added := changedLines(before, after)
		if !slices.Equal(removed, []string{test.removed}) || !slices.Equal(added, []string{test.added}) {
			t.Errorf("%s: these lines go: %q\nthese come: %q", test.name, removed, added)
		}
		before = after
	}
}

// changedLines returns the lines that are in one export and not in the other. White space that
// lines up columns does not count.
func changedLines(before, after []export.File) (removed, added []string) {
	count := map[string]int{}
	each := func(files []export.File, n int) {
		for _, f := range files {
			for line := range bytes.Lines(f.Data) {
				count[strings.Join(strings.Fields(string(line)), " ")] += n
			}
		}
	}
	each(before, -1)
	each(after, 1)
	for line, n := range count {
		for ; n < 0; n++ {
			removed = append(removed, line)
		}
		for ; n > 0; n-- {
			added = append(added, line)
		}
	}
	return removed, added
}
