package engine

import (
	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/schema"
)

// A Phase is a part of what the engine does that may take long.
type Phase string

// The phases, and what each counts.
const (
	PhaseReading  Phase = "reading"  // kinds of objects
	PhaseApplying Phase = "applying" // changes
	PhaseSettling Phase = "settling" // changes that searches are to show
)

// A Watch is told what the engine does. Any of its functions may be nil; they may be
// called at the same time. The calls to a service are told to the trace of the context:
// see [providers.WithTrace].
type Watch struct {
	Instance func(schema.Instance)                 // what follows is about this contact centre
	Phase    func(p Phase, total int) (end func()) // a phase begins
	Change   func(apply.Event)                     // something happened to a change
}

func (w Watch) instance(in schema.Instance) {
	if w.Instance != nil {
		w.Instance(in)
	}
}

func (w Watch) phase(p Phase, total int) (end func()) {
	if w.Phase == nil {
		return func() {}
	}
	return w.Phase(p, total)
}

func (w Watch) change(e apply.Event) {
	if w.Change != nil {
		w.Change(e)
	}
}
