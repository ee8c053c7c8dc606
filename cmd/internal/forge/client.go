package forge

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
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/callwright/callwright/providers"
)

const (
	tries       = 5           // of a call
	longestWait = time.Minute // before a call is made again; whoever asks for more gets an error
	perPage     = 100         // the most that both forges allow
	mostPages   = 100
	longestText = 300 // bytes of a forge's message that we show
)

// A client makes the calls of one API. The token goes to the host of the API and to no other, so
// redirects are not followed.
type client struct {
	title  string
	base   string
	token  string
	header http.Header
	http   *retryablehttp.Client
}

// newClient checks the address of the API before the token is sent there. A token goes over http
// only to this machine.
func newClient(s *Site) (*client, error) {
	base, err := url.Parse(s.API)
	if err != nil || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "" {
		return nil, fmt.Errorf("the address of the API of %s must be like https://api.github.com", s.Title())
	}
	ip := net.ParseIP(base.Hostname())
	if base.Scheme != "https" && (base.Scheme != "http" || base.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback())) {
		return nil, fmt.Errorf("the address %s does not use https, so the token would be sent unencrypted", base)
	}
	if err := s.checkToken(); err != nil {
		return nil, err
	}
	header := http.Header{"Authorization": {"Bearer " + s.Token}, "User-Agent": {"callwright"}, "Accept": {"application/json"}}
	if s.Forge == GitHub { // REST API, "API versions"
		header.Set("Accept", "application/vnd.github+json")
		header.Set("X-Github-Api-Version", "2022-11-28")
	}
	c := &client{title: s.Title(), base: strings.TrimSuffix(base.String(), "/"), token: s.Token, header: header, http: retryablehttp.NewClient()}
	h := c.http
	h.Logger, h.RetryMax, h.RetryWaitMin, h.RetryWaitMax = nil, tries-1, 500*time.Millisecond, 10*time.Second
	if s.Pause > 0 {
		h.RetryWaitMin = s.Pause
	}
	if s.Log != nil {
		h.Logger = s.Log
	}
	h.CheckRetry, h.Backoff, h.ErrorHandler = retries, backoff, retryablehttp.PassthroughErrorHandler
	h.HTTPClient.Transport = providers.Bound(h.HTTPClient.Transport)
	h.HTTPClient.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c, nil
}

// createKey is the key of a context whose call creates something.
type createKey struct{}

// retries reports whether a call is made again. After a refusal because of too many calls that is
// safe, because the forge did nothing. After a lost answer or a 5xx it is not safe for a
// call that creates something; the keeper looks first whether it is there.
func retries(ctx context.Context, answer *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err == nil && limited(answer) {
		return asked(answer) <= longestWait, nil
	}
	if ctx.Value(createKey{}) != nil {
		return false, nil
	}
	if err == nil && answer.StatusCode >= http.StatusInternalServerError {
		return asked(answer) <= longestWait, nil
	}
	return err != nil, nil
}

// limited reports whether the forge took no call because there were too many. GitHub says so with
// 403 or 429 (REST API, "Rate limits": Retry-After, or X-RateLimit-Remaining: 0), GitLab with
// 429 ("Rate limits").
func limited(answer *http.Response) bool {
	return answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusForbidden &&
		(answer.Header.Get("Retry-After") != "" || answer.Header.Get("X-Ratelimit-Remaining") == "0")
}

// asked returns how long the forge asks to wait; 0 if it does not say.
func asked(answer *http.Response) time.Duration {
	after := answer.Header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(after, 10, 64); err == nil {
		return time.Duration(min(max(seconds, 0), 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(time.Until(at), 0)
	}
	if answer.Header.Get("X-Ratelimit-Remaining") == "0" {
		if at, err := strconv.ParseInt(answer.Header.Get("X-Ratelimit-Reset"), 10, 64); err == nil {
			return max(time.Until(time.Unix(at, 0)), 0)
		}
	}
	return 0
}

// backoff returns how long to wait before a call is made again: as long as the forge asks, or twice
// as long each time.
func backoff(least, most time.Duration, attempt int, answer *http.Response) time.Duration {
	if answer != nil && (limited(answer) || answer.StatusCode >= http.StatusInternalServerError) {
		if wait := asked(answer); wait > 0 {
			return wait
		}
	}
	return min(least<<attempt, most)
}

// A call is one request to the API.
type call struct {
	doing  string // for messages: "to list comments"
	method string
	path   string
	query  url.Values
	body   any // becomes JSON; nil for none
}

// A callError is an answer that is not a success, or no answer.
type callError struct {
	text   string
	status int // 0 if there was no answer
}

func (e *callError) Error() string { return e.text }

// Is says which answers mean that the forge does not accept the token.
func (e *callError) Is(target error) bool {
	return target == ErrRefused && (e.status == http.StatusUnauthorized || e.status == http.StatusForbidden)
}

// do makes the call, reads the JSON of the answer into v, unless that is nil, and reports whether
// there is a next page. Both forges say so in the header Link.
func (c *client) do(ctx context.Context, k call, v any) (next bool, err error) {
	if k.method == http.MethodPost {
		ctx = context.WithValue(ctx, createKey{}, true)
	}
	address := c.base + k.path
	if len(k.query) > 0 {
		address += "?" + k.query.Encode()
	}
	var body []byte
	if k.body != nil {
		if body, err = json.Marshal(k.body); err != nil {
			return false, err
		}
	}
	r, err := retryablehttp.NewRequestWithContext(ctx, k.method, address, body)
	if err != nil {
		return false, err
	}
	r.Header = c.header.Clone()
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return false, c.unanswered(ctx, k, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return false, c.unanswered(ctx, k, err)
	}
	if answer.StatusCode >= http.StatusMultipleChoices {
		return false, c.refused(k, answer, text)
	}
	if v != nil {
		if err := json.Unmarshal(text, v); err != nil {
			return false, &callError{fmt.Sprintf("%s answered something unreadable when asked %s: %v", c.title, k.doing, err), 0}
		}
	}
	return strings.Contains(answer.Header.Get("Link"), `rel="next"`), nil
}

// unanswered returns the error for a call without an answer.
func (c *client) unanswered(ctx context.Context, k call, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return &callError{c.hidden(fmt.Sprintf("%s did not answer when asked %s: %v", c.title, k.doing, err)), 0}
}

// refused returns the error for an answer that is not a success.
func (c *client) refused(k call, answer *http.Response, text []byte) error {
	e := &callError{status: answer.StatusCode}
	said := c.hidden(message(text))
	switch {
	case limited(answer) || e.status == http.StatusForbidden && strings.Contains(said, "rate limit"):
		e.status = http.StatusTooManyRequests
		e.text = fmt.Sprintf("%s takes no more calls for now when asked %s: %s", c.title, k.doing, said)
		if wait := asked(answer); wait > 0 {
			e.text += fmt.Sprintf(" (it asks to wait %.0f s)", wait.Seconds())
		}
	case e.status < http.StatusBadRequest:
		e.text = fmt.Sprintf("%s answered with a redirect when asked %s; give the address that it leads to", c.title, k.doing)
	default:
		e.text = fmt.Sprintf("%s refused %s: %d %s", c.title, k.doing, e.status, said)
	}
	return e
}

// hidden returns the text without the token. A service may repeat it in a message.
func (c *client) hidden(text string) string { return strings.ReplaceAll(text, c.token, "(token)") }

// message returns what an answer says about an error. GitHub has {"message": "…", "errors": […]},
// and GitLab {"message": …} with a text or an object, or {"error": "…"}.
func message(text []byte) string {
	var said struct {
		Message, Errors, Error json.RawMessage
	}
	if json.Unmarshal(text, &said) != nil {
		return "without a message"
	}
	var parts []string
	for _, raw := range []json.RawMessage{said.Message, said.Errors, said.Error} {
		var words string
		if json.Unmarshal(raw, &words) != nil {
			var compact bytes.Buffer
			_ = json.Compact(&compact, raw) // it was valid JSON a moment ago, or it is missing
			words = compact.String()
		}
		if words != "" {
			parts = append(parts, words)
		}
	}
	all := strings.Join(parts, " ")
	if len(all) > longestText {
		all = strings.ToValidUTF8(all[:longestText], "") + "…"
	}
	return all
}

// pages reads all pages of a list. Each gets the items of a page.
func pages[T any](ctx context.Context, c *client, k call, each func(T)) error {
	if k.query == nil {
		k.query = url.Values{}
	}
	k.query.Set("per_page", strconv.Itoa(perPage))
	for page := 1; page <= mostPages; page++ {
		k.query.Set("page", strconv.Itoa(page))
		var items []T
		next, err := c.do(ctx, k, &items)
		if err != nil {
			return err
		}
		for _, item := range items {
			each(item)
		}
		if !next {
			return nil
		}
	}
	return fmt.Errorf("%s has more than %d pages when asked %s", c.title, mostPages, k.doing)
}

// passing reports whether the same call may succeed later, or after a look at what is there now.
func passing(err error) bool {
	e, ok := errors.AsType[*callError](err)
	return ok && (e.status == 0 || e.status >= http.StatusInternalServerError || e.status == http.StatusConflict || e.status == http.StatusRequestTimeout)
}

// gone reports whether what the call is about is not there.
func gone(err error) bool {
	return statusOf(err) == http.StatusNotFound || statusOf(err) == http.StatusGone
}

// statusOf returns the status of the answer that is the error; 0 if it is not an answer.
func statusOf(err error) int {
	if e, ok := errors.AsType[*callError](err); ok {
		return e.status
	}
	return 0
}
