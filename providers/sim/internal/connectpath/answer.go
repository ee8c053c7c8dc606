package connectpath

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// An Answer is ConnectPath's answer to one request.
type Answer struct {
	Code string // of a refusal, such as "stale"; empty for success

	status   int // 0 means 200
	body     any // nil for none
	etag     string
	location string
	retry    string
	refused  error // answered in place of the body, although something was written
}

// Authorize refuses a request without a valid bearer token.
func Authorize(r *http.Request) error {
	switch token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); {
	case !ok || token == "":
		return refusal(http.StatusUnauthorized, "unauthenticated", "The request has no bearer token.")
	case token == ExpiredToken:
		return refusal(http.StatusUnauthorized, "token-expired", "The token has expired.")
	}
	return nil
}

// A problem is an error in the form in which ConnectPath answers it (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`

	retry string
}

func (p *problem) Error() string { return p.Code + ": " + p.Detail }

// refusal returns a problem: for example, 409 with the code "lockout".
func refusal(status int, code, format string, args ...any) error {
	return &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...), Code: code}
}

// problems translate exceptions of Amazon Connect into problems of ConnectPath, because faults
// answer with exceptions.
var problems = map[string]problem{
	api.ThrottlingException:       {Status: http.StatusTooManyRequests, Code: "too-many-requests", retry: "1"},
	"TooManyRequestsException":    {Status: http.StatusTooManyRequests, Code: "too-many-requests", retry: "1"},
	"LimitExceededException":      {Status: http.StatusConflict, Code: "limit-exceeded"},
	"ExpiredTokenException":       {Status: http.StatusUnauthorized, Code: "token-expired"},
	"AccessDeniedException":       {Status: http.StatusForbidden, Code: "forbidden"},
	api.InvalidRequestException:   {Status: http.StatusBadRequest, Code: "bad-request"},
	api.InvalidParameterException: {Status: http.StatusBadRequest, Code: "bad-request"},
	api.ResourceNotFoundException: {Status: http.StatusNotFound, Code: "not-found"},
}

// asProblem returns the error as ConnectPath answers it.
func asProblem(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	e := api.AsException(err)
	known, ok := problems[e.Name]
	if !ok {
		known = problem{Status: http.StatusInternalServerError, Code: "internal"}
	}
	known.Type, known.Title, known.Detail = "about:blank", http.StatusText(known.Status), e.Message
	return &known
}

// Refused returns the answer for an error.
func Refused(err error) Answer {
	p := asProblem(err)
	return Answer{Code: p.Code, status: p.Status, body: p, retry: p.retry}
}

// Status returns the HTTP status of the answer.
func (a Answer) Status() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

// Write sends the answer.
func (a Answer) Write(w http.ResponseWriter) {
	h := w.Header()
	switch {
	case a.Code != "":
		h.Set("Content-Type", "application/problem+json")
	case a.body != nil:
		h.Set("Content-Type", "application/json")
	}
	if a.status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	for name, value := range map[string]string{"ETag": a.etag, "Location": a.location, "Retry-After": a.retry} {
		if value != "" {
			h.Set(name, value)
		}
	}
	w.WriteHeader(a.Status())
	if a.body != nil {
		_, _ = w.Write([]byte(api.Encode(a.body))) // the client may be gone
	}
}
