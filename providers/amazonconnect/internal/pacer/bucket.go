package pacer

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"

	"github.com/callwright/callwright/providers"
)

// AWS allows 2 calls a second of each operation, and bursts of 5, in one account and Region,
// unless the quota was raised (Amazon Connect service quotas).
const (
	publishedRate  = 2
	publishedBurst = 5
)

const (
	longRun     = 40          // calls that passed, after which the rate grows
	growth      = 1.1         // by how much
	doubt       = 10          // a refused rate is tried again after a run this many times longer
	longestRun  = 10_000      // however often a rate was refused
	longestHold = time.Minute // whatever a refusal asks for
)

const (
	firstLull      = time.Second     // after a refusal of the published rate
	longestLull    = 5 * time.Second // however often that was refused
	leastRate      = 0.2             // in a lull: one call in the longest one
	firstRest      = time.Second     // how long a bucket stays below a higher rate that it began with
	longestRest    = 30 * time.Minute
	longestDrought = 5 * time.Minute // without a call that passed, until calls are given up
)

// A bucket limits how often one operation is called. It adapts the rate to what the service
// refuses, but leaves the rate that AWS publishes for moments only.
//
// After a long run of calls that passed, the rate grows a little. The first refusal of the
// new rate brings the old one back, and it takes a run ten times longer before the new one
// is tried again. If the service refuses a rate that it allowed before, others use its
// quota at the moment, and the rate is halved, at most down to the published one.
//
// If the service refuses even the published rate, there is a lull: for a second, calls go at
// half of that rate. If the published rate is refused again before a long run of calls has
// passed, the next lull is twice as long, but at most five seconds. A refusal in a lull
// halves its rate. So a quota that others stopped using is used again within seconds. While
// they use it, we lose one call in five seconds or so.
//
// For example, the rate is 2 a second. After 40 calls it is 2.2, and a call is refused: it
// is 2 again, and stays so for 400 calls. If a call is refused meanwhile, it is 1 for a
// second, and then 2 again. If that is refused, it is 1 for two seconds.
//
// A rate above the published one that the bucket began with is left for longer: for a
// second after the first refusal, and for half an hour if it is refused again and again.
//
// A bucket looks at no clock: it is told the time when something happens. A nil bucket
// limits nothing.
type bucket struct {
	line chan struct{} // holds one token; the call that has it is next

	mu     sync.Mutex
	rate   float64   // calls a second, at present
	next   time.Time // when the next token comes, or came; there is another one for each gap since
	held   time.Time // no calls before this time
	turned time.Time // when the service last refused a call and the bucket reacted

	first  float64       // the rate that it began with
	most   float64       // the highest rate
	good   float64       // the highest rate that passed a long run
	below  float64       // the lowest rate that was refused; lower ones need only a short run
	run    int           // calls that have to pass before a refused rate is tried again
	passed int           // calls since the rate changed or one was refused
	slow   float64       // the rate of the next lull
	lull   time.Duration // how long the latest one is; 0 after a long run
	rest   time.Duration // how long it stays below the first rate; 0 while that passes
	denied time.Time     // the first refusal since a call passed; zero if there was none
}

// newBucket returns a full bucket. A rate of 0 means the one that AWS publishes, which may
// grow; any other is never exceeded.
func newBucket(perSecond float64) *bucket {
	b := &bucket{line: make(chan struct{}, 1), most: perSecond, below: math.Inf(1), run: longRun}
	if perSecond == 0 {
		perSecond, b.most = publishedRate, math.Inf(1)
	}
	b.line <- struct{}{}
	b.first, b.good, b.rate = perSecond, perSecond, perSecond
	b.slow = b.home() / 2
	return b
}

// restrict makes the bucket begin with a rate and never exceed it, unless it has a lower one
// already.
func (b *bucket) restrict(now time.Time, perSecond float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if perSecond >= b.most {
		return
	}
	b.first, b.good, b.most, b.below = perSecond, perSecond, perSecond, math.Inf(1)
	b.slow = b.home() / 2
	b.set(now, perSecond)
}

// home returns the rate that the bucket leaves only in a lull: the published one, or a lower
// one that it began with.
func (b *bucket) home() float64 { return min(b.first, publishedRate) }

// burst returns how many calls may be made at once. It is one less than the service allows:
// a call that takes longer on its way arrives together with the next one, which is then
// early. A quota that was raised may still have the burst of one that was not, so it does
// not grow with the rate.
func burst(perSecond float64) int {
	return max(1, int(publishedBurst*min(perSecond/publishedRate, 1))-1)
}

// gap returns the time between two tokens.
func gap(perSecond float64) time.Duration { return time.Duration(float64(time.Second) / perSecond) }

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
	for d := b.turn(time.Now()); d > 0; d = b.turn(time.Now()) {
		tell(d)
		if err := providers.Await(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// turn takes a token and returns 0. If there is no token yet, it takes none, and returns how
// long it takes until there is one.
func (b *bucket) turn(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.recover(now)
	b.cap(now)
	token := b.next
	if end := b.turned.Add(b.lull); b.rate < b.home() && token.After(end) {
		token = end.Add(scale(token.Sub(end), b.rate/b.home()))
	}
	if b.held.After(token) {
		token = b.held
	}
	if token.After(now) {
		return token.Sub(now)
	}
	b.next = b.next.Add(gap(b.rate))
	return 0
}

// cap drops tokens that are more than a burst.
func (b *bucket) cap(now time.Time) {
	if full := now.Add(-time.Duration(burst(b.rate)-1) * gap(b.rate)); b.next.Before(full) {
		b.next = full
	}
}

// scale returns a multiple of d.
func scale(d time.Duration, by float64) time.Duration { return time.Duration(float64(d) * by) }

// recover goes back to a higher rate when a lull or a rest has ended, and reports whether it
// did. A lull without a refusal makes the next one a little faster.
func (b *bucket) recover(now time.Time) bool {
	home := b.home()
	switch {
	case b.rate < home && !now.Before(b.turned.Add(b.lull)):
		b.slow = min(b.slow*growth, home/2)
		b.set(now, b.good)
	case b.rate >= home && b.rate < b.first && !now.Before(b.turned.Add(b.rest)):
		b.set(now, b.first)
	default:
		return false
	}
	b.passed = 0
	return true
}

// start returns the rate and the burst of a new bucket.
func (b *bucket) start() (perSecond float64, calls int) {
	r := b.most
	if math.IsInf(r, 1) {
		r = publishedRate
	}
	return r, burst(r)
}

// at returns the rate at a time from now on, in calls a second, if nothing is refused until then.
func (b *bucket) at(t time.Time) float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rate < b.home() && !t.Before(b.turned.Add(b.lull)) {
		return b.good
	}
	return b.rate
}

// takes returns how long that many calls take from now on at the rate that the bucket has
// then, and that rate. A lull is over before it matters.
func (b *bucket) takes(now time.Time, calls int) (took time.Duration, perSecond float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	perSecond = max(b.rate, b.home())
	b.cap(now)
	return max(0, b.next.Add(time.Duration(calls-1)*gap(perSecond)).Sub(now)), perSecond
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

// refuse reacts to a call from start to now that was throttled. Calls that were under way at
// the same time are throttled together, and count once. It reports whether the rate changed.
func (b *bucket) refuse(start, now time.Time, after time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.passed = 0
	if b.denied.IsZero() {
		b.denied = now
	}
	if start.Before(b.turned) {
		b.hold(now, after)
		return false
	}
	was, home := b.rate, b.home()
	b.turned, b.below = now, max(was, home)
	switch {
	case was < home: // in a lull
		b.slow = max(was/2, min(leastRate, home))
	case was <= b.good:
		b.good = max(was/2, home)
	case was != b.first: // it had grown to that rate
		b.run = min(b.run*doubt, longestRun)
	}
	if b.good < b.first {
		b.rest = min(max(firstRest, 2*b.rest), longestRest)
	}
	if was <= home {
		b.lull = min(max(firstLull, 2*b.lull), longestLull)
		b.set(now, b.slow)
		b.hold(now, max(after, min(gap(b.slow), b.lull)))
	} else {
		b.set(now, b.good)
		b.hold(now, max(after, gap(b.good))) // the service has no tokens left
	}
	return b.rate != was
}

// hold makes no calls for d, and then begins without a burst.
func (b *bucket) hold(now time.Time, d time.Duration) {
	if until := now.Add(min(d, longestHold)); until.After(b.held) {
		b.held = until
	}
	if b.held.After(b.next) {
		b.next = b.held
	}
}

// pass counts a call that was not throttled. It goes back to the first rate after a rest,
// and raises the rate after a long run of such calls. It reports whether the rate changed.
func (b *bucket) pass(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.denied = time.Time{}
	if b.recover(now) {
		return true
	}
	if b.passed++; b.passed >= longRun {
		b.lull, b.slow = 0, b.home()/2
	}
	faster := min(b.rate*growth, b.most)
	need := longRun
	if b.rate < b.below && faster >= b.below {
		need = b.run
	}
	if b.passed < need {
		return false
	}
	b.passed, b.good = 0, b.rate
	if b.good >= b.first {
		b.rest = 0
	}
	if b.good >= b.below {
		b.below = math.Inf(1) // a refused rate passes now
	}
	b.set(now, faster)
	return faster != b.good
}

// set changes the rate. What is missing of the next token comes at the new rate.
func (b *bucket) set(now time.Time, perSecond float64) {
	b.cap(now)
	b.next = now.Add(scale(b.next.Sub(now), b.rate/perSecond))
	b.rate = perSecond
}

// hopeless reports whether the service has refused every call for so long that another
// attempt makes no sense.
func (b *bucket) hopeless(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.denied.IsZero() && now.Sub(b.denied) >= longestDrought
}
