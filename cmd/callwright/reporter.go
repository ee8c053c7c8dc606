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
	"github.com/callwright/callwright/cmd/internal/longread"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
)

// A reporter tells people and programs what happens during a run. When a change ends, for
// example, people read a line, `callwright: created queue.sales`, and programs get the
// event apply_complete.
type reporter struct {
	*term.Terminal
	progress *term.Progress
	events   *events.Stream // nil without --events
}

// tell prints diagnostics, and writes their events.
func (r *reporter) tell(list []document.Diagnostic) {
	r.print(list)
	r.events.Diagnostics(list)
}

// print prints diagnostics; with --quiet, only the errors.
func (r *reporter) print(list []document.Diagnostic) {
	if r.Quiet {
		list = slices.DeleteFunc(slices.Clone(list), func(d document.Diagnostic) bool { return d.Severity != "error" })
	}
	_ = r.style(r.Err).WriteAll(r.Err, list) // if standard error is closed, nobody can be told
}

// fail prints the error that ended the command. The error of [exit] has no message, because
// the command has printed the reason.
func (r *reporter) fail(err error) {
	if err == nil || err.Error() == "" {
		return
	}
	// Print it only: withEvents writes the event of this diagnostic.
	if known := diagnosis(err); known != nil {
		r.print(known)
		return
	}
	r.Complain("%s", plan.Clean(err.Error()))
}

// tellManual prints manual steps. They go to standard output, because they are a part of
// the result: the part that a person has to do.
func (r *reporter) tellManual(list []plan.Manual) {
	if len(list) > 0 {
		fmt.Fprintln(r.Out)
		render.Manual(r.Out, list, r.Width(r.Out))
	}
}

// style returns the style for diagnostics that are written to w.
func (r *reporter) style(w io.Writer) diagnostic.Style {
	return diagnostic.Style{Colour: r.Coloured(w), Rule: r.Unicode(w), Width: r.Width(w)}
}

// phases has the words for the phases of the engine: `reading 7 kinds of objects`.
var phases = map[engine.Phase]struct {
	name string
	unit term.Unit
}{
	engine.PhaseReading:  {"reading", term.Unit{One: "kind of objects", Many: "kinds of objects"}},
	engine.PhaseApplying: {"applying", term.Unit{One: "change", Many: "changes"}},
	engine.PhaseSettling: {"waiting for searches to show", term.Unit{One: "change", Many: "changes"}},
}

// watch returns a Watch by which the engine tells the reporter what it does.
func (r *reporter) watch() engine.Watch {
	return engine.Watch{Instance: r.events.About, Phase: r.phase, Change: r.change}
}

// phase shows the progress of a phase.
func (r *reporter) phase(p engine.Phase, total int) (end func()) {
	return r.progress.Begin(phases[p].name, total, phases[p].unit)
}

// trace returns a trace by which the providers tell the reporter about single calls: that
// one was made, that one waits because the service allows only so many a second, and that
// one is made again.
func (r *reporter) trace() providers.Trace {
	return providers.Trace{
		Call: func(string) { r.progress.Called() },
		Wait: func(w providers.Wait) { r.progress.Waits(w.Operation, w.For, w.PerSecond) },
		Retry: func(t providers.Retry) {
			r.events.Emit("info", "retry", fmt.Sprintf("retrying %s after %s: %s", t.Operation, term.Seconds(t.Waited), t.Reason), "retry", map[string]any{
				"api": t.Operation, "attempt": t.Attempt, "wait_ms": t.Waited.Milliseconds(), "reason": t.Reason,
			})
		},
		Ahead: r.ahead,
		Kind:  r.kind,
	}
}

// ahead says how long a long read will take, and why.
func (r *reporter) ahead(o providers.OneByOne) {
	if o.Takes < term.LongRead {
		return
	}
	text := longread.Sentence(o)
	r.Say("%s", text)
	r.events.Emit("info", "read_estimate", text, "read", map[string]any{
		"kind": o.Kind.Name, "total": o.Objects, "operations": o.Operations, "per_second": o.PerSecond, "left_ms": o.Takes.Milliseconds(),
	})
}

// kind shows how far the reading of a kind is. It writes fewer events than there are
// objects: see [term.Progress.Reading].
func (r *reporter) kind(p providers.KindProgress) {
	kind := p.Kind.Name
	text := "reading " + kind
	switch p.Stage {
	case providers.ReadProgress:
		if !r.progress.Reading(kind, p.Done, p.Total, p.Left) {
			return
		}
		text += fmt.Sprintf(": %d of %d", p.Done, p.Total)
	case providers.ReadComplete:
		r.progress.Read(kind)
		text = fmt.Sprintf("read %s: %d", kind, p.Done)
	}
	r.events.Emit("info", "read_"+string(p.Stage), text, "read", map[string]any{
		"kind": kind, "done": p.Done, "total": p.Total, "calls": p.Calls, "throttled_ms": p.Waited.Milliseconds(),
		"left_ms": p.Left.Milliseconds(),
	})
}

// change shows that a change was started, or how it ended.
func (r *reporter) change(e apply.Event) {
	switch {
	case e.Writing: // matters only to the journal
	case e.Outcome != nil:
		r.events.Ended(*e.Outcome, r.progress.End(e.Change.ID()))
		r.outcome(*e.Outcome)
	default:
		r.progress.Start(r.task(e.Change))
		r.events.Started(e.Change)
	}
}

// task returns a change as the progress shows it: `Still updating queue.sales (10s)`.
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

// outcome prints how a change ended. It prints nothing about changes that were not
// attempted: there may be thousands, and the end of the run counts them.
func (r *reporter) outcome(o apply.Outcome) {
	switch {
	case o.Status == apply.NotAttempted:
	case o.Made():
		r.Say("%s", outcome.Sentence(o))
	default:
		r.Complain("%s", outcome.Sentence(o))
	}
}

// refuse says why the plan must not be applied, and what that means for this command:
// "nothing was written", for example.
func (r *reporter) refuse(why []document.Diagnostic, consequence string) {
	r.tell(why)
	r.Complain("the plan is refused; %s", consequence)
}
