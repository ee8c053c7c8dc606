package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// TestTerminated stops an apply by SIGTERM, as pipelines and service managers do, and by
// SIGHUP, as a terminal does that is closed. Both must act like a first Ctrl-C, with their own
// exit codes.
func TestTerminated(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		signal syscall.Signal
		code   int
	}{{syscall.SIGTERM, 143}, {syscall.SIGHUP, 129}} {
		t.Run(tt.signal.String(), func(t *testing.T) {
			t.Parallel()
			stopApply(t, tt.signal, tt.code)
		})
	}
}

func stopApply(t *testing.T, sig syscall.Signal, code int) {
	t.Helper()
	var armed atomic.Bool
	armed.Store(true)
	s := newSite(t, func(c sim.Call, running *os.Process) {
		if c.Operation == "CreateQueue" && armed.CompareAndSwap(true, false) {
			_ = running.Signal(sig)
		}
	})
	s.write("main.hcl", "queue \"q\" {\n  for_each = toset([\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"])\n  hours_of_operation = \"Basic Hours\"\n}\n")
	said := s.must(code, "apply", "--auto-approve", "--parallelism", "1", "--events", "events.ndjson")
	for _, want := range []string{"stopping: callwright starts nothing new and finishes what is running", "not attempted.", "To undo the changes: callwright apply .callwright/runs/", "To finish the rest: run apply again"} {
		if !strings.Contains(said, want) {
			t.Errorf("said\n%s\nwant %q in it", said, want)
		}
	}
	events, err := os.ReadFile(filepath.Join(s.dir, "events.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{fmt.Sprintf(`"signal":%q`, sig), fmt.Sprintf(`"exit_code":%d`, code)} {
		if !bytes.Contains(events, []byte(want)) {
			t.Errorf("the events lack %s:\n%s", want, events)
		}
	}
	s.must(exitOK, "apply", "--auto-approve")
	s.must(exitOK, "plan", "--detailed-exitcode")
}

// TestStopSendsNothingThatWaits stops an apply while ten changes wait for their turns at the
// service. None of them is sent any more, and what waits for them is not reported one by one.
func TestStopSendsNothingThatWaits(t *testing.T) {
	t.Parallel()
	var creates atomic.Int64
	s := newSite(t, func(c sim.Call, running *os.Process) {
		if c.Operation == "CreateHoursOfOperation" && creates.Add(1) == 1 {
			_ = running.Signal(os.Interrupt)
		}
	})
	s.write("main.hcl", `hours_of_operation "h" {
  for_each  = toset([for i in range(14) : "h${i}"])
  time_zone = "Europe/London"
  schedule  = { monday = ["09:00-17:00"] }
}
queue "q" {
  for_each           = toset([for i in range(14) : "h${i}"])
  hours_of_operation = hours_of_operation.h[each.key]
}
`)
	said := s.must(130, "apply", "--auto-approve", "--rate", "CreateHoursOfOperation=2/s")
	// A bucket lets a few calls through at once. Those may have been sent when the signal came.
	const atOnce = 4
	if n := creates.Load(); n > atOnce {
		t.Errorf("%d calls were sent, want at most %d", n, atOnce)
	}
	made := creates.Load()
	for _, want := range []string{
		fmt.Sprintf("Apply: %d created, 0 updated, 0 deleted, %d not attempted.", made, 28-made),
		fmt.Sprintf("  %d not started: the run was stopped first.\n", 28-made),
	} {
		if !strings.Contains(said, want) {
			t.Errorf("said\n%s\nwant %q in it", said, want)
		}
	}
	s.must(exitOK, "apply", "--auto-approve")
	s.must(exitOK, "plan", "--detailed-exitcode")
}
