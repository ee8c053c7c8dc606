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

// A transport sends calls to one API, and sends some of them again. The token goes to the
// host of the endpoint and to no other, so redirects are not followed.
type transport struct {
	base   *url.URL
	token  string
	client *retryablehttp.Client
}

const (
	maxWait = time.Minute // however long the service asks to wait
	tries   = 5           // of one call
)

// newTransport checks the endpoint and the token before anything is sent to the one with
// the other: http is only for this machine, because a token in the clear is a token lost.
func newTransport(o Options) (*transport, error) {
	base, err := url.Parse(o.Endpoint)
	switch {
	case o.Endpoint == "":
		return nil, errors.New("no endpoint: set CALLWRIGHT_CONNECTPATH_ENDPOINT")
	case err != nil || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "":
		return nil, fmt.Errorf("the endpoint %q is not an address such as https://connectpath.example.com", o.Endpoint)
	case base.Scheme != "https" && (base.Scheme != "http" || !Loopback(base)):
		return nil, fmt.Errorf("the endpoint %q does not use https and is not on this machine; the token would be sent unencrypted", o.Endpoint)
	case o.Token == "":
		return nil, fmt.Errorf("no token: set CALLWRIGHT_CONNECTPATH_TOKEN, or CALLWRIGHT_CONNECTPATH_TOKEN_FILE to a file that contains it: %w", providers.ErrAuth)
	case strings.ContainsFunc(o.Token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, fmt.Errorf("the token contains a character that is not allowed: %w", providers.ErrAuth)
	}
	base.Path = strings.TrimSuffix(base.Path, "/")
	t := &transport{base: base, token: o.Token, client: retryablehttp.NewClient()}
	c := t.client
	c.Logger, c.RetryMax, c.RetryWaitMin, c.RetryWaitMax = nil, tries-1, 200*time.Millisecond, 5*time.Second
	if o.Log != nil {
		c.Logger = o.Log
	}
	c.CheckRetry, c.Backoff, c.ErrorHandler = retries, backoff, retryablehttp.PassthroughErrorHandler
	if o.HTTP != nil {
		own := *o.HTTP
		c.HTTPClient = &own
	}
	c.HTTPClient.Transport = providers.Bound(c.HTTPClient.Transport)
	c.HTTPClient.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return t, nil
}

// Loopback reports whether an address is on this machine, for example
// http://127.0.0.1:8080. A name is not looked up: only localhost is.
func Loopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// A repeatableKey is the key of a context that says whether its call is repeatable.
type repeatableKey struct{}

// retries reports whether a call is sent again. After a 429 or a 503 that is safe, because
// the service did nothing. After a lost answer or another 5xx it is safe only when the
// call is repeatable: a service may have made the group and then failed to say so.
func retries(ctx context.Context, answer *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err == nil && (answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable) {
		return true, nil
	}
	repeatable, _ := ctx.Value(repeatableKey{}).(bool)
	return repeatable && (err != nil || answer.StatusCode >= http.StatusInternalServerError), nil
}

// backoff returns how long to wait before a call is sent again: as long as Retry-After
// asks for, up to maxWait.
func backoff(least, most time.Duration, attempt int, answer *http.Response) time.Duration {
	return min(retryablehttp.DefaultBackoff(least, most, attempt, answer), maxWait)
}

// decode reads the body of the call's answer into v. An answer that lacks what the rule of the
// operation requires is an error.
func (a answer) decode(c call, v any) error {
	if len(bytes.TrimSpace(a.body)) == 0 {
		return incomplete(c, "the body")
	}
	if err := json.Unmarshal(a.body, v); err != nil {
		return unreadable(c, err)
	}
	if lacks := rules[c.operation].lacks(a.body); lacks != "" {
		return incomplete(c, lacks)
	}
	return nil
}

// receive makes the call, and returns the body and the header of its answer.
func receive[T any](ctx context.Context, t *transport, c call) (T, http.Header, error) {
	var body T
	a, err := t.send(ctx, c)
	if err == nil {
		err = a.decode(c, &body)
	}
	return body, a.header, err
}

// noTurn is the turn of a call: ConnectPath limits no rates, so no call waits for one.
func noTurn(ctx context.Context) error { return ctx.Err() }

// send makes the call. When the service refuses it, the error is a [callError].
func (t *transport) send(ctx context.Context, c call) (answer, error) {
	r, err := t.request(ctx, c)
	if err != nil {
		return answer{}, err
	}
	if err = providers.PassGate(ctx, c.method != http.MethodGet, noTurn); err != nil {
		return answer{}, fmt.Errorf("%s: %w", c.operation, err)
	}
	response, err := t.client.Do(r)
	if err != nil {
		return answer{}, unanswered(ctx, c, err)
	}
	defer response.Body.Close()
	a := answer{status: response.StatusCode, header: response.Header}
	if a.body, err = io.ReadAll(response.Body); err != nil {
		return a, unanswered(ctx, c, err)
	}
	if a.status >= http.StatusMultipleChoices {
		return a, refused(c, a)
	}
	return a, nil
}

// request returns the HTTP request of a call. Each has an id of its own, so that an
// operator of a gateway finds it in the gateway's log.
func (t *transport) request(ctx context.Context, c call) (*retryablehttp.Request, error) {
	var body []byte
	if c.body != nil {
		var err error
		if body, err = json.Marshal(c.body); err != nil {
			return nil, err
		}
	}
	address := t.base.String() + c.path
	if len(c.query) > 0 {
		address += "?" + c.query.Encode()
	}
	r, err := retryablehttp.NewRequestWithContext(context.WithValue(ctx, repeatableKey{}, c.repeatable()), c.method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+t.token)
	r.Header.Set("Accept", "application/json, application/problem+json")
	r.Header.Set("User-Agent", "callwright")
	r.Header.Set("X-Request-Id", uuid.NewString())
	for name, value := range map[string]string{"If-Match": c.ifMatch, "Idempotency-Key": c.key} {
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
