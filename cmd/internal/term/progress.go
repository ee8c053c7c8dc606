package term

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	heartbeat = 10 * time.Second // after so long without a line, the run says that it goes on
	longWait  = time.Second      // shorter waits of a call for its turn are not worth a line
)

// LongRead is how long reading objects one by one takes if it is worth a line.
const LongRead = 10 * time.Second

// A Progress shows what a run is doing. On a terminal it overwrites one status line. In a
// file or a pipeline it prints a line when a phase begins, and then one whenever the run
// has been silent for ten seconds, so that nobody thinks that it hangs.
//
// Its methods are safe for concurrent use.
type Progress struct {
	terminal *Terminal
	status   *statusLine // nil if it cannot overwrite a line

	mu          sync.Mutex
	phase       string // "" between phases
	unit        Unit   // what done and total count
	begun       time.Time
	done, total int
	reads       map[string]readCount // objects read one by one, by kind, while a kind is read
	calls       int                  // to the service, in this phase
	waitText    string               // the latest wait of a call for its turn
	waitUntil   time.Time            // when that wait ends
	running     map[string]runningTask
	lastSaid    time.Time            // when the run last printed a line
	lastWait    map[string]time.Time // when we last printed a wait, by operation
	lastReport  map[string]time.Time // when Reading last returned true, by kind
}

// A Unit is the noun for what a phase counts, in the singular and the plural: "change"
// and "changes".
type Unit struct{ One, Many string }

// A Task is one of the things that a phase does at the same time.
type Task struct {
	ID    string
	Doing string                                   // for example, `updating queue.sales`
	Still func(text string, elapsed time.Duration) // called at each heartbeat until the task ends
}

// A runningTask is a task with the time at which it was started.
type runningTask struct {
	Task
	at time.Time
}

// A readCount says how many objects of a kind were read, how many there are, and how long
// the others take.
type readCount struct {
	done, total int
	left        time.Duration
}

// NewProgress returns a progress that prints on t.
func NewProgress(t *Terminal) *Progress {
	return &Progress{
		terminal: t, reads: map[string]readCount{}, running: map[string]runningTask{},
		lastWait: map[string]time.Time{}, lastReport: map[string]time.Time{},
	}
}

// Overwrite makes the progress use a status line, if standard error is a terminal on which
// we can overwrite lines. From then on, everything that the terminal prints to standard
// error goes through the status line, which keeps itself below.
func (p *Progress) Overwrite() {
	if f, ok := p.terminal.drawable(p.terminal.Err); ok {
		p.status = newStatusLine(f)
		p.terminal.Err = p.status
	}
}

// Begin begins a phase and returns the function that ends it:
//
//	end := p.Begin("reading", 7, Unit{"kind of objects", "kinds of objects"})
//	defer end()
//
// There is at most one phase at a time.
func (p *Progress) Begin(phase string, total int, unit Unit) (end func()) {
	p.mu.Lock()
	p.phase, p.unit, p.done, p.total, p.calls = phase, unit, 0, total, 0
	p.begun = time.Now()
	p.lastSaid = p.begun
	p.mu.Unlock()
	if p.status == nil {
		noun := unit.Many
		if total == 1 {
			noun = unit.One
		}
		p.terminal.Say("%s %d %s", phase, total, noun)
	}
	ended := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { p.tickUntil(ended) })
	return func() {
		close(ended)
		wg.Wait() // a late tick would print after the end of the phase
		p.mu.Lock()
		defer p.mu.Unlock()
		p.phase, p.waitText = "", ""
		if p.status != nil {
			p.status.show("")
		}
	}
}

// tickUntil updates what is shown every second until the phase has ended.
func (p *Progress) tickUntil(ended <-chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-ended:
			return
		case now := <-t.C:
			p.tick(now)
		}
	}
}

// tick redraws the status line and, if the run was silent for long enough, reports that it
// goes on: every running task through its Still, and in a file also with a line.
func (p *Progress) tick(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw(now)
	if now.Sub(p.lastSaid) < heartbeat {
		return
	}
	p.lastSaid = now
	for _, t := range p.running {
		t.Still(t.stillText(now), now.Sub(t.at))
	}
	if p.status == nil {
		p.terminal.Say("%s", p.heartbeatText(now))
	}
}

// heartbeatText says what the run is still doing: the task that has run for the longest
// time, `Still updating queue.sales (20s), and 1 more`, or, without tasks, the phase.
func (p *Progress) heartbeatText(now time.Time) string {
	if len(p.running) == 0 {
		return fmt.Sprintf("Still %s (%s)", p.phaseText(), wholeSeconds(now.Sub(p.begun)))
	}
	oldest := slices.MinFunc(slices.Collect(maps.Values(p.running)), func(a, b runningTask) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.ID, b.ID))
	})
	text := oldest.stillText(now)
	if n := len(p.running) - 1; n > 0 {
		text += fmt.Sprintf(", and %d more", n)
	}
	return text
}

// stillText returns, for example, `Still updating queue.sales (10s)`.
func (t runningTask) stillText(now time.Time) string {
	return fmt.Sprintf("Still %s (%s)", t.Doing, wholeSeconds(now.Sub(t.at)))
}

// phaseText says how far the phase is: `reading 1 of 7 kinds of objects, 20 of 1000
// objects one by one, about 8 minutes left`. The second part is about kinds that the service
// does not list with all their attributes, so that each object takes a call; users are one.
// They are read at the same time, so the kind that takes longest decides.
func (p *Progress) phaseText() string {
	text := fmt.Sprintf("%s %d of %d %s", p.phase, p.done, p.total, p.unit.Many)
	var all readCount
	for _, r := range p.reads {
		all.done += r.done
		all.total += r.total
		all.left = max(all.left, r.left)
	}
	if all.total > 0 {
		text += fmt.Sprintf(", %d of %d objects one by one", all.done, all.total)
	}
	if all.left >= LongRead {
		text += ", " + About(all.left) + " left"
	}
	return text
}

// draw updates the status line, if there is one and a phase is under way.
func (p *Progress) draw(now time.Time) {
	if p.status == nil || p.phase == "" || p.terminal.Quiet {
		return
	}
	text := p.phaseText()
	if took := now.Sub(p.begun); took >= time.Second {
		text += fmt.Sprintf(", %.1f calls/s", float64(p.calls)/took.Seconds())
	}
	if now.Before(p.waitUntil) {
		text += ". " + p.waitText
	}
	p.status.show(text)
}

// Called counts a call to the service.
func (p *Progress) Called() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
}

// Waits shows that a call waits for its turn, d long, because the operation may be called
// only so often per second. It ignores short waits. In a file it prints at most one line
// per operation and ten seconds: the calls of an operation wait one after the other, and
// there may be thousands.
func (p *Progress) Waits(operation string, d time.Duration, perSecond float64) {
	if d < longWait {
		return
	}
	text := fmt.Sprintf("Throttled by %s, waiting %s (limit %s/s)", operation, Seconds(d), Rate(perSecond))
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.waitText, p.waitUntil = text, now.Add(d)
	p.draw(now)
	if last, ok := p.lastWait[operation]; p.status == nil && (!ok || now.Sub(last) >= heartbeat) {
		p.lastWait[operation], p.lastSaid = now, now
		p.terminal.Say("%s", text)
	}
}

// Reading records that done of total objects of a kind were read one by one, and that the
// others take as long as left. It returns
// true at most once a second, and for the last object: the caller then writes an event,
// too, and the events stay few.
func (p *Progress) Reading(kind string, done, total int, left time.Duration) (report bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reads[kind] = readCount{done, total, left}
	now := time.Now()
	if done < total && now.Sub(p.lastReport[kind]) < time.Second {
		return false
	}
	p.lastReport[kind] = now
	p.draw(now)
	return true
}

// Read records that all objects of a kind were read.
func (p *Progress) Read(kind string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.reads, kind)
	p.done++
	p.draw(time.Now())
}

// Start records that a task was started.
func (p *Progress) Start(t Task) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running[t.ID] = runningTask{t, time.Now()}
}

// End records that a task ended, and returns how long it took. The caller prints a line
// about it, so the next heartbeat is ten seconds away.
func (p *Progress) End(id string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	took := now.Sub(p.running[id].at)
	delete(p.running, id)
	p.done++
	p.lastSaid = now
	p.draw(now)
	return took
}

// Running returns the number of tasks that were started and have not ended.
func (p *Progress) Running() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.running)
}

// Seconds returns a duration in seconds, such as `2.1 s`.
func Seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// About returns an estimated duration in words: `about 40 seconds`, `about 83 minutes`.
func About(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("about %.0f seconds", d.Seconds())
	case d < 2*time.Hour:
		return fmt.Sprintf("about %.0f minutes", d.Minutes())
	}
	return fmt.Sprintf("about %.0f hours", d.Hours())
}

// Rate returns a number of calls a second, such as `2`, `0.7` or `100`.
func Rate(perSecond float64) string {
	if perSecond < 1 {
		return fmt.Sprintf("%.2g", perSecond)
	}
	return strconv.FormatFloat(math.Round(perSecond*10)/10, 'f', -1, 64)
}

// wholeSeconds returns a duration in whole seconds, such as `12s`.
func wholeSeconds(d time.Duration) string { return fmt.Sprintf("%ds", int(d.Seconds())) }
