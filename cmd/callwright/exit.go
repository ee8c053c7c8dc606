package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/callwright/callwright/providers"
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
