package amazonconnect

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"golang.org/x/time/rate"
)

// AWS allows each operation, in one account and Region, 2 calls a second and
// bursts of 5, unless the quota was raised (Amazon Connect service quotas). Others
// share it, so it may be less, too.
const (
	publishedRate = 2
	leastRate     = 0.2
	burstSeconds  = 2.5
)

const (
	longRun     = 50          // calls that passed, after which the rate grows
	growth      = 1.1         // by how much
	longestHold = time.Minute // that a refusal may ask for
)

// A bucket holds the calls of one operation to a rate, which it adapts to what the
// service bears. Halved by refusals, the rate grows again by long runs without any,
// beyond where it began too; once refused, it stays below what was refused first.
// A bucket looks at no clock: it is told when something happens. A nil bucket holds
// nothing.
type bucket struct {
	line chan struct{} // holds one token; who has it is the next to call

	mu     sync.Mutex
	tokens *rate.Limiter
	least  rate.Limit
	below  rate.Limit // the rate grows to less than this
	known  bool       // whether that is what was refused
	passed int        // calls since the rate changed or one was refused
	halved time.Time  // when the rate was, last
	held   time.Time  // no call before
}

// newBucket returns a full bucket. The zero rate is the one that AWS publishes; any
// other is the most that there is to be.
func newBucket(perSecond float64) *bucket {
	b := &bucket{line: make(chan struct{}, 1), below: rate.Limit(perSecond)}
	if perSecond == 0 {
		perSecond, b.below = publishedRate, rate.Inf
	}
	b.line <- struct{}{}
	b.least = min(leastRate, rate.Limit(perSecond))
	b.tokens = rate.NewLimiter(rate.Limit(perSecond), burst(rate.Limit(perSecond)))
	return b
}

func burst(r rate.Limit) int { return max(1, int(burstSeconds*min(float64(r), 1e6))) }

// await waits for the turn of a call, and tells how long before it does. Calls go in
// the order in which they came.
func (b *bucket) await(ctx context.Context, tell func(time.Duration)) error {
	if b == nil {
		return ctx.Err()
	}
	select {
	case <-b.line:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { b.line <- struct{}{} }()
	for d := b.turn(time.Now()); d > 0; d = b.hold(time.Now()) {
		tell(d)
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// turn takes the next token, and returns how long it is until it is there.
func (b *bucket) turn(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := now
	if b.held.After(now) {
		at = b.held
	}
	return at.Sub(now) + b.tokens.ReserveN(at, 1).DelayFrom(at)
}

// hold returns how long no call may be made.
func (b *bucket) hold(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, b.held.Sub(now))
}

func (b *bucket) rate() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return float64(b.tokens.Limit())
}

// learn takes account of how a call from start to now ended, and reports whether
// that changed the rate.
func (b *bucket) learn(start, now time.Time, err error) bool {
	answer, answered := errors.AsType[*awshttp.ResponseError](err)
	switch {
	case b == nil:
		return false
	case throttled[code(err)]:
		after := time.Duration(0)
		if answered {
			after = retryAfter(answer.HTTPResponse().Header, now)
		}
		return b.refuse(start, now, after)
	case err == nil, answered && answer.HTTPStatusCode() < http.StatusInternalServerError:
		return b.pass(now)
	}
	return false
}

// throttled are the exceptions of too many calls.
var throttled = map[string]bool{"ThrottlingException": true, "TooManyRequestsException": true}

// retryAfter returns how long the answer asks to wait.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// refuse notes that a call from start to now was throttled. Calls that were under
// way together are refused together, and halve the rate once.
func (b *bucket) refuse(start, now time.Time, after time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.passed = 0
	if until := now.Add(min(after, longestHold)); until.After(b.held) {
		b.held = until
	}
	if start.Before(b.halved) {
		return false
	}
	b.halved = now
	was := b.tokens.Limit()
	if !b.known {
		b.below, b.known = was, true
	}
	b.set(now, max(b.least, was/2))
	b.tokens.AllowN(now, max(0, int(b.tokens.TokensAt(now)))) // the service has none left
	return b.tokens.Limit() != was
}

// pass notes that a call was not throttled.
func (b *bucket) pass(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.passed++
	faster := b.tokens.Limit() * growth
	if b.passed < longRun || faster >= b.below {
		return false
	}
	b.passed = 0
	b.set(now, faster)
	return true
}

func (b *bucket) set(now time.Time, r rate.Limit) {
	b.tokens.SetLimitAt(now, r)
	b.tokens.SetBurstAt(now, burst(r))
}
