package pacer

import (
	"errors"
	"math"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"
)

var noon = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

// turns returns how long n calls wait that come at the same time.
func turns(b *bucket, now time.Time, n int) []time.Duration {
	waits := make([]time.Duration, n)
	for i := range waits {
		waits[i] = b.turn(now).Round(time.Millisecond)
	}
	return waits
}

func TestBucketTurns(t *testing.T) {
	t.Parallel()
	const second = time.Second
	b := newBucket(0)
	if diff := cmp.Diff([]time.Duration{0, 0, 0, 0, second / 2, second, 3 * second / 2}, turns(b, noon, 7)); diff != "" {
		t.Errorf("at first mismatch (-want +got):\n%s", diff)
	}
	later := noon.Add(time.Minute)
	if !b.refuse(later, later, 0) || b.rate() != 1 {
		t.Errorf("rate %v after a refusal, want 1", b.rate())
	}
	// The first call waits at 1 a second, and the others come after the rest.
	if diff := cmp.Diff([]time.Duration{second, 3 * second / 2, 2 * second}, turns(b, later, 3)); diff != "" {
		t.Errorf("after a refusal mismatch (-want +got):\n%s", diff)
	}
	later = later.Add(time.Minute)
	b.refuse(later, later, 9*second)
	if got := b.hold(later); b.rate() != 1 || got != 9*second {
		t.Errorf("held for %v at rate %v, want 9s at 1", got, b.rate())
	}
	if diff := cmp.Diff([]time.Duration{9 * second, 19 * second / 2}, turns(b, later, 2)); diff != "" {
		t.Errorf("while held mismatch (-want +got):\n%s", diff)
	}
	if got := b.hold(later.Add(9 * second)); got != 0 {
		t.Errorf("held for another %v", got)
	}
	later = later.Add(time.Minute)
	b.refuse(later, later, 24*time.Hour)
	if got := b.hold(later); got != longestHold {
		t.Errorf("held for %v, want %v", got, longestHold)
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
		if got := step.by.bucket(step.operation).rate(); got != step.want {
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
		{0, "-", 40, 2},
		{0, "-", 41, 2.2},
		{0, "-", 1 + 8*40, 2 * math.Pow(1.1, 8)}, // others may have gone
		{10, "", 1000 * 40, 10},
		{10, "-", 0, 5},
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
		if got := b.rate(); math.Abs(got-test.want) > 1e-9 {
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
		{0, true, 1.21}, // others share the quota
		{1, false, 2},   // the published rate, after a rest
		{longRun, false, 2.2},
	} {
		for range step.passed {
			now = now.Add(time.Minute)
			b.pass(now)
		}
		if now = now.Add(time.Minute); step.refused {
			b.refuse(now, now, 0)
		}
		if got := b.rate(); math.Abs(got-step.want) > 1e-9 {
			t.Fatalf("after %+v: rate %v", step, got)
		}
	}
}

// TestBucketRests refuses the published rate, and checks for how long the bucket stays below
// it: for a moment, which doubles until a long run of calls has passed at that rate.
func TestBucketRests(t *testing.T) {
	t.Parallel()
	b, now := newBucket(0), noon
	for _, rest := range []time.Duration{1, 2, 4, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800, 1800} {
		if rest == 0 {
			for range longRun {
				b.pass(now)
			}
			b.refuse(now, now, 0) // the higher rate
			if b.rate() != publishedRate {
				t.Fatalf("rate %v, want the published one", b.rate())
			}
			continue
		}
		now = now.Add(time.Minute)
		b.refuse(now, now, 0)
		b.pass(now.Add(rest*time.Second - 1))
		below := b.rate()
		now = now.Add(rest * time.Second)
		if b.pass(now); below != publishedRate/2 || b.rate() != publishedRate {
			t.Fatalf("the rate was %v before %d s, and %v after", below, rest, b.rate())
		}
	}
}

// TestBucketFindsTheRate calls services of several capacities. After some time the bucket
// uses most of the capacity, and is rarely refused.
func TestBucketFindsTheRate(t *testing.T) {
	t.Parallel()
	for _, capacity := range []float64{0.3, 0.5, 1, 1.7, 2, 4, 20} {
		service, b, now := rate.NewLimiter(rate.Limit(capacity), max(1, int(2.5*capacity))), newBucket(0), noon
		const calls, warm = 12_000, 6000
		refused, passed := 0, 0
		var since time.Time
		for i := range calls {
			if i == warm {
				refused, passed, since = 0, 0, now
			}
			now = now.Add(b.turn(now))
			if service.AllowN(now, 1) {
				passed++
				b.pass(now)
			} else {
				refused++
				b.refuse(now, now, 0)
			}
		}
		got := float64(passed) / now.Sub(since).Seconds()
		if got < 0.6*min(capacity, 10) || refused > (calls-warm)/50 {
			t.Errorf("of %v a second it made %.2f, and %d of %d calls were refused", capacity, got, refused, calls-warm)
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
		{"throttled", api(429, "ThrottlingException", ""), 0, 1, 0},
		{"too many requests", api(429, "TooManyRequestsException", ""), 0, 1, 0},
		{"throttled for some seconds", api(429, "ThrottlingException", "7"), 0, 1, 7 * time.Second},
		{"throttled until then", api(429, "ThrottlingException", "Mon, 02 Nov 2026 12:00:07 GMT"), 0, 1, 7 * time.Second},
		{"throttled until long ago", api(429, "ThrottlingException", "Mon, 02 Nov 2020 12:00:07 GMT"), 0, 1, 0},
		{"throttled for nonsense", api(429, "ThrottlingException", "-3 moons"), 0, 1, 0},
	} {
		b := newBucket(0)
		for range longRun - 1 {
			b.pass(noon)
		}
		changed := b.learn(noon, noon, test.err)
		if math.Abs(b.rate()-test.rate) > 1e-9 || b.passed != test.passed || b.hold(noon) != test.held || changed != (test.rate != 2) {
			t.Errorf("%s: rate %v, %d passed, held for %v, changed %t", test.name, b.rate(), b.passed, b.hold(noon), changed)
		}
	}
	var none *bucket
	if none.learn(noon, noon, api(429, "ThrottlingException", "7")) {
		t.Error("no bucket has learnt something")
	}
}
