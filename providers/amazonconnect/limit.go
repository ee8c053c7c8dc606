package amazonconnect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
)

// maxAttempts bounds how often a call is sent that fails in passing.
const maxAttempts = 8

// A limiter holds the calls of each operation to a rate.
type limiter struct {
	perSecond float64
	rates     map[string]float64
	told      *serviceClock
	log       hclog.Logger

	mu      sync.Mutex
	buckets map[string]*bucket
}

func newLimiter(o Options) *limiter {
	l := &limiter{perSecond: o.Rate, rates: o.Rates, told: &serviceClock{}, log: o.Log, buckets: map[string]*bucket{}}
	if l.log == nil {
		l.log = hclog.NewNullLogger()
	}
	return l
}

// bucket returns the bucket of the operation; nil where there is no limit.
func (l *limiter) bucket(operation string) *bucket {
	if l.perSecond < 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.buckets[operation]
	if !ok {
		b = newBucket(cmp.Or(l.rates[operation], l.perSecond))
		l.buckets[operation] = b
	}
	return b
}

// install makes every attempt of a call, retries too, wait for its turn. It
// stands before the signature, which ages.
func (l *limiter) install(stack *middleware.Stack) error {
	if err := stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("Attempts", counted), "Retry", middleware.Before); err != nil {
		return err
	}
	return stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("RateLimit", l.attempt), "Retry", middleware.After)
}

func (l *limiter) attempt(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	operation := awsmiddleware.GetOperationName(ctx)
	b := l.bucket(operation)
	trace := providers.TraceOf(ctx)
	tell := func(d time.Duration) {
		trace.Wait(providers.Wait{Operation: operation, For: d, PerSecond: b.rate()})
	}
	if late := b.await(ctx, tell); late != nil {
		if attemptsOf(ctx).n == 0 {
			late = fmt.Errorf("%w: %w", providers.ErrNotSent, late)
		}
		return out, metadata, &aws.RequestCanceledError{Err: late}
	}
	start := time.Now()
	attemptsOf(ctx).begin(operation, trace, start)
	out, metadata, err = next.HandleFinalize(ctx, in)
	l.told.learn(metadata, time.Now())
	attemptsOf(ctx).end(err)
	trace.Call(operation)
	if b.learn(start, time.Now(), err) {
		l.log.Debug("rate", "operation", operation, "per_second", b.rate())
	}
	l.log.Debug("call", "operation", operation, "took", time.Since(start).Round(time.Millisecond), "outcome", outcome(err))
	return out, metadata, err
}

// outcome is a word for the log. Neither requests nor answers are logged: there
// may be passwords in them.
func outcome(err error) string {
	if err == nil {
		return "success"
	}
	return cmp.Or(code(err), "no answer")
}

// quotaFull is the error of a resource quota that is used up. Like throttling it
// is HTTP 429, and the SDK takes it for throttling, but waiting does not help.
const quotaFull = "LimitExceededException"

// neverWhenFull refuses to retry a call that failed by a full quota.
var neverWhenFull = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if code(err) == quotaFull {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
})

// neverWhenLost refuses to retry a call that may have been carried out.
var neverWhenLost = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if lost(err) {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
})

// alwaysWhenCut retries a call whose answer broke off, which the SDK does not.
var alwaysWhenCut = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return aws.TrueTernary
	}
	return aws.UnknownTernary
})

// retryer is the SDK's own but for what it may not retry. The rate is held by
// the limiter, so that the SDK's budget of retries has nothing to add.
func retryer(backoff retry.BackoffDelayer, first ...retry.IsErrorRetryable) aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = maxAttempts
		o.RateLimiter = ratelimit.None
		o.Backoff = backoff
		o.Retryables = append(first, o.Retryables...)
	})
}

// lost reports whether a call failed in a way that leaves open whether it was
// carried out: no answer, one that was cut off, or a failure of the server.
func lost(err error) bool {
	var unsent *smithy.SerializationError
	var answer *awshttp.ResponseError
	var send *smithyhttp.RequestSendError
	switch {
	case err == nil, errors.As(err, &unsent):
		return false
	case errors.As(err, &send):
		return true
	case errors.As(err, &answer):
		status := answer.HTTPStatusCode()
		return status >= http.StatusInternalServerError || status < http.StatusMultipleChoices
	}
	return false
}
