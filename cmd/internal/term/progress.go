package term

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	silence  = 10 * time.Second // after which a run says that it is still at it
	longWait = time.Second      // a call's wait for its turn is said from this on
)

// A Progress tells what a run is at: on a terminal in one line that is written over,
// elsewhere with a line for each phase and one after each silence. A nil status
// means elsewhere.
type Progress struct {
	terminal *Terminal
	status   *statusLine

	mu          sync.Mutex
	phase       string // "" between phases
	unit        Unit   // what done and total count
	begun       time.Time
	done, total int
	reads       map[string]reads // of single objects, by the kind that is being read
	calls       int
	wait        string // the latest wait of a call for its turn, until then
	until       time.Time
	running     map[string]started   // tasks, by id
	heard       time.Time            // when the run last said something
	waited      map[string]time.Time // when waits were last said, by operation
	told        map[string]time.Time // when the progress of a kind was last told
}

// A Unit is what a phase counts, as it is said of one and of several.
type Unit struct{ One, Many string }

// A Task is one of the things that a phase does at the same time.
type Task struct {
	ID    string
	Doing string                                   // as in `updating queue.sales`
	Still func(text string, elapsed time.Duration) // called after each silence in which it has not ended
}

type started struct {
	Task
	at time.Time
}

type reads struct{ done, total int }

// NewProgress returns what tells the progress on t.
func NewProgress(t *Terminal) *Progress {
	return &Progress{
		terminal: t, reads: map[string]reads{}, running: map[string]started{},
		waited: map[string]time.Time{}, told: map[string]time.Time{},
	}
}

// Overwrite lets the progress have a line of its own at the end of standard error, if
// that is a terminal on which a line can be written over.
func (p *Progress) Overwrite() {
	if f, ok := p.terminal.drawable(p.terminal.Err); ok {
		p.status = newStatusLine(f)
		p.terminal.Err = p.status
	}
}

// Begin begins a phase, as "reading" 7 kinds, and returns the function that ends it.
func (p *Progress) Begin(phase string, total int, unit Unit) (end func()) {
	p.mu.Lock()
	p.phase, p.unit, p.done, p.total, p.calls = phase, unit, 0, total, 0
	p.begun = time.Now()
	p.heard = p.begun
	p.mu.Unlock()
	if p.status == nil {
		counted := unit.Many
		if total == 1 {
			counted = unit.One
		}
		p.terminal.Say("%s %d %s", phase, total, counted)
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
func (p *Progress) watch(over <-chan struct{}) {
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

func (p *Progress) tick(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw(now)
	if now.Sub(p.heard) < silence {
		return
	}
	p.heard = now
	for _, s := range p.running {
		s.Still(s.still(now), now.Sub(s.at))
	}
	if p.status == nil {
		p.terminal.Say("%s", p.beat(now))
	}
}

// beat says that the run is still at it, and at what for the longest.
func (p *Progress) beat(now time.Time) string {
	if len(p.running) == 0 {
		return fmt.Sprintf("Still %s (%s)", p.far(), whole(now.Sub(p.begun)))
	}
	oldest := slices.MinFunc(slices.Collect(maps.Values(p.running)), func(a, b started) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.ID, b.ID))
	})
	text := oldest.still(now)
	if n := len(p.running) - 1; n > 0 {
		text += fmt.Sprintf(", and %d more", n)
	}
	return text
}

func (s started) still(now time.Time) string {
	return fmt.Sprintf("Still %s (%s)", s.Doing, whole(now.Sub(s.at)))
}

// far says how far the phase has come.
func (p *Progress) far() string {
	text := fmt.Sprintf("%s %d of %d %s", p.phase, p.done, p.total, p.unit.Many)
	var all reads
	for _, r := range p.reads {
		all.done += r.done
		all.total += r.total
	}
	if all.total > 0 {
		text += fmt.Sprintf(", %d of %d objects one by one", all.done, all.total)
	}
	return text
}

// draw writes the terminal's line anew.
func (p *Progress) draw(now time.Time) {
	if p.status == nil || p.phase == "" || p.terminal.Quiet {
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

// Called counts a call to the service.
func (p *Progress) Called() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
}

// Waits tells of a call's wait for its turn, if that is not over in a moment. Calls of
// one operation wait one after the other, so not every wait is said.
func (p *Progress) Waits(operation string, d time.Duration, perSecond float64) {
	if d < longWait {
		return
	}
	text := fmt.Sprintf("Throttled by %s, waiting %s (limit %.2g/s)", operation, Seconds(d), perSecond)
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.wait, p.until = text, now.Add(d)
	p.draw(now)
	if last, ok := p.waited[operation]; p.status == nil && (!ok || now.Sub(last) >= silence) {
		p.waited[operation], p.heard = now, now
		p.terminal.Say("%s", text)
	}
}

// Reading notes how many of a kind's objects were read one by one. It reports whether
// to tell of it elsewhere, too: once a second at most, and at the end.
func (p *Progress) Reading(kind string, done, total int) (tell bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reads[kind] = reads{done, total}
	now := time.Now()
	if done < total && now.Sub(p.told[kind]) < time.Second {
		return false
	}
	p.told[kind] = now
	p.draw(now)
	return true
}

// Read notes that a kind's objects are all read.
func (p *Progress) Read(kind string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.reads, kind)
	p.done++
	p.draw(time.Now())
}

// Start notes that a task was started.
func (p *Progress) Start(t Task) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running[t.ID] = started{t, time.Now()}
}

// End notes that a task ended, and returns how long it took.
func (p *Progress) End(id string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	took := now.Sub(p.running[id].at)
	delete(p.running, id)
	p.done++
	p.heard = now
	p.draw(now)
	return took
}

// Running returns how many tasks have not ended.
func (p *Progress) Running() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.running)
}

// Seconds writes a duration in seconds, as `2.1 s`.
func Seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// whole writes a duration in whole seconds, as `12s`.
func whole(d time.Duration) string { return fmt.Sprintf("%ds", int(d.Seconds())) }
