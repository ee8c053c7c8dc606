package local

import (
	"net/http"
	"testing"
)

// TestDropped has a handler that breaks the connection without an answer, which is an error
// of the request and not a crash.
func TestDropped(t *testing.T) {
	t.Parallel()
	tr := &transport{handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://embedded.invalid/", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := tr.RoundTrip(r)
	if err == nil {
		t.Errorf("RoundTrip() = %v, want an error", answer.Status)
		answer.Body.Close()
	}
}
