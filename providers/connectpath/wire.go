package connectpath

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/go-retryablehttp"

	"github.com/callwright/callwright/providers"
)

// A wire sends calls to one API. The token goes to the endpoint's host alone.
type wire struct {
	base   *url.URL
	token  string
	client *retryablehttp.Client
}

// The largest answer that is read, and how long a service may ask to wait.
const (
	maxAnswer = 32 << 20
	maxWait   = time.Minute
	tries     = 5
)

func newWire(o Options) (*wire, error) {
	base, err := url.Parse(o.Endpoint)
	switch {
	case o.Endpoint == "":
		return nil, errors.New("no endpoint is given: set CALLWRIGHT_CONNECTPATH_ENDPOINT")
	case err != nil || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "":
		return nil, fmt.Errorf("the endpoint %q is no address such as https://connectpath.example.com", o.Endpoint)
	case base.Scheme != "https" && (base.Scheme != "http" || !Loopback(base)):
		return nil, fmt.Errorf("the endpoint %q is not https, and not on this machine; the token would be sent in the clear", o.Endpoint)
	case o.Token == "":
		return nil, fmt.Errorf("no token is given: set CALLWRIGHT_CONNECTPATH_TOKEN, or CALLWRIGHT_CONNECTPATH_TOKEN_FILE to a file that holds it: %w", providers.ErrAuth)
	case strings.ContainsFunc(o.Token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, fmt.Errorf("the token holds a character that no token has: %w", providers.ErrAuth)
	}
	base.Path = strings.TrimSuffix(base.Path, "/")
	w := &wire{base: base, token: o.Token, client: retryablehttp.NewClient()}
	c := w.client
	c.Logger, c.RetryMax, c.RetryWaitMin, c.RetryWaitMax = nil, tries-1, 200*time.Millisecond, 5*time.Second
	if o.Log != nil {
		c.Logger = o.Log
	}
	c.CheckRetry, c.Backoff, c.ErrorHandler = again, backoff, retryablehttp.PassthroughErrorHandler
	if o.HTTP != nil {
		own := *o.HTTP
		c.HTTPClient = &own
	}
	c.HTTPClient.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return w, nil
}

// Loopback reports whether an address is on this machine.
func Loopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// A call is one request, and what it means to send it again.
type call struct {
	operation string
	method    string
	path      string // below the endpoint, escaped
	query     url.Values
	ifMatch   string
	once      string // Idempotency-Key
	body      any    // nil for none
}

// repeatable reports whether the call may be sent again when it is not known what
// became of it.
func (c call) repeatable() bool {
	return c.method == http.MethodGet || c.ifMatch != "" || c.once != ""
}

type repeatableKey struct{}

// again says whether a call is sent again: when it was not carried out, or does no
// more when it is carried out twice.
func again(ctx context.Context, answer *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err == nil && (answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable) {
		return true, nil
	}
	repeatable, _ := ctx.Value(repeatableKey{}).(bool)
	return repeatable && (err != nil || answer.StatusCode >= http.StatusInternalServerError), nil
}

// backoff waits as the service asks, within reason.
func backoff(least, most time.Duration, attempt int, answer *http.Response) time.Duration {
	return min(retryablehttp.DefaultBackoff(least, most, attempt, answer), maxWait)
}

// An answer is what a call was answered with.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// into reads the answer's body.
func (a answer) into(c call, v any) error {
	if err := json.Unmarshal(a.body, v); err != nil {
		return &callError{Operation: c.operation, Message: fmt.Sprintf("the answer cannot be read: %v", err), cause: err}
	}
	return nil
}

// receive makes the call, and reads the body of its answer.
func receive[T any](ctx context.Context, w *wire, c call) (T, http.Header, error) {
	var body T
	a, err := w.send(ctx, c)
	if err == nil {
		err = a.into(c, &body)
	}
	return body, a.header, err
}

// send makes the call. An answer that is an error is a [callError].
func (w *wire) send(ctx context.Context, c call) (answer, error) {
	r, err := w.request(ctx, c)
	if err != nil {
		return answer{}, err
	}
	response, err := w.client.Do(r)
	if err != nil {
		return answer{}, unsent(ctx, c, err)
	}
	defer response.Body.Close()
	a := answer{status: response.StatusCode, header: response.Header}
	if a.body, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer)); err != nil {
		return a, unsent(ctx, c, err)
	}
	if a.status >= http.StatusMultipleChoices {
		return a, refused(c, a)
	}
	return a, nil
}

func (w *wire) request(ctx context.Context, c call) (*retryablehttp.Request, error) {
	var body []byte
	if c.body != nil {
		var err error
		if body, err = json.Marshal(c.body); err != nil {
			return nil, err
		}
	}
	address := w.base.String() + c.path
	if len(c.query) > 0 {
		address += "?" + c.query.Encode()
	}
	r, err := retryablehttp.NewRequestWithContext(context.WithValue(ctx, repeatableKey{}, c.repeatable()), c.method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+w.token)
	r.Header.Set("Accept", "application/json, application/problem+json")
	r.Header.Set("User-Agent", "callwright")
	r.Header.Set("X-Request-Id", uuid.NewString())
	for name, value := range map[string]string{"If-Match": c.ifMatch, "Idempotency-Key": c.once} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	if c.body != nil {
		r.Header.Set("Content-Type", "application/json")
		if c.method == http.MethodPatch {
			r.Header.Set("Content-Type", "application/merge-patch+json")
		}
	}
	return r, nil
}
