package impact

import (
	"fmt"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A finding is what a rule says of a plan.
type finding struct {
	effect  effect
	problem schema.Problem
	notice  string // set when nothing is wrong, and something is worth knowing
}

// An effect is what follows from a finding.
type effect int

const (
	reports effect = iota // an error leaves no plan; a warning is told
	refuses               // the plan can be shown, and not applied
	tells                 // nothing follows
)

// report is a finding about the object at the address. A problem that is an error means
// that what is described cannot be.
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
