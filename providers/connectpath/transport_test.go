package connectpath_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/schema"
)

// TestEndpoints checks which endpoints and tokens are refused, and that messages do not
// repeat a token.
func TestEndpoints(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ endpoint, token, driver, says string }{
		{"", "t", "gateway", "no endpoint"},
		{"http://connectpath.example.com", "t", "gateway", "does not use https"},
		{"http://127.0.0.1.example.com", "t", "gateway", "does not use https"},
		{"ftp://127.0.0.1", "t", "gateway", "does not use https"},
		{"https://user:secret@example.com", "t", "gateway", "is not an address"},
		{"https://example.com/?a=b", "t", "gateway", "is not an address"},
		{"example.com", "t", "gateway", "is not an address"},
		{"https://example.com", "", "gateway", "no token"},
		{"https://example.com", "a\nb", "gateway", "a character that is not allowed"},
		{"https://example.com", "t", "graphql", "unknown driver"},
	} {
		_, err := connectpath.Open(ctx, connectpath.Options{Driver: tt.driver, Endpoint: tt.endpoint, Token: tt.token})
		if err == nil || !strings.Contains(err.Error(), tt.says) || tt.token != "t" && strings.Contains(err.Error(), "a\nb") {
			t.Errorf("Open(%q): %v, want %q", tt.endpoint, err, tt.says)
		}
	}
}

// TestNoRedirect checks that a redirect does not get the token.
func TestNoRedirect(t *testing.T) {
	t.Parallel()
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s %s came, with the token %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}))
	t.Cleanup(thief.Close)
	front := httptest.NewServer(http.RedirectHandler(thief.URL, http.StatusTemporaryRedirect))
	t.Cleanup(front.Close)
	_, err := connectpath.Open(ctx, connectpath.Options{Driver: "gateway", Endpoint: front.URL, Token: "secret"})
	if err == nil || !strings.Contains(err.Error(), "307") || strings.Contains(err.Error(), "secret") {
		t.Errorf("Open of what sends elsewhere: %v", err)
	}
}

// TestLargeAnswers reads answers that have no end that anybody would wait for.
func TestLargeAnswers(t *testing.T) {
	t.Parallel()
	for want, answer := range map[string]func(w http.ResponseWriter){
		"the answer has more than 16 MiB": func(w http.ResponseWriter) {
			for range 20 {
				_, _ = io.WriteString(w, strings.Repeat(" ", 1<<20))
			}
		},
		"xxx…": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprintf(w, `{"detail": "%s"}`, strings.Repeat("x", 5<<20))
		},
	} {
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w) }))
		t.Cleanup(web.Close)
		_, err := connectpath.Open(ctx, connectpath.Options{Driver: "gateway", Endpoint: web.URL, Token: "t"})
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 2000 {
			t.Errorf("Open() = %.300v, want %q", err, want)
		}
	}
}

// TestOtherInstance refuses the ConnectPath of another instance.
func TestOtherInstance(t *testing.T) {
	t.Parallel()
	o := open(t, "gateway").options("gateway")
	o.Instance = "another"
	if _, err := connectpath.Open(ctx, o); err == nil || !strings.Contains(err.Error(), `not to "another"`) {
		t.Errorf("Open of another instance's: %v", err)
	}
}

// TestNonsense checks the errors for answers that make no sense.
func TestNonsense(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status     int
		body, says string
	}{
		{http.StatusOK, "<html>", "cannot read the answer"},
		{http.StatusOK, `{"items":[],"nextPageToken":"again"}`, "the same page token twice"},
		{http.StatusBadGateway, "<html>", "the service answered 502 Bad Gateway"},
		{http.StatusNotFound, `{"message":"nothing here"}`, "nothing here"},
	} {
		c := open(t, "gateway")
		c.wire.answer = func(r *http.Request) *http.Response { return said(r, tt.status, tt.body, "Retry-After", "0") }
		quick, cancel := context.WithCancel(ctx)
		for _, err := range c.List(quick, providers.Query{Kind: schema.MustKind("permission_group")}) {
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("List of %q: %v, want %q", tt.body, err, tt.says)
			}
		}
		cancel()
	}
}

func TestLoopback(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"http://127.0.0.1:1": true, "http://localhost": true, "http://[::1]:2": true, "http://127.9.9.9": true,
		"http://localhost.example.com": false, "http://10.0.0.1": false, "http://[::ffff:10.0.0.1]": false,
	} {
		u, err := url.Parse(address)
		if err != nil || connectpath.Loopback(u) != want {
			t.Errorf("Loopback(%s) = %t, %v", address, !want, err)
		}
	}
}
