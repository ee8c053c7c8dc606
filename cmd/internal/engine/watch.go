package engine

import (
	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/schema"
)

// A Phase is a part of the engine's work that may take long.
type Phase string

// The phases, each with what it counts.
const (
	PhaseReading  Phase = "reading"  // kinds of objects
	PhaseApplying Phase = "applying" // changes
	PhaseSettling Phase = "settling" // written changes that searches do not show yet
)

// A Watch has functions that the engine calls to report its progress. Any of them may be
// nil, and the engine may call several at the same time. A run with one change calls:
//
//	Instance(acme)
//	Phase("reading", 14), and the end that it returned
//	Phase("applying", 1)
//	Change(started), Change(about to write), Change(ended)
//	and the end that Phase returned
//
// Single calls to the service are reported to the trace of the context instead: see
// [providers.WithTrace].
type Watch struct {
	Instance func(schema.Instance)                 // the following is about this contact centre
	Phase    func(p Phase, total int) (end func()) // a phase begins; the engine calls end when it ends
	Change   func(apply.Event)                     // something happened to a change
}

// The methods call the functions that are not nil.

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
