package providers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
	"unicode/utf8"
)

// What a service may ask of us. An answer is whole within a minute, or never: the largest
// pages have about 2 MB.
const (
	longestCall   = time.Minute
	largestAnswer = 16 << 20 // bytes, after decompression
	longestText   = 1000     // bytes of a message
)

// Bound returns a transport that makes requests by next, and bounds what a service can do
// to us: an answer that is not whole within a minute is an error, and so is one of more
// than 16 MiB. It does not matter whether the service sends nothing, or a byte a second,
// or a few bytes that decompress to gigabytes.
func Bound(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &boundTransport{next, longestCall, largestAnswer}
}

// A boundTransport is the transport that [Bound] returns.
type boundTransport struct {
	next    http.RoundTripper
	longest time.Duration // of a call
	largest int64         // answer, in bytes
}

// A noAnswerError says that a call took too long. It is a timeout, after which the call
// may be made again if it is safe to make it twice.
type noAnswerError struct{ after time.Duration }

func (e *noAnswerError) Error() string   { return fmt.Sprintf("no answer for %.0f s", e.after.Seconds()) }
func (e *noAnswerError) Timeout() bool   { return true }
func (e *noAnswerError) Temporary() bool { return true }

// RoundTrip makes a request. The time runs until the body is closed.
func (t *boundTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeoutCause(r.Context(), t.longest, &noAnswerError{t.longest})
	answer, err := t.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		err = late(ctx, err)
		cancel()
		return nil, err
	}
	answer.Body = &boundBody{answer.Body, ctx, cancel, t.largest}
	return answer, nil
}

// late returns the reason for which a context ended if that was the time of the call, and
// otherwise the error that the request had.
func late(ctx context.Context, err error) error {
	if slow, ok := errors.AsType[*noAnswerError](context.Cause(ctx)); ok {
		return slow
	}
	return err
}

// A boundBody is the body of an answer.
type boundBody struct {
	io.ReadCloser
	ctx    context.Context // of the call
	cancel func()
	left   int64 // bytes that may still come
}

func (b *boundBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, fmt.Errorf("the answer has more than %d MiB", largestAnswer>>20)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = late(b.ctx, err)
	}
	return n, err
}

func (b *boundBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}

// Brief returns a text of a service for a message, cut after 1,000 bytes.
func Brief(text string) string {
	if len(text) <= longestText {
		return text
	}
	end := longestText
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
