package sim_test

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/sim"
)

// serveFile in the environment makes the test binary a server of that file: the
// process that tests kill.
const serveFile = "CALLWRIGHT_SIM_TEST_SERVE"

func TestMain(m *testing.M) {
	if path := os.Getenv(serveFile); path != "" {
		if err := serve(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	if code == 0 && wholeRun() {
		for _, missing := range sim.Uncovered() {
			fmt.Fprintln(os.Stderr, "no test saw", missing)
			code = 1
		}
	}
	os.Exit(code)
}

// wholeRun tells whether every test was asked for.
func wholeRun() bool {
	for _, name := range []string{"test.run", "test.skip", "test.fuzz", "test.list"} {
		if flag.Lookup(name).Value.String() != "" {
			return false
		}
	}
	return true
}

// serve answers requests on loopback until standard input ends, and prints its
// address first.
func serve(path string) error {
	s, err := sim.Open(path, sim.Options{})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + l.Addr().String())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = l.Close()
	}()
	if err := http.Serve(l, s); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return s.Close()
}

// A child is another process that serves a file.
type child struct {
	*connect.Client
	command *exec.Cmd
}

func startChild(t *testing.T, path string) *child {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), serveFile+"="+path)
	command.Stderr = os.Stderr
	if _, err := command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err = command.Start(); err != nil {
		t.Fatal(err)
	}
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	c := &child{connectTo(strings.TrimSpace(url)), command}
	t.Cleanup(c.kill)
	return c
}

// kill ends the process at once.
func (c *child) kill() {
	_ = c.command.Process.Kill()
	_ = c.command.Wait()
}

// What was answered survives the death of the process, again and again.
func TestKilledProcessLosesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "centre.db")
	id := must(start(t, path, sim.Options{}).ListInstances(ctx, &connect.ListInstancesInput{}))(t).InstanceSummaryList[0].Id
	hours := ""
	for round := range 3 {
		c := startChild(t, path)
		all := must(c.ListHoursOfOperations(ctx, &connect.ListHoursOfOperationsInput{InstanceId: id}))(t).HoursOfOperationSummaryList
		hours = *all[0].Id
		for i := range 5 {
			must(c.CreateQueue(ctx, &connect.CreateQueueInput{
				InstanceId: id, Name: aws.String(fmt.Sprintf("Queue %d.%d", round, i)), HoursOfOperationId: &hours,
			}))(t)
		}
		c.kill()
	}
	reopened := start(t, path, sim.Options{})
	if got := names(reopened.idsOfQueues()); len(got) != 16 || got[15] != "Queue 2.4" {
		t.Errorf("after three deaths the queues are %v", got)
	}
}

// Two processes share a file: each sees what the other wrote, and names are
// unique over both.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "centre.db")
	a := start(t, path, sim.Options{})
	b := startChild(t, path)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { a.makeQueue(fmt.Sprintf("A%d", i)) })
		wg.Go(func() {
			must(b.CreateQueue(ctx, a.newQueue(fmt.Sprintf("B%d", i))))(t)
		})
	}
	wg.Wait()
	if got := a.idsOfQueues(); len(got) != 41 {
		t.Errorf("there are %d queues, want 41", len(got))
	}
	refused(b.CreateQueue(ctx, a.newQueue("A7")))(t, duplicate, "A7")
}

// A new file that many open at once holds one instance.
func TestOpenTogether(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "centre.db")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := sim.Open(path, sim.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	c := start(t, path, sim.Options{})
	if got := names(c.idsOfSecurityProfiles()); len(got) != 4 {
		t.Errorf("the security profiles are %v", got)
	}
}

// A file keeps its instance, whatever options it is opened with.
func TestReopen(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a folder?", "centre #1.db")
	if _, err := sim.Open(path, sim.Options{}); err == nil {
		t.Error("a file in a missing folder is opened")
	}
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	open := func(o sim.Options) sim.Instance {
		s, err := sim.Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		return s.Instance()
	}
	first := open(sim.Options{Alias: "support", Identity: "CONNECT_MANAGED"})
	if again := open(sim.Options{Alias: "other", Region: "us-east-1"}); again != first {
		t.Errorf("reopened the instance is %v, was %v", again, first)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// A read leaves the file as it is.
func TestReadsDoNotWrite(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "centre.db")
	c := start(t, path, sim.Options{})
	id := c.user("ada")
	sum := func() (sums [2][32]byte) {
		for i, suffix := range []string{"", "-wal"} {
			content, err := os.ReadFile(path + suffix)
			if err != nil {
				t.Fatal(err)
			}
			sums[i] = sha256.Sum256(content)
		}
		return sums
	}
	before := sum()
	c.describeUser(id)
	must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance}))(t)
	c.idsOfQueues()
	refused(c.CreateUser(ctx, c.newUser("ada")))(t, duplicate, "ada")
	if sum() != before {
		t.Error("a read, or a refused write, changed the file")
	}
}

func TestForeignFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sim.Open(path, sim.Options{}); err == nil {
		t.Error("a text file is opened")
	}
}
