// Package events writes what happens in a run as lines of JSON, for programs that watch
// it. Its types of events are described in docs/events.md.
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

// version is that of the stream. A minor version adds types and members; readers ignore
// what they do not know.
const version = "1.0"

// A Stream writes events. A nil Stream writes nothing, so that no caller has to ask
// whether somebody watches.
type Stream struct {
	mu       sync.Mutex
	w        io.WriteCloser
	seq      int
	run      string
	instance string
	begun    time.Time
	err      error
}

// New returns the stream of a run of a version of callwright, which writes to w.
func New(w io.WriteCloser, run, tool string) *Stream {
	s := &Stream{w: w, run: run, begun: time.Now()}
	s.line(fmt.Appendf(nil, `{"type":"version","schema":%q,"tool":"callwright","version":%q}`, version, tool))
	return s
}

// A head is what every event has. Its payload is beside it, under the key that its type
// has.
type head struct {
	Type     string `json:"type"`
	Seq      int    `json:"seq"`
	Time     string `json:"ts"`
	Level    string `json:"level"`
	Message  string `json:"message"`
	Run      string `json:"run_id"`
	Instance string `json:"instance"`
}

// Emit writes one event.
func (e *Stream) Emit(level, kind, message, key string, payload any) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.seq++
	text, err := json.Marshal(head{kind, e.seq, time.Now().UTC().Format(time.RFC3339Nano), level, message, e.run, e.instance})
	body, bodyErr := json.Marshal(map[string]any{key: payload})
	if err = errors.Join(err, bodyErr); err != nil {
		e.err = errors.Join(e.err, err)
		return
	}
	e.line(append(append(text[:len(text)-1], ','), body[1:]...))
}

func (e *Stream) line(text []byte) {
	_, err := e.w.Write(append(text, '\n'))
	e.err = errors.Join(e.err, err)
}

// Start says which command runs, of which commit of the configuration.
func (e *Stream) Start(command string, args []string, commit string, pipeline bool) {
	e.Emit("info", "run_start", "callwright "+command, "run", map[string]any{
		"command": command, "args_redacted": redacted(args), "commit": commit, "ci": pipeline,
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

// End says with which code the run ended, and closes the stream.
func (e *Stream) End(code int) error {
	if e == nil {
		return nil
	}
	e.Emit("info", "run_end", "exit "+strconv.Itoa(code), "run", map[string]any{
		"exit_code": code, "duration_ms": time.Since(e.begun).Milliseconds(),
	})
	return errors.Join(e.err, e.w.Close())
}

// Diagnostics writes an event for each diagnostic.
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

// Planned writes an event for each change of a plan, for what of it is drift, and
// one that counts.
func (e *Stream) Planned(p *impact.Assessment, doc *document.Document) error {
	if e == nil {
		return nil
	}
	e.About(p.Instance)
	for i, c := range doc.Changes {
		e.Emit("info", "planned_change", c.Address+" will be "+outcome.Past(p.Changes[i].Action), "change", c)
	}
	for _, c := range doc.AccessChanges {
		e.access(c)
	}
	drifted, err := document.New(&impact.Assessment{Plan: p.Drift()})
	if err != nil {
		return err
	}
	for _, c := range drifted.Changes {
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

// access writes an event for users who may do more or less.
func (e *Stream) access(c impact.AccessChange) {
	gains, loses, via := []string{}, []string{}, []string{}
	for _, g := range c.Gains {
		gains, via = append(gains, g.Permission), append(via, g.Via...)
	}
	for _, g := range c.Loses {
		loses, via = append(loses, g.Permission), append(via, g.Via...)
	}
	e.Emit("info", "access_change", fmt.Sprintf("%s: %d permissions gained, %d lost", impact.Count(len(c.Users), "user"), len(gains), len(loses)),
		"access", map[string]any{"subject": c.Users, "gains": gains, "loses": loses, "via": schema.SortedSet(via)})
}

// About notes which instance the events to come are about.
func (e *Stream) About(i schema.Instance) {
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

// Started writes that a change was started.
func (e *Stream) Started(c *plan.Change) {
	op := operationOf(c)
	e.Emit("info", "apply_start", "started "+op.Address, "op", op)
}

// Ended writes what became of a change, and how long it took.
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

// Verified writes what searches show of each object that was written.
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

// Summary writes what a run left undone, and the event that counts.
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
