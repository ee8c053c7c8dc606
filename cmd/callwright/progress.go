package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

const (
	silence  = 10 * time.Second // after which a run says that it is still at it
	longWait = time.Second      // from which a call's wait for its turn is said
)

// A progress tells what a run is at: on a terminal in one line that is written over,
// elsewhere with a line for each phase and one after each silence. Events tell the
// same to programs.
type progress struct {
	ui     *ui
	emit   func(level, kind, message, key string, payload any)
	status *statusLine // nil where standard error is no terminal, or a pipeline's

	mu          sync.Mutex
	phase       string // "" between phases
	unit        string // what done and total count
	begun       time.Time
	done, total int
	reads       map[string]providers.Reads // of single objects, by kind that is being read
	calls       int
	wait        string // the latest wait of a call for its turn, until then
	until       time.Time
	running     map[*plan.Change]time.Time // when they were started
	heard       time.Time                  // when the run last said something
	waited      map[string]time.Time       // when waits were last said, by operation
	reported    map[string]time.Time       // when the progress of reading was last told, by kind
}

func newProgress(u *ui, emit func(level, kind, message, key string, payload any)) *progress {
	return &progress{
		ui: u, emit: emit, reads: map[string]providers.Reads{}, running: map[*plan.Change]time.Time{},
		waited: map[string]time.Time{}, reported: map[string]time.Time{},
	}
}

// single has the units of phases as they are said of one.
var single = map[string]string{"changes": "change", "kinds of objects": "kind of objects"}

// begin begins a phase, as "reading" 7 "kinds of objects", and returns the function
// that ends it.
func (p *progress) begin(phase string, total int, unit string) (end func()) {
	p.mu.Lock()
	p.phase, p.unit, p.done, p.total, p.calls = phase, unit, 0, total, 0
	p.begun = time.Now()
	p.heard = p.begun
	p.mu.Unlock()
	if p.status == nil {
		if total == 1 {
			unit = single[unit]
		}
		p.ui.say("%s %d %s", phase, total, unit)
	}
	over := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { p.watch(over) })
	return func() {
		close(over)
		wg.Wait()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.phase, p.wait = "", ""
		if p.status != nil {
			p.status.show("")
		}
	}
}

// watch looks at the phase every second until it is over.
func (p *progress) watch(over <-chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-over:
			return
		case now := <-t.C:
			p.tick(now)
		}
	}
}

func (p *progress) tick(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw(now)
	if now.Sub(p.heard) < silence {
		return
	}
	p.heard = now
	for c, since := range p.running {
		p.emit("info", "apply_progress", still(c, now.Sub(since)), "op", map[string]any{
			"address": c.Addr.String(), "action": c.Action, "elapsed_ms": now.Sub(since).Milliseconds(),
		})
	}
	if p.status == nil {
		p.ui.say("%s", p.beat(now))
	}
}

// beat says that the run is still at it, and at what for the longest.
func (p *progress) beat(now time.Time) string {
	if len(p.running) == 0 {
		return fmt.Sprintf("Still %s (%s)", p.far(), seconds(now.Sub(p.begun)))
	}
	oldest := slices.MinFunc(slices.Collect(maps.Keys(p.running)), func(a, b *plan.Change) int {
		return cmp.Or(p.running[a].Compare(p.running[b]), strings.Compare(a.ID(), b.ID()))
	})
	text := still(oldest, now.Sub(p.running[oldest]))
	if n := len(p.running) - 1; n > 0 {
		text += fmt.Sprintf(", and %d more", n)
	}
	return text
}

func still(c *plan.Change, since time.Duration) string {
	return fmt.Sprintf("Still %s %s (%s)", present[c.Action], plan.Clean(c.Addr.String()), seconds(since))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%ds", int(d.Seconds())) }

// far says how far the phase has come.
func (p *progress) far() string {
	text := fmt.Sprintf("%s %d of %d %s", p.phase, p.done, p.total, p.unit)
	var reads providers.Reads
	for _, r := range p.reads {
		reads.Done += r.Done
		reads.Total += r.Total
	}
	if reads.Total > 0 {
		text += fmt.Sprintf(", %d of %d objects one by one", reads.Done, reads.Total)
	}
	return text
}

// draw writes the terminal's line over.
func (p *progress) draw(now time.Time) {
	if p.status == nil || p.phase == "" || p.ui.quiet {
		return
	}
	text := p.far()
	if took := now.Sub(p.begun); took >= time.Second {
		text += fmt.Sprintf(", %.1f calls/s", float64(p.calls)/took.Seconds())
	}
	if now.Before(p.until) {
		text += ". " + p.wait
	}
	p.status.show(text)
}

// trace returns the trace that tells the progress of calls.
func (p *progress) trace() providers.Trace {
	return providers.Trace{
		Wait: p.waits, Reading: p.reading,
		Retry: func(r providers.Retry) {
			p.emit("info", "retry", fmt.Sprintf("%s again after %s: %s", r.Operation, plain(r.Waited), r.Reason), "retry", map[string]any{
				"api": r.Operation, "attempt": r.Attempt, "wait_ms": r.Waited.Milliseconds(), "reason": r.Reason,
			})
		},
		Call: func(string) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.calls++
		},
	}
}

// plain writes a duration in seconds, as `2.1 s`.
func plain(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// waits tells of a wait that is not over in a moment. Those of one operation come
// thick and fast, so not every one is said.
func (p *progress) waits(w providers.Wait) {
	if w.For < longWait {
		return
	}
	text := fmt.Sprintf("Throttled by %s, waiting %s (limit %.2g/s)", w.Operation, plain(w.For), w.PerSecond)
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.wait, p.until = text, now.Add(w.For)
	p.draw(now)
	if last, ok := p.waited[w.Operation]; p.status == nil && (!ok || now.Sub(last) >= silence) {
		p.waited[w.Operation], p.heard = now, now
		p.ui.say("%s", text)
	}
}

// reading tells how far the reading of a kind is, once a second at most while it
// goes on.
func (p *progress) reading(r providers.Reading) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, kind := time.Now(), r.Kind.Name
	text := "reading " + kind
	switch r.Stage {
	case providers.ReadProgress:
		p.reads[kind] = r.Reads
		if r.Done < r.Total && now.Sub(p.reported[kind]) < time.Second {
			return
		}
		p.reported[kind] = now
		text += fmt.Sprintf(": %d of %d", r.Done, r.Total)
	case providers.ReadComplete:
		delete(p.reads, kind)
		p.done++
		text = fmt.Sprintf("read %s: %d", kind, r.Done)
	}
	p.draw(now)
	p.emit("info", "read_"+string(r.Stage), text, "read", map[string]any{
		"kind": kind, "done": r.Done, "total": r.Total, "calls": r.Calls, "throttled_ms": r.Waited.Milliseconds(),
	})
}

// applied notes that a change was started, or ended, and returns how long it took.
func (p *progress) applied(e apply.Event) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	switch {
	case e.Outcome != nil:
		took := now.Sub(p.running[e.Change])
		delete(p.running, e.Change)
		p.done++
		p.heard = now
		p.draw(now)
		return took
	case !e.Writing:
		p.running[e.Change] = now
	}
	return 0
}

// inFlight returns how many changes are under way.
func (p *progress) inFlight() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.running)
}
