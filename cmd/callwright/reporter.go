package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/events"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
)

// A reporter tells what happens in a run: people by lines and a progress, and programs
// by events.
type reporter struct {
	*term.Terminal
	progress *term.Progress
	events   *events.Stream // nil when nobody asked for one
}

// tell writes diagnostics as they come.
func (r *reporter) tell(list []document.Diagnostic) {
	r.print(list)
	r.events.Diagnostics(list)
}

func (r *reporter) print(list []document.Diagnostic) {
	if r.Quiet {
		list = slices.DeleteFunc(slices.Clone(list), func(d document.Diagnostic) bool { return d.Severity != "error" })
	}
	_ = r.style(r.Err).WriteAll(r.Err, list) // where standard error is closed, nobody can be told
}

// fail says what ended the command, unless it is said already.
func (r *reporter) fail(err error) {
	if err == nil || err.Error() == "" {
		return
	}
	if known := diagnosis(err); known != nil {
		r.print(known)
		return
	}
	r.Complain("%s", plan.Clean(err.Error()))
}

// tellManual prints what a person has to do: it is the rest of the run's result.
func (r *reporter) tellManual(list []plan.Manual) {
	if len(list) > 0 {
		fmt.Fprintln(r.Out)
		render.Manual(r.Out, list)
	}
}

// style returns how diagnostics are drawn that are written to w.
func (r *reporter) style(w io.Writer) diagnostic.Style {
	return diagnostic.Style{Colour: r.Coloured(w), Rule: r.Unicode(w)}
}

// phases are what the phases of the engine are called, and what they count.
var phases = map[engine.Phase]struct {
	name string
	unit term.Unit
}{
	engine.PhaseReading:  {"reading", term.Unit{One: "kind of objects", Many: "kinds of objects"}},
	engine.PhaseApplying: {"applying", term.Unit{One: "change", Many: "changes"}},
	engine.PhaseSettling: {"waiting for searches to show", term.Unit{One: "change", Many: "changes"}},
}

// watch returns what the engine tells the reporter.
func (r *reporter) watch() engine.Watch {
	return engine.Watch{Instance: r.events.About, Phase: r.phase, Change: r.change}
}

func (r *reporter) phase(p engine.Phase, total int) (end func()) {
	return r.progress.Begin(phases[p].name, total, phases[p].unit)
}

// trace returns the trace that tells what calls do.
func (r *reporter) trace() providers.Trace {
	return providers.Trace{
		Call: func(string) { r.progress.Called() },
		Wait: func(w providers.Wait) { r.progress.Waits(w.Operation, w.For, w.PerSecond) },
		Retry: func(t providers.Retry) {
			r.events.Emit("info", "retry", fmt.Sprintf("retrying %s after %s: %s", t.Operation, term.Seconds(t.Waited), t.Reason), "retry", map[string]any{
				"api": t.Operation, "attempt": t.Attempt, "wait_ms": t.Waited.Milliseconds(), "reason": t.Reason,
			})
		},
		Kind: r.kind,
	}
}

// kind tells how far the reading of a kind is.
func (r *reporter) kind(p providers.KindProgress) {
	kind := p.Kind.Name
	text := "reading " + kind
	switch p.Stage {
	case providers.ReadProgress:
		if !r.progress.Reading(kind, p.Done, p.Total) {
			return
		}
		text += fmt.Sprintf(": %d of %d", p.Done, p.Total)
	case providers.ReadComplete:
		r.progress.Read(kind)
		text = fmt.Sprintf("read %s: %d", kind, p.Done)
	}
	r.events.Emit("info", "read_"+string(p.Stage), text, "read", map[string]any{
		"kind": kind, "done": p.Done, "total": p.Total, "calls": p.Calls, "throttled_ms": p.Waited.Milliseconds(),
	})
}

// change tells that a change was started, or how it ended.
func (r *reporter) change(e apply.Event) {
	switch {
	case e.Writing:
	case e.Outcome != nil:
		r.events.Ended(*e.Outcome, r.progress.End(e.Change.ID()))
		r.outcome(*e.Outcome)
	default:
		r.progress.Start(r.task(e.Change))
		r.events.Started(e.Change)
	}
}

// task returns what the progress shows of a change that is made.
func (r *reporter) task(c *plan.Change) term.Task {
	return term.Task{
		ID:    c.ID(),
		Doing: outcome.Present(c.Action) + " " + plan.Clean(c.Addr.String()),
		Still: func(text string, elapsed time.Duration) {
			r.events.Emit("info", "apply_progress", text, "op", map[string]any{
				"address": c.Addr.String(), "action": c.Action, "elapsed_ms": elapsed.Milliseconds(),
			})
		},
	}
}

// outcome says that a change was made, or why it was not. Those that a run did not get
// to are counted at its end.
func (r *reporter) outcome(o apply.Outcome) {
	switch {
	case o.Status == apply.NotAttempted:
	case o.Made():
		r.Say("%s", outcome.Sentence(o))
	default:
		r.Complain("%s", outcome.Sentence(o))
	}
}

// refuse says why the plan may not be applied, and what follows from that.
func (r *reporter) refuse(why []document.Diagnostic, follows string) {
	r.tell(why)
	r.Complain("the plan is refused; %s", follows)
}
