package engine_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
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
	time         time.Duration // of the wall clock
	cpu          time.Duration // of all processors
	bytes, count uint64        // allocated
	peak         uint64        // of the heap, beyond what was there before
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
	most := <-peak
	runtime.ReadMemStats(&after)
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
// took, because a phase of few users takes only milliseconds.
const repeated = 5

// measuredPhases returns what each phase takes for each number of users. As in a command, each phase of
// a plan runs once, and nothing else is in memory: the collector looks at everything that is, and a
// phase that ran before finds its objects in the processor's cache.
func measuredPhases(b *testing.B, create bool, users ...int) [][]cost {
	b.Helper()
	least := make([][]cost, len(users))
	for n := range repeated {
		for i, many := range users { // in turn, because a machine is slower at times
			r := newLargeRun(b, many, create)
			for j, phase := range phases {
				if c := measured(b, r, phase.run); n == 0 {
					least[i] = append(least[i], c)
				} else {
					least[i][j] = least[i][j].least(c)
				}
			}
		}
	}
	return least
}

// least returns the lesser of each.
func (c cost) least(other cost) cost {
	return cost{min(c.time, other.time), min(c.cpu, other.cpu), min(c.bytes, other.bytes), min(c.count, other.count), min(c.peak, other.peak)}
}

// BenchmarkScalePhases measures each phase of a plan of 10,000 and of 100,000 users, and how many
// times as much ten times the users take.
//
//	go test ./cmd/internal/engine -run '^$' -bench ScalePhases -benchtime 1x
func BenchmarkScalePhases(b *testing.B) {
	for name, create := range map[string]bool{"changed": false, "create": true} {
		costs := measuredPhases(b, create, 10_000, 100_000)
		for i, phase := range phases {
			b.Run(name+"/"+phase.name, func(b *testing.B) {
				ten, hundred := costs[0][i], costs[1][i]
				b.ReportMetric(hundred.time.Seconds(), "s-100k")
				b.ReportMetric(hundred.time.Seconds()/ten.time.Seconds(), "x-time")
				b.ReportMetric(hundred.cpu.Seconds(), "cpu-s-100k")
				b.ReportMetric(hundred.cpu.Seconds()/ten.cpu.Seconds(), "x-cpu")
				b.ReportMetric(float64(hundred.bytes)/1e6, "MB-allocated-100k")
				b.ReportMetric(float64(hundred.bytes)/float64(ten.bytes), "x-allocated")
				b.ReportMetric(float64(hundred.peak)/1e6, "peak-MB-100k")
				b.ReportMetric(float64(hundred.peak)/float64(max(ten.peak, 1<<20)), "x-peak")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// TestAllocationsGrow holds that ten times the users need at most eleven times the memory, in each
// phase. It counts what is allocated, which does not depend on the machine.
func TestAllocationsGrow(t *testing.T) {
	for name, create := range map[string]bool{"changed": false, "create": true} {
		few, many := newLargeRun(t, 1_000, create), newLargeRun(t, 10_000, create)
		for _, phase := range phases {
			one, ten := measured(t, few, phase.run), measured(t, many, phase.run)
			if ten.bytes > 11*one.bytes || ten.count > 11*one.count {
				t.Errorf("%s/%s: 1,000 users allocate %d bytes in %d objects, and 10,000 users %d in %d", name, phase.name, one.bytes, one.count, ten.bytes, ten.count)
			}
		}
	}
}
