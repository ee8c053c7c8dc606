package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"

	"github.com/google/uuid"

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

// A service answers requests for operations. What stands in the way of an
// answer, a quota or a fault, is a service around another one.
type service func(*request) reply

// ServeHTTP answers one request of the API, or of the console's path if that is
// served. Like every handler of net/http it panics with http.ErrAbortHandler to
// close the connection without an answer, which only a fault makes it do.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.console != nil && strings.HasPrefix(r.URL.Path, consolePath) {
		s.console.ServeHTTP(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, ConnectPathPath) {
		s.path.ServeHTTP(w, r)
		return
	}
	q := &request{Request: r}
	a := s.receive(q)
	if s.latency > 0 && !s.clock.sleep(r, s.latency) {
		a.err = errDropped
	}
	s.send(w, q, a)
}

// receive makes out what is asked for, and has it answered; a panic is an error
// of the service.
func (s *Server) receive(q *request) (a reply) {
	defer rescue(&a.err)
	if err := s.read(q); err != nil {
		return reply{err: err}
	}
	return s.serve(q)
}

// rescue is deferred, and makes a panic an error.
func rescue(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v", p)
	}
}

// read finds the operation of a request, and reads it.
func (s *Server) read(q *request) (err error) {
	match, ok := s.model.Route(q.Request)
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

func unknownOperation(r *http.Request) error {
	return &exception{
		name:    "UnknownOperationException",
		message: fmt.Sprintf("No operation has the method %s and the path %s.", r.Method, r.URL.EscapedPath()),
	}
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return nil, badRequest("The body of the request could not be read.")
	}
	if len(body) > maxBody {
		return nil, &exception{name: "RequestEntityTooLargeException", message: fmt.Sprintf("The body of the request is larger than %d bytes.", maxBody)}
	}
	return body, nil
}

// perform is the innermost service: it checks a request and does what it asks.
func (s *Server) perform(q *request) reply {
	in, err := s.model.Input(q.match, q.URL.Query(), q.body)
	if err != nil {
		return reply{err: err}
	}
	answer, err := s.act(q.match.Operation, in)
	return reply{answer: answer, err: err}
}

// act runs the operation's handler in a transaction.
func (s *Server) act(o *api.Operation, in members) ([]byte, error) {
	if id := text(in, "InstanceId"); has(in, "InstanceId") && id != s.instance.ID && id != s.instance.ARN {
		return nil, notFound("instance", id)
	}
	if has(in, "InstanceId") {
		in["InstanceId"] = s.instance.ID
	}
	a := actions[o.Name]
	db := s.store.read
	if a.writes {
		db = s.store.write
	}
	var answer members
	err := s.within(db, func(t *tx) (err error) {
		if a.lags {
			t.lookBack()
		}
		answer, err = a.handler(t, o.Name, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.model.Output(o, answer), nil
}

// send notes a reply and writes it.
func (s *Server) send(w http.ResponseWriter, q *request, a reply) {
	call := Call{Operation: q.operation(), Fault: a.fault, Path: q.URL.EscapedPath()}
	if json.Valid(q.body) {
		call.Request = q.body
	}
	if errors.Is(a.err, errDropped) {
		s.note(call)
		panic(http.ErrAbortHandler)
	}
	call.Status = http.StatusOK
	if a.err != nil {
		call.Status, call.Error, a.answer = s.refuse(w.Header(), call.Operation, a.err)
	}
	s.note(call)
	s.write(w, call.Status, a.answer)
}

// note tells those who want to know of a request.
func (s *Server) note(c Call) {
	s.calls.add(c)
	s.observe(c)
}

func (s *Server) write(w http.ResponseWriter, status int, answer []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	w.Header().Set("X-Amzn-RequestId", uuid.NewString())
	w.WriteHeader(status)
	_, _ = w.Write(answer) // the client may be gone
}

// refuse is the answer for an error: status, exception and body. It sets the
// headers that belong to it.
func (s *Server) refuse(header http.Header, operation string, err error) (status int, name string, body []byte) {
	e := foreseen(err)
	name = s.declared(operation, e.name)
	header.Set("X-Amzn-ErrorType", name)
	if e.retry != "" {
		header.Set("Retry-After", e.retry)
	}
	content := members{"Message": e.message}
	maps.Copy(content, e.extra)
	return s.status(name), name, []byte(encode(content))
}

// foreseen is the exception that an error is, or becomes: anything unforeseen is
// an error of the service, with its text.
//
// Assumption: what is wrong with a request's form (no JSON, a wrong type, a
// member that is missing) is an InvalidRequestException, and a value outside its
// bounds an InvalidParameterException.
func foreseen(err error) *exception {
	var e *exception
	var i *api.Invalid
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &i) && i.Malformed:
		return &exception{name: invalidRequest, message: i.Error()}
	case errors.As(err, &i):
		return &exception{name: invalidParameter, message: i.Error()}
	}
	return &exception{name: internalService, message: err.Error()}
}

// declared keeps an operation that does not know InvalidParameterException, such
// as DescribeInstance, to InvalidRequestException.
func (s *Server) declared(operation, name string) string {
	o, ok := s.model.Operations[operation]
	if ok && name == invalidParameter && !o.Declares(name) {
		return invalidRequest
	}
	return name
}

func (s *Server) status(name string) int {
	if status, ok := s.model.Errors[name]; ok {
		return status
	}
	if status, ok := commonStatus[name]; ok {
		return status
	}
	return http.StatusInternalServerError
}
