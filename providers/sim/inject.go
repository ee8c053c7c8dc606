package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// An injector makes calls go wrong by its rules. The first rule that strikes a
// call has it: those after it do not see the call.
type injector struct {
	mu    sync.Mutex
	rules []*rule
}

// A rule is a fault and what it has seen so far.
type rule struct {
	Fault
	seen, struck int
}

// strikes tells whether the rule strikes a call, which it has seen then.
func (r *rule) strikes(operation string) bool {
	if r.Operations[0] != "*" && !slices.Contains(r.Operations, operation) {
		return false
	}
	r.seen++
	due := r.seen > r.After && (r.seen-r.After)%max(r.Every, 1) == 0
	if !due || r.struck == r.times() {
		return false
	}
	r.struck++
	return true
}

func (i *injector) strike(operation string) (Fault, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, r := range i.rules {
		if r.strikes(operation) {
			return r.Fault, true
		}
	}
	return Fault{}, false
}

// faulty is a service that is struck by the faults.
func (s *Server) faulty(next service) service {
	return func(q *request) reply { return s.struck(q, q.operation(), next) }
}

// struck answers a request for an operation by next, unless a fault strikes it.
func (s *Server) struck(q *request, operation string, next service) reply {
	f, struck := s.faults.strike(operation)
	if !struck {
		return next(q)
	}
	e, a := effects[f.kind()], reply{}
	if e.applied {
		a = next(q)
	}
	a.fault = f.kind()
	e.end(s, f, q, &a)
	return a
}

// An effect is what a kind of fault does to a call.
type effect struct {
	applied bool // the operation is carried out first
	timed   bool // there is a duration
	end     func(s *Server, f Fault, q *request, a *reply)
}

var effects = map[string]effect{
	"500":               {end: internalError},
	"applied-500":       {end: internalError, applied: true},
	"drop":              {end: dropped},
	"applied-then-drop": {end: dropped, applied: true},
	"timeout":           {end: unansweredInTime, timed: true},
	"applied-timeout":   {end: delayed, timed: true, applied: true},
	"throttle":          {end: refusing(exception{name: throttling, message: "Rate exceeded"})},
	"too-many":          {end: refusing(exception{name: "TooManyRequestsException", message: "Too Many Requests", retry: "1"})},
	"limit":             {end: refusing(exception{name: "LimitExceededException", message: "The allowed limit for the resource has been exceeded."})},
	"expired":           {end: refusing(exception{name: "ExpiredTokenException", message: "The security token included in the request is expired"})},
	"denied": {end: refusing(exception{
		name: "AccessDeniedException", message: "User is not authorized to perform: connect:OPERATION",
	})},
	"kill": {end: killed, applied: true},
}

// errDropped stands for closing the connection without an answer.
var errDropped = errors.New("the connection is closed")

func dropped(_ *Server, _ Fault, _ *request, a *reply) { a.err = errDropped }

// refusing answers with an exception; in its message OPERATION stands for the
// operation's name.
func refusing(e exception) func(*Server, Fault, *request, *reply) {
	return func(_ *Server, _ Fault, q *request, a *reply) {
		named := e
		named.message = strings.ReplaceAll(e.message, "OPERATION", q.operation())
		a.err = &named
	}
}

var internalError = refusing(exception{name: internalService, message: "Internal Service Error"})

// delayed holds an answer back, until the client goes.
func delayed(s *Server, f Fault, q *request, a *reply) {
	if !s.clock.sleep(q.Request, f.Delay) {
		a.err = errDropped
	}
}

func unansweredInTime(s *Server, f Fault, q *request, a *reply) {
	internalError(s, f, q, a)
	delayed(s, f, q, a)
}

// killed does not return where it is a process that ends.
func killed(s *Server, _ Fault, _ *request, a *reply) {
	s.exit()
	a.err = errDropped
}

// Inject adds a fault, which looks at the calls that come from now on.
func (s *Server) Inject(f Fault) error {
	if err := s.possible(f); err != nil {
		return err
	}
	s.faults.add([]Fault{f})
	return nil
}

// possible refuses a fault that the server cannot have.
func (s *Server) possible(f Fault) error {
	err := f.check()
	if err == nil && f.kind() == "kill" && s.exit == nil {
		err = errors.New("there is no process to end")
	}
	if err != nil {
		return fmt.Errorf("fault %q: %w", f, err)
	}
	return nil
}

// add adds faults, and returns those in force.
func (i *injector) add(faults []Fault) []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, f := range faults {
		i.rules = append(i.rules, &rule{Fault: f})
	}
	all := []string{}
	for _, r := range i.rules {
		all = append(all, r.String())
	}
	return all
}

// Heal removes every fault.
func (s *Server) Heal() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.rules = nil
}
