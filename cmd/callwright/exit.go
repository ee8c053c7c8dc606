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

// The exit codes. Each means one thing, for every command.
const (
	exitOK          = 0
	exitError       = 1 // network, service, bug
	exitChanges     = 2 // only with --detailed-exitcode: changes present
	exitConfig      = 3 // flags or configuration rejected; the service was not written to
	exitAuth        = 4 // not authenticated or not permitted
	exitRefused     = 5 // refused by a check, limit or protection; nothing written
	exitStale       = 6 // an object, or the digest, is not as planned; nothing written
	exitPartial     = 7 // something was written, and something was not
	exitManual      = 8 // all is done but for what a person has to do, which was printed
	exitInterrupted = 128
)

// A codeError ends the command with an exit code. Its message is said already when
// err is nil.
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

// exit returns an error that ends the command with code and says nothing more.
func exit(code int) error { return &codeError{code: code} }

// usage returns an error about how the command was called.
func usage(format string, args ...any) error {
	return &codeError{exitConfig, fmt.Errorf(format, args...)}
}

// exitCode returns the code that the command ends with.
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

// interrupted returns the code of a run that a signal stopped.
func interrupted(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return exitInterrupted + int(n)
	}
	return exitError
}

// A diagnosed error is one that the catalogue has, about the run rather than a file.
type diagnosed struct{ diagnostic *hcl.Diagnostic }

func (e *diagnosed) Error() string { return e.diagnostic.Summary + ": " + e.diagnostic.Detail }

// trouble returns an error that ends the command with an exit code and is shown as a
// diagnostic.
func trouble(code int, e *diag.Entry, format string, args ...any) error {
	return &codeError{code, &diagnosed{e.Nowhere(format, args...)}}
}

// diagnosis returns an error that the catalogue has as a diagnostic, or nothing.
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

// notAuthorized is the error of a service that does not let callwright in.
func notAuthorized(err error) error {
	return trouble(exitAuth, diag.NotAuthorized, "%s.\nCheck which credentials callwright finds, and what their policy allows.", err)
}
