package providers

import "context"

// A Turn is held by one caller at a time, across calls to a service. It is a channel
// and no mutex, so that who waits for it stops waiting with the context.
type Turn chan struct{}

// NewTurn returns a turn that nobody holds.
func NewTurn() Turn { return make(Turn, 1) }

// While calls f while nobody else holds the turn, and returns its error. When ctx ends
// the wait for the turn, f is not called, and the error is the context's.
func (t Turn) While(ctx context.Context, f func() error) error {
	select {
	case t <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-t }()
	return f()
}
