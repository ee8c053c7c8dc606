package main

import (
	"errors"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
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
	return trouble(exitAuth, diag.NotAuthorized, "%s.\nLook at the credentials that are found, and at what their policy allows.", err)
}
