package amazonconnect

import (
	"context"
	"time"
)

// RetryAtOnce makes the SDK's retries wait for nothing.
func (o Options) RetryAtOnce() Options {
	o.backoff = noWait{}
	return o
}

// AtOnce makes nothing wait.
func (o Options) AtOnce() Options {
	o = o.RetryAtOnce()
	o.sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return o
}

type noWait struct{}

func (noWait) BackoffDelay(int, error) (time.Duration, error) { return 0, nil }

// Password is the password of a new user.
var Password = randomPassword
