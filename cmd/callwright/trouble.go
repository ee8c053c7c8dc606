package main

import (
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// A diagnosed error is one that the catalogue has, about the run rather than a file.
type diagnosed struct{ diagnostic *hcl.Diagnostic }

func (e *diagnosed) Error() string { return e.diagnostic.Summary + ": " + e.diagnostic.Detail }

// trouble returns an error that ends the command with an exit code and is shown as a
// diagnostic.
func trouble(code int, summary, format string, args ...any) error {
	d := &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(format, args...)}
	return &codeError{code, &diagnosed{d}}
}

// explain says what ended the command, unless it is said already.
func (a *app) explain(err error) {
	if err == nil || err.Error() == "" {
		return
	}
	if known := diagnosis(err); known != nil {
		a.ui.tell(known)
		return
	}
	a.complain("%s", plan.Clean(err.Error()))
}

// diagnosis returns an error that the catalogue has as a diagnostic, or nothing.
func diagnosis(err error) []plan.Diagnostic {
	var known *diagnosed
	if !errors.As(err, &known) && errors.Is(err, providers.ErrAuth) {
		errors.As(refused(err), &known)
	}
	if known == nil {
		return nil
	}
	return dataOf(hcl.Diagnostics{known.diagnostic}, nil)
}

// refused is the error of a service that does not let callwright in.
func refused(err error) error {
	return trouble(exitAuth, "Not authenticated or not permitted", "%s.\nLook at the credentials that are found, and at what their policy allows.", err)
}

// incomplete returns the error that a run ends with which did not do all of its plan.
func incomplete(r *apply.Report) error {
	if r.Complete() {
		return nil
	}
	all := len(r.Outcomes)
	if done := r.Count(apply.Done) + r.Count(apply.AlreadyDone); r.Count(apply.Done)+r.Count(apply.Differs) > 0 {
		return trouble(exitPartial, fmt.Sprintf("Apply is incomplete: %d of %d changes were made", done, all),
			"%d failed, %d stale, %d not as wanted, %d not attempted: each is named above.", r.Count(apply.Failed), r.Count(apply.Stale), r.Count(apply.Differs), r.Count(apply.NotAttempted))
	}
	for _, o := range r.Outcomes {
		if o.Status == apply.Failed && errors.Is(o.Err, providers.ErrAuth) {
			return refused(o.Err)
		}
	}
	if n := r.Count(apply.Failed); n > 0 {
		return trouble(exitError, fmt.Sprintf("Nothing was written: %d of %d changes failed", n, all), "Each is named above.")
	}
	return trouble(exitStale, fmt.Sprintf("Plan is out of date: %d of %d objects changed", r.Count(apply.Stale), all),
		"Nothing was written. Run plan again and have the new digest approved.")
}
