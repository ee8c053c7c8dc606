package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
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
