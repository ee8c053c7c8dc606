package amazonconnect

import (
	"context"
	"time"
)

// RetryAtOnce makes the SDK retry without a pause.
func (o Options) RetryAtOnce() Options {
	o.backoff = noWait{}
	return o
}

// AtOnce makes everything that would wait go on at once.
func (o Options) AtOnce() Options {
	o = o.RetryAtOnce()
	o.sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return o
}

type noWait struct{}

func (noWait) BackoffDelay(int, error) (time.Duration, error) { return 0, nil }

// Password is the password of a new user.
var Password = randomPassword
