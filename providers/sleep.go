package providers

import (
	"cmp"
	"context"
	"time"
)

// Sleep waits, and returns the error of ctx when that ends first. It gives up at once
// when the deadline comes first.
func Sleep(ctx context.Context, d time.Duration) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return cmp.Or(ctx.Err(), context.DeadlineExceeded)
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
