package sim

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// maxBody is the size of the largest request body that is read.
const maxBody = 1 << 20

// A request is one call of the API on its way to its handler.
type request struct {
	*http.Request
	match api.Match // of no operation, when none fits
	body  []byte
}

// operation is the name of what is asked for; empty when no operation fits.
func (r *request) operation() string {
	if r.match.Operation == nil {
		return ""
	}
	return r.match.Operation.Name
}

// A reply is what a request is answered with, before it is written.
type reply struct {
	answer []byte
	err    error
	fault  string // the kind of the fault that struck
}

// An answerer answers requests for operations. A quota or a fault, which may keep a
// request from being performed, is an answerer around another one.
type answerer func(*request) reply

// A front serves the API of Amazon Connect over HTTP: it reads a request, has it
// performed, notes the call and writes the answer.
type front struct {
	*writer
	model   *api.Model
	clock   *clock
	latency time.Duration
	calls   *callLog
	perform answerer
}

// ServeHTTP answers one request of the API.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := &request{Request: r}
	a := f.receive(q)
	if f.latency > 0 && !f.clock.sleep(r, f.latency) {
		a.err = errDropped
	}
	f.send(w, q, a)
}

// receive finds what is asked for, and has it answered. A panic is an error of the
// service.
func (f *front) receive(q *request) (a reply) {
	defer rescue(&a.err)
	if err := f.read(q); err != nil {
		return reply{err: err}
	}
	return f.perform(q)
}

// rescue is deferred, and makes a panic an error.
func rescue(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v", p)
	}
}

// read finds the operation of a request, and reads it.
func (f *front) read(q *request) (err error) {
	match, ok := f.model.Route(q.Request)
	if !ok {
		return unknownOperation(q.Request)
	}
	q.match = match
	if err = authorize(q.Request); err != nil {
		return err
	}
	q.body, err = readBody(q.Request)
	return err
}

// send notes a reply and writes it.
func (f *front) send(w http.ResponseWriter, q *request, a reply) {
	call := callOf(q.Request, q.operation(), q.body, a.fault)
	if errors.Is(a.err, errDropped) {
		f.calls.note(call)
		panic(http.ErrAbortHandler)
	}
	call.Status = http.StatusOK
	if a.err != nil {
		call.Status, call.Error, a.answer = f.refuse(w.Header(), call.Operation, a.err)
	}
	f.calls.note(call)
	f.write(w, call.Status, a.answer)
}

func unknownOperation(r *http.Request) error {
	return &api.Exception{
		Name:    "UnknownOperationException",
		Message: fmt.Sprintf("No operation has the method %s and the path %s.", r.Method, r.URL.EscapedPath()),
	}
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return nil, api.InvalidRequest("The body of the request could not be read.")
	}
	if len(body) > maxBody {
		return nil, &api.Exception{Name: "RequestEntityTooLargeException", Message: fmt.Sprintf("The body of the request is larger than %d bytes.", maxBody)}
	}
	return body, nil
}
