package impact

import (
	"fmt"

	"github.com/callwright/callwright/schema"
)

// A Finding is what a rule says of a plan.
type Finding struct {
	schema.Problem
	effect effect
}

// An effect is what follows from a finding.
type effect int

const (
	fails   effect = iota // what is described cannot be: there is no plan
	refuses               // the plan can be shown, and not applied
	warns
	tells // it is worth knowing, and needs nothing done
)

func fail(p schema.Problem) Finding { return Finding{p, fails} }

// failAt is a problem of the object at the address.
func failAt(at schema.Addr, p schema.Problem) Finding {
	p.Addr = at
	if p.Severity == schema.Warning {
		return Finding{p, warns}
	}
	return fail(p)
}

// refuse is a finding about an attribute of the object at the address, or about the
// object when attr is "".
func refuse(at schema.Addr, attr, summary, format string, args ...any) Finding {
	p := schema.Problem{Addr: at, Summary: summary, Detail: fmt.Sprintf(format, args...)}
	if attr != "" {
		p.Path = schema.At(attr)
	}
	return Finding{p, refuses}
}

func warn(at schema.Addr, summary, format string, args ...any) Finding {
	return Finding{schema.Problem{Severity: schema.Warning, Addr: at, Summary: summary, Detail: fmt.Sprintf(format, args...)}, warns}
}

func tell(format string, args ...any) Finding {
	return Finding{schema.Problem{Summary: fmt.Sprintf(format, args...)}, tells}
}
