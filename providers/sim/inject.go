package sim

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// An injector makes calls go wrong by its rules. Only the first rule that strikes a call
// applies, and the rules after it do not count that call.
type injector struct {
	clock *clock
	exit  func() // ends the process; may be nil

	mu    sync.Mutex
	rules []*rule
}

// A rule is a fault with the numbers of calls that it has seen and struck.
type rule struct {
	Fault
	seen, struck int
}

// strikes counts a call, and reports whether the rule strikes it.
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

// strike returns the fault that strikes this call of the operation, if any.
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

// around returns an answerer that passes on requests to next, unless a fault strikes.
func (i *injector) around(next answerer) answerer {
	return func(q *request) (a reply) {
		a.fault, a.err = i.answer(q.Request, q.operation(), func() error {
			r := next(q)
			a.answer = r.answer
			return r.err
		})
		return a
	}
}

// answer lets next carry out an operation, unless a fault strikes it. It returns the
// kind of the fault that struck, and the error to answer with.
func (i *injector) answer(r *http.Request, operation string, next func() error) (fault string, err error) {
	f, struck := i.strike(operation)
	if !struck {
		return "", next()
	}
	e := effects[f.kind()]
	if e.applied {
		err = next()
	}
	return f.kind(), e.end(i, f, r, operation, err)
}

// An effect says what a kind of fault does to a call.
type effect struct {
	applied bool // the operation is carried out first
	timed   bool // there is a duration

	// end returns what the call is answered with; err is the operation's own error.
	end func(i *injector, f Fault, r *http.Request, operation string, err error) error
}

var effects = map[string]effect{
	"500":               {end: internalError},
	"applied-500":       {end: internalError, applied: true},
	"drop":              {end: dropped},
	"applied-then-drop": {end: dropped, applied: true},
	"timeout":           {end: unansweredInTime, timed: true},
	"applied-timeout":   {end: delayed, timed: true, applied: true},
	"throttle":          {end: refusing(api.Exception{Name: api.ThrottlingException, Message: "Rate exceeded"})},
	"too-many":          {end: refusing(api.Exception{Name: "TooManyRequestsException", Message: "Too Many Requests", Retry: "1"})},
	"limit":             {end: refusing(api.Exception{Name: "LimitExceededException", Message: "The allowed limit for the resource has been exceeded."})},
	"expired":           {end: refusing(api.Exception{Name: "ExpiredTokenException", Message: "The security token included in the request is expired"})},
	"denied": {end: refusing(api.Exception{
		Name: "AccessDeniedException", Message: "User is not authorized to perform: connect:OPERATION",
	})},
	"empty": {end: answeredEmpty},
	"kill":  {end: killed, applied: true},
}

// answeredEmpty answers with 200 and an empty body, as a reply without an answer is sent.
func answeredEmpty(*injector, Fault, *http.Request, string, error) error { return nil }

// errDropped closes the connection without an answer.
var errDropped = errors.New("the connection is closed")

func dropped(*injector, Fault, *http.Request, string, error) error { return errDropped }

// refusing answers with an exception. OPERATION in its message becomes the name of the
// operation.
func refusing(e api.Exception) func(*injector, Fault, *http.Request, string, error) error {
	return func(_ *injector, _ Fault, _ *http.Request, operation string, _ error) error {
		named := e
		named.Message = strings.ReplaceAll(e.Message, "OPERATION", operation)
		return &named
	}
}

var internalError = refusing(api.Exception{Name: api.InternalServiceException, Message: "Internal Service Error"})

// delayed holds an answer back for the fault's delay, or until the client is gone.
func delayed(i *injector, f Fault, r *http.Request, _ string, err error) error {
	if !i.clock.sleep(r, f.Delay) {
		return errDropped
	}
	return err
}

func unansweredInTime(i *injector, f Fault, r *http.Request, operation string, err error) error {
	return delayed(i, f, r, operation, internalError(i, f, r, operation, err))
}

// killed ends the process. In tests, exit returns, and the connection is closed.
func killed(i *injector, _ Fault, _ *http.Request, _ string, _ error) error {
	i.exit()
	return errDropped
}

// possible refuses a fault that this server cannot carry out.
func (i *injector) possible(f Fault) error {
	err := f.check()
	if err == nil && f.kind() == "kill" && i.exit == nil {
		err = errors.New("there is no process to end")
	}
	if err != nil {
		return fmt.Errorf("fault %q: %w", f, err)
	}
	return nil
}

// inject adds all of the faults, or none of them. It returns all faults in force.
func (i *injector) inject(faults []Fault) ([]string, error) {
	for _, f := range faults {
		if err := i.possible(f); err != nil {
			return nil, err
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, f := range faults {
		i.rules = append(i.rules, &rule{Fault: f})
	}
	all := []string{}
	for _, r := range i.rules {
		all = append(all, r.String())
	}
	return all, nil
}

// heal removes every fault.
func (i *injector) heal() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.rules = nil
}
