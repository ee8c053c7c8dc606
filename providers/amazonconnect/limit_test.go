package amazonconnect_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
)

// A refusing is a service that refuses the first calls of an operation.
type refusing struct {
	operation, exception, retryAfter string
	status                           int

	mu    sync.Mutex
	times int
	calls int
}

func (s *refusing) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if awsmiddleware.GetOperationName(r.Context()) != s.operation {
		return instant{}.RoundTrip(r)
	}
	s.calls++
	if s.calls > s.times {
		return respond(r, 200, "", `{}`), nil
	}
	answer := respond(r, s.status, s.exception, `{"Message": "not now"}`)
	if s.retryAfter != "" {
		answer.Header.Set("Retry-After", s.retryAfter)
	}
	return answer, nil
}

func (s *refusing) open(t *testing.T, perSecond float64) *amazonconnect.Client {
	t.Helper()
	o := amazonconnect.Options{
		Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: perSecond,
		HTTP: &http.Client{Transport: s}, Credentials: static,
	}
	c, err := amazonconnect.Open(t.Context(), o.RetryAtOnce())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var aQueue = &schema.Resource{Kind: schema.MustKind("queue"), Body: &schema.Queue{Status: "enabled"}, Live: &schema.Live{ID: "q"}}

// TestThrottled checks how long calls take that the service refuses at first. They wait in
// a line until it takes calls again, and then go at the rate that they had.
func TestThrottled(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name       string
		rate       float64
		times      int
		retryAfter string
		want       time.Duration
	}{
		{"never", 0, 0, "", 3 * time.Second},
		{"once", 0, 1, "", 5500 * time.Millisecond},              // after a second, at 2 a second
		{"once, for long", 0, 1, "30", 34500 * time.Millisecond}, // after 30
		{"without a rate", -1, 1, "30", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &refusing{operation: "UpdateQueueStatus", status: 429, exception: "TooManyRequestsException", times: test.times, retryAfter: test.retryAfter}
				c := s.open(t, test.rate)
				update := func() {
					if err := c.Update(t.Context(), aQueue, aQueue, aQueue.Kind.Set("status")); err != nil {
						t.Errorf("Update() = %v", err)
					}
				}
				start := time.Now()
				update()
				var wg sync.WaitGroup
				for range 9 {
					wg.Go(update)
				}
				wg.Wait()
				if got := time.Since(start).Round(time.Second / 2); got != test.want || s.calls != 10+test.times {
					t.Errorf("10 updates took %v and %d calls, want %v", got, s.calls, test.want)
				}
			})
		})
	}
}

// TestThrottledOften checks that a call that the service refuses many times is sent until it
// passes, and that the published rate is back within seconds.
func TestThrottledOften(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &refusing{operation: "UpdateQueueStatus", status: 429, exception: "TooManyRequestsException", times: 40}
		c := s.open(t, 0)
		update := func() {
			if err := c.Update(t.Context(), aQueue, aQueue, aQueue.Kind.Set("status")); err != nil {
				t.Errorf("Update() = %v", err)
			}
		}
		update()
		if s.calls != 41 {
			t.Errorf("%d calls, want 41", s.calls)
		}
		start := time.Now()
		for range 21 {
			update()
		}
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("21 more updates took %v, want 10 s at 2 a second, and at most 5 s before that", took)
		}
	})
}

// TestMaxAttempts checks that a setting of the AWS SDKs does not make a throttled call fail.
func TestMaxAttempts(t *testing.T) {
	t.Setenv("AWS_MAX_ATTEMPTS", "2")
	t.Setenv("AWS_CA_BUNDLE", "") // the SDK cannot add it to our transport
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	synctest.Test(t, func(t *testing.T) {
		s := &refusing{operation: "UpdateQueueStatus", status: 429, exception: "TooManyRequestsException", times: 3}
		c, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
			Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", HTTP: &http.Client{Transport: s},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Update(t.Context(), aQueue, aQueue, aQueue.Kind.Set("status")); err != nil || s.calls != 4 {
			t.Errorf("Update() = %v, after %d calls", err, s.calls)
		}
	})
}

// TestThrottledForEver checks that callwright gives up a call after minutes in which the service
// refused all calls of the operation, and later ones at once.
func TestThrottledForEver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &refusing{operation: "UpdateQueueStatus", status: 429, exception: "TooManyRequestsException", times: 1000}
		c := s.open(t, 0)
		const want = "UpdateQueueStatus: every call was throttled for 5 minutes; other programs may use up the account's quota of this operation. " +
			"Try again when they are done (TooManyRequestsException, request req-1)"
		for _, most := range []time.Duration{5*time.Minute + 5*time.Second, 5 * time.Second} {
			start := time.Now()
			err := c.Update(t.Context(), aQueue, aQueue, aQueue.Kind.Set("status"))
			if took := time.Since(start); message(err) != want || took < most-10*time.Second || took > most {
				t.Errorf("Update() = %v, after %v", err, took)
			}
		}
		if s.calls > 75 {
			t.Errorf("%d calls, want one in about five seconds", s.calls)
		}
	})
}

// TestDeleteInUse checks that deleting an object in use is tried again for some time.
func TestDeleteInUse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		rate      float64
		exception string
		times     int
		deadline  time.Duration
		took      time.Duration // in quarters of a second
		failed    string
		is        error
	}{
		{name: "free", exception: "ResourceInUseException"},
		{name: "free at last", exception: "ResourceInUseException", times: 4, took: 7 * time.Second},
		{name: "never free", exception: "ResourceInUseException", times: 99, took: 20 * time.Second, failed: "DeleteQueue: not now (ResourceInUseException, request req-1)"},
		{name: "never free, without a rate", rate: -1, exception: "ResourceInUseException", times: 99, took: 750 * time.Millisecond, failed: "DeleteQueue: not now (ResourceInUseException, request req-1)"},
		{name: "gone", exception: "ResourceNotFoundException", times: 1},
		{name: "gone at last", exception: "ResourceInUseException", times: 1, took: 500 * time.Millisecond},
		{name: "refused", exception: "InvalidParameterException", times: 1, failed: "DeleteQueue: not now (InvalidParameterException, request req-1)"},
		{
			name: "no time left", exception: "ResourceInUseException", times: 99, deadline: 2 * time.Second, took: 1500 * time.Millisecond,
			failed: "DeleteQueue: not now (ResourceInUseException, request req-1)", is: context.DeadlineExceeded,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &refusing{operation: "DeleteQueue", status: 409, exception: test.exception, times: test.times}
				c := s.open(t, test.rate)
				ctx := t.Context()
				if test.deadline > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.deadline)
					defer cancel()
				}
				start := time.Now()
				err := c.Delete(ctx, aQueue)
				if got := time.Since(start).Round(time.Second / 4); got != test.took {
					t.Errorf("took %v and %d calls, want %v", got, s.calls, test.took)
				}
				if message(err) != test.failed || test.is != nil && !errors.Is(err, test.is) {
					t.Errorf("Delete() = %v, want %q", err, test.failed)
				}
			})
		})
	}
}

// TestDeleteCanceled checks that the wait ends with the context.
func TestDeleteCanceled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &refusing{operation: "DeleteQueue", status: 409, exception: "ResourceInUseException", times: 99}
		c := s.open(t, 0)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		start := time.Now()
		err := c.Delete(ctx, aQueue)
		if got := time.Since(start); got != 3*time.Second || !errors.Is(err, context.Canceled) || !strings.Contains(message(err), "ResourceInUseException") {
			t.Errorf("Delete() = %v, after %v", err, got)
		}
	})
}

// TestTraceOfThrottling checks that a trace is told that a call waits, for how long and at
// which rate, and that it is sent again, and why.
func TestTraceOfThrottling(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &refusing{operation: "UpdateQueueStatus", status: 429, exception: "TooManyRequestsException", times: 1, retryAfter: "3"}
		c := s.open(t, 2)
		var waits []providers.Wait
		var retries []providers.Retry
		calls := 0
		ctx := providers.WithTrace(t.Context(), providers.Trace{
			Wait:  func(w providers.Wait) { waits = append(waits, w) },
			Retry: func(r providers.Retry) { retries = append(retries, r) },
			Call:  func(string) { calls++ },
		})
		if err := c.Update(ctx, aQueue, aQueue, aQueue.Kind.Set("status")); err != nil {
			t.Fatal(err)
		}
		if len(waits) != 1 || waits[0] != (providers.Wait{Operation: "UpdateQueueStatus", For: waits[0].For, PerSecond: 2}) || waits[0].For < 3*time.Second {
			t.Errorf("waits are %+v, want one of 3 s or more for UpdateQueueStatus at 2/s", waits)
		}
		if len(retries) != 1 || retries[0].Attempt != 2 || retries[0].Waited != waits[0].For || retries[0].Reason != "TooManyRequestsException" {
			t.Errorf("retries are %+v, want one, as long after as was waited, for TooManyRequestsException", retries)
		}
		if calls != 2 {
			t.Errorf("%d calls, want 2", calls)
		}
	})
}
