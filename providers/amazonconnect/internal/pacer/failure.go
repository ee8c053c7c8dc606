package pacer

import (
	"cmp"
	"errors"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Code returns the service's name of the error, "" when it has none.
func Code(err error) string {
	var e smithy.APIError
	if !errors.As(err, &e) {
		return ""
	}
	return e.ErrorCode()
}

// Outcome returns a word for the log. Neither requests nor answers are logged: there
// may be passwords in them.
func Outcome(err error) string {
	if err == nil {
		return "success"
	}
	return cmp.Or(Code(err), "no answer")
}

// QuotaFull is the error of a resource quota that is used up. Like throttling it
// is HTTP 429, and the SDK takes it for throttling, but waiting does not help.
const QuotaFull = "LimitExceededException"

// neverWhenFull refuses to retry a call that failed by a full quota.
var neverWhenFull = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if Code(err) == QuotaFull {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
})

// neverWhenLost refuses to retry a call that may have been carried out.
var neverWhenLost = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	if Lost(err) {
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

// maxAttempts bounds how often a call is sent that fails in passing.
const maxAttempts = 8

// Retryer decides which failed calls are made again: those that the SDK's own would, but
// not where a quota is full, and where an answer broke off. Backoff may be nil.
func Retryer(backoff retry.BackoffDelayer) aws.Retryer {
	return retryer(backoff, neverWhenFull, alwaysWhenCut)
}

// CreateRetryer is [Retryer] for calls that must not be made twice: none is made again
// that may have been carried out.
func CreateRetryer(backoff retry.BackoffDelayer) aws.Retryer {
	return retryer(backoff, neverWhenFull, neverWhenLost)
}

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

// Lost reports whether a call failed in a way that leaves open whether it was
// carried out: no answer, one that was cut off, or a failure of the server.
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
