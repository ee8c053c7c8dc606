package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// TestKill kills apply during each of its first eight writes, before the answer arrives. The
// next apply must finish the work and write no object twice.
func TestKill(t *testing.T) {
	t.Parallel()
	var kill atomic.Bool
	var writes atomic.Int64
	s := newSite(t, func(c sim.Call, running *os.Process) {
		if !strings.HasPrefix(c.Operation, "Create") && !strings.HasPrefix(c.Operation, "Update") {
			return
		}
		writes.Add(1)
		if kill.Load() && running != nil {
			_ = running.Signal(syscall.SIGKILL) // before the answer is sent
		}
	})
	if err := os.CopyFS(s.dir, os.DirFS(filepath.Join("..", "..", "examples", "quickstart"))); err != nil {
		t.Fatal(err)
	}
	kill.Store(true)
	kills := 0
	for ; kills < 8; kills++ {
		if _, code := s.run("apply", "--auto-approve", "--parallelism", "1"); code == 0 {
			break
		}
	}
	if kills < 8 {
		t.Errorf("apply was killed %d times, want 8", kills)
	}
	kill.Store(false)
	s.must(exitOK, "apply", "--auto-approve")
	s.must(exitOK, "plan", "--detailed-exitcode")
	if n := writes.Load(); n != 24 {
		t.Errorf("%d objects were written one by one, want each of 24 once", n)
	}
}
