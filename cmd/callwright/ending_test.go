package main

import (
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

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
		{"drift", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"unmanaged", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"apply --auto-approve", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"confirm --auto-approve", os.Interrupt, 130, "stopped by interrupt; nothing was written"},
		{"plan --timeout 50ms", nil, exitError, "stopped after 50ms, because of --timeout"},
		{"drift --timeout 50ms", nil, exitError, "stopped after 50ms, because of --timeout"},
		{"unmanaged --timeout 50ms", nil, exitError, "stopped after 50ms, because of --timeout"},
		{"confirm --auto-approve --timeout 50ms", nil, exitError, "stopped after 50ms, because of --timeout"},
		{"apply --auto-approve --timeout 50ms", nil, exitError, "stopped after 50ms, because of --timeout"},
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
