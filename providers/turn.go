package providers

import "context"

// A Turn is held by one caller at a time, while calls to a service are made. It is a channel
// and not a mutex, so that a caller stops waiting when the context ends. For example, ten
// callers need the names of queues: one holds the turn and lists them, and nine wait.
type Turn chan struct{}

// NewTurn returns a turn that nobody holds yet.
func NewTurn() Turn { return make(Turn, 1) }

// While takes the turn, calls f, and returns its error. When ctx ends before the turn is
// free, it does not call f, and returns the error of ctx.
func (t Turn) While(ctx context.Context, f func() error) error {
	select {
	case t <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-t }()
	return f()
}
