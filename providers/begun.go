package providers

import (
	"context"

	"github.com/callwright/callwright/schema"
)

// A BegunState is a live state that is being read before the configuration is known. Reading
// 100,000 users and loading as many rows of a CSV each take seconds, and neither needs the
// other until the bulk reads are done.
type BegunState struct {
	reader   Reader
	question chan question // receives one
	done     chan struct{}
	state    *schema.State
	err      error
}

// BeginState begins to read what every configuration needs. The end of the context ends
// that.
func BeginState(ctx context.Context, r Reader) *BegunState {
	b := &BegunState{reader: r, question: make(chan question, 1), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		b.state, b.err = readState(ctx, r, func() (question, error) {
			select {
			case q := <-b.question:
				return q, nil
			case <-ctx.Done():
				return question{}, context.Cause(ctx)
			}
		})
	}()
	return b
}

// Finish reads the rest of what [ReadState] reads or, if anew is true, [ReadStateAnew]. It
// must be called only once.
func (b *BegunState) Finish(ctx context.Context, stack string, want *schema.State, anew bool) (*schema.State, error) {
	q, err := questionAnewOf(b.reader, stack, want), error(nil)
	if !anew {
		if q, err = questionOf(ctx, b.reader, stack, want); err != nil {
			return nil, err
		}
	}
	b.question <- q
	select {
	case <-b.done:
		return b.state, b.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
