package providers

import (
	"context"
	"sync"

	"github.com/callwright/callwright/schema"
)

// A tally counts the calls of the reading of one kind.
type tally struct {
	told func(Reading)

	mu  sync.Mutex
	far Reading
}

// startReading tells the context's trace that the reading of a kind begins.
func startReading(ctx context.Context, k *schema.Kind) *tally {
	t := &tally{told: TraceOf(ctx).Reading, far: Reading{Kind: k}}
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
