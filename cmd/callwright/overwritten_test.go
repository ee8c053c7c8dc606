package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// TestOverwritten runs a second apply right after the last write of the first one. The first
// reads the object back, finds the value of the second, says so, and ends with exit code 7.
func TestOverwritten(t *testing.T) {
	t.Parallel()
	var s *site
	var armed atomic.Bool
	s = newSite(t, func(c sim.Call, _ *os.Process) {
		if c.Operation != "TagResource" || !armed.CompareAndSwap(true, false) {
			return
		}
		if said, code := s.run("apply", "--auto-approve", "--var", "description=theirs"); code != exitOK {
			t.Errorf("the second apply: exit %d\n%s", code, said)
		}
	})
	s.write("main.hcl", "variable \"description\" {\n  type = string\n}\nqueue \"a\" {\n  description = var.description\n  hours_of_operation = \"Basic Hours\"\n}\n")
	s.must(exitOK, "apply", "--auto-approve", "--var", "description=before")
	armed.Store(true)
	said := s.must(exitPartial, "apply", "--auto-approve", "--var", "description=ours", "--events", "events.ndjson")
	for _, want := range []string{
		"Apply is incomplete: 0 of 1 change was made",
		"1 with a different value after the last write",
		`queue.a  description was "ours" as written, and is "theirs" now`,
		"To finish the rest: run apply again",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("said\n%s\nwant %q in it", said, want)
		}
	}
	events, err := os.ReadFile(filepath.Join(s.dir, "events.ndjson"))
	if want := `"verify":{"address":"queue.a","status":"mismatch"}`; err != nil || !bytes.Contains(events, []byte(want)) {
		t.Errorf("the events are\n%s\nwant %s in them (%v)", events, want, err)
	}
	s.must(exitOK, "plan", "--detailed-exitcode", "--var", "description=theirs")
}
