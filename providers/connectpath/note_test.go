package connectpath

import (
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/record"
)

// everything returns a group with every level of every row, and everything else that the
// form has.
func everything() *schema.Resource {
	b := &schema.PermissionGroup{Name: "All", Description: "All of it", AllQueues: true, CCPPopup: true, Activity: "same-queues"}
	r := &schema.Resource{Kind: groupKind, Body: b, Given: groupKind.Set("name"), Live: &schema.Live{ID: "pg_1"}}
	r.Given = r.Given.Union((&external{}).manual(groupKind))
	for _, row := range catalogue.ConnectPath().Rows() {
		if !row.Deprecated {
			b.SetLevels(row.Path(), slices.Clone(row.Levels))
		}
	}
	r.UpdateKey()
	return r
}

// TestNoteFits checks that a tag can hold the note of a group of which everything is
// confirmed, for an owner of usual length.
func TestNoteFits(t *testing.T) {
	t.Parallel()
	r := everything()
	r.Record = schema.Record{Owner: strings.Repeat("o", 120)}
	r.Desired = &schema.Desired{Lifecycle: schema.Lifecycle{PreventDestroy: true}}
	rec, err := (record.Digester{Salt: "i"}).Renew(record.Applied{}, r, r.ID, r.Given, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := note{rec, contentsOf(r)}.String()
	if len(text) > longestValue {
		t.Errorf("the note has %d characters: %s", len(text), text)
	}
	for _, c := range text {
		if !strings.ContainsRune(" _.:/=+-@", c) && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			t.Errorf("a tag cannot hold the %q of %s", c, text)
		}
	}
	if got := readNote(text); got != (note{rec, contentsOf(r)}) {
		t.Errorf("readNote(%q) = %+v", text, got)
	}
}

// FuzzContents reads any text, writes what it understood, and reads that: both times it has
// to understand the same.
func FuzzContents(f *testing.F) {
	f.Add(contentsOf(everything()))
	for _, text := range []string{"", "-", "1-", "1-o", "10nA", "---ZZ", "xyz!!\x00\xff", "11sB_B-", "--aéé"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read := func(text string) *schema.Resource {
			r := &schema.Resource{Kind: groupKind, Body: groupKind.New()}
			readContents(r, text)
			return r
		}
		once := read(text)
		again := read(contentsOf(once))
		if once.Given != again.Given || groupKind.Changed(once, again) != 0 {
			t.Errorf("%q is read as %+v, and that as %+v", text, once.Body, again.Body)
		}
		for path, levels := range once.Body.(*schema.PermissionGroup).Permissions {
			if row := catalogue.ConnectPath().Row(path); row == nil || row.Deprecated {
				t.Errorf("%q gives %s the levels %v", text, path, levels)
			}
		}
		readNote(text)
	})
}
