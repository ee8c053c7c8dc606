package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema"
)

// TestJournal records a run with three changes: one succeeds, one fails, and one was
// already done. The last has no lines, because it wrote nothing.
func TestJournal(t *testing.T) {
	t.Parallel()
	workDir := t.TempDir()
	j, err := New(workDir, "run-1")
	if err != nil {
		t.Fatal(err)
	}
	k, _ := schema.KindOf("queue")
	object := func(label string) *plan.Change {
		r := &schema.Resource{Kind: k, Key: label, Body: k.New(), Desired: &schema.Desired{Addr: schema.Addr{Kind: "queue", Label: label}}}
		return &plan.Change{Action: plan.Create, Addr: r.Addr, Want: r}
	}
	done, failed, already := object("a"), object("b"), object("c")
	for _, e := range []apply.Event{
		{Change: done},
		{Change: done, Writing: true},
		{Change: done, Outcome: &apply.Outcome{Change: done, Status: apply.Done, ID: "id-a"}},
		{Change: failed, Writing: true},
		{Change: failed, Outcome: &apply.Outcome{Change: failed, Status: apply.Failed, Err: errors.New("refused")}},
		{Change: already, Outcome: &apply.Outcome{Change: already, Status: apply.AlreadyDone}},
	} {
		j.Observe(e)
	}
	undo, err := j.Close(nil)
	if err != nil || undo != "" {
		t.Errorf("Close() = %q, %v", undo, err)
	}
	text, err := os.ReadFile(j.Path())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range bytes.Lines(text) {
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		got = append(got, e.Type+" "+e.Address+" "+e.ID+" "+string(e.Status)+" "+e.Error)
	}
	want := []string{"write_start queue.a   ", "write_end queue.a id-a done ", "write_start queue.b   ", "write_end queue.b  failed refused"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("journal mismatch (-want +got):\n%s", diff)
	}
}

// TestUndo checks that Close saves the undo plan and returns its path relative to the
// working folder, and that a second run cannot take the same name.
func TestUndo(t *testing.T) {
	t.Parallel()
	workDir := t.TempDir()
	j, err := New(workDir, "run-1")
	if err != nil {
		t.Fatal(err)
	}
	path, err := j.Close(&document.Document{Digest: "sha256:1"})
	if err != nil || path != filepath.Join(".callwright", "runs", "run-1", "undo.json") {
		t.Errorf("Close() = %q, %v", path, err)
	}
	for name, want := range map[string]string{path: `"sha256:1"`, filepath.Join(Folder, ".gitignore"): "*"} {
		if text, err := os.ReadFile(filepath.Join(workDir, name)); err != nil || !bytes.Contains(text, []byte(want)) {
			t.Errorf("%s holds %q, %v, want %s in it", name, text, err, want)
		}
	}
	if _, err := New(workDir, "run-1"); err == nil {
		t.Error("a run's journal is started again")
	}
}

// TestRunID checks that two runs get different names.
func TestRunID(t *testing.T) {
	t.Parallel()
	one, err := RunID()
	other, errs := RunID()
	if err != nil || errs != nil || one == other {
		t.Errorf("RunID() = %q, %v, then %q, %v", one, err, other, errs)
	}
}

// TestRunIDs checks that the names of runs sort in the order in which the runs began.
func TestRunIDs(t *testing.T) {
	t.Parallel()
	last := ""
	for range 100 {
		id, err := RunID()
		began, suffix, ok := strings.Cut(id, "Z-")
		if err != nil || !ok || len(began) != len("20240501T093000.250000") || len(suffix) != 6 || began < last {
			t.Fatalf("RunID() = %q, %v, after %s", id, err, last)
		}
		last = began
	}
}
