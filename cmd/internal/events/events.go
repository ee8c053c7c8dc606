// Package events writes the events of a run as lines of JSON, for programs that watch the
// run: a pipeline, or an editor. docs/events.md describes each type of event.
//
// The terms:
//
//   - A [Stream] writes the events of one run. Its first line names the version of the
//     format; every other line is an event.
//   - An event has members that all events have (the envelope), and one payload, under a
//     key that depends on the type of the event.
//
// For example, this is an event of the type apply_complete, with the payload "op":
//
//	{"type":"apply_complete","seq":14,"ts":"…","level":"info",
//	 "message":"created queue.sales","run_id":"…","instance":"Acme",
//	 "op":{"address":"queue.sales","action":"create","attempt":1,"elapsed_ms":230}}
//
// The messages are for people and may change. Programs use the other members.
package events

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// formatVersion is the version of the format of the stream. A minor version adds types
// and members, which readers ignore if they do not know them; a major version may remove
// some.
const formatVersion = "1.0"

// A Stream writes the events of one run. It is safe for concurrent use, because changes
// are made at the same time. A nil Stream writes nothing, so that callers need not check
// whether the flag --events was given.
type Stream struct {
	mu       sync.Mutex
	w        io.WriteCloser
	seq      int // of the last event
	run      string
	instance string // "" until the run knows its instance
	begun    time.Time
	err      error // the errors so far, for End to return
}

// New starts the stream of a run. Run is the run's name, and tool the version of
// callwright.
func New(w io.WriteCloser, run, tool string) *Stream {
	s := &Stream{w: w, run: run, begun: time.Now()}
	s.writeLine(fmt.Appendf(nil, `{"type":"version","schema":%q,"tool":"callwright","version":%q}`, formatVersion, tool))
	return s
}

// An envelope has the members that every event has.
type envelope struct {
	Type     string `json:"type"`
	Seq      int    `json:"seq"`
	Time     string `json:"ts"`
	Level    string `json:"level"`
	Message  string `json:"message"`
	Run      string `json:"run_id"`
	Instance string `json:"instance"`
}

// Emit writes one event. Key and payload are the event's own member. It returns no error,
// because a run must not fail halfway only since its watcher is gone; End returns it.
func (e *Stream) Emit(level, kind, message, key string, payload any) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.seq++
	text, err := json.Marshal(envelope{kind, e.seq, time.Now().UTC().Format(time.RFC3339Nano), level, message, e.run, e.instance})
	body, bodyErr := json.Marshal(map[string]any{key: payload})
	if err = errors.Join(err, bodyErr); err != nil {
		e.err = errors.Join(e.err, err)
		return
	}
	// Join the two objects into one: {"type":…} and {"op":…} become {"type":…,"op":…}.
	e.writeLine(append(append(text[:len(text)-1], ','), body[1:]...))
}

func (e *Stream) writeLine(text []byte) {
	_, err := e.w.Write(append(text, '\n'))
	e.err = errors.Join(e.err, err)
}

// Start writes run_start, the first event of a run: the command, and the commit of the
// configuration. Pipeline is true if a CI service runs the command.
func (e *Stream) Start(command string, args []string, commit string, pipeline bool) {
	e.Emit("info", "run_start", "callwright "+command, "run", map[string]any{
		"command": command, "args_redacted": redacted(args), "commit": commit, "ci": pipeline,
	})
}

// redacted returns the arguments without the values of variables, which may be secret:
// `--var token=abc` becomes `--var token=…`.
func redacted(args []string) []string {
	list := slices.Clone(args)
	for i, arg := range list {
		flag, assignment := "", arg // --var NAME=VALUE has the flag in the argument before
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

// End writes run_end, with the exit code of the run, and closes the stream. It returns
// all errors since New.
func (e *Stream) End(code int) error {
	if e == nil {
		return nil
	}
	e.Emit("info", "run_end", "exit "+strconv.Itoa(code), "run", map[string]any{
		"exit_code": code, "duration_ms": time.Since(e.begun).Milliseconds(),
	})
	return errors.Join(e.err, e.w.Close())
}

// Diagnostics writes a diagnostic event for each diagnostic.
func (e *Stream) Diagnostics(diags []document.Diagnostic) {
	if e == nil {
		return
	}
	for _, d := range diags {
		level := "error"
		if d.Severity == "warning" {
			level = "warn"
		}
		e.Emit(level, "diagnostic", d.Summary, "diagnostic", d)
	}
}

// Planned writes the events of a plan: one for each change, for users whose access
// changes, for drift and for each limit, and a summary of the plan at the end.
func (e *Stream) Planned(p *impact.Assessment, doc *document.Document) error {
	if e == nil {
		return nil
	}
	e.About(p.Instance)
	for c, err := range doc.Changes.All() {
		if err != nil {
			return err
		}
		e.Emit("info", "planned_change", c.Address+" will be "+outcome.Past(c.Action), "change", c)
	}
	for _, c := range doc.AccessChanges {
		e.accessChange(c)
	}
	drifted, err := document.New(&impact.Assessment{Plan: p.Drift()})
	if err != nil {
		return err
	}
	for c, err := range drifted.Changes.All() {
		if err != nil {
			return err
		}
		e.Emit("warn", "drift", c.Address+" changed since the last apply", "change", c)
	}
	for _, l := range doc.Limits {
		level := "info"
		if l.Blocked {
			level = "error"
		}
		e.Emit(level, "limit", fmt.Sprintf("%s: %d of kind %s, %d allowed", l.Name, l.Value, l.Kind, l.Allowed), "limit", l)
	}
	unmanaged := 0
	for _, n := range doc.Unmanaged {
		unmanaged += n
	}
	summary := map[string]any{"digest": doc.Digest, "partial": doc.Partial, "unmanaged": unmanaged}
	for action, n := range doc.Summary {
		summary[action] = n
	}
	e.Emit("info", "change_summary", render.Tally(p), "summary", summary)
	return nil
}

// accessChange writes the event of users who gain or lose the same permissions.
func (e *Stream) accessChange(c impact.AccessChange) {
	gains, loses, via := []string{}, []string{}, []string{} // not nil: JSON must have []
	for _, g := range c.Gains {
		gains, via = append(gains, g.Permission), append(via, g.Via...)
	}
	for _, g := range c.Loses {
		loses, via = append(loses, g.Permission), append(via, g.Via...)
	}
	subjects := impact.Count(len(c.Users), "user")
	if n := len(c.AIAgents); n > 0 {
		subjects += " and " + impact.Count(n, "AI agent")
	}
	e.Emit("info", "access_change", fmt.Sprintf("%s: %s gained, %d lost", subjects, impact.Count(len(gains), "permission"), len(loses)),
		"access", map[string]any{"subject": c.Users, "ai_agents": append([]string{}, c.AIAgents...), "gains": gains, "loses": loses, "via": schema.SortedSet(via)})
}

// About sets the instance of all later events. A run finds out the name of its instance
// only after its first events.
func (e *Stream) About(i schema.Instance) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.instance = i.Name
}

// An operation is the payload "op" of the events about one change.
type operation struct {
	Address string      `json:"address"`
	Action  plan.Action `json:"action"`
	Step    plan.Step   `json:"step,omitempty"`
	ID      string      `json:"id,omitempty"`
	Attempt int         `json:"attempt,omitempty"`
	Elapsed *int64      `json:"elapsed_ms,omitempty"`
	Error   string      `json:"error,omitempty"`
	Because string      `json:"because,omitempty"` // the address of the change that it waits for
}

// operationOf returns the members that are known before the change is made.
func operationOf(c *plan.Change) operation {
	op := operation{Address: c.Addr.String(), Action: c.Action, Step: c.Step}
	if c.Live != nil {
		op.ID = c.Live.ID
	}
	return op
}

// Started writes the event of a change that starts.
func (e *Stream) Started(c *plan.Change) {
	op := operationOf(c)
	e.Emit("info", "apply_start", "started "+op.Address, "op", op)
}

// Ended writes the event of a change that ended: apply_errored if it has an error, and
// apply_complete otherwise. Took is the time since it was started.
func (e *Stream) Ended(o apply.Outcome, took time.Duration) {
	op, ms := operationOf(o.Change), took.Milliseconds()
	op.Elapsed, op.Attempt = &ms, o.Attempts
	if o.ID != "" {
		op.ID = o.ID
	}
	if o.Err != nil {
		op.Error = o.Err.Error()
		e.Emit("error", "apply_errored", outcome.Sentence(o), "op", op)
		return
	}
	e.Emit("info", "apply_complete", outcome.Sentence(o), "op", op)
}

// Verified writes, for each change that wrote, whether searches show the object as it was
// written: "ok", "mismatch" (it has another value) or "pending_visible" (searches still
// show the old object; they lag behind writes). Pending are the changes of the last sort.
func (e *Stream) Verified(r *apply.Report, pending []*plan.Change) {
	for _, o := range r.Outcomes {
		address := o.Change.Addr.String()
		status, level, text := "ok", "info", " is as written"
		switch {
		case o.Status == apply.Differs:
			status, level, text = "mismatch", "error", " is not as written"
		case o.Status != apply.Done:
			continue
		case slices.Contains(pending, o.Change):
			status, level, text = "pending_visible", "warn", " is written, but searches do not show it yet"
		}
		e.Emit(level, "verify", address+text, "verify", map[string]any{"address": address, "status": status})
	}
}

// Summary writes an event for each change that the run did not attempt, and then the
// numbers of the whole run. Pending is the number of changes that searches do not show
// yet, and undo the path of the plan that takes the run back.
func (e *Stream) Summary(r *apply.Report, pending int, undo string) {
	for _, o := range r.Outcomes {
		if o.Status != apply.NotAttempted {
			continue
		}
		op := operationOf(o.Change)
		if o.Because != nil {
			op.Because = o.Because.Addr.String()
		}
		e.Emit("warn", "apply_skipped", op.Address+" was not attempted: "+outcome.Because(o), "op", op)
	}
	e.Emit("info", "apply_summary", outcome.Tally(r), "summary", map[string]any{
		"done": r.Count(apply.Done) + r.Count(apply.AlreadyDone), "failed": r.Count(apply.Failed) + r.Count(apply.Differs),
		"skipped": r.Count(apply.NotAttempted), "stale": r.Count(apply.Stale), "pending_visible": pending, "undo_file": undo,
	})
}
