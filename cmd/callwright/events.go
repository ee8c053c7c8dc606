package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// eventsSchema is the version of the stream of events. A minor version adds types
// and members; readers ignore what they do not know.
const eventsSchema = "1.0"

// An eventStream writes what happens as lines of JSON, for programs that watch a
// run. A nil stream writes nothing.
type eventStream struct {
	mu       sync.Mutex
	w        io.WriteCloser
	seq      int
	run      string
	instance string
	begun    time.Time
	err      error
}

// openEvents opens the stream that --events names: a file, or a number for a file
// descriptor that is open. An empty path is no stream.
func openEvents(path, run string) (*eventStream, error) {
	if path == "" {
		return nil, nil
	}
	e := &eventStream{run: run, begun: time.Now()}
	if fd, err := strconv.ParseUint(path, 10, 16); err == nil {
		e.w = os.NewFile(uintptr(fd), "events")
	} else {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return nil, usage("--events: %v", err)
		}
		e.w = f
	}
	e.line(fmt.Appendf(nil, `{"type":"version","schema":%q,"tool":"callwright","version":%q}`, eventsSchema, version()))
	return e, nil
}

// An eventLine is what every event has. The payload stands beside it, under the key
// that its type has.
type eventLine struct {
	Type     string `json:"type"`
	Seq      int    `json:"seq"`
	Time     string `json:"ts"`
	Level    string `json:"level"`
	Message  string `json:"message"`
	Run      string `json:"run_id"`
	Instance string `json:"instance"`
}

// emit writes one event.
func (e *eventStream) emit(level, kind, message, key string, payload any) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.seq++
	head, err := json.Marshal(eventLine{kind, e.seq, time.Now().UTC().Format(time.RFC3339Nano), level, message, e.run, e.instance})
	body, bodyErr := json.Marshal(map[string]any{key: payload})
	if err = errors.Join(err, bodyErr); err != nil {
		e.err = errors.Join(e.err, err)
		return
	}
	e.line(append(append(head[:len(head)-1], ','), body[1:]...))
}

func (e *eventStream) line(text []byte) {
	_, err := e.w.Write(append(text, '\n'))
	e.err = errors.Join(e.err, err)
}

// watched runs a command under the event stream that was asked for.
func (a *app) watched(s *settings, command string, run func() error) (err error) {
	if a.run, err = runID(); err != nil {
		return err
	}
	if a.events, err = openEvents(s.events, a.run); err != nil {
		return err
	}
	a.events.start(command, a.inCI)
	defer func() {
		a.events.diagnostics(diagnosis(err))
		err = errors.Join(err, a.events.end(err))
	}()
	return run()
}

// start says which command runs.
func (e *eventStream) start(command string, ci bool) {
	e.emit("info", "run_start", "callwright "+command, "run", map[string]any{
		"command": command, "commit": gitCommit().hash, "ci": ci,
	})
}

// end says how the run ended, and closes the stream.
func (e *eventStream) end(err error) error {
	if e == nil {
		return nil
	}
	code := exitCode(err)
	e.emit("info", "run_end", "exit "+strconv.Itoa(code), "run", map[string]any{
		"exit_code": code, "duration_ms": time.Since(e.begun).Milliseconds(),
	})
	return errors.Join(e.err, e.w.Close())
}

// diagnostics writes an event for each diagnostic.
func (e *eventStream) diagnostics(diags []plan.Diagnostic) {
	if e == nil {
		return
	}
	for _, d := range diags {
		level := "error"
		if d.Severity == "warning" {
			level = "warn"
		}
		e.emit(level, "diagnostic", d.Summary, "diagnostic", d)
	}
}

// planned writes an event for each change of a plan, and one that counts them.
func (e *eventStream) planned(s shown) {
	if e == nil {
		return
	}
	e.instance = s.plan.Instance.Name
	for i, c := range s.doc.Changes {
		e.emit("info", "planned_change", c.Address+" will be "+past[s.plan.Changes[i].Action], "change", c)
	}
	for _, c := range s.doc.AccessChanges {
		e.access(c)
	}
	for _, l := range s.doc.Limits {
		e.emit("info", "limit", "deletions of "+l.Kind, "limit", l)
	}
	summary := map[string]any{"digest": s.doc.Digest}
	for action, n := range s.doc.Summary {
		summary[action] = n
	}
	e.emit("info", "change_summary", render.Tally(s.plan), "summary", summary)
}

// access writes an event for users who may do more or less.
func (e *eventStream) access(c plan.AccessChange) {
	gains, loses, via := []string{}, []string{}, []string{}
	for _, g := range c.Gains {
		gains, via = append(gains, g.Permission), append(via, g.Via...)
	}
	for _, g := range c.Loses {
		loses, via = append(loses, g.Permission), append(via, g.Via...)
	}
	e.emit("info", "access_change", fmt.Sprintf("%s: %d permissions gained, %d lost", render.Count(len(c.Users), "user"), len(gains), len(loses)),
		"access", map[string]any{"subject": c.Users, "gains": gains, "loses": loses, "via": schema.SortedSet(via)})
}

// applied writes the event of a step of a change.
func (e *eventStream) applied(step apply.Event) {
	if e == nil || step.Writing {
		return
	}
	op := map[string]any{"address": step.Change.Addr.String(), "action": step.Change.Action}
	o := step.Outcome
	if o == nil {
		e.emit("info", "apply_start", step.Change.Addr.String(), "op", op)
		return
	}
	if o.ID != "" {
		op["id"] = o.ID
	}
	if o.Err != nil {
		op["error"] = o.Err.Error()
		e.emit("error", "apply_errored", said(*o), "op", op)
		return
	}
	e.emit("info", "apply_complete", said(*o), "op", op)
}

// summary writes what a run left undone, and the event that counts.
func (e *eventStream) summary(r *apply.Report, undo string) {
	if e == nil {
		return
	}
	for _, o := range r.Outcomes {
		if o.Status != apply.NotAttempted {
			continue
		}
		op := map[string]any{"address": o.Change.Addr.String(), "action": o.Change.Action}
		if o.Because != nil {
			op["because"] = o.Because.Addr.String()
		}
		e.emit("warn", "apply_skipped", o.Change.Addr.String()+" was not attempted", "op", op)
	}
	e.emit("info", "apply_summary", strings.TrimSpace(undo), "summary", map[string]any{
		"done": r.Count(apply.Done) + r.Count(apply.AlreadyDone), "failed": r.Count(apply.Failed) + r.Count(apply.Differs),
		"skipped": r.Count(apply.NotAttempted), "stale": r.Count(apply.Stale), "undo_file": undo,
	})
}

// said returns what a person is told of an outcome.
func said(o apply.Outcome) string {
	address, action := plan.Clean(o.Change.Addr.String()), past[o.Change.Action]
	switch {
	case o.Change.Action == plan.Update && o.Change.Attrs == 0:
		action = "recorded"
	case o.Change.Step == plan.Aside:
		action = "renamed aside"
	case o.Change.Step == plan.Old:
		action = "deleted the old"
	}
	switch o.Status {
	case apply.AlreadyDone:
		return address + " is as wanted already"
	case apply.Failed:
		return address + " was not " + action + ": " + plan.Clean(o.Err.Error())
	case apply.Differs:
		return address + " was " + action + ", but is not as wanted: " + plan.Clean(o.Err.Error())
	case apply.Stale:
		return address + " was not " + action + ": " + plan.Clean(o.Err.Error()) + ". It is left as it is; plan again"
	}
	return action + " " + address
}
