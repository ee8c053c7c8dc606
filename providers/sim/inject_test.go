package sim_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/callwright/callwright/providers/sim"
)

// inject adds a fault to the instance.
func (c *client) inject(rule string) {
	c.Helper()
	f, err := sim.ParseFault(rule)
	if err == nil {
		err = c.sim.Inject(f)
	}
	if err != nil {
		c.Fatal(err)
	}
}

// outcome is what a client sees of a call: the exception and the status, "ok", or
// "no answer".
func outcome(err error) string {
	var api smithy.APIError
	var response *smithyhttp.ResponseError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &api) && errors.As(err, &response):
		return fmt.Sprintf("%s %d", api.ErrorCode(), response.HTTPStatusCode())
	}
	return "no answer"
}

// Each kind of fault: what the client sees, and whether the queue is there then.
func TestFaults(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]struct {
		outcome string
		applied bool
	}{
		"500":                  {"InternalServiceException 500", false},
		"applied-500":          {"InternalServiceException 500", true},
		"drop":                 {"no answer", false},
		"applied-then-drop":    {"no answer", true},
		"throttle":             {"ThrottlingException 429", false},
		"too-many":             {"TooManyRequestsException 429", false},
		"limit":                {"LimitExceededException 429", false},
		"timeout=1ms":          {"InternalServiceException 500", false},
		"applied-timeout=1ms":  {"ok", true},
		"expired":              {"ExpiredTokenException 403", false},
		"denied":               {"AccessDeniedException 403", false},
		"empty":                {"ok", false},
		"kill":                 {"no answer", true},
		"every=2:throttle":     {"ok", true},
		"after=1:drop":         {"ok", true},
		"after=1:every=1:drop": {"ok", true},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			var killed atomic.Bool
			c := start(t, "", sim.Options{Exit: func() { killed.Store(true) }})
			c.inject("DeleteQueue,CreateQueue:" + kind)
			_, err := c.CreateQueue(ctx, c.newQueue("Sales"))
			if got := outcome(err); got != want.outcome {
				t.Errorf("CreateQueue: %s, want %s", got, want.outcome)
			}
			if _, got := c.idsOfQueues()["Sales"]; got != want.applied {
				t.Errorf("the queue is there: %v, want %v", got, want.applied)
			}
			if killed.Load() != (kind == "kill") {
				t.Error("the process ended, or did not")
			}
		})
	}
}

// Every kind of fault has a case in TestFaults, by its name: this is the list.
func TestFaultKinds(t *testing.T) {
	t.Parallel()
	want := []string{
		"500", "applied-500", "applied-then-drop", "applied-timeout", "denied", "drop",
		"empty", "expired", "kill", "limit", "throttle", "timeout", "too-many",
	}
	if got := sim.FaultKinds(); !slices.Equal(got, want) {
		t.Errorf("FaultKinds() = %v, want %v", got, want)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{Faults: []sim.Fault{{Operations: []string{"ListInstances"}, Kind: "too-many"}}})
	if w := ask(s, "GET", "/instance", signature, ""); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := ask(s, "GET", "/instance", signature, ""); w.Code != http.StatusOK || w.Header().Get("Retry-After") != "" {
		t.Errorf("once more: %d %v", w.Code, w.Header())
	}
}

// Which of the calls are struck: "x" is one, "." is not.
func TestFaultsCount(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		reason string
		rules  []string
		want   string
	}{
		{"once unless said otherwise", []string{"ListInstances"}, "x......"},
		{"after some", []string{"ListInstances:after=2:count=3"}, "..xxx.."},
		{"without end", []string{"*:after=4:forever"}, "....xxx"},
		{"every third, without end", []string{"ListInstances:every=3"}, "..x..x."},
		{"every second after one, twice", []string{"ListInstances:after=1:every=2:count=2"}, "..x.x.."},
		{"another operation", []string{"ListUsers:forever"}, "......."},
		{"the second sees what the first lets through", []string{"*:count=2:500", "*:after=1:count=1:500"}, "xx.x..."},
	} {
		s := open(t, sim.Options{})
		for _, rule := range test.rules {
			f, err := sim.ParseFault(rule)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Inject(f); err != nil {
				t.Fatal(err)
			}
		}
		got := ""
		for range test.want {
			got += map[int]string{200: ".", 500: "x"}[ask(s, "GET", "/instance", signature, "").Code]
		}
		if got != test.want {
			t.Errorf("%s: %v: %s, want %s", test.reason, test.rules, got, test.want)
		}
	}
}

// What is not answered by an operation, faults have no part in; Heal ends them.
func TestFaultsStrikeOperationsOnly(t *testing.T) {
	t.Parallel()
	var calls []sim.Call
	s := open(t, sim.Options{
		Faults:  []sim.Fault{{Operations: []string{"*"}, Count: sim.Forever}},
		Observe: func(c sim.Call) { calls = append(calls, c) },
	})
	if w := ask(s, "GET", "/nothing", signature, ""); w.Code != http.StatusNotFound {
		t.Errorf("no operation: %d", w.Code)
	}
	if w := ask(s, "GET", "/instance", "", ""); w.Code != http.StatusForbidden {
		t.Errorf("not signed: %d", w.Code)
	}
	if w := ask(s, "GET", "/instance", signature, ""); w.Code != http.StatusInternalServerError {
		t.Errorf("struck: %d", w.Code)
	}
	s.Heal()
	if w := ask(s, "GET", "/instance", signature, ""); w.Code != http.StatusOK {
		t.Errorf("healed: %d", w.Code)
	}
	for i, want := range []string{"", "", "500", ""} {
		if calls[i].Fault != want {
			t.Errorf("observed %+v, want the fault %q", calls[i], want)
		}
	}
}

// However many call at once, a fault strikes as often as it says.
func TestFaultsUnderLoad(t *testing.T) {
	t.Parallel()
	c := start(t, filepath.Join(t.TempDir(), "centre.db"), sim.Options{})
	c.inject("CreateQueue:after=3:count=5:applied-500")
	var failed atomic.Int32
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if _, err := c.CreateQueue(ctx, c.newQueue(fmt.Sprintf("Q%d", i))); err != nil {
				failed.Add(1)
			}
		})
	}
	wg.Wait()
	if failed.Load() != 5 || len(c.idsOfQueues()) != 21 {
		t.Errorf("%d calls failed, and there are %d queues", failed.Load(), len(c.idsOfQueues()))
	}
}

// A client that gives up before the answer comes ends the waiting.
func TestTimeoutEndsWithTheClient(t *testing.T) {
	t.Parallel()
	for kind, applied := range map[string]bool{"timeout=1h": false, "applied-timeout=1h": true} {
		observed := make(chan sim.Call, 100)
		s := open(t, sim.Options{Observe: func(c sim.Call) { observed <- c }})
		given, giveUp := context.WithCancel(ctx)
		defer giveUp()
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(body))
			giveUp()
			s.ServeHTTP(w, r)
		}))
		defer server.Close()
		f, err := sim.ParseFault("CreateSecurityProfile:" + kind)
		if err == nil {
			err = s.Inject(f)
		}
		if err != nil {
			t.Fatal(err)
		}
		in := &connect.CreateSecurityProfileInput{InstanceId: aws.String(s.Instance().ID), SecurityProfileName: aws.String("A")}
		if _, err = connectTo(server.URL).CreateSecurityProfile(given, in); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: the error is %v", kind, err)
		}
		if call := <-observed; call.Status != 0 || call.Operation != "CreateSecurityProfile" {
			t.Errorf("%s: observed %+v", kind, call)
		}
		_, err = connectTo(server.URL).CreateSecurityProfile(ctx, in)
		if (outcome(err) == "DuplicateResourceException 409") != applied {
			t.Errorf("%s: once more: %v", kind, err)
		}
	}
}

// inProcess answers requests without a network, as net/http's server would.
type inProcess struct{ http.Handler }

func (p inProcess) RoundTrip(r *http.Request) (answer *http.Response, err error) {
	defer func() {
		switch recover() {
		case nil:
		case http.ErrAbortHandler:
			err = io.ErrUnexpectedEOF
		default:
			err = errors.New("another panic")
		}
	}()
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Result(), nil
}

// In the same process, a dropped connection is a panic with http.ErrAbortHandler.
func TestFaultsInProcess(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{Faults: []sim.Fault{
		{Operations: []string{"CreateSecurityProfile"}, Kind: "applied-then-drop"},
		{Operations: []string{"CreateSecurityProfile"}, Kind: "throttle"},
	}})
	c := connect.New(connect.Options{
		Region: "eu-west-2", HTTPClient: &http.Client{Transport: inProcess{s}}, BaseEndpoint: aws.String("http://sim.invalid"),
		Credentials: credentials.NewStaticCredentialsProvider("any", "thing", ""), RetryMaxAttempts: 1,
	})
	in := &connect.CreateSecurityProfileInput{InstanceId: aws.String(s.Instance().ID), SecurityProfileName: aws.String("A")}
	_, err := c.CreateSecurityProfile(ctx, in)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("dropped: %v", err)
	}
	for _, want := range []string{"ThrottlingException 429", "DuplicateResourceException 409"} {
		if _, err = c.CreateSecurityProfile(ctx, in); outcome(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
