package connectpath

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/callwright/callwright/providers"
)

// A callError is a call that ConnectPath did not carry out, in words for people:
//
//	ConnectPath.AssignGroup: The token has expired. (token-expired, request 1234)
//
// It is also one of the errors that callers of a provider tell apart, when it means
// that.
type callError struct {
	Operation string
	Message   string
	Code      string // the service's; "" when it gave none
	Request   string // the id of the request, or ""

	means, cause error
}

func (e *callError) Error() string {
	var details []string
	if e.Code != "" {
		details = append(details, e.Code)
	}
	if e.Request != "" {
		details = append(details, "request "+e.Request)
	}
	if len(details) == 0 {
		return e.Operation + ": " + e.Message
	}
	return fmt.Sprintf("%s: %s (%s)", e.Operation, e.Message, strings.Join(details, ", "))
}

// Unwrap returns what the error means to a caller, and what caused it.
func (e *callError) Unwrap() []error {
	var list []error
	for _, err := range []error{e.means, e.cause} {
		if err != nil {
			list = append(list, err)
		}
	}
	return list
}

// statuses are the answers that callers of a provider tell apart.
var statuses = map[int]error{
	http.StatusNotFound:           providers.ErrNotFound,
	http.StatusUnauthorized:       providers.ErrAuth,
	http.StatusForbidden:          providers.ErrAuth,
	http.StatusPreconditionFailed: providers.ErrStale,
}

// advice is what helps against an error, by its status.
var advice = map[int]string{
	http.StatusUnauthorized: " Renew the token in CALLWRIGHT_CONNECTPATH_TOKEN.",
}

// refused returns the error of an answer that is one: a problem (RFC 9457), or what
// the vendor's API makes of it.
func refused(c call, a answer) error {
	var problem struct{ Title, Detail, Code, Message string }
	_ = json.Unmarshal(a.body, &problem) // a page of a proxy has none
	e := &callError{Operation: c.operation, Message: problem.Detail, Code: problem.Code, Request: a.header.Get("X-Request-Id"), means: statuses[a.status]}
	if problem.Code == "name-taken" {
		e.means = providers.ErrExists
	}
	for _, other := range []string{problem.Message, problem.Title, fmt.Sprintf("the service answered %d %s.", a.status, http.StatusText(a.status))} {
		if e.Message == "" {
			e.Message = other
		}
	}
	e.Message += advice[a.status]
	return e
}

// unsent returns the error of a call without an answer.
func unsent(ctx context.Context, c call, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", c.operation, ctx.Err())
	}
	message := err.Error()
	if inner := errors.Unwrap(err); inner != nil { // the method and the address say nothing new
		message = inner.Error()
	}
	return &callError{Operation: c.operation, Message: message, cause: err}
}
