package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// quietly is a stream of events that nobody reads.
func quietly(string, string, string, string, any) {}

// TestHeartbeat says a line after each ten seconds in which nothing ends, and none
// where something does.
func TestHeartbeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := newProgress(&ui{err: &b}, quietly)
		first, second := aChange("user", "x"), aChange("queue", "b")
		end := p.begin("applying", 2, "changes")
		p.applied(apply.Event{Change: first})
		time.Sleep(9 * time.Second)
		p.applied(apply.Event{Change: second})
		time.Sleep(12 * time.Second)
		p.applied(apply.Event{Change: first, Outcome: &apply.Outcome{Change: first}})
		time.Sleep(10500 * time.Millisecond)
		p.applied(apply.Event{Change: second, Outcome: &apply.Outcome{Change: second}})
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

// TestWaitIsSaid says what calls wait for, where it is long, and not for every call.
func TestWaitIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := newProgress(&ui{err: &b}, quietly)
		end := p.begin("reading", 7, "kinds of objects")
		for range 4 {
			p.waits(providers.Wait{Operation: "UpdateUserRoutingProfile", For: 2100 * time.Millisecond, PerSecond: 2})
			p.waits(providers.Wait{Operation: "DescribeUser", For: 500 * time.Millisecond, PerSecond: 2})
			time.Sleep(2100 * time.Millisecond)
		}
		end()
		said := "callwright: Throttled by UpdateUserRoutingProfile, waiting 2.1 s (limit 2/s)\n"
		if want := "callwright: reading 7 kinds of objects\n" + said; b.String() != want {
			t.Errorf("said\n%swant\n%s", b.String(), want)
		}
	})
}

// TestStillReading says how far a long read is.
func TestStillReading(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := newProgress(&ui{err: &b}, quietly)
		end := p.begin("reading", 2, "kinds of objects")
		k, _ := schema.KindOf("queue")
		p.reading(providers.Reading{Kind: k, Stage: providers.ReadStart})
		p.reading(providers.Reading{Kind: k, Stage: providers.ReadComplete})
		k, _ = schema.KindOf("user")
		p.reading(providers.Reading{Kind: k, Stage: providers.ReadProgress, Reads: providers.Reads{Done: 20, Total: 1000}})
		time.Sleep(10500 * time.Millisecond)
		end()
		if want := "callwright: Still reading 1 of 2 kinds of objects, 20 of 1000 objects one by one (10s)\n"; !strings.HasSuffix(b.String(), want) {
			t.Errorf("said\n%swant at its end\n%s", b.String(), want)
		}
	})
}

// screen returns what a terminal shows after it was sent text: what stands in each
// of its lines.
func screen(sent string) string {
	var lines []string
	for line := range strings.SplitSeq(sent, "\n") {
		parts := strings.Split(line, eraseLine)
		lines = append(lines, parts[len(parts)-1])
	}
	return strings.Join(lines, "\n")
}

// TestStatusLine writes one line of a terminal over, with other lines above it, none
// wider than the terminal, and leaves nothing of it at the end.
func TestStatusLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		line := &statusLine{w: &b, width: func() int { return 61 }}
		p := newProgress(&ui{err: line}, quietly)
		p.status = line
		end := p.begin("applying", 2, "changes")
		c := aChange("queue", "b")
		p.applied(apply.Event{Change: c})
		for range 4 {
			p.trace().Call("UpdateQueueName")
		}
		time.Sleep(2500 * time.Millisecond)
		if got, want := screen(b.String()), "applying 0 of 2 changes, 2.0 calls/s"; got != want {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
		p.waits(providers.Wait{Operation: "UpdateQueueName", For: 2 * time.Second, PerSecond: 2})
		if got, want := screen(b.String()), "applying 0 of 2 changes, 1.6 calls/s. Throttled by UpdateQue"; got != want {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
		time.Sleep(20 * time.Second)
		p.applied(apply.Event{Change: c, Outcome: &apply.Outcome{Change: c}})
		p.ui.say("updated %s", c.Addr)
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
