package pacer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
)

// A Limiter limits how often each operation is called. It is safe for concurrent use.
type Limiter struct {
	perSecond float64
	rates     map[string]float64
	told      clock // the service's
	log       hclog.Logger
	buckets   atomic.Pointer[Buckets]
}

// Buckets has the bucket of each operation. The limiters of an account and Region share them. They
// are safe for concurrent use; their zero value is ready for use.
type Buckets struct {
	mu  sync.Mutex
	all map[string]*bucket
}

// of returns the bucket of an operation. Other than 0, perSecond limits it for everybody who
// shares it, since the quota is the account's.
func (b *Buckets) of(operation string, perSecond float64) *bucket {
	b.mu.Lock()
	defer b.mu.Unlock()
	found, ok := b.all[operation]
	if !ok {
		if b.all == nil {
			b.all = map[string]*bucket{}
		}
		found = newBucket(perSecond)
		b.all[operation] = found
	} else if perSecond != 0 {
		found.restrict(time.Now(), perSecond)
	}
	return found
}

// New returns a limiter. It calls each operation at most perSecond times a second; rates
// overrides that for single operations. For 0 it adapts to AWS. A negative number means no
// limit. Log may be nil.
func New(perSecond float64, rates map[string]float64, log hclog.Logger) *Limiter {
	if log == nil {
		log = hclog.NewNullLogger()
	}
	l := &Limiter{perSecond: perSecond, rates: rates, log: log}
	l.Share(&Buckets{})
	return l
}

// Share makes the limiter use buckets that others may use, too.
func (l *Limiter) Share(b *Buckets) { l.buckets.Store(b) }

// Rate returns how many calls of the operation are made a second at first, and how many may
// be made at once before that; 0 when there is no limit.
func (l *Limiter) Rate(operation string) (perSecond float64, burst int) {
	b := l.bucket(operation)
	if b == nil {
		return 0, 0
	}
	return b.start()
}

// Takes returns how long that many calls of the operation take from now on, and the rate at
// which they are made; 0 when there is no limit.
func (l *Limiter) Takes(operation string, calls int) (took time.Duration, perSecond float64) {
	b := l.bucket(operation)
	if b == nil {
		return 0, 0
	}
	return b.takes(time.Now(), calls)
}

// Now returns the service's present time in Unix seconds; 0 before its first answer.
func (l *Limiter) Now() int64 { return l.told.now(time.Now()) }

// bucket returns the bucket of the operation; nil when there is no limit.
func (l *Limiter) bucket(operation string) *bucket {
	if l.perSecond < 0 {
		return nil
	}
	return l.buckets.Load().of(operation, cmp.Or(l.rates[operation], l.perSecond))
}

// Install makes every attempt at a call wait for its turn. It waits before the call is
// signed, because a signature is only valid for some minutes.
func (l *Limiter) Install(stack *middleware.Stack) error {
	if err := stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("Attempts", counted), "Retry", middleware.Before); err != nil {
		return err
	}
	return stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("RateLimit", l.attempt), "Retry", middleware.After)
}

// attempt waits for the turn of an attempt, makes it, and learns from how it ended.
func (l *Limiter) attempt(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	operation := awsmiddleware.GetOperationName(ctx)
	b := l.bucket(operation)
	trace := providers.TraceOf(ctx)
	tell := func(d time.Duration) {
		trace.Wait(providers.Wait{Operation: operation, For: d, PerSecond: b.at(time.Now().Add(d))})
	}
	turn := func(ctx context.Context) error { return b.await(ctx, tell) }
	if late := providers.PassGate(ctx, !reads(operation), turn); late != nil {
		if attemptsOf(ctx).n == 0 && !errors.Is(late, providers.ErrNotSent) {
			late = fmt.Errorf("%w: %w", providers.ErrNotSent, late)
		}
		return out, metadata, &aws.RequestCanceledError{Err: late}
	}
	start := time.Now()
	attemptsOf(ctx).begin(operation, trace, start)
	out, metadata, err = next.HandleFinalize(ctx, in)
	now := time.Now()
	l.told.learn(metadata, now)
	trace.Call(operation)
	if b.learn(start, now, err) {
		l.log.Debug("rate", "operation", operation, "per_second", b.at(now))
	}
	l.log.Debug("call", "operation", operation, "took", now.Sub(start).Round(time.Millisecond), "outcome", Outcome(err))
	return out, metadata, attemptsOf(ctx).end(b, now, err, l.told.now(now) != 0)
}

// reads reports whether an operation only reads.
func reads(operation string) bool {
	return slices.ContainsFunc([]string{"Describe", "Get", "List", "Search"}, func(verb string) bool { return strings.HasPrefix(operation, verb) })
}
