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
// It wraps the error of package providers that says the same, if there is one. For
// example, an answer of 412 is a [providers.ErrStale].
type callError struct {
	Operation string
	Message   string
	Code      string // the service's; "" when it gave none
	Request   string // the id of the request, or ""

	means error // an error of package providers, or nil
	cause error // what went wrong in the network or in decoding, or nil
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

// meanings are the errors that a caller can tell apart, by the status of the answer.
var meanings = map[int]error{
	http.StatusNotFound:           providers.ErrNotFound,
	http.StatusUnauthorized:       providers.ErrAuth,
	http.StatusForbidden:          providers.ErrAuth,
	http.StatusPreconditionFailed: providers.ErrStale,
}

// advice is a sentence that tells people what to do, by the status of the answer.
var advice = map[int]string{
	http.StatusUnauthorized: " Renew the token in CALLWRIGHT_CONNECTPATH_TOKEN.",
}

// refused returns the error of a call that the service answered with an error. The body
// is a problem (RFC 9457) from a gateway, {"message": "…"} from the vendor's API, or
// a page of HTML from a proxy, of which only the status is any use.
func refused(c call, a answer) error {
	var problem struct{ Title, Detail, Code, Message string }
	_ = json.Unmarshal(a.body, &problem) // HTML leaves all of them empty
	e := &callError{Operation: c.operation, Message: problem.Detail, Code: problem.Code, Request: a.header.Get("X-Request-Id"), means: meanings[a.status]}
	if problem.Code == "name-taken" {
		e.means = providers.ErrExists
	}
	for _, other := range []string{problem.Message, problem.Title, fmt.Sprintf("the service answered %d %s.", a.status, http.StatusText(a.status))} {
		if e.Message == "" {
			e.Message = other
		}
	}
	e.Message, e.Code, e.Request = providers.Brief(e.Message)+advice[a.status], providers.Brief(e.Code), providers.Brief(e.Request)
	return e
}

// unanswered returns the error of a call that got no answer. When the context ended, that
// is the reason, whatever the network says.
func unanswered(ctx context.Context, c call, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", c.operation, ctx.Err())
	}
	message := err.Error()
	if inner := errors.Unwrap(err); inner != nil { // without the method and the address, which the operation tells
		message = inner.Error()
	}
	return &callError{Operation: c.operation, Message: message, cause: err}
}

// unreadable returns the error of an answer that has another form than its contract says.
func unreadable(c call, err error) error {
	return &callError{Operation: c.operation, Message: fmt.Sprintf("cannot read the answer: %v", err), cause: err}
}

// incomplete returns the error of an answer that lacks something, such as items[2].id.
func incomplete(c call, lacks string) error {
	return &callError{Operation: c.operation, Message: "the answer is incomplete: " + lacks + " is missing"}
}

// codeOf returns the service's code in an error, for example "sync-running", or "".
func codeOf(err error) string {
	if e, ok := errors.AsType[*callError](err); ok {
		return e.Code
	}
	return ""
}
