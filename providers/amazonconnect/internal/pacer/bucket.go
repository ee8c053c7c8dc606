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

// AWS allows 2 calls a second of each operation, and bursts of 5, in one account and Region,
// unless the quota was raised (Amazon Connect service quotas). Other programs of the account
// share it, so our part may also be less.
const (
	publishedRate  = 2
	publishedBurst = 5
	leastRate      = 0.2
)

const (
	longRun     = 40          // calls that passed, after which the rate grows
	growth      = 1.1         // by how much
	doubt       = 10          // a refused rate is tried again after a run this many times longer
	longestRun  = 10_000      // however often a rate was refused
	longestHold = time.Minute // whatever a refusal asks for
)

const (
	firstRest   = time.Second      // how long a bucket stays below the rate that it began with
	longestRest = 30 * time.Minute // however often that rate was refused
)

// A bucket limits how often one operation is called. It adapts the rate to what the service
// refuses.
//
// After a long run of calls that passed, the rate grows a little. The first refusal of the
// new rate brings the old one back, and it takes a run ten times longer before the new one
// is tried again. If the service refuses a rate that it allowed before, others use its
// quota at the moment, and the rate is halved.
//
// A rate below the one that the bucket began with is for a moment only, because the service
// allows that one. After a second the bucket goes back to it. Whenever that is refused,
// before a long run of calls has passed, the next moment is twice as long.
//
// For example, the rate is 2 a second. After 40 calls it is 2.2, and a call is refused: it
// is 2 again, and stays so for 400 calls. If a call is refused meanwhile, it is 1 for a
// second, and then 2 again. If that is refused, it is 1 for two seconds.
//
// A bucket looks at no clock: it is told the time when something happens. A nil bucket
// limits nothing.
type bucket struct {
	line chan struct{} // holds one token; the call that has it is next

	mu     sync.Mutex
	tokens *rate.Limiter
	least  rate.Limit
	first  rate.Limit // the rate that it began with
	most   rate.Limit
	good   rate.Limit    // the highest rate that passed a long run
	below  rate.Limit    // the lowest rate that was refused; lower ones need only a short run
	run    int           // calls that have to pass before a refused rate is tried again
	passed int           // calls since the rate changed or one was refused
	turned time.Time     // when the rate was last lowered
	held   time.Time     // no calls before this time
	rest   time.Duration // how long it stays below the first rate; 0 while that passes
}

// newBucket returns a full bucket. A rate of 0 means the one that AWS publishes, which may
// grow; any other is never exceeded.
func newBucket(perSecond float64) *bucket {
	b := &bucket{line: make(chan struct{}, 1), most: rate.Limit(perSecond), below: rate.Inf, run: longRun}
	if perSecond == 0 {
		perSecond, b.most = publishedRate, rate.Inf
	}
	b.line <- struct{}{}
	b.first = rate.Limit(perSecond)
	b.good = b.first
	b.least = min(leastRate, b.good)
	b.tokens = rate.NewLimiter(b.good, burst(b.good))
	return b
}

// restrict makes the bucket begin with a rate and never exceed it, unless it has a lower one
// already.
func (b *bucket) restrict(now time.Time, perSecond float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := rate.Limit(perSecond)
	if r >= b.most {
		return
	}
	b.first, b.good, b.most, b.below = r, r, r, rate.Inf
	b.least = min(leastRate, r)
	b.set(now, r)
}

// burst returns how many calls may be made at once. It is one less than the service allows:
// a call that takes longer on its way arrives together with the next one, which is then
// early. A quota that was raised may still have the burst of one that was not, so it does
// not grow with the rate.
func burst(r rate.Limit) int {
	return max(1, int(float64(publishedBurst)*min(float64(r)/publishedRate, 1))-1)
}

// await waits for the turn of a call, and tells how long before it does. Calls go in the
// order in which they came.
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

// turn takes the next token, and returns how long it is until there is one. If a rest ends
// before that, the token comes at the rate after the rest.
func (b *bucket) turn(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := now
	if b.held.After(now) {
		at = b.held
	}
	token := b.tokens.ReserveN(at, 1)
	if end := b.turned.Add(b.rest); b.tokens.Limit() < b.first && at.Add(token.DelayFrom(at)).After(end) {
		token.CancelAt(at)
		if end.After(at) {
			at, b.held = end, end
		}
		b.recover(at)
		token = b.tokens.ReserveN(at, 1)
	}
	return at.Sub(now) + token.DelayFrom(at)
}

// recover goes back to the first rate, at the end of a rest.
func (b *bucket) recover(at time.Time) {
	b.passed = 0
	b.set(at, b.first)
}

// hold returns for how long no call may be made.
func (b *bucket) hold(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, b.held.Sub(now))
}

// start returns the rate and the burst of a new bucket.
func (b *bucket) start() (perSecond float64, calls int) {
	r := rate.Limit(publishedRate)
	if b.most != rate.Inf {
		r = b.most
	}
	return float64(r), burst(r)
}

// rate returns the present rate, in calls a second.
func (b *bucket) rate() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return float64(b.tokens.Limit())
}

// learn adapts to how a call from start to now ended, and reports whether that changed the
// rate. A call without an answer says nothing about the rate.
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

// throttled are the exceptions that mean "too many calls".
var throttled = map[string]bool{"ThrottlingException": true, "TooManyRequestsException": true}

// retryAfter returns how long the answer asks to wait: a number of seconds, or a date.
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

// refuse lowers the rate, because a call from start to now was throttled. Calls that were
// under way at the same time are throttled together, and lower it once.
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
	switch b.below = was; {
	case was <= b.good:
		b.good = max(b.least, was/2)
	case was != b.first: // it had grown to that rate
		b.run = min(b.run*doubt, longestRun)
	}
	if b.good < b.first {
		b.rest = min(max(firstRest, 2*b.rest), longestRest)
	}
	b.set(now, b.good)
	b.tokens.AllowN(now, max(0, int(b.tokens.TokensAt(now)))) // the service has no tokens left
	return b.tokens.Limit() != was
}

// pass counts a call that was not throttled. It goes back to the first rate after a rest,
// and raises the rate after a long run of such calls.
func (b *bucket) pass(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tokens.Limit() < b.first && !now.Before(b.turned.Add(b.rest)) {
		b.recover(now)
		return true
	}
	b.passed++
	faster := min(b.tokens.Limit()*growth, b.most)
	need := longRun
	if now := b.tokens.Limit(); now < b.below && faster >= b.below {
		need = b.run
	}
	if b.passed < need {
		return false
	}
	b.passed, b.good = 0, b.tokens.Limit()
	if b.good >= b.first {
		b.rest = 0
	}
	if b.good >= b.below {
		b.below = rate.Inf // a refused rate passes now
	}
	b.set(now, faster)
	return faster != b.good
}

// set changes the rate and the burst that goes with it.
func (b *bucket) set(now time.Time, r rate.Limit) {
	b.tokens.SetLimitAt(now, r)
	b.tokens.SetBurstAt(now, burst(r))
}
