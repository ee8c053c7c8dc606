package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/diag"
)

// A diagnosed error is one that the catalogue has, about the run rather than a file.
type diagnosed struct{ diagnostic *hcl.Diagnostic }

func (e *diagnosed) Error() string { return e.diagnostic.Summary + ": " + e.diagnostic.Detail }

// trouble returns an error that ends the command with an exit code and is shown as a
// diagnostic.
func trouble(code int, e *diag.Entry, format string, args ...any) error {
	return &codeError{code, &diagnosed{e.Nowhere(format, args...)}}
}

// diagnose writes diagnostics, by file and position, each once.
func (a *app) diagnose(diags hcl.Diagnostics, files map[string]*hcl.File) {
	a.tell(diagnostic.List(diags, files))
}

// tell writes diagnostics as they come, for people and for programs.
func (a *app) tell(diags []document.Diagnostic) {
	a.print(diags)
	a.events.Diagnostics(diags)
}

func (a *app) print(diags []document.Diagnostic) {
	if a.Quiet {
		diags = slices.DeleteFunc(slices.Clone(diags), func(d document.Diagnostic) bool { return d.Severity != "error" })
	}
	_ = a.style(a.Err).WriteAll(a.Err, diags) // where standard error is closed, nobody can be told
}

// style returns how diagnostics are drawn that are written to w.
func (a *app) style(w io.Writer) diagnostic.Style {
	return diagnostic.Style{Colour: a.Coloured(w), Rule: a.Unicode(w)}
}

// explain says what ended the command, unless it is said already.
func (a *app) explain(err error) {
	if err == nil || err.Error() == "" {
		return
	}
	if known := diagnosis(err); known != nil {
		a.print(known)
		return
	}
	a.Complain("%s", plan.Clean(err.Error()))
}

// diagnosis returns an error that the catalogue has as a diagnostic, or nothing.
func diagnosis(err error) []document.Diagnostic {
	var known *diagnosed
	if !errors.As(err, &known) && errors.Is(err, providers.ErrAuth) {
		errors.As(refused(err), &known)
	}
	if known == nil {
		return nil
	}
	return diagnostic.List(hcl.Diagnostics{known.diagnostic}, nil)
}

// refused is the error of a service that does not let callwright in.
func refused(err error) error {
	return trouble(exitAuth, diag.NotAuthorized, "%s.\nLook at the credentials that are found, and at what their policy allows.", err)
}

// incomplete returns the error that a run ends with which did not do all of its plan.
// Undo is the plan that takes it back, again how to go on.
func incomplete(r *apply.Report, undo, again string) error {
	if r.Complete() {
		return nil
	}
	if r.CompleteButManual() {
		return exit(exitManual) // what is left was printed
	}
	all, list := len(r.Outcomes), strings.Join(outcome.Undone(r), "\n")
	if r.Wrote() {
		return unfinished(exitPartial, r, undo, again)
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
func unfinished(code int, r *apply.Report, undo, again string) error {
	lines := append(outcome.Undone(r), "To finish the rest: "+again+". Nothing is done twice.")
	if undo != "" {
		lines = append(lines, "To take back what was done: callwright apply "+undo)
	}
	return trouble(code, diag.ApplyIncomplete.Of(r.Count(apply.Done)+r.Count(apply.AlreadyDone), len(r.Outcomes)),
		"%s", strings.Join(lines, "\n"))
}
