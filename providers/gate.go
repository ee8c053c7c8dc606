package providers

import (
	"context"
	"fmt"
	"sync/atomic"
)

// A Gate keeps a change from being begun after the run was told to stop. Calls wait for their
// turn, sometimes for seconds, and the first Ctrl-C can come meanwhile. A call of a change that
// has not written anything yet is then not sent. Once the first write of the change was sent,
// the gate lets all its calls through, so that no object is left half written.
//
// For example, a change creates a user and then gives it proficiencies. If the run is stopped
// before CreateUser is sent, nothing of the change happens. If it is stopped later, the
// proficiencies are still written.
type Gate struct {
	stop   <-chan struct{} // closed when the run is told to stop; may be nil
	passed atomic.Bool
}

type gateKey struct{}

// WithGate returns a context for the calls of one change, and their gate. Closing stop closes
// the gate.
func WithGate(ctx context.Context, stop <-chan struct{}) (context.Context, *Gate) {
	g := &Gate{stop: stop}
	return context.WithValue(ctx, gateKey{}, g), g
}

// Passed reports whether a write of the change was sent.
func (g *Gate) Passed() bool { return g.passed.Load() }

// PassGate waits for the turn of a call by calling wait, and passes the gate of the context. If
// an error is returned, the call must not be sent. The error is an [ErrNotSent] if the gate
// closed. Writes says that the call changes something.
func PassGate(ctx context.Context, writes bool, wait func(context.Context) error) error {
	g, _ := ctx.Value(gateKey{}).(*Gate)
	if g == nil {
		g = &Gate{}
	}
	if err := g.await(ctx, wait); err != nil {
		return err
	}
	if writes {
		g.passed.Store(true)
	}
	return nil
}

// await calls wait, and ends it when the gate closes.
func (g *Gate) await(ctx context.Context, wait func(context.Context) error) error {
	if g.stop == nil || g.Passed() {
		return wait(ctx)
	}
	waiting, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-g.stop:
			cancel()
		case <-waiting.Done():
		}
	}()
	err := wait(waiting)
	select {
	case <-g.stop:
		return fmt.Errorf("%w: %w", ErrNotSent, context.Canceled)
	default:
		return err
	}
}
