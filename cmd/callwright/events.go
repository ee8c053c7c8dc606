package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
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
	a.events.start(command, redacted(a.args), a.checkout.Revision().Hash, a.Pipeline)
	defer func() {
		a.events.diagnostics(diagnosis(err))
		err = errors.Join(err, a.events.end(err))
	}()
	return run()
}

// start says which command runs.
func (e *eventStream) start(command string, args []string, commit string, pipeline bool) {
	e.emit("info", "run_start", "callwright "+command, "run", map[string]any{
		"command": command, "args_redacted": args, "commit": commit, "ci": pipeline,
	})
}

// redacted returns the arguments without the values of variables, which may be
// secret.
func redacted(args []string) []string {
	list := slices.Clone(args)
	for i, arg := range list {
		flag, assignment := "", arg
		if rest, ok := strings.CutPrefix(arg, "--var="); ok {
			flag, assignment = "--var=", rest
		} else if i == 0 || list[i-1] != "--var" {
			continue
		}
		name, _, _ := strings.Cut(assignment, "=")
		list[i] = flag + name + "=…"
	}
	return list
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

// planned writes an event for each change of a plan, for what of it is drift, and
// one that counts.
func (e *eventStream) planned(s shown) error {
	if e == nil {
		return nil
	}
	e.in(s.plan.Instance)
	for i, c := range s.doc.Changes {
		e.emit("info", "planned_change", c.Address+" will be "+past[s.plan.Changes[i].Action], "change", c)
	}
	for _, c := range s.doc.AccessChanges {
		e.access(c)
	}
	drifted, err := s.plan.Drift().Document()
	if err != nil {
		return err
	}
	for _, c := range drifted.Changes {
		e.emit("warn", "drift", c.Address+" is not as it was last applied", "change", c)
	}
	for _, l := range s.doc.Limits {
		level := "info"
		if l.Blocked {
			level = "error"
		}
		e.emit(level, "limit", fmt.Sprintf("%s: %d of kind %s, %d allowed", l.Name, l.Value, l.Kind, l.Allowed), "limit", l)
	}
	unmanaged := 0
	for _, n := range s.doc.Unmanaged {
		unmanaged += n
	}
	summary := map[string]any{"digest": s.doc.Digest, "partial": s.doc.Partial, "unmanaged": unmanaged}
	for action, n := range s.doc.Summary {
		summary[action] = n
	}
	e.emit("info", "change_summary", render.Tally(s.plan), "summary", summary)
	return nil
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

// in notes which instance the events to come are about.
func (e *eventStream) in(i schema.Instance) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.instance = i.Name
}

// An operation is the payload of the events about one change.
type operation struct {
	Address string      `json:"address"`
	Action  plan.Action `json:"action"`
	Step    plan.Step   `json:"step,omitempty"`
	ID      string      `json:"id,omitempty"`
	Attempt int         `json:"attempt,omitempty"`
	Elapsed *int64      `json:"elapsed_ms,omitempty"`
	Error   string      `json:"error,omitempty"`
	Because string      `json:"because,omitempty"` // the address of what it waits for
}

func operationOf(c *plan.Change) operation {
	op := operation{Address: c.Addr.String(), Action: c.Action, Step: c.Step}
	if c.Live != nil {
		op.ID = c.Live.ID
	}
	return op
}

// started writes that a change was started.
func (e *eventStream) started(c *plan.Change) {
	op := operationOf(c)
	e.emit("info", "apply_start", "started "+op.Address, "op", op)
}

// ended writes what became of a change, and how long it took.
func (e *eventStream) ended(o apply.Outcome, took time.Duration) {
	op, ms := operationOf(o.Change), took.Milliseconds()
	op.Elapsed, op.Attempt = &ms, o.Attempts
	if o.ID != "" {
		op.ID = o.ID
	}
	if o.Err != nil {
		op.Error = o.Err.Error()
		e.emit("error", "apply_errored", said(o), "op", op)
		return
	}
	e.emit("info", "apply_complete", said(o), "op", op)
}

// verified writes what searches show of each object that was written.
func (e *eventStream) verified(r *apply.Report, pending []*plan.Change) {
	for _, o := range r.Outcomes {
		address := o.Change.Addr.String()
		status, level, text := "ok", "info", " is as written"
		switch {
		case o.Status == apply.Differs:
			status, level, text = "mismatch", "error", " is not as written"
		case o.Status != apply.Done:
			continue
		case slices.Contains(pending, o.Change):
			status, level, text = "pending_visible", "warn", " is written, and no search has shown it yet"
		}
		e.emit(level, "verify", address+text, "verify", map[string]any{"address": address, "status": status})
	}
}

// summary writes what a run left undone, and the event that counts.
func (e *eventStream) summary(r *apply.Report, pending int, undo string) {
	for _, o := range r.Outcomes {
		if o.Status != apply.NotAttempted {
			continue
		}
		op := operationOf(o.Change)
		if o.Because != nil {
			op.Because = o.Because.Addr.String()
		}
		e.emit("warn", "apply_skipped", op.Address+" was not attempted: "+because(o), "op", op)
	}
	e.emit("info", "apply_summary", tallied(r), "summary", map[string]any{
		"done": r.Count(apply.Done) + r.Count(apply.AlreadyDone), "failed": r.Count(apply.Failed) + r.Count(apply.Differs),
		"skipped": r.Count(apply.NotAttempted), "stale": r.Count(apply.Stale), "pending_visible": pending, "undo_file": undo,
	})
}
