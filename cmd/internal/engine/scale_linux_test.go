package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// A largeRun is a plan of a large contact centre, phase by phase.
type largeRun struct {
	files    fstest.MapFS
	snapshot []byte
	out      string // a file

	config     *config.Config
	live       *snapshot.Snapshot
	made       *plan.Plan
	assessment *impact.Assessment
	document   *document.Document
}

// newLargeRun returns a run for n users. If create is true, the plan creates all of them; if not, it
// changes one in a hundred.
func newLargeRun(tb testing.TB, n int, create bool) *largeRun {
	tb.Helper()
	r := &largeRun{files: mapFS(schematest.LargeCentre(n, 1)), out: filepath.Join(tb.TempDir(), "plan.json")}
	before := mapFS(schematest.LargeCentre(n, 0))
	if create {
		before = mapFS(schematest.LargeCentre(0, 0))
	}
	c, diags := config.Load(before, ".", config.Options{})
	if diags.HasErrors() {
		tb.Fatal(diags)
	}
	in := schematest.LargeInstance()
	s := snapshot.Snapshot{
		Taken: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC), Tool: snapshot.Tool{Name: "callwright"}, Instance: in,
		State: schematest.Applied(in, c.Want), Kinds: slices.Collect(schema.Kinds()),
	}
	var b bytes.Buffer
	if err := s.Encode(&b); err != nil {
		tb.Fatal(err)
	}
	r.snapshot = b.Bytes()
	return r
}

// mapFS returns files in memory.
func mapFS(texts map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// options returns the options of the plan.
func (r *largeRun) options() impact.Options {
	return impact.Options{
		Options: plan.Options{Instance: r.live.Instance, Stack: r.config.Stack}, Limits: impact.Allowed(r.config.Limits), Today: "2026-11-27",
	}
}

// phases are the phases of a plan in order, and the forms that it can be written in. Each needs
// those before it.
var phases = []struct {
	name string
	run  func(r *largeRun) error
}{
	{"load", func(r *largeRun) error {
		c, diags := config.Load(r.files, ".", config.Options{})
		r.config = c
		if diags.HasErrors() {
			return diags
		}
		return nil
	}},
	{"read", func(r *largeRun) (err error) {
		r.live, err = snapshot.Decode(bytes.NewReader(r.snapshot))
		return err
	}},
	{"diff", func(r *largeRun) error {
		r.made = plan.Make(r.live.State, r.config.Want, r.options().Options)
		return nil
	}},
	{"impact", func(r *largeRun) error {
		made := *r.made
		r.assessment, _ = impact.Judge(&made, r.live.State, r.config.Want, r.options())
		return nil
	}},
	{"digest", func(r *largeRun) (err error) {
		r.document, err = document.New(r.assessment)
		return err
	}},
	{"text", func(r *largeRun) error {
		return render.Human(io.Discard, r.assessment, r.document.Digest, render.Style{Detail: render.Changes})
	}},
	{"markdown", func(r *largeRun) error {
		return render.Markdown(io.Discard, r.assessment, r.document, render.Page{Command: "plan", Limit: 60_000})
	}},
	{"html", func(r *largeRun) error {
		return render.HTML(io.Discard, r.assessment, r.document, render.Style{Detail: render.Changes})
	}},
	{"json", func(r *largeRun) error { return r.document.Write(io.Discard) }},
	{"out", func(r *largeRun) error {
		f, err := os.Create(r.out)
		if err != nil {
			return err
		}
		defer f.Close()
		return r.document.Write(f)
	}},
}

// A cost is what a phase took.
type cost struct {
	Time         time.Duration // of the wall clock
	CPU          time.Duration // of all processors
	Bytes, Count uint64        // allocated
	Peak         uint64        // of the heap, beyond what was there before
}

// measured runs a phase.
func measured(tb testing.TB, r *largeRun, run func(*largeRun) error) cost {
	tb.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	ended, peak := make(chan struct{}), make(chan uint64)
	go func() { peak <- peakHeap(ended) }()
	start, used := time.Now(), processorTime(tb)
	err := run(r)
	took, cpu := time.Since(start), processorTime(tb)-used
	close(ended)
	runtime.ReadMemStats(&after)
	most := max(<-peak, after.HeapAlloc) // a phase may end between two looks at the heap
	if err != nil {
		tb.Fatal(err)
	}
	return cost{took, cpu, after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs, most - min(most, before.HeapAlloc)}
}

// processorTime returns the time that all processors gave this process so far.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// peakHeap returns the largest size of the heap until the channel is closed.
func peakHeap(ended <-chan struct{}) uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for most := uint64(0); ; {
		metrics.Read(sample)
		most = max(most, sample[0].Value.Uint64())
		select {
		case <-ended:
			return most
		case <-time.After(time.Millisecond):
		}
	}
}

// repeated is how often BenchmarkScalePhases makes each plan. It keeps the least that each phase
// took, because other programs take processors and caches away at times.
const repeated = 3

// asPhases is the environment variable that makes TestPhases run the phases of a plan: of
// `10000 changed`, or of `100000 create`.
const asPhases = "CALLWRIGHT_TEST_PHASES"

// TestPhases runs the phases of one plan, and prints what each took. It does nothing unless
// BenchmarkScalePhases starts it.
func TestPhases(t *testing.T) {
	var users int
	var name string
	if _, err := fmt.Sscan(os.Getenv(asPhases), &users, &name); err != nil {
		t.Skip("BenchmarkScalePhases runs this in a process of its own")
	}
	r := newLargeRun(t, users, name == "create")
	costs := make([]cost, len(phases))
	for i, phase := range phases {
		costs[i] = measured(t, r, phase.run)
	}
	text, err := json.Marshal(costs)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%s%s\n", asPhases, text)
}

// phasesOf returns what each phase takes in a process of its own, as in a command: no memory is
// there from a plan before.
func phasesOf(b *testing.B, users int, name string) []cost {
	b.Helper()
	c := exec.CommandContext(b.Context(), os.Args[0], "-test.run", "^TestPhases$", "-test.v")
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", asPhases, users, name))
	said, err := c.CombinedOutput()
	_, line, found := strings.Cut(string(said), "\n"+asPhases)
	line, _, _ = strings.Cut(line, "\n")
	var costs []cost
	if err != nil || !found || json.Unmarshal([]byte(line), &costs) != nil || len(costs) != len(phases) {
		b.Fatalf("%v: %.1000s", err, said)
	}
	return costs
}

// comparedPhases returns what each phase takes for n users, and for ten times as many. The first is
// the mean of ten plans, so that both take equally long, and what disturbs one of them disturbs the
// other, too.
func comparedPhases(b *testing.B, n int, name string) (few, many []cost) {
	b.Helper()
	for round := range repeated {
		sum := make([]cost, len(phases))
		for range 10 {
			for i, c := range phasesOf(b, n, name) {
				sum[i] = sum[i].plus(c)
			}
		}
		large := phasesOf(b, 10*n, name)
		for i := range phases {
			mean := sum[i].tenth()
			if round == 0 {
				few, many = append(few, mean), append(many, large[i])
				continue
			}
			few[i], many[i] = few[i].least(mean), many[i].least(large[i])
		}
	}
	return few, many
}

// plus returns the sum of both.
func (c cost) plus(other cost) cost {
	return cost{c.Time + other.Time, c.CPU + other.CPU, c.Bytes + other.Bytes, c.Count + other.Count, c.Peak + other.Peak}
}

// tenth returns a tenth of each.
func (c cost) tenth() cost {
	return cost{c.Time / 10, c.CPU / 10, c.Bytes / 10, c.Count / 10, c.Peak / 10}
}

// least returns the lesser of each.
func (c cost) least(other cost) cost {
	return cost{min(c.Time, other.Time), min(c.CPU, other.CPU), min(c.Bytes, other.Bytes), min(c.Count, other.Count), min(c.Peak, other.Peak)}
}

// BenchmarkScalePhases measures each phase of a plan, and how many times as much ten times the users
// take: from 10,000 to 100,000 users, and from 20,000 to 200,000. The objects of 10,000 users fit
// into a processor's cache of 32 MB, and those of 20,000 do not. So the second ratio tells more of
// the program, and the first more of the machine.
//
//	go test ./cmd/internal/engine -run '^$' -bench ScalePhases -benchtime 1x -timeout 1h
func BenchmarkScalePhases(b *testing.B) {
	for _, users := range []int{10_000, 20_000} {
		for _, name := range []string{"changed", "create"} {
			b.Run(fmt.Sprintf("%s/%d", name, users), func(b *testing.B) {
				few, many := comparedPhases(b, users, name)
				for i, phase := range phases {
					b.Run(phase.name, func(b *testing.B) { reportRatios(b, few[i], many[i]) })
				}
			})
		}
	}
}

// reportRatios reports what a phase takes for ten times the users, and the ratios.
func reportRatios(b *testing.B, few, many cost) {
	b.Helper()
	b.ReportMetric(many.Time.Seconds(), "s")
	b.ReportMetric(many.Time.Seconds()/few.Time.Seconds(), "x-time")
	b.ReportMetric(many.CPU.Seconds(), "cpu-s")
	b.ReportMetric(many.CPU.Seconds()/few.CPU.Seconds(), "x-cpu")
	b.ReportMetric(float64(many.Bytes)/1e6, "MB-allocated")
	b.ReportMetric(float64(many.Bytes)/float64(few.Bytes), "x-allocated")
	b.ReportMetric(float64(many.Peak)/1e6, "peak-MB")
	b.ReportMetric(float64(many.Peak)/float64(max(few.Peak, 1<<20)), "x-peak")
	b.ReportMetric(0, "ns/op")
}

// TestAllocationsGrow holds that ten times the users need at most eleven times the memory, in each
// phase. It counts what is allocated, which does not depend on the machine.
func TestAllocationsGrow(t *testing.T) {
	for name, create := range map[string]bool{"changed": false, "create": true} {
		few, many := newLargeRun(t, 1_000, create), newLargeRun(t, 10_000, create)
		for _, phase := range phases {
			one, ten := measured(t, few, phase.run), measured(t, many, phase.run)
			if ten.Bytes > 11*one.Bytes || ten.Count > 11*one.Count {
				t.Errorf("%s/%s: 1,000 users allocate %d bytes in %d objects, and 10,000 users %d in %d", name, phase.name, one.Bytes, one.Count, ten.Bytes, ten.Count)
			}
		}
	}
}
