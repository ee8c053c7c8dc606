package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A commandRun is one run of callwright in a process of its own.
type commandRun struct {
	said string        // on both outputs
	took time.Duration // of the wall clock
	cpu  time.Duration // of all processors
	mib  int64         // the most memory
	each int64         // the most memory of each of its processes, added up, in MiB
}

// runCommand runs callwright in the folder.
func runCommand(tb testing.TB, dir string, args, env []string) commandRun {
	tb.Helper()
	c := exec.CommandContext(tb.Context(), os.Args[0], args...)
	c.Dir = dir
	c.Env = append(append(os.Environ(), asCommand+"=1", "CI=true"), env...)
	return measured(tb, c, peakMemory)
}

// A peak is the most memory that a program had, in bytes.
type peak struct {
	atOnce int64 // all of its processes at the same time
	each   int64 // each of its processes at its own time, added up
}

// measured runs a program. Memory is called with its id, and returns the most memory that it had
// once ended is closed.
func measured(tb testing.TB, c *exec.Cmd, memory func(pid int, ended <-chan struct{}) peak) commandRun {
	tb.Helper()
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	start := time.Now()
	if err := c.Start(); err != nil {
		tb.Fatal(err)
	}
	ended, most := make(chan struct{}), make(chan peak)
	go func() { most <- memory(c.Process.Pid, ended) }()
	_ = c.Wait() // the caller looks at what it said
	took := time.Since(start)
	close(ended)
	if !c.ProcessState.Exited() {
		tb.Errorf("it ended with %v", c.ProcessState)
	}
	memoryUsed := <-most
	return commandRun{
		said: out.String(), took: took, cpu: c.ProcessState.UserTime() + c.ProcessState.SystemTime(),
		mib: memoryUsed.atOnce >> 20, each: memoryUsed.each >> 20,
	}
}

// peakMemory returns the most memory that a process had, once it has ended. The kernel's own
// account, Maxrss, begins with the memory of the process that started it.
func peakMemory(pid int, ended <-chan struct{}) peak {
	var most int64
	for {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if _, rest, ok := strings.Cut(string(text), "VmHWM:"); err == nil && ok {
			var kib int64
			if _, err = fmt.Sscan(rest, &kib); err == nil {
				most = max(most, kib<<10)
			}
		}
		select {
		case <-ended:
			return peak{most, most}
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// writeFiles writes files into a new folder, and returns it.
func writeFiles(tb testing.TB, files map[string]string) string {
	tb.Helper()
	dir := tb.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// large describes the objects that the users of the benchmarks refer to.
const large = `
callwright { stack = "large" }
provider "local" {}
queue "q" {}
routing_profile "agent" {
  description            = "All"
  channels               = { voice = 1 }
  default_outbound_queue = queue.q
}
security_profile "agent" {}
hierarchy { levels = ["Region"] }
hierarchy_group "g" { name = "EMEA" }
`

// usersFromCSV returns a configuration of n users in one block, with a CSV file.
func usersFromCSV(n int) map[string]string {
	var b strings.Builder
	b.WriteString("username,first_name,last_name,email,mobile,acw,team\n")
	for i := range n {
		fmt.Fprintf(&b, "user%06d,First%d,Last%d,user%06d@example.com,+4420718%05d,30,t%d\n", i, i, i, i, i%100000, i%50)
	}
	return map[string]string{"users.csv": b.String(), "main.hcl": large + `
user "agents" {
  for_each          = { for r in csvdecode(file("users.csv")) : r.username => r }
  username          = each.key
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  email             = each.value.email
  mobile            = each.value.mobile
  routing_profile   = routing_profile.agent
  security_profiles = [security_profile.agent, "Basic"]
  hierarchy_group   = hierarchy_group.g
  phone             = { type = "soft", auto_accept = true, after_contact_work = each.value.acw }
  tags              = { team = each.value.team }
}
`}
}

// usersInBlocks returns a configuration of n users with a block for each, in a hundred files.
func usersInBlocks(n int) map[string]string {
	files := map[string]string{"main.hcl": large}
	for f := range 100 {
		var b strings.Builder
		for i := f * n / 100; i < (f+1)*n/100; i++ {
			fmt.Fprintf(&b, `
user "u%d" {
  username          = "user%06d"
  first_name        = "First%d"
  last_name         = "Last%d"
  email             = "user%06d@example.com"
  mobile            = "+4420718%05d"
  routing_profile   = routing_profile.agent
  security_profiles = [security_profile.agent, "Basic"]
  hierarchy_group   = hierarchy_group.g
  phone             = { type = "soft", auto_accept = true, after_contact_work = 30 }
  tags              = { team = "t%d" }
}
`, i, i, i, i, i, i%100000, i%50)
		}
		files[fmt.Sprintf("users%02d.hcl", f)] = b.String()
	}
	return files
}

// asParser is the environment variable that makes TestParser parse the files of a folder.
const asParser = "CALLWRIGHT_TEST_PARSER"

// TestParser reads the .csv files of a folder with encoding/csv, and parses the .hcl files with
// HCL's parser on all processors. It prints how long that takes, and the time of all processors. It
// does nothing unless a benchmark starts it.
func TestParser(t *testing.T) {
	dir := os.Getenv(asParser)
	if dir == "" {
		t.Skip("a benchmark runs this in a process of its own")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	debug.SetGCPercent(100) // as in a command; tests collect memory less often
	start, used := time.Now(), ownTime(t)
	names := make(chan string)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for name := range names {
				if err := parseAlone(filepath.Join(dir, name)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, e := range entries {
		names <- e.Name()
	}
	close(names)
	wait.Wait()
	fmt.Printf("%s %d %d\n", asParser, time.Since(start), ownTime(t)-used)
}

// parseAlone parses a file with the package that callwright uses for it, too.
func parseAlone(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if filepath.Ext(path) == ".csv" {
		_, err = csv.NewReader(bytes.NewReader(text)).ReadAll()
		return err
	}
	if _, diags := hclsyntax.ParseConfig(text, path, hcl.InitialPos); diags.HasErrors() {
		return diags
	}
	return nil
}

// parse runs TestParser for a folder, and returns what it prints. The parser has a process of its
// own, as callwright does: how often memory is collected depends on what else is in it.
func parse(tb testing.TB, dir string) (took, cpu time.Duration) {
	tb.Helper()
	c := exec.CommandContext(tb.Context(), os.Args[0], "-test.run", "^TestParser$", "-test.v")
	c.Env = append(os.Environ(), asParser+"="+dir)
	said, err := c.CombinedOutput()
	_, line, _ := strings.Cut(string(said), "\n"+asParser)
	if _, scanned := fmt.Sscan(line, &took, &cpu); err != nil || scanned != nil {
		tb.Fatalf("%v: %.1000s", err, said)
	}
	return took, cpu
}

// ownTime returns the time that this process has taken on all processors.
func ownTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkScale runs commands on configurations of 10,000 and 100,000 users, each in a process of
// its own. Read its own metrics: the time of the command for each user, the time as a multiple of
// the time in which Go's packages parse the same files (x/parse; cpu-x/parse for the time of all
// processors, which other programs disturb less), and the most memory.
//
//	go test ./cmd/callwright -run '^$' -bench Scale/ -benchtime 5x
func BenchmarkScale(b *testing.B) {
	for name, users := range map[string]func(n int) map[string]string{"csv": usersFromCSV, "blocks": usersInBlocks} {
		for _, n := range []int{10_000, 100_000} {
			b.Run(fmt.Sprintf("validate/%s/%d", name, n), func(b *testing.B) { benchmarkValidate(b, users(n), n) })
		}
	}
}

// benchmarkValidate measures validate for a configuration of n users. It keeps the least that
// parsing took in all rounds, and that the command took, because other programs take processors and
// caches away at times.
func benchmarkValidate(b *testing.B, files map[string]string, n int) {
	b.Helper()
	dir := writeFiles(b, files)
	const never = time.Duration(math.MaxInt64)
	parsing, parsingCPU := never, never
	least := commandRun{took: never, cpu: never}
	for b.Loop() {
		took, cpu := parse(b, dir)
		parsing, parsingCPU = min(parsing, took), min(parsingCPU, cpu)
		run := runCommand(b, dir, []string{"validate"}, nil)
		if want := fmt.Sprintf("The configuration is valid: %d objects.", n+5); !strings.Contains(run.said, want) {
			b.Fatalf("validate says %.1000q, want %q", run.said, want)
		}
		least.took, least.cpu, least.mib = min(least.took, run.took), min(least.cpu, run.cpu), max(least.mib, run.mib)
	}
	users := float64(n)
	b.ReportMetric(least.took.Seconds(), "s")
	b.ReportMetric(float64(least.took.Microseconds())/users, "µs/user")
	if files["users.csv"] != "" { // parsing is short beside the rest
		b.ReportMetric(float64((least.took-3*parsing).Microseconds())/users, "µs/user-beyond-3-parses")
		b.ReportMetric(float64((least.cpu-3*parsingCPU).Microseconds())/users, "cpu-µs/user-beyond-3-parses")
	}
	b.ReportMetric(least.took.Seconds()/parsing.Seconds(), "x/parse")
	b.ReportMetric(least.cpu.Seconds(), "cpu-s")
	b.ReportMetric(least.cpu.Seconds()/parsingCPU.Seconds(), "cpu-x/parse")
	b.ReportMetric(float64(least.mib), "peak-MiB")
	b.ReportMetric(0, "ns/op")
}
