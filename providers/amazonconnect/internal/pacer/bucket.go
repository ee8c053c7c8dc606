package pacer

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"golang.org/x/time/rate"

	"github.com/callwright/callwright/providers"
)

// AWS allows each operation, in one account and Region, 2 calls a second and
// bursts of 5, unless the quota was raised (Amazon Connect service quotas). Others
// share it, so it may be less, too.
const (
	publishedRate  = 2
	publishedBurst = 5
	leastRate      = 0.2
)

const (
	longRun     = 40          // calls that passed, after which the rate grows
	growth      = 1.1         // by how much
	doubt       = 10          // how many times longer a run has to be to try again what was refused
	longestRun  = 10_000      // calls that a run may have to be
	longestHold = time.Minute // that a refusal may ask for
)

// A bucket holds the calls of one operation to a rate, which it adapts to what the
// service bears.
//
// After a long run of calls that passed, the rate grows a little. The first refusal of
// the new rate brings the old one back, and a run has to be ten times longer before
// that is tried again. A refusal of a rate that the service bore before means that
// others share its quota, and halves the rate.
//
// A bucket looks at no clock: it is told when something happens. A nil bucket holds
// nothing.
type bucket struct {
	line chan struct{} // holds one token; who has it is the next to call

	mu     sync.Mutex
	tokens *rate.Limiter
	least  rate.Limit
	most   rate.Limit
	good   rate.Limit // borne by the service for a long run, as far as is known
	below  rate.Limit // the least that was refused; what is less needs only a short run
	run    int        // calls that have to pass before what was refused is tried again
	passed int        // calls since the rate changed or one was refused
	turned time.Time  // when the rate was lowered, last
	held   time.Time  // no call before
}

// newBucket returns a full bucket. The zero rate is the one that AWS publishes; any
// other is the most that there is to be.
func newBucket(perSecond float64) *bucket {
	b := &bucket{line: make(chan struct{}, 1), most: rate.Limit(perSecond), below: rate.Inf, run: longRun}
	if perSecond == 0 {
		perSecond, b.most = publishedRate, rate.Inf
	}
	b.line <- struct{}{}
	b.good = rate.Limit(perSecond)
	b.least = min(leastRate, b.good)
	b.tokens = rate.NewLimiter(b.good, burst(b.good))
	return b
}

// burst returns how many calls may come at once: one less than the service allows, as
// answers take longer at times than at others, so that calls which are sent in time
// arrive too early. A quota that was raised may have the burst of one that was not.
func burst(r rate.Limit) int {
	return max(1, int(float64(publishedBurst)*min(float64(r)/publishedRate, 1))-1)
}

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
		if err := providers.Await(ctx, d); err != nil {
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

// start returns the rate and the burst that a fresh bucket has.
func (b *bucket) start() (perSecond float64, calls int) {
	r := rate.Limit(publishedRate)
	if b.most != rate.Inf {
		r = b.most
	}
	return float64(r), burst(r)
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
	case throttled[Code(err)]:
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
// way together are refused together, and lower the rate once.
func (b *bucket) refuse(start, now time.Time, after time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.passed = 0
	if until := now.Add(min(after, longestHold)); until.After(b.held) {
		b.held = until
	}
	if start.Before(b.turned) {
		return false
	}
	b.turned = now
	was := b.tokens.Limit()
	if b.below = was; was > b.good {
		b.run = min(b.run*doubt, longestRun)
	} else {
		b.good = max(b.least, was/2)
	}
	b.set(now, b.good)
	b.tokens.AllowN(now, max(0, int(b.tokens.TokensAt(now)))) // the service has none left
	b.tokens.ReserveN(now, 1)                                 // and is to have one in hand again
	return b.tokens.Limit() != was
}

// pass notes that a call was not throttled.
func (b *bucket) pass(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.passed++
	faster := min(b.tokens.Limit()*growth, b.most)
	need := longRun
	if now := b.tokens.Limit(); now < b.below && faster >= b.below {
		need = b.run
	}
	if b.passed < need || faster == b.tokens.Limit() {
		return false
	}
	b.passed, b.good = 0, b.tokens.Limit()
	if b.good >= b.below {
		b.below = rate.Inf // what was refused is borne now
	}
	b.set(now, faster)
	return true
}

func (b *bucket) set(now time.Time, r rate.Limit) {
	b.tokens.SetLimitAt(now, r)
	b.tokens.SetBurstAt(now, burst(r))
}
