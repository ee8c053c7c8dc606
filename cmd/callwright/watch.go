package main

import (
	"fmt"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// The units in which phases are counted.
var (
	changes = term.Unit{One: "change", Many: "changes"}
	kinds   = term.Unit{One: "kind of objects", Many: "kinds of objects"}
)

// trace returns the trace that tells people and programs what calls do.
func (a *app) trace() providers.Trace {
	return providers.Trace{
		Call: func(string) { a.progress.Called() },
		Wait: func(w providers.Wait) { a.progress.Waits(w.Operation, w.For, w.PerSecond) },
		Retry: func(r providers.Retry) {
			a.events.emit("info", "retry", fmt.Sprintf("%s again after %s: %s", r.Operation, term.Seconds(r.Waited), r.Reason), "retry", map[string]any{
				"api": r.Operation, "attempt": r.Attempt, "wait_ms": r.Waited.Milliseconds(), "reason": r.Reason,
			})
		},
		Reading: a.reading,
	}
}

// reading tells how far the reading of a kind is.
func (a *app) reading(r providers.Reading) {
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
	a.events.emit("info", "read_"+string(r.Stage), text, "read", map[string]any{
		"kind": kind, "done": r.Done, "total": r.Total, "calls": r.Calls, "throttled_ms": r.Waited.Milliseconds(),
	})
}

// applied tells of a step of a change, and of its end.
func (a *app) applied(e apply.Event) {
	switch {
	case e.Writing:
	case e.Outcome != nil:
		a.events.ended(*e.Outcome, a.progress.End(e.Change.ID()))
	default:
		a.progress.Start(a.task(e.Change))
		a.events.started(e.Change)
	}
}

// task returns what the progress shows of a change that is made.
func (a *app) task(c *plan.Change) term.Task {
	return term.Task{
		ID:    c.ID(),
		Doing: present[c.Action] + " " + plan.Clean(c.Addr.String()),
		Still: func(text string, elapsed time.Duration) {
			a.events.emit("info", "apply_progress", text, "op", map[string]any{
				"address": c.Addr.String(), "action": c.Action, "elapsed_ms": elapsed.Milliseconds(),
			})
		},
	}
}
