package pacer

import (
	"context"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/callwright/callwright/providers"
)

// An attempts counts the attempts at one call, which the SDK makes one after another, and
// remembers how the last one ended.
type attempts struct {
	n     int
	last  error     // of the last attempt
	ended time.Time // when it did
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

// end remembers how an attempt ended.
func (a *attempts) end(err error) { a.last, a.ended = err, time.Now() }
