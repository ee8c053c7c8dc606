package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/diag"
)

// The exit codes. Each has the same meaning for every command, so that a pipeline can act
// on them without reading messages. After 3, 5 and 6 nothing was written.
const (
	exitOK          = 0
	exitError       = 1   // network, service, bug
	exitChanges     = 2   // only with --detailed-exitcode: the plan has changes
	exitConfig      = 3   // the flags or the configuration are wrong
	exitAuth        = 4   // no credentials, or no permission
	exitRefused     = 5   // a check, limit or protection refused the plan
	exitStale       = 6   // an object changed since the plan, or the plan is not the approved one
	exitPartial     = 7   // some changes were made, and some were not
	exitManual      = 8   // everything is done except for manual steps, which were printed
	exitInterrupted = 128 // plus the number of the signal, as shells do: 130 for Ctrl-C
)

// A codeError ends the command with an exit code. A nil err means that the command has
// printed the reason already.
type codeError struct {
	code int
	err  error
}

func (e *codeError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *codeError) Unwrap() error { return e.err }

// exit returns an error that ends the command with a code and prints nothing.
func exit(code int) error { return &codeError{code: code} }

// usage returns an error about the flags or arguments of the command.
func usage(format string, args ...any) error {
	return &codeError{exitConfig, fmt.Errorf(format, args...)}
}

// exitCode returns the exit code for the error that a command returned. An error of the
// service about credentials has its own code, wherever it occurs.
func exitCode(err error) int {
	var code *codeError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return code.code
	case errors.Is(err, providers.ErrAuth):
		return exitAuth
	}
	return exitError
}

// byWeight are the exit codes of one thing that a command did among several, those that matter
// most last. Higher codes, of signals, matter more than these.
var byWeight = []int{exitOK, exitChanges, exitError, exitConfig, exitAuth, exitManual, exitRefused, exitStale, exitPartial}

// worst returns the exit code of a command that did two things. Alone, the first one would have
// ended with a, and the second one with b. For example, a plan with changes (2) and a plan that could not be made
// (1) end with 1.
func worst(a, b int) int {
	weight := func(code int) int {
		if i := slices.Index(byWeight, code); i >= 0 {
			return i
		}
		return len(byWeight) + code
	}
	if weight(b) > weight(a) {
		return b
	}
	return a
}

// codeOfAll returns the exit code of an apply of several environments that ended with code. If
// something was written in any of them, and not everything was done, it is 7, because 3, 5 and 6
// say that nothing was written.
func codeOfAll(code int, list []document.AppliedEnvironment) int {
	wrote := slices.ContainsFunc(list, func(e document.AppliedEnvironment) bool { return e.Counts.Done+e.Counts.Differs+e.Counts.Records > 0 })
	if wrote && code != exitOK && code != exitManual && code < exitInterrupted {
		return exitPartial
	}
	return code
}

// errorOf returns an error in the words of a result, with its code in schema/diag, if it has one.
// A brief text leaves out the details, if the result has them already.
func errorOf(err error, brief bool) (code, text string) {
	known := diagnosis(err)
	switch {
	case err == nil:
		return "", ""
	case known == nil:
		return "", document.Shortened(err.Error())
	case brief || known[0].Detail == "":
		return known[0].Code, document.Shortened(known[0].Summary)
	}
	return known[0].Code, document.Shortened(known[0].Summary + ": " + known[0].Detail)
}

// interrupted returns the exit code of a run that a signal stopped: 130 for an interrupt,
// 143 for SIGTERM, 129 for SIGHUP.
func interrupted(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return exitInterrupted + int(n)
	}
	return exitError
}

// A diagnosed error is an error of the run, rather than of a file, that has a code in
// schema/diag. `callwright explain CODE` says more about it.
type diagnosed struct{ diagnostic *hcl.Diagnostic }

func (e *diagnosed) Error() string { return e.diagnostic.Summary + ": " + e.diagnostic.Detail }

// trouble returns an error that ends the command with an exit code and is printed as a
// diagnostic: `Error[CW6001]: …`.
func trouble(code int, e *diag.Entry, format string, args ...any) error {
	return &codeError{code, &diagnosed{e.Nowhere(format, args...)}}
}

// diagnosis returns the diagnostic for an error, or nil if schema/diag has no code for it.
// Errors of the service about credentials get one here, because they can occur at any call.
func diagnosis(err error) []document.Diagnostic {
	var known *diagnosed
	if !errors.As(err, &known) && errors.Is(err, providers.ErrAuth) {
		errors.As(notAuthorized(err), &known)
	}
	if known == nil {
		return nil
	}
	return diagnostic.List(hcl.Diagnostics{known.diagnostic}, nil)
}

// notAuthorized returns the error for a call that the service does not permit, or that was
// not made because nobody signed in.
func notAuthorized(err error) error {
	if errors.Is(err, providers.ErrNoCredentials) {
		return trouble(exitAuth, diag.NotAuthorized, "%s.", err)
	}
	return trouble(exitAuth, diag.NotAuthorized, "%s.\nCheck which credentials callwright finds, and what their policy allows.", err)
}

// incomplete returns the error of a run that did not make all of its changes; nil if it
// did. What was written decides the exit code: if anything was, the run is partial (7),
// whatever stopped it. If nothing was, the code says why: no permission (4), stale (6), or
// another error (1).
func incomplete(r *engine.Result, again string) error {
	if err := notRecorded(r); err != nil {
		return err
	}
	if r.Complete() {
		return nil
	}
	if r.CompleteButManual() {
		return exit(exitManual) // account printed the manual steps
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
		return trouble(exitError, diag.NothingWritten.Of(n, diag.Count(all, "change")), "%s\nNext: %s.", list, again)
	}
	if r.Ended != nil && r.Count(apply.Stale) == 0 {
		return &codeError{exitError, fmt.Errorf("the run %w; nothing was written", r.Ended)}
	}
	return trouble(exitStale, diag.PlanOutOfDate.Of(r.Count(apply.Stale), diag.Count(all, "object")),
		"%s\nNothing was written. Run plan again and have the new digest approved.", list)
}

// notRecorded returns the error of a run that made its changes and could not save its journal
// or its undo plan, because the disk is full for example; nil for any other run.
func notRecorded(r *engine.Result) error {
	if r.Kept == nil || !r.CompleteButManual() {
		return nil
	}
	lines := []string{fmt.Sprintf("Every change was made, but %v.", r.Kept)}
	if r.Undo == "" {
		lines = append(lines, "The run has no undo plan. To take it back, check out the previous commit of the configuration, and run apply.")
	}
	return trouble(exitPartial, diag.RunNotRecorded, "%s", strings.Join(lines, "\n"))
}

// unfinished returns the error of a run that made some of its changes: which ones it did
// not make, how to go on, and how to take back the others.
func unfinished(code int, r *engine.Result, again string) error {
	lines := append(outcome.Undone(r.Report), "To finish the rest: "+again+". It repeats nothing.")
	if r.Undo != "" {
		lines = append(lines, "To undo the changes: callwright apply "+r.Undo)
	}
	return trouble(code, diag.ApplyIncomplete.Of(r.Count(apply.Done)+r.Count(apply.AlreadyDone), changesWere(len(r.Outcomes))),
		"%s", strings.Join(lines, "\n"))
}

// changesWere returns a number of changes with its verb: "1 change was", "3 changes were".
func changesWere(n int) string {
	if n == 1 {
		return "1 change was"
	}
	return fmt.Sprintf("%d changes were", n)
}
