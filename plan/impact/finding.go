package impact

import (
	"fmt"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A finding is one thing that a rule has to say about a plan. Most rules return none.
type finding struct {
	effect  effect
	problem schema.Problem
	notice  string // set if nothing is wrong, but a reader should know something
}

// An effect says what follows from a finding.
type effect int

const (
	reports effect = iota // an error means that there is no plan; a warning is shown
	refuses               // the plan can be shown, but not applied
	tells                 // nothing: a notice is shown
)

// report is a finding about the object at the address. If the problem is an error, there is no
// plan.
func report(at schema.Addr, p diag.Problem) finding {
	return finding{effect: reports, problem: schema.Problem{Addr: at, Problem: p}}
}

// refuse is a finding about the object at the address that keeps the plan from being
// applied.
func refuse(at schema.Addr, p diag.Problem) finding {
	return finding{effect: refuses, problem: schema.Problem{Addr: at, Problem: p}}
}

// tell is a notice.
func tell(format string, args ...any) finding {
	return finding{effect: tells, notice: fmt.Sprintf(format, args...)}
}
