package providers

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestBound asks a service that does not answer, or answers without end.
func TestBound(t *testing.T) {
	t.Parallel()
	const largest = 1 << 20
	for name, test := range map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request)
		want   string // in the error; "" for none
	}{
		"an answer": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, strings.Repeat("x", largest)) }, ""},
		"nothing":   {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "no answer for 1 s"},
		"a byte now and then": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, "x")
				_ = http.NewResponseController(w).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, "no answer for 1 s"},
		"too much": {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, strings.Repeat("x", largest+1)) }, "the answer has more than 16 MiB"},
		"a bomb": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 64 {
				_, _ = z.Write(make([]byte, 1<<20))
			}
			_ = z.Close()
		}, "the answer has more than 16 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			web := httptest.NewServer(http.HandlerFunc(test.answer))
			defer web.Close()
			longest := time.Minute // whatever the machine is busy with
			if strings.HasPrefix(test.want, "no answer") {
				longest = 600 * time.Millisecond
			}
			client := &http.Client{Transport: &boundTransport{web.Client().Transport, longest, largest}}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, web.URL, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			answer, err := client.Do(r)
			if err == nil {
				var body []byte
				body, err = io.ReadAll(answer.Body)
				n = len(body)
				answer.Body.Close()
			}
			if test.want == "" && (err != nil || n != largest) || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) || n > largest {
				t.Errorf("%d bytes, %v; want %q", n, err, test.want)
			}
		})
	}
}

// TestBoundCanceled checks that a caller who gives up reads so, and not that the service
// was slow.
func TestBoundCanceled(t *testing.T) {
	t.Parallel()
	web := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer web.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, web.URL, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Transport: Bound(nil)}).Do(r)
	if err == nil {
		answer.Body.Close()
	}
	if !errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "no answer") {
		t.Errorf("Do() = %v", err)
	}
}

// TestBrief cuts long texts between characters.
func TestBrief(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                             "",
		"short":                        "short",
		strings.Repeat("x", 1000):      strings.Repeat("x", 1000),
		strings.Repeat("x", 1001):      strings.Repeat("x", 1000) + "…",
		strings.Repeat("é", 5<<20):     strings.Repeat("é", 500) + "…",
		"x" + strings.Repeat("é", 600): "x" + strings.Repeat("é", 499) + "…",
	} {
		if got := Brief(text); got != want {
			t.Errorf("Brief(%.10s… of %d bytes) has %d bytes, want %d", text, len(text), len(got), len(want))
		}
	}
}
