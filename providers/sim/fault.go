package sim

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/connectpath"
)

// A Fault is a rule by which calls go wrong. It counts the calls of some operations, in the
// order in which they come. It lets the first After calls through. After that it strikes every
// Every-th call, Count times in all. For example, CreateUser:after=2:every=3:count=2 strikes
// the fifth and the eighth CreateUser. The Kind says what happens to a call that is struck:
//
//	500                  InternalServiceException; nothing is done
//	applied-500          InternalServiceException, after the operation was carried out
//	drop                 the connection is closed; nothing is done
//	applied-then-drop    the connection is closed, after the operation was carried out
//	timeout=DUR          InternalServiceException after DUR; nothing is done
//	applied-timeout=DUR  the operation is carried out, and answered after DUR
//	throttle             ThrottlingException; nothing is done
//	too-many             TooManyRequestsException with Retry-After: 1; nothing is done
//	limit                LimitExceededException; nothing is done
//	expired              ExpiredTokenException; nothing is done
//	denied               AccessDeniedException; nothing is done
//	empty                200 with an empty body; nothing is done
//	kill                 the process ends, after the operation was carried out
type Fault struct {
	Operations []string // names, or only "*" for all operations
	After      int
	Count      int           // 0 means once, or Forever if Every is given
	Every      int           // 0 means 1
	Kind       string        // without its DUR; "" means "500"
	Delay      time.Duration // DUR, for the kinds that have it
}

// Forever is the Count of a fault without end.
const Forever = -1

// FaultKinds lists the kinds of fault, in order.
func FaultKinds() []string { return slices.Sorted(maps.Keys(effects)) }

// ParseFault reads a fault as it is written on a command line:
//
//	OPERATION[,OPERATION…|*]:[after=N]:[count=N|forever]:[every=N]:[KIND]
//
// Only the operations are required. The other parts may come in any order.
func ParseFault(rule string) (Fault, error) {
	parts := strings.Split(rule, ":")
	f := Fault{Operations: strings.Split(parts[0], ",")}
	given := map[string]bool{}
	for _, part := range parts[1:] {
		what, err := f.set(part)
		if err == nil && given[what] {
			err = fmt.Errorf("%q is a second %s", part, what)
		}
		if err != nil {
			return Fault{}, fmt.Errorf("fault %q: %w", rule, err)
		}
		given[what] = true
	}
	if err := f.check(); err != nil {
		return Fault{}, fmt.Errorf("fault %q: %w", rule, err)
	}
	return f, nil
}

// set stores one part of a rule, and returns the name of the field that it sets.
func (f *Fault) set(part string) (what string, err error) {
	word, value, valued := strings.Cut(part, "=")
	numbers := map[string]struct {
		field *int
		least int
	}{"after": {&f.After, 0}, "count": {&f.Count, 1}, "every": {&f.Every, 1}}
	if n, ok := numbers[word]; ok {
		*n.field, err = strconv.Atoi(value)
		if err != nil || *n.field < n.least {
			err = fmt.Errorf("%q is not of the form %s=N, with a whole number from %d", part, word, n.least)
		}
		return word, err
	}
	if part == "forever" {
		f.Count = Forever
		return "count", nil
	}
	e, ok := effects[word]
	if !ok {
		return "", unknown("kind of fault", word, append(FaultKinds(), "after", "count", "every", "forever"))
	}
	f.Kind = word
	if valued {
		f.Delay, err = time.ParseDuration(value)
	}
	if err != nil || valued != e.timed {
		return "", e.misused(part, word)
	}
	return "kind", nil
}

// misused returns the error for a kind that needs a duration and has none, or the reverse.
func (e effect) misused(part, word string) error {
	if e.timed {
		return fmt.Errorf("%q is not of the form %s=DUR, with a duration such as 30s", part, word)
	}
	return fmt.Errorf("%q has a value, and %s takes none", part, word)
}

// check refuses a fault that could never strike, such as one for an unknown operation.
func (f Fault) check() error {
	known := Operations()
	for _, o := range connectpath.Operations() {
		known = append(known, o.Name)
	}
	for _, o := range f.Operations {
		if !slices.Contains(known, o) && (o != "*" || len(f.Operations) > 1) {
			return unknown("operation", o, known)
		}
	}
	e, ok := effects[f.kind()]
	switch {
	case len(f.Operations) == 0:
		return fmt.Errorf("it names no operation")
	case !ok:
		return unknown("kind of fault", f.Kind, FaultKinds())
	case f.After < 0 || f.Count < Forever || f.Every < 0:
		return fmt.Errorf("a number is negative")
	case f.Delay < 0 || (f.Delay > 0) != e.timed:
		return e.misused(f.what(), f.kind())
	}
	return nil
}

// String writes a fault as ParseFault reads it.
func (f Fault) String() string {
	parts := []string{strings.Join(f.Operations, ",")}
	for _, n := range []struct {
		name  string
		value int
	}{{"after", f.After}, {"count", f.Count}, {"every", f.Every}} {
		switch {
		case n.name == "count" && n.value == Forever:
			parts = append(parts, "forever")
		case n.value != 0:
			parts = append(parts, fmt.Sprintf("%s=%d", n.name, n.value))
		}
	}
	return strings.Join(append(parts, f.what()), ":")
}

// what returns the fault's kind with its duration: `timeout=30s`.
func (f Fault) what() string {
	if f.Delay == 0 {
		return f.kind()
	}
	return f.kind() + "=" + f.Delay.String()
}

// kind returns the fault's kind, or the default.
func (f Fault) kind() string {
	if f.Kind == "" {
		return "500"
	}
	return f.Kind
}

// times returns how often the fault strikes in all, or Forever.
func (f Fault) times() int {
	switch {
	case f.Count != 0:
		return f.Count
	case f.Every != 0:
		return Forever
	}
	return 1
}
