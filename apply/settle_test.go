package apply_test

import (
	"context"
	"iter"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/schema"
)

// A lagging provider's bulk reads show the state of before for so many reads more.
type lagging struct {
	*memory.Provider
	before *schema.State
	reads  int
}

func (l *lagging) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	l.reads--
	if l.reads < 0 {
		return l.Provider.List(ctx, q)
	}
	return func(yield func(*schema.Resource, error) bool) {
		for _, r := range l.before.Of(q.Kind) {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// rewritten gives a profile another description: it returns the state of before, and
// what the run reports.
func rewritten(t *testing.T) (*memory.Provider, *schema.State, *apply.Report) {
	t.Helper()
	p, made, live := oneToTwo(t)
	runner := apply.Runner{Provider: p}
	report, err := runner.Run(t.Context(), made)
	if err != nil {
		t.Fatal(err)
	}
	return p, live, report
}

// TestSettler waits for bulk reads that lag, as often as it may.
func TestSettler(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lag, tries, pauses, pending int }{{0, 5, 0, 0}, {3, 5, 3, 0}, {9, 5, 4, 1}} {
		p, live, report := rewritten(t)
		pauses := 0
		s := apply.Settler{Reader: &lagging{p, live, tt.lag}, Tries: tt.tries, Pause: func(context.Context, int) { pauses++ }}
		pending, err := s.Wait(t.Context(), report)
		if err != nil || len(pending) != tt.pending || pauses != tt.pauses {
			t.Errorf("lag of %d reads: %v pending after %d pauses (%v), want %d after %d", tt.lag, pending, pauses, err, tt.pending, tt.pauses)
		}
	}
}

// TestSettlerInterrupted ends the wait. What no read has shown stays pending, and a
// read that is broken off does not mean that a write failed.
func TestSettlerInterrupted(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		until int // the pause that the interrupt comes in; 0 for before the first look
		fails bool
	}{{"before the first look", 0, true}, {"in a pause", 2, false}} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, live, report := rewritten(t)
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			if tt.until == 0 {
				interrupt()
			}
			s := apply.Settler{Reader: cancellable{&lagging{p, live, 9}}, Tries: 9, Pause: func(_ context.Context, try int) {
				if try == tt.until {
					interrupt()
				}
			}}
			pending, err := s.Wait(ctx, report)
			if len(pending) != 1 || (err != nil) != tt.fails {
				t.Errorf("%d pending (%v), want 1, and an error: %t", len(pending), err, tt.fails)
			}
		})
	}
}

// A cancellable provider's bulk reads fail once their context is done.
type cancellable struct{ providers.Provider }

func (c cancellable) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	if err := ctx.Err(); err != nil {
		return func(yield func(*schema.Resource, error) bool) { yield(nil, err) }
	}
	return c.Provider.List(ctx, q)
}
