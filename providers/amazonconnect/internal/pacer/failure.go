package pacer

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Code returns the service's name for the error, or "".
func Code(err error) string {
	var e smithy.APIError
	if !errors.As(err, &e) {
		return ""
	}
	return e.ErrorCode()
}

// Outcome returns a word for the log. The log has neither requests nor answers, because
// there may be passwords in them.
func Outcome(err error) string {
	if err == nil {
		return "success"
	}
	return cmp.Or(Code(err), "no answer")
}

// QuotaFull is the error of a quota that is used up, such as the number of queues. It is
// HTTP 429, like throttling, and the SDK takes it for that. But waiting does not help.
const QuotaFull = "LimitExceededException"

// neverWhenFull does not send a call again that failed because of a full quota.
var neverWhenFull = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if Code(err) == QuotaFull {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
})

// neverWhenLost does not send a call again that may have been carried out.
var neverWhenLost = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if Lost(err) {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
})

// alwaysWhenCut sends a call again whose answer broke off. The SDK does not.
var alwaysWhenCut = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return aws.TrueTernary
	}
	return aws.UnknownTernary
})

// neverAgain does not send a call again after its last attempt.
var neverAgain = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if _, ok := errors.AsType[*lastAttempt](err); ok {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
})

// Retryer decides which failed calls are sent again: those that the SDK would send again,
// and calls whose answer broke off, but none that failed because of a full quota. Backoff
// may be nil. The limiter must be installed in the calls.
func (l *Limiter) Retryer(backoff retry.BackoffDelayer) aws.Retryer {
	return l.retryer(backoff, neverWhenFull, alwaysWhenCut)
}

// CreateRetryer is [Limiter.Retryer] for calls that must not be made twice. It does not send
// a call again that may have been carried out.
func (l *Limiter) CreateRetryer(backoff retry.BackoffDelayer) aws.Retryer {
	return l.retryer(backoff, neverWhenFull, neverWhenLost)
}

// retryer is the SDK's own, with other rules first. It has no budget of retries, and does
// not count attempts: the limiter does.
func (l *Limiter) retryer(backoff retry.BackoffDelayer, first ...retry.IsErrorRetryable) aws.Retryer {
	if backoff == nil {
		backoff = retry.NewExponentialJitterBackoff(retry.DefaultMaxBackoff)
	}
	if l.perSecond >= 0 {
		backoff = byTurn{backoff}
	}
	return retry.AddWithMaxAttempts(retry.NewStandard(func(o *retry.StandardOptions) {
		o.RateLimiter = ratelimit.None
		o.Backoff = backoff
		o.Retryables = slices.Concat([]retry.IsErrorRetryable{neverAgain}, first, o.Retryables)
	}), 0)
}

// byTurn does not delay a throttled call: it waits for its turn anyway, and the bucket knows
// better how long that takes.
type byTurn struct{ retry.BackoffDelayer }

func (d byTurn) BackoffDelay(attempt int, err error) (time.Duration, error) {
	if throttled[Code(err)] {
		return 0, nil
	}
	return d.BackoffDelayer.BackoffDelay(attempt, err)
}

// Lost reports whether a call failed in a way that leaves open whether it was carried out:
// there was no answer, the answer broke off, or the server failed.
func Lost(err error) bool {
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
