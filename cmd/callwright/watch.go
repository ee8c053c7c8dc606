package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/events"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// The units in which phases are counted.
var (
	changes = term.Unit{One: "change", Many: "changes"}
	kinds   = term.Unit{One: "kind of objects", Many: "kinds of objects"}
)

// watched runs a command under the event stream that was asked for.
func (a *app) watched(s *settings, command string, run func() error) (err error) {
	if a.run, err = journal.RunID(); err != nil {
		return err
	}
	to, err := openEvents(s.events)
	if err != nil {
		return err
	}
	if to != nil {
		a.events = events.New(to, a.run, version())
	}
	a.events.Start(command, a.args, a.checkout.Revision().Hash, a.Pipeline)
	defer func() {
		a.events.Diagnostics(diagnosis(err))
		err = errors.Join(err, a.events.End(exitCode(err)))
	}()
	return run()
}

// openEvents opens what --events names: a file, or a number for a file descriptor that
// is open. An empty path is nothing.
func openEvents(path string) (io.WriteCloser, error) {
	if path == "" {
		return nil, nil
	}
	if fd, err := strconv.ParseUint(path, 10, 16); err == nil {
		return os.NewFile(uintptr(fd), "events"), nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, usage("--events: %v", err)
	}
	return f, nil
}

// trace returns the trace that tells people and programs what calls do.
func (a *app) trace() providers.Trace {
	return providers.Trace{
		Call: func(string) { a.progress.Called() },
		Wait: func(w providers.Wait) { a.progress.Waits(w.Operation, w.For, w.PerSecond) },
		Retry: func(r providers.Retry) {
			a.events.Emit("info", "retry", fmt.Sprintf("%s again after %s: %s", r.Operation, term.Seconds(r.Waited), r.Reason), "retry", map[string]any{
				"api": r.Operation, "attempt": r.Attempt, "wait_ms": r.Waited.Milliseconds(), "reason": r.Reason,
			})
		},
		Kind: a.reading,
	}
}

// reading tells how far the reading of a kind is.
func (a *app) reading(r providers.KindProgress) {
	kind := r.Kind.Name
	text := "reading " + kind
	switch r.Stage {
	case providers.ReadProgress:
		if !a.progress.Reading(kind, r.Done, r.Total) {
			return
		}
		text += fmt.Sprintf(": %d of %d", r.Done, r.Total)
	case providers.ReadComplete:
		a.progress.Read(kind)
		text = fmt.Sprintf("read %s: %d", kind, r.Done)
	}
	a.events.Emit("info", "read_"+string(r.Stage), text, "read", map[string]any{
		"kind": kind, "done": r.Done, "total": r.Total, "calls": r.Calls, "throttled_ms": r.Waited.Milliseconds(),
	})
}

// applied tells of a step of a change, and of its end.
func (a *app) applied(e apply.Event) {
	switch {
	case e.Writing:
	case e.Outcome != nil:
		a.events.Ended(*e.Outcome, a.progress.End(e.Change.ID()))
		a.ended(*e.Outcome)
	default:
		a.progress.Start(a.task(e.Change))
		a.events.Started(e.Change)
	}
}

// task returns what the progress shows of a change that is made.
func (a *app) task(c *plan.Change) term.Task {
	return term.Task{
		ID:    c.ID(),
		Doing: outcome.Present(c.Action) + " " + plan.Clean(c.Addr.String()),
		Still: func(text string, elapsed time.Duration) {
			a.events.Emit("info", "apply_progress", text, "op", map[string]any{
				"address": c.Addr.String(), "action": c.Action, "elapsed_ms": elapsed.Milliseconds(),
			})
		},
	}
}

// ended says that a change was made, or why it was not. Those that a run did not get to
// are counted at its end.
func (a *app) ended(o apply.Outcome) {
	if o.Status == apply.NotAttempted {
		return
	}
	if o.Made() {
		a.Say("%s", outcome.Sentence(o))
		return
	}
	a.Complain("%s", outcome.Sentence(o))
}
