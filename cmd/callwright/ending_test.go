package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/callwright/callwright/providers/sim"
)

// TestEndedWhileReading ends commands while they read, by a signal or by --timeout. They
// wait for a call that is never answered, and must end all the same, with their own message
// rather than "context canceled". An apply that has not written yet is one of them.
func TestEndedWhileReading(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args   string
		signal os.Signal
		code   int
		says   string
	}{
		{"plan", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"plan", syscall.SIGTERM, 143, "stopped by terminated; nothing was written"},
		{"plan", syscall.SIGHUP, 129, "stopped by hangup; nothing was written"},
		{"drift", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"unmanaged", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"apply --auto-approve", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"confirm --auto-approve", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"plan --timeout 50ms", nil, exitError, "gave up after 50 ms (--timeout)"},
		{"drift --timeout 50ms", nil, exitError, "gave up after 50 ms (--timeout)"},
		{"unmanaged --timeout 50ms", nil, exitError, "gave up after 50 ms (--timeout)"},
		{"confirm --auto-approve --timeout 50ms", nil, exitError, "gave up after 50 ms (--timeout)"},
		{"apply --auto-approve --timeout 50ms", nil, exitError, "gave up after 50 ms (--timeout)"},
	} {
		t.Run(tt.args, func(t *testing.T) {
			t.Parallel()
			done := make(chan struct{}) // closed when the call may be answered at last
			var signalled atomic.Bool
			s := newSite(t, func(c sim.Call, running *os.Process) {
				if c.Operation != "SearchQueues" {
					return
				}
				if tt.signal != nil && signalled.CompareAndSwap(false, true) {
					_ = running.Signal(tt.signal)
				}
				<-done
			})
			s.write("main.hcl", "queue \"q\" {\n  hours_of_operation = \"Basic Hours\"\n}\n")
			said, code := s.run(append(strings.Fields(tt.args), "--events", "events.ndjson")...)
			close(done)
			if code != tt.code || !strings.Contains(said, tt.says) || strings.Contains(said, "context") {
				t.Errorf("exit %d, want %d with %q:\n%s", code, tt.code, tt.says, said)
			}
		})
	}
}

// TestEndedWhileEvaluating ends commands while they evaluate expressions that take half a
// minute or more. Nothing is called then that would look at a context.
func TestEndedWhileEvaluating(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args   string
		signal os.Signal
		code   int
		says   string
	}{
		{"plan", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"apply --auto-approve", syscall.SIGTERM, 143, "stopped by terminated; nothing was written"},
		{"confirm --auto-approve", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"plan --timeout 200ms", nil, exitError, "gave up after 200 ms (--timeout)"},
		{"apply --auto-approve --timeout 200ms", nil, exitError, "gave up after 200 ms (--timeout)"},
	} {
		t.Run(tt.args, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, nil)
			s.write("rows.csv", "a,b\n"+strings.Repeat("1,2\n", 600_000)) // for a large budget
			s.write("main.hcl", `locals {
  size = length(csvdecode(file("rows.csv")))
  long = local.size > 0 ? [for i in range(2000) : [for j in range(2000) : sha512(sha512("${i}-${j}"))]] : []
}
queue "q" {
  description        = "${length(local.long)}"
  hours_of_operation = "Basic Hours"
}
`)
			var sent atomic.Pointer[time.Time]
			if tt.signal != nil {
				go func() {
					started := func() bool {
						text, _ := os.ReadFile(filepath.Join(s.dir, "events.ndjson"))
						return strings.Contains(string(text), "run_start")
					}
					for deadline := time.Now().Add(time.Minute); !started() && time.Now().Before(deadline); {
						time.Sleep(5 * time.Millisecond)
					}
					time.Sleep(100 * time.Millisecond)
					now := time.Now()
					sent.Store(&now)
					if running := s.running.Load(); running != nil {
						_ = running.Signal(tt.signal)
					}
				}()
			}
			said, code := s.run(append(strings.Fields(tt.args), "--events", "events.ndjson")...)
			if code != tt.code || !strings.Contains(said, tt.says) {
				t.Errorf("exit %d, want %d with %q:\n%s", code, tt.code, tt.says, said)
			}
			if at := sent.Load(); at != nil && time.Since(*at) > 5*time.Second { // one second, on a machine that does nothing else
				t.Errorf("it ended %s after the signal", time.Since(*at))
			}
		})
	}
}
