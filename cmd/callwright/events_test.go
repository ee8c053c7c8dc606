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
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
)

// An eventDoc is what docs/events.md says about a type of event.
type eventDoc struct {
	payload string
	members map[string]bool // true if the member is required
	open    bool            // the payload may have further members
}

// eventRow matches a row of the table: type, payload, members.
var eventRow = regexp.MustCompile("^\\| `([a-z_]+)` \\| `([a-z]+)` \\| (.*) \\|$")

// documentedEvents reads the table of docs/events.md.
func documentedEvents(t *testing.T) map[string]eventDoc {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "events.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]eventDoc{}
	for line := range strings.Lines(string(text)) {
		m := eventRow.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		e := eventDoc{payload: m[2], members: map[string]bool{}}
		for word := range strings.FieldsSeq(m[3]) {
			name := strings.Trim(word, "`?")
			if name == "…" {
				e.open = true
				continue
			}
			e.members[name] = !strings.Contains(word, "?")
		}
		found[m[1]] = e
	}
	return found
}

// check checks that a line of a stream has the documented members.
func (e eventDoc) check(t *testing.T, line map[string]json.RawMessage) {
	t.Helper()
	var payload map[string]json.RawMessage
	if err := json.Unmarshal(line[e.payload], &payload); err != nil {
		t.Errorf("%s: no payload %q: %v", line["type"], e.payload, err)
		return
	}
	for name, required := range e.members {
		if _, ok := payload[name]; required && !ok {
			t.Errorf("%s lacks %q: %s", line["type"], name, line[e.payload])
		}
	}
	for name := range payload {
		if _, ok := e.members[name]; !ok && !e.open {
			t.Errorf("%s has %q, which is not documented", line["type"], name)
		}
	}
	want := []string{"instance", "level", "message", "run_id", "seq", "ts", "type", e.payload}
	if got := slices.Sorted(maps.Keys(line)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("%s has the members %q, want %q", line["type"], got, want)
	}
	if len(line["message"]) <= len(`""`) {
		t.Errorf("%s has no message", line["type"])
	}
}

// TestEvents runs commands that cause every type of event, and compares each line of their
// streams with docs/events.md. It fails if a documented type does not occur.
func TestEvents(t *testing.T) {
	t.Parallel()
	documented := documentedEvents(t)
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
			e, ok := documented[kind]
			if !ok {
				t.Errorf("the type %q is not documented", kind)
				continue
			}
			e.check(t, line)
		}
	}
	for _, stream := range streamsOfCommands(t) {
		read(stream)
	}
	read(streamOfSlowRun(t))
	for kind := range documented {
		if seen[kind] == 0 {
			t.Errorf("%s is documented, and was not seen", kind)
		}
	}
}

// streamsOfCommands runs commands against a simulator with faults and drift, and returns
// their streams of events.
func streamsOfCommands(t *testing.T) [][]byte {
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
	run(exitAuth, "apply", "--auto-approve", "--var", "v=secret") // the queues wait, and are skipped
	if bytes.Contains(streams[0], []byte("secret")) {
		t.Error("the value of a variable is in the events")
	}
	s.fault("CreateQueue:throttle")
	run(exitOK, "apply", "--auto-approve", "--var=v=secret") // a call is made again; the queues are verified
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
	run(exitOK, "plan", "--refresh", "full") // reading the user's e-mail takes a call of its own
	return streams
}

// streamOfSlowRun returns the stream of a long read, and of a change that takes eleven seconds,
// long enough for the event apply_progress.
func streamOfSlowRun(t *testing.T) (stream []byte) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		terminal := &term.Terminal{Err: &bytes.Buffer{}}
		r := &reporter{Terminal: terminal, progress: term.NewProgress(terminal), events: events.New(nopCloser{&b}, "r", "0.1.0")}
		user := schema.MustKind("user")
		r.ahead(providers.OneByOne{
			Kind: user, Attrs: user.Set("email"), Operations: []string{"DescribeUser"}, Objects: 100, PerSecond: 2, Takes: 50 * time.Second,
		})
		end := r.phase(engine.PhaseApplying, 1)
		r.change(apply.Event{Change: newUpdate("queue", "a")})
		time.Sleep(11 * time.Second)
		end()
		stream = b.Bytes()
	})
	return stream
}

type nopCloser struct{ *bytes.Buffer }

func (nopCloser) Close() error { return nil }

// newUpdate returns the update of an object.
func newUpdate(kind, label string) *plan.Change {
	k, _ := schema.KindOf(kind)
	a := schema.Addr{Kind: kind, Label: label}
	return &plan.Change{Action: plan.Update, Addr: a, Want: &schema.Resource{Kind: k, Body: k.New(), Desired: &schema.Desired{Addr: a}}, Live: (&schema.Resource{Kind: k, Body: k.New()}).WithID("id")}
}
