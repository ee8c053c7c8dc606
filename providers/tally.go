package providers

import (
	"context"
	"sync"

	"github.com/callwright/callwright/schema"
)

// A tally counts what it takes to read one kind, and tells a trace how far that is.
type tally struct {
	report func(KindProgress)

	mu       sync.Mutex
	progress KindProgress
}

// newTally returns a tally, and tells the context's trace that reading the kind begins.
func newTally(ctx context.Context, k *schema.Kind) *tally {
	t := &tally{report: TraceOf(ctx).Kind, progress: KindProgress{Kind: k}}
	t.reach(ReadStart, Reads{})
	return t
}

// reach reports that reading has come to the stage.
func (t *tally) reach(s Stage, r Reads) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.progress.Stage, t.progress.Reads = s, r
	t.report(t.progress)
}

// trace returns the trace to read the kind under. Its counts of calls and waits are shown
// with the next object that is read, so that a terminal is not written for every call.
func (t *tally) trace() Trace {
	return Trace{
		Call: func(string) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.progress.Calls++
		},
		Wait: func(w Wait) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.progress.Waited += w.For
		},
		Read: func(r Reads) { t.reach(ReadProgress, r) },
	}
}
