package pacer

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/callwright/callwright/providers"
)

// An attempts counts the attempts at one call, which the SDK makes one after another, and
// remembers how the last one ended.
type attempts struct {
	n      int
	failed int       // attempts that failed for other reasons than throttling
	last   error     // of the last attempt
	ended  time.Time // when it did
}

// An attemptsKey is the key of a context that has the attempts at a call.
type attemptsKey struct{}

// counted gives the context of a call a count of its attempts.
func counted(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	return next.HandleFinalize(context.WithValue(ctx, attemptsKey{}, &attempts{}), in)
}

// attemptsOf returns the attempts at the call of the context.
func attemptsOf(ctx context.Context) *attempts { return ctx.Value(attemptsKey{}).(*attempts) }

// begin counts an attempt, and tells the trace if it is not the first.
func (a *attempts) begin(operation string, t providers.Trace, now time.Time) {
	if a.n++; a.n > 1 {
		t.Retry(providers.Retry{Operation: operation, Attempt: a.n, Waited: now.Sub(a.ended), Reason: Outcome(a.last)})
	}
}

// end remembers how an attempt ended. It returns the error of the attempt, or one that is
// not tried again if there were enough attempts.
//
// A throttled attempt does not count, because the bucket decides when the next one is made.
// For example, other programs use most of a quota, and a call is refused ten times before
// there is room for it. Only when the service has refused every call of an operation for
// minutes is the call given up.
//
// Answered says whether the service has answered any call of this run.
func (a *attempts) end(b *bucket, now time.Time, err error, answered bool) error {
	a.last, a.ended = err, now
	switch {
	case err == nil:
	case b == nil || !throttled[Code(err)]:
		a.failed++
		if a.failed >= maxFailures || a.failed >= maxUnreached && !answered && unreached(err) {
			return &lastAttempt{err}
		}
	case b.hopeless(now):
		return &lastAttempt{&Starved{err}}
	}
	return err
}

// maxFailures is how often a call is sent, at most, while it fails for reasons that may
// pass.
const maxFailures = 8

// maxUnreached is how often a call is sent, at most, if no connection can be opened and the
// service has not answered in this run. The usual reason is a wrong endpoint or Region,
// or a network that is not there, and a person should hear of it at once. A service that
// has answered before may be restarting, so it is given longer.
const maxUnreached = 3

// unreached reports whether a call failed because no connection could be opened. For example,
// the host does not exist, or no program listens on the port.
func unreached(err error) bool {
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial"
}

// A lastAttempt is the error of a call that is not sent again.
type lastAttempt struct{ error }

func (e *lastAttempt) Unwrap() error { return e.error }

// Starved is the error of a call that was given up because the service has refused every
// call of its operation for minutes.
type Starved struct{ err error }

func (e *Starved) Error() string {
	return fmt.Sprintf("every call was throttled for %d minutes; other programs may use up the account's quota of this operation. Try again when they are done", int(longestDrought.Minutes()))
}

func (e *Starved) Unwrap() error { return e.err }
