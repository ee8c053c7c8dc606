package term

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var (
	changes = Unit{"change", "changes"}
	kinds   = Unit{"kind of objects", "kinds of objects"}
)

// newTask returns a task that updates an object.
func newTask(object string) Task {
	return Task{ID: object, Doing: "updating " + object, Still: func(string, time.Duration) {}}
}

// TestHeartbeat checks that a line is printed after ten seconds without one, and that the
// end of a task starts the ten seconds again.
func TestHeartbeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := NewProgress(&Terminal{Err: &b})
		end := p.Begin("applying", 2, changes)
		p.Start(newTask("user.x"))
		time.Sleep(9 * time.Second)
		p.Start(newTask("queue.b"))
		time.Sleep(12 * time.Second)
		p.End("user.x")
		time.Sleep(10500 * time.Millisecond)
		p.End("queue.b")
		end()
		time.Sleep(time.Minute)
		want := "callwright: applying 2 changes\n" +
			"callwright: Still updating user.x (10s), and 1 more\n" +
			"callwright: Still updating user.x (20s), and 1 more\n" +
			"callwright: Still updating queue.b (22s)\n"
		if b.String() != want {
			t.Errorf("said\n%swant\n%s", b.String(), want)
		}
	})
}

// TestStill checks that a long task is reported through its Still, with the time since it
// was started.
func TestStill(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := NewProgress(&Terminal{Err: &bytes.Buffer{}})
		end := p.Begin("applying", 1, changes)
		task := newTask("user.x")
		var told []string
		task.Still = func(text string, elapsed time.Duration) { told = append(told, fmt.Sprint(text, " ", elapsed)) }
		p.Start(task)
		time.Sleep(10500 * time.Millisecond)
		if n := p.Running(); n != 1 {
			t.Errorf("%d tasks are running, want 1", n)
		}
		if took := p.End("user.x"); took != 10500*time.Millisecond {
			t.Errorf("it took %v", took)
		}
		end()
		if got, want := strings.Join(told, "; "), "Still updating user.x (10s) 10s"; got != want {
			t.Errorf("told %q, want %q", got, want)
		}
	})
}

// TestSingular checks that a phase with one change says "1 change".
func TestSingular(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	NewProgress(&Terminal{Err: &b}).Begin("applying", 1, changes)()
	if got, want := b.String(), "callwright: applying 1 change\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

// TestWaits checks that a long wait is printed, a short one is not, and that several
// waits of one operation print one line.
func TestWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := NewProgress(&Terminal{Err: &b})
		end := p.Begin("reading", 7, kinds)
		for range 4 {
			p.Waits("UpdateUserRoutingProfile", 2100*time.Millisecond, 2)
			p.Waits("DescribeUser", 500*time.Millisecond, 2)
			time.Sleep(2100 * time.Millisecond)
		}
		end()
		said := "callwright: Throttled by UpdateUserRoutingProfile, waiting 2.1 s (limit 2/s)\n"
		if want := "callwright: reading 7 kinds of objects\n" + said; b.String() != want {
			t.Errorf("said\n%swant\n%s", b.String(), want)
		}
	})
}

// TestReading checks the heartbeat of a long read, and that Reading returns true at most
// once a second.
func TestReading(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := NewProgress(&Terminal{Err: &b})
		end := p.Begin("reading", 2, kinds)
		p.Read("queue")
		if !p.Reading("user", 10, 1000, 495*time.Second) || p.Reading("user", 20, 1000, 490*time.Second) {
			t.Error("the first of two reads in a second is not told, or both are")
		}
		time.Sleep(10500 * time.Millisecond)
		end()
		if want := "callwright: Still reading 1 of 2 kinds of objects, 20 of 1000 objects one by one, about 8 minutes left (10s)\n"; !strings.HasSuffix(b.String(), want) {
			t.Errorf("said\n%swant at its end\n%s", b.String(), want)
		}
	})
}

// screen returns what a terminal shows after it was sent text: of each line, only the
// text after the last time that the line was erased.
func screen(sent string) string {
	var lines []string
	for line := range strings.SplitSeq(sent, "\n") {
		parts := strings.Split(line, eraseLine)
		lines = append(lines, parts[len(parts)-1])
	}
	return strings.Join(lines, "\n")
}

// A buffer is a bytes.Buffer that is safe to read while another goroutine writes to it.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// TestStatusLine checks that the progress overwrites one line, prints other lines above
// it, never exceeds the width of the terminal, and removes the line at the end.
func TestStatusLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b buffer
		line := &statusLine{w: &b, width: func() int { return 61 }}
		terminal := &Terminal{Err: line}
		p := NewProgress(terminal)
		p.status = line
		end := p.Begin("applying", 2, changes)
		p.Start(newTask("queue.b"))
		for range 4 {
			p.Called()
		}
		time.Sleep(2500 * time.Millisecond)
		if got, want := screen(b.String()), "applying 0 of 2 changes, 2.0 calls/s"; got != want {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
		p.Waits("UpdateQueueName", 2*time.Second, 2)
		if got, want := screen(b.String()), "applying 0 of 2 changes, 1.6 calls/s. Throttled by UpdateQue"; got != want {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
		time.Sleep(20 * time.Second)
		p.End("queue.b")
		terminal.Say("updated %s", "queue.b")
		if got, want := screen(b.String()), "callwright: updated queue.b\napplying 1 of 2 changes, 0.2 calls/s"; got != want {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
		fmt.Fprint(line, "a question? ")
		if got := screen(b.String()); !strings.HasSuffix(got, "\na question? ") {
			t.Errorf("the screen shows %q, want the question at its end", got)
		}
		fmt.Fprint(line, "\n")
		end()
		if got := screen(b.String()); !strings.HasSuffix(got, "\n") {
			t.Errorf("the screen shows %q, want an empty line at its end", got)
		}
	})
}
