package providers

import (
	"cmp"
	"context"
	"time"
)

// Await waits, and returns the error of ctx when that ends first.
func Await(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Sleep waits before a call is tried again, and returns the error of ctx when that ends
// first. It gives up at once when the deadline comes first, so that the error of the
// last try can be told instead.
func Sleep(ctx context.Context, d time.Duration) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return cmp.Or(ctx.Err(), context.DeadlineExceeded)
	}
	return Await(ctx, d)
}
