package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/events"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

// A promise is what the documentation says of a type of event.
type promise struct {
	payload  string
	members  map[string]bool // whether they have to be there
	anything bool            // there may be others
}

var promiseRow = regexp.MustCompile("^\\| `([a-z_]+)` \\| `([a-z]+)` \\| (.*) \\|$")

// promises reads what the documentation says of events.
func promises(t *testing.T) map[string]promise {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "events.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]promise{}
	for line := range strings.Lines(string(text)) {
		m := promiseRow.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		p := promise{payload: m[2], members: map[string]bool{}}
		for word := range strings.FieldsSeq(m[3]) {
			name := strings.Trim(word, "`?")
			if name == "…" {
				p.anything = true
				continue
			}
			p.members[name] = !strings.Contains(word, "?")
		}
		found[m[1]] = p
	}
	return found
}

// check holds one line of a stream against what is promised.
func (p promise) check(t *testing.T, line map[string]json.RawMessage) {
	t.Helper()
	var payload map[string]json.RawMessage
	if err := json.Unmarshal(line[p.payload], &payload); err != nil {
		t.Errorf("%s: no payload %q: %v", line["type"], p.payload, err)
		return
	}
	for name, must := range p.members {
		if _, ok := payload[name]; must && !ok {
			t.Errorf("%s lacks %q: %s", line["type"], name, line[p.payload])
		}
	}
	for name := range payload {
		if _, ok := p.members[name]; !ok && !p.anything {
			t.Errorf("%s has %q, which is not documented", line["type"], name)
		}
	}
	want := []string{"instance", "level", "message", "run_id", "seq", "ts", "type", p.payload}
	if got := slices.Sorted(maps.Keys(line)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("%s has the members %q, want %q", line["type"], got, want)
	}
	if len(line["message"]) <= len(`""`) {
		t.Errorf("%s has no message", line["type"])
	}
}

// TestEvents runs commands to which about everything happens, and holds each line
// of their streams against the documentation. Every documented type is seen.
func TestEvents(t *testing.T) {
	t.Parallel()
	documented := promises(t)
	seen := map[string]int{}
	read := func(stream []byte) {
		for i, text := range bytes.Split(bytes.TrimSpace(stream), []byte("\n")) {
			var line map[string]json.RawMessage
			if err := json.Unmarshal(text, &line); err != nil {
				t.Fatalf("%v: %s", err, text)
			}
			kind := strings.Trim(string(line["type"]), `"`)
			if seen[kind]++; i == 0 && kind == "version" {
				continue
			}
			p, ok := documented[kind]
			if !ok {
				t.Errorf("the type %q is not documented", kind)
				continue
			}
			p.check(t, line)
		}
	}
	for _, stream := range eventful(t) {
		read(stream)
	}
	read(slow(t))
	for kind := range documented {
		if seen[kind] == 0 {
			t.Errorf("%s is documented, and was not seen", kind)
		}
	}
}

// eventful returns the streams of some commands.
func eventful(t *testing.T) [][]byte {
	t.Helper()
	var once sync.Once
	var interrupt atomic.Bool
	s := newSite(t, func(c sim.Call, running *os.Process) {
		if interrupt.Load() && c.Operation == "CreateQueue" {
			once.Do(func() { _ = running.Signal(syscall.SIGINT) })
		}
	})
	const hours = "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  schedule = {}\n}\n"
	queues := func(names string) string {
		return "queue \"q\" {\n  for_each = toset([" + names + "])\n  description = \"x\"\n  hours_of_operation = hours_of_operation.h\n}\n"
	}
	var streams [][]byte
	run := func(code int, args ...string) {
		t.Helper()
		s.must(code, append(args, "--events", "events.ndjson")...)
		text, err := os.ReadFile(filepath.Join(s.dir, "events.ndjson"))
		if err != nil {
			t.Fatal(err)
		}
		streams = append(streams, text)
	}
	s.write("main.hcl", hours+queues(`"a", "b"`)+"variable \"v\" {\n  type = string\n}\n")
	s.fault("CreateHoursOfOperation:denied")
	run(exitAuth, "apply", "--auto-approve", "--var", "v=secret") // what waits is skipped
	if bytes.Contains(streams[0], []byte("secret")) {
		t.Error("the value of a variable is in the events")
	}
	s.fault("CreateQueue:throttle")
	run(exitOK, "apply", "--auto-approve", "--var=v=secret") // made again, and verified
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, s.url+"/_callwright/queue/a", strings.NewReader(`{"Description":"Somebody"}`))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	run(exitOK, "plan", "--var", "v=1") // drift
	s.write("provider.hcl", strings.ReplaceAll(provider, "callwright {\n  stack", "callwright {\n  limits = { deletes = 0, percent = 0 }\n  stack"))
	s.write("main.hcl", hours)
	run(exitRefused, "plan")
	s.write("main.hcl", hours+queues(`"a", "b", "c", "d", "e", "f"`)+"user \"u\" {\n  username = \"u\"\n  email = \"a@example.com\"\n  first_name = \"U\"\n  last_name = \"U\"\n  routing_profile = \"Basic Routing Profile\"\n  security_profiles = [\"Agent\"]\n}\n")
	interrupt.Store(true)
	run(exitInterrupted+int(syscall.SIGINT), "apply", "--auto-approve", "--parallelism", "1")
	interrupt.Store(false)
	run(exitOK, "apply", "--auto-approve")
	run(exitOK, "plan", "--refresh", "full") // the user's e-mail takes a read of its own
	return streams
}

// slow returns the stream of a change that takes a while.
func slow(t *testing.T) (stream []byte) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		terminal := &term.Terminal{Err: &bytes.Buffer{}}
		r := &reporter{Terminal: terminal, progress: term.NewProgress(terminal), events: events.New(nopCloser{&b}, "r", "0.1.0")}
		end := r.phase(engine.PhaseApplying, 1)
		r.change(apply.Event{Change: aChange("queue", "a")})
		time.Sleep(11 * time.Second)
		end()
		stream = b.Bytes()
	})
	return stream
}

type nopCloser struct{ *bytes.Buffer }

func (nopCloser) Close() error { return nil }

// aChange returns the update of an object.
func aChange(kind, label string) *plan.Change {
	k, _ := schema.KindOf(kind)
	a := schema.Addr{Kind: kind, Label: label}
	return &plan.Change{Action: plan.Update, Addr: a, Want: &schema.Resource{Kind: k, Body: k.New(), Desired: &schema.Desired{Addr: a}}, Live: (&schema.Resource{Kind: k, Body: k.New()}).WithID("id")}
}
