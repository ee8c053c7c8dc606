package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/diag"
)

// incomplete returns the error of a run that did not do all of its plan; nil if it did.
// Again says how to go on.
func incomplete(r *engine.Result, again string) error {
	if r.Complete() {
		return nil
	}
	if r.CompleteButManual() {
		return exit(exitManual) // what is left was printed
	}
	all, list := len(r.Outcomes), strings.Join(outcome.Undone(r.Report), "\n")
	if r.Wrote() {
		return unfinished(exitPartial, r, again)
	}
	for _, o := range r.Outcomes {
		if o.Status == apply.Failed && errors.Is(o.Err, providers.ErrAuth) {
			return trouble(exitAuth, diag.NotAuthorized, "%s\nNothing was written.", list)
		}
	}
	if n := r.Count(apply.Failed); n > 0 {
		return trouble(exitError, diag.NothingWritten.Of(n, all), "%s\nTo go on: %s.", list, again)
	}
	if r.Ended != nil && r.Count(apply.Stale) == 0 {
		return &codeError{exitError, fmt.Errorf("the run %w; nothing was written", r.Ended)}
	}
	return trouble(exitStale, diag.PlanOutOfDate.Of(r.Count(apply.Stale), all),
		"%s\nNothing was written. Run plan again and have the new digest approved.", list)
}

// unfinished returns the error of a run that did a part of its plan: what it left
// undone, how to go on, and how to go back.
func unfinished(code int, r *engine.Result, again string) error {
	lines := append(outcome.Undone(r.Report), "To finish the rest: "+again+". Nothing is done twice.")
	if r.Undo != "" {
		lines = append(lines, "To take back what was done: callwright apply "+r.Undo)
	}
	return trouble(code, diag.ApplyIncomplete.Of(r.Count(apply.Done)+r.Count(apply.AlreadyDone), len(r.Outcomes)),
		"%s", strings.Join(lines, "\n"))
}
