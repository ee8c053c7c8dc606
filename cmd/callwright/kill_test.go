package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// asCommand makes the test binary be the command: a process of its own that a test
// can kill.
const asCommand = "CALLWRIGHT_TEST_AS_COMMAND"

// TestKill kills apply right after each single write in turn. Running it again
// finishes, does nothing twice, and leaves nothing to do.
func TestKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", "quickstart"))); err != nil {
		t.Fatal(err)
	}
	provider := "provider \"amazonconnect\" {\n  instance = \"callwright\"\n  region = \"eu-west-2\"\n}\ncallwright {\n  stack = \"support\"\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "provider.hcl"), []byte(provider), 0o600); err != nil {
		t.Fatal(err)
	}
	var running atomic.Pointer[os.Process]
	var creates atomic.Int64
	server, err := sim.Open(filepath.Join(dir, "sim.db"), sim.Options{Observe: func(c sim.Call) {
		if !strings.HasPrefix(c.Operation, "Create") && !strings.HasPrefix(c.Operation, "Update") {
			return
		}
		creates.Add(1)
		if p := running.Load(); p != nil {
			_ = p.Signal(syscall.SIGKILL) // its answer is not sent yet
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server)
	t.Cleanup(func() {
		web.Close()
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	command := func(kill bool, args ...string) (string, error) {
		c := exec.Command(os.Args[0], args...)
		c.Dir = dir
		c.Env = append(os.Environ(), asCommand+"=1", "AWS_ENDPOINT_URL_CONNECT="+web.URL, "AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "CI=")
		var out bytes.Buffer
		c.Stdout, c.Stderr = &out, &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		running.Store(nil)
		if kill {
			running.Store(c.Process)
		}
		return out.String(), c.Wait()
	}
	kills := 0
	for ; kills < 8; kills++ {
		if _, err := command(true, "apply", "--auto-approve", "--parallelism", "1"); err == nil {
			break
		}
	}
	if kills < 8 {
		t.Errorf("apply was killed %d times, want 8", kills)
	}
	if out, err := command(false, "apply", "--auto-approve"); err != nil {
		t.Fatalf("applying again: %v\n%s", err, out)
	}
	if out, err := command(false, "plan", "--detailed-exitcode"); err != nil {
		t.Errorf("the plan after it: %v\n%s", err, out)
	}
	if n := creates.Load(); n != 24 {
		t.Errorf("%d objects were written one by one, want each of 24 once", n)
	}
}
