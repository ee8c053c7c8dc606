package providers

import (
	"context"
	"sync"

	"github.com/callwright/callwright/schema"
)

// A tally counts what it takes to read one kind, and tells a trace how far that is.
type tally struct {
	told func(KindProgress)

	mu  sync.Mutex
	far KindProgress
}

// newTally returns a tally, and tells the context's trace that reading the kind begins.
func newTally(ctx context.Context, k *schema.Kind) *tally {
	t := &tally{told: TraceOf(ctx).Kind, far: KindProgress{Kind: k}}
	t.tell(ReadStart, Reads{})
	return t
}

// tell tells the trace how far reading is.
func (t *tally) tell(s Stage, r Reads) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.far.Stage, t.far.Reads = s, r
	t.told(t.far)
}

// trace returns the trace to read the kind under. Its counts of calls and waits are shown
// with the next object that is read, so that a terminal is not written for every call.
func (t *tally) trace() Trace {
	return Trace{
		Call: func(string) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.far.Calls++
		},
		Wait: func(w Wait) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.far.Waited += w.For
		},
		Read: func(r Reads) { t.tell(ReadProgress, r) },
	}
}
