package sim

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
)

// A Call is one request that was answered or dropped, for tests and logs.
type Call struct {
	Operation string          `json:"operation"` // empty when no operation fits the request
	Status    int             `json:"status"`    // 0 when the connection was closed instead
	Error     string          `json:"error,omitempty"`
	Fault     string          `json:"fault,omitempty"` // the kind of the fault that struck
	Path      string          `json:"path"`            // as sent, escaped
	Request   json.RawMessage `json:"-"`               // the body, if it is JSON; that of CreateUser may hold a password
}

// callOf describes a request as a call, before its answer is known.
func callOf(r *http.Request, operation string, body []byte, fault string) Call {
	c := Call{Operation: operation, Fault: fault, Path: r.URL.EscapedPath()}
	if json.Valid(body) {
		c.Request = body
	}
	return c
}

// mostCalls is how many calls, the last ones, the console tells of.
const mostCalls = 10_000

// A callLog tells of calls, and keeps the last ones: without what they asked for, as
// there may be passwords in it.
type callLog struct {
	observe func(Call)
	most    int // 0 keeps none

	mu    sync.Mutex
	calls []Call
}

// note keeps a call and tells of it.
func (l *callLog) note(c Call) {
	l.add(c)
	l.observe(c)
}

func (l *callLog) add(c Call) {
	if l.most == 0 {
		return
	}
	c.Request = nil
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.calls) >= 2*l.most {
		l.calls = slices.Delete(l.calls, 0, l.most)
	}
	l.calls = append(l.calls, c)
}

// all are the calls kept, in the order in which they were answered.
func (l *callLog) all() []Call {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := l.calls[max(0, len(l.calls)-l.most):]
	return append([]Call{}, last...)
}

func (l *callLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = nil
}
