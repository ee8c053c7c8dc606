package providers

import (
	"context"
	"sync"

	"github.com/callwright/callwright/schema"
)

// A tally counts the calls of the reading of one kind.
type tally struct {
	told func(KindProgress)

	mu  sync.Mutex
	far KindProgress
}

// newTally returns a tally, and tells the context's trace that the reading of a kind
// begins.
func newTally(ctx context.Context, k *schema.Kind) *tally {
	t := &tally{told: TraceOf(ctx).Kind, far: KindProgress{Kind: k}}
	t.tell(ReadStart, Reads{})
	return t
}

func (t *tally) tell(s Stage, r Reads) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.far.Stage, t.far.Reads = s, r
	t.told(t.far)
}

// trace returns the trace for the calls of the reading.
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
