package providers

import (
	"cmp"
	"context"
	"time"
)

// Await waits for d, and returns the error of ctx when ctx ends first.
func Await(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Sleep waits for d before a call is tried again, and returns the error of ctx when ctx ends
// first. When the deadline is nearer than d, it does not wait for nothing but returns at
// once: the caller then reports why the last try failed, and not that time ran out.
func Sleep(ctx context.Context, d time.Duration) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return cmp.Or(ctx.Err(), context.DeadlineExceeded)
	}
	return Await(ctx, d)
}
