package main

import (
	"bytes"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// asCommand is a variable that makes the test binary act as callwright, in a process of its
// own that a test can kill.
const asCommand = "CALLWRIGHT_TEST_AS_COMMAND"

// A site is a folder with a configuration, and the simulated instance that it is for, which
// answers over HTTP.
type site struct {
	*testing.T
	dir     string
	server  *sim.Server
	url     string
	observe func(c sim.Call, running *os.Process) // called after a call was carried out and before it is answered; may be nil

	running atomic.Pointer[os.Process]
}

// provider is the part of the configuration that names the site's instance.
const provider = `callwright {
  stack = "support"
}
provider "amazonconnect" {
  instance = "callwright"
  region   = "eu-west-2"
}
`

// newSite starts a simulator, and returns a site with an empty configuration for it.
func newSite(t *testing.T, observe func(c sim.Call, running *os.Process)) *site {
	t.Helper()
	s := &site{T: t, dir: t.TempDir(), observe: observe}
	var err error
	s.server, err = sim.Open(filepath.Join(s.dir, "sim.db"), sim.Options{Observe: func(c sim.Call) {
		if s.observe != nil {
			s.observe(c, s.running.Load())
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s.server)
	t.Cleanup(func() {
		web.Close()
		if closing := s.server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	s.url = web.URL
	s.write("provider.hcl", provider)
	return s
}

// write writes a file of the configuration.
func (s *site) write(name, text string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
}

// fault makes calls fail, by a rule such as CreateQueue:throttle.
func (s *site) fault(rule string) {
	s.Helper()
	f, err := sim.ParseFault(rule)
	if err == nil {
		err = s.server.Inject(f)
	}
	if err != nil {
		s.Fatal(err)
	}
}

// run runs callwright in a process of its own. It returns the output and the exit code, -1
// if the process was killed.
func (s *site) run(args ...string) (said string, code int) {
	s.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Dir = s.dir
	c.Env = append(os.Environ(), asCommand+"=1", "AWS_ENDPOINT_URL_CONNECT="+s.url, "AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "CI=")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		s.Fatal(err)
	}
	s.running.Store(c.Process)
	defer s.running.Store(nil)
	err := c.Wait()
	if exited, ok := errors.AsType[*exec.ExitError](err); ok {
		return out.String(), exited.ExitCode()
	}
	if err != nil {
		s.Fatal(err)
	}
	return out.String(), 0
}

// must runs callwright and fails the test if it ends with another exit code.
func (s *site) must(code int, args ...string) string {
	s.Helper()
	said, got := s.run(args...)
	if got != code {
		s.Fatalf("callwright %s: exit %d, want %d\n%s", strings.Join(args, " "), got, code, said)
	}
	return said
}
