package pacer

import (
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"
)

var noon = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

// turns returns how long n calls wait that come at the same time.
func turns(b *bucket, now time.Time, n int) []time.Duration {
	waits := make([]time.Duration, n)
	at := now
	for i := range waits {
		for d := b.turn(at); d > 0; d = b.turn(at) {
			at = at.Add(d)
		}
		waits[i] = at.Sub(now)
	}
	return waits
}

func TestBucketTurns(t *testing.T) {
	t.Parallel()
	const second = time.Second
	b := newBucket(0)
	now := noon
	for _, step := range []struct {
		name       string
		refused    bool
		retryAfter time.Duration
		want       []time.Duration
	}{
		{"at first", false, 0, []time.Duration{0, 0, 0, 0, second / 2, second, 3 * second / 2}},
		{"after a minute", false, 0, []time.Duration{0, 0, 0, 0, second / 2}},
		{"after a refusal", true, 0, []time.Duration{second, 3 * second / 2, 2 * second}},
		{"after another one", true, 0, []time.Duration{second, 2 * second, 5 * second / 2}},
		{"when asked to wait for long", true, 9 * second, []time.Duration{9 * second, 19 * second / 2}},
		{"when asked to wait for a day", true, 24 * time.Hour, []time.Duration{longestHold, longestHold + second/2}},
	} {
		now = now.Add(5 * time.Minute)
		if step.refused {
			b.refuse(now, now, step.retryAfter)
		}
		if diff := gocmp.Diff(step.want, turns(b, now, len(step.want))); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", step.name, diff)
		}
	}
}

// TestBucketIsRefusedWhileACallWaits refuses a call while another one waits for its turn. That
// one waits for the end of the pause, and does not arrive together with the next one.
func TestBucketIsRefusedWhileACallWaits(t *testing.T) {
	t.Parallel()
	b := newBucket(0)
	turns(b, noon, 4)
	if got := b.turn(noon); got != time.Second/2 {
		t.Fatalf("the fifth call waits for %v", got)
	}
	b.refuse(noon, noon, 0)
	if diff := gocmp.Diff([]time.Duration{time.Second / 2, time.Second}, turns(b, noon.Add(time.Second/2), 2)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

// TestBucketsAreShared takes the calls of two limiters from one bucket. Where one of them says a
// rate, it holds for both, and where both do, the lower one.
func TestBucketsAreShared(t *testing.T) {
	t.Parallel()
	shared := &Buckets{}
	limiter := func(rates map[string]float64) *Limiter {
		l := New(0, rates, nil)
		l.Share(shared)
		return l
	}
	a := limiter(map[string]float64{"ListUsers": 10})
	b := limiter(map[string]float64{"ListQueues": 4})
	c := limiter(map[string]float64{"ListUsers": 5, "ListQueues": 8})
	for _, step := range []struct {
		by        *Limiter
		operation string
		want      float64
	}{
		{b, "ListUsers", 2},
		{a, "ListUsers", 10},
		{b, "ListUsers", 10},
		{c, "ListUsers", 5},
		{a, "ListUsers", 5},
		{c, "ListQueues", 8},
		{a, "ListQueues", 8},
		{b, "ListQueues", 4},
		{c, "ListQueues", 4},
	} {
		if got := step.by.bucket(step.operation).at(time.Now()); got != step.want {
			t.Errorf("%s: rate %v, want %v", step.operation, got, step.want)
		}
	}
	if a.bucket("ListUsers") != b.bucket("ListUsers") || a.bucket("ListUsers") == New(0, nil, nil).bucket("ListUsers") {
		t.Error("the buckets are not those that the limiters share")
	}
}

// TestBucketRates checks the rate after calls that pass (+), are refused (-), or are
// refused together with the one before (=).
func TestBucketRates(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		perSecond float64
		refusals  string
		passed    int
		want      float64
	}{
		{0, "", 39, 2},
		{0, "", 40, 2.2},
		{0, "", 80, 2.42},
		{0, "-", 0, 1},
		{0, "-====", 0, 1},
		{0, "-=-=", 0, 0.5},
		{0, "----------", 0, 0.2},
		{0, "-", 1, 2}, // back to the published rate
		{0, "----------", 1, 2},
		{0, "-", 40, 2},
		{0, "-", 41, 2.2},
		{0, "-", 1 + 8*40, 2 * math.Pow(1.1, 8)}, // others may have gone
		{10, "", 1000 * 40, 10},
		{10, "-", 0, 5},
		{10, "--", 0, 2.5},
		{10, "---", 0, 2},
		{10, "----", 0, 1},
		{10, "-", 1, 10},
		{10, "-", 1000 * 40, 10},
		{0.1, "---", 0, 0.1},
	} {
		b, now := newBucket(test.perSecond), noon
		for _, how := range test.refusals {
			start := now.Add(-time.Second) // with the one before
			if how == '-' {
				now = now.Add(time.Minute)
				start = now
			}
			b.refuse(start, now, 0)
		}
		for range test.passed {
			now = now.Add(time.Minute)
			b.pass(now)
		}
		if got := b.rate; math.Abs(got-test.want) > 1e-9 {
			t.Errorf("from %v by %q and %d that passed: rate %v, want %v", test.perSecond, test.refusals, test.passed, got, test.want)
		}
	}
}

// TestBucketTries lets the rate grow until it is refused. The rate that passed before is
// back at once, and the refused one is tried again after a run ten times longer.
func TestBucketTries(t *testing.T) {
	t.Parallel()
	b, now := newBucket(0), noon
	for _, step := range []struct {
		passed  int
		refused bool
		want    float64
	}{
		{longRun, false, 2.2},
		{3, true, 2},
		{10*longRun - 1, false, 2},
		{1, false, 2.2}, // once more
		{5, true, 2},
		{100*longRun - 1, false, 2},
		{1, false, 2.2},
		{longRun, false, 2.42}, // the refused rate passes now
		{longRun, false, 2.662},
		{1, true, 2.42},
		{0, true, 2}, // others share the quota; half of the rate is less than the published one
		{longRun, false, 2.2},
	} {
		for range step.passed {
			now = now.Add(time.Minute)
			b.pass(now)
		}
		if now = now.Add(time.Minute); step.refused {
			b.refuse(now, now, 0)
		}
		if got := b.rate; math.Abs(got-step.want) > 1e-9 {
			t.Fatalf("after %+v: rate %v", step, got)
		}
	}
}

// TestBucketLulls refuses the published rate, and checks for how long the bucket stays below
// it: for a moment, which doubles up to five seconds, until a long run of calls has passed.
func TestBucketLulls(t *testing.T) {
	t.Parallel()
	b, now := newBucket(0), noon
	for _, lull := range []time.Duration{1, 2, 4, 0, 1, 2, 4, 5, 5, 5} {
		if lull == 0 {
			for range longRun {
				b.pass(now)
			}
			b.refuse(now, now, 0) // the higher rate
			if b.rate != publishedRate {
				t.Fatalf("rate %v, want the published one", b.rate)
			}
			continue
		}
		now = now.Add(time.Minute)
		b.refuse(now, now, 0)
		b.pass(now.Add(lull*time.Second - 1))
		below := b.rate
		now = now.Add(lull * time.Second)
		if b.pass(now); below >= publishedRate || b.rate != publishedRate {
			t.Fatalf("the rate was %v before %d s, and %v after", below, lull, b.rate)
		}
	}
}

// TestBucketRests refuses a rate above the published one that the bucket began with. It goes
// back to that rate after a moment, which doubles up to half an hour.
func TestBucketRests(t *testing.T) {
	t.Parallel()
	b, now := newBucket(10), noon
	for _, rest := range []time.Duration{1, 2, 4, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800, 1800} {
		if rest == 0 {
			for range longRun {
				b.pass(now)
			}
			continue
		}
		b.refuse(now, now, 0)
		b.pass(now.Add(rest*time.Second - 1))
		below := b.rate
		now = now.Add(rest * time.Second)
		if b.pass(now); below != 5 && below != 2 || b.rate != 10 {
			t.Fatalf("the rate was %v before %d s, and %v after", below, rest, b.rate)
		}
	}
}

// TestBucketLaw plays sequences of calls that pass and are refused. Whatever happened before,
// at most five seconds after the latest refusal calls go at the published rate again, or at
// the one that the bucket began with if that is lower.
func TestBucketLaw(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 18))
		began := []float64{0, 0, 0.7, 2, 3, 10, 100}[r.IntN(7)]
		b, now, refused := newBucket(began), noon, noon
		for range r.IntN(300) {
			now = now.Add(time.Duration(r.ExpFloat64() * float64(time.Second)))
			if r.IntN(4) > 0 {
				now = now.Add(b.turn(now))
			}
			if r.IntN(8) < int(seed%8) {
				start := now.Add(-time.Duration(r.IntN(300)) * time.Millisecond)
				now = now.Add(time.Duration(r.IntN(100)) * time.Millisecond)
				b.refuse(start, now, 0)
				refused = now
			} else {
				b.pass(now)
			}
		}
		if home := refused.Add(longestLull); home.After(now) {
			now = home
		}
		const calls = 10
		want := min(publishedRate, cmp.Or(began, publishedRate))
		if took := turns(b, now, calls)[calls-1]; took > time.Duration(calls/want*float64(time.Second)) {
			t.Errorf("seed %d: %v after the latest refusal, %d calls took %v, want %v a second", seed, now.Sub(refused), calls, took, want)
		}
	}
}

// TestBucketFindsTheRate calls services whose quota AWS raised, and services of the published
// quota of which other programs use a part, by calls at regular times. After some time the
// bucket uses most of what is left. It is rarely refused where that is the published rate or
// more. Otherwise, it is refused about once in each lull: longer ones would leave a quota
// unused that is free again.
func TestBucketFindsTheRate(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ quota, others float64 }{
		{2, 1.9}, {2, 1.7}, {2, 1.5}, {2, 1}, {2, 0.3}, {2, 0}, {4, 0}, {20, 0},
	} {
		service := rate.NewLimiter(rate.Limit(test.quota), max(5, int(test.quota)))
		b, now, other := newBucket(0), noon, noon
		const calls, warm = 12_000, 6000
		refused, passed := 0, 0
		var since time.Time
		for i := range calls {
			if i == warm {
				refused, passed, since = 0, 0, now
			}
			for d := b.turn(now); d > 0; d = b.turn(now) {
				now = now.Add(d)
			}
			for ; test.others > 0 && other.Before(now); other = other.Add(gap(test.others)) {
				service.AllowN(other, 1)
			}
			if service.AllowN(now, 1) {
				passed++
				b.pass(now)
			} else {
				refused++
				b.refuse(now, now, 0)
			}
		}
		left := test.quota - test.others
		got, share := float64(passed)/now.Sub(since).Seconds(), float64(refused)/(calls-warm)
		t.Logf("of %.1f a second that are left it made %.2f, and %.1f %% of its calls were refused", left, got, 100*share)
		allowed := 0.02
		if left < publishedRate {
			allowed += 1 / (1 + left*longestLull.Seconds())
		}
		if got < 0.8*min(left, 12) || share > allowed {
			t.Errorf("of %.1f a second it made %.2f, and %d of %d calls were refused", left, got, refused, calls-warm)
		}
	}
}

func TestBucketLearns(t *testing.T) {
	t.Parallel()
	api := func(status int, exception, retryAfter string) error {
		h := http.Header{}
		if retryAfter != "" {
			h.Set("Retry-After", retryAfter)
		}
		return &awshttp.ResponseError{ResponseError: &smithyhttp.ResponseError{
			Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status, Header: h}},
			Err:      &smithy.GenericAPIError{Code: exception},
		}}
	}
	for _, test := range []struct {
		name   string
		err    error
		passed int // 39 passed before
		rate   float64
		held   time.Duration
	}{
		{"success", nil, 0, 2.2, 0},
		{"an error of the caller", api(400, "InvalidParameterException", ""), 0, 2.2, 0},
		{"a full quota", api(429, QuotaFull, ""), 0, 2.2, 0},
		{"an error of the service", api(500, "InternalServiceException", ""), 39, 2, 0},
		{"no answer", errors.New("connection reset"), 39, 2, 0},
		{"canceled", &aws.RequestCanceledError{Err: errors.New("canceled")}, 39, 2, 0},
		{"throttled", api(429, "ThrottlingException", ""), 0, 1, time.Second},
		{"too many requests", api(429, "TooManyRequestsException", ""), 0, 1, time.Second},
		{"throttled for some seconds", api(429, "ThrottlingException", "7"), 0, 1, 7 * time.Second},
		{"throttled until then", api(429, "ThrottlingException", "Mon, 02 Nov 2026 12:00:07 GMT"), 0, 1, 7 * time.Second},
		{"throttled until long ago", api(429, "ThrottlingException", "Mon, 02 Nov 2020 12:00:07 GMT"), 0, 1, time.Second},
		{"throttled for nonsense", api(429, "ThrottlingException", "-3 moons"), 0, 1, time.Second},
	} {
		b := newBucket(0)
		for range longRun - 1 {
			b.pass(noon)
		}
		changed := b.learn(noon, noon, test.err)
		held := max(0, b.held.Sub(noon))
		if math.Abs(b.rate-test.rate) > 1e-9 || b.passed != test.passed || held != test.held || changed != (test.rate != 2) {
			t.Errorf("%s: rate %v, %d passed, held for %v, changed %t", test.name, b.rate, b.passed, held, changed)
		}
	}
	var none *bucket
	if none.learn(noon, noon, api(429, "ThrottlingException", "7")) {
		t.Error("no bucket has learnt something")
	}
}
