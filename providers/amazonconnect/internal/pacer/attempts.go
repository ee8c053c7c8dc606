package pacer

import (
	"context"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/callwright/callwright/providers"
)

// An attempts is what is known of the attempts at one call: the SDK makes them one
// after another.
type attempts struct {
	n     int
	last  error     // that the last one met
	ended time.Time // when it did
}

type attemptsKey struct{}

// counted makes the attempts at a call known to each of them.
func counted(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	middleware.FinalizeOutput, middleware.Metadata, error,
) {
	return next.HandleFinalize(context.WithValue(ctx, attemptsKey{}, &attempts{}), in)
}

func attemptsOf(ctx context.Context) *attempts { return ctx.Value(attemptsKey{}).(*attempts) }

// begin tells of an attempt that is not the first.
func (a *attempts) begin(operation string, t providers.Trace, now time.Time) {
	if a.n++; a.n > 1 {
		t.Retry(providers.Retry{Operation: operation, Attempt: a.n, Waited: now.Sub(a.ended), Reason: Outcome(a.last)})
	}
}

func (a *attempts) end(err error) { a.last, a.ended = err, time.Now() }
