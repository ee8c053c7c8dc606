package amazonconnect_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
)

// TestBounds reads queues from services that would keep a client busy for ever, or use up
// its memory. Each read fails soon, with an error of a few words.
func TestBounds(t *testing.T) {
	t.Parallel()
	var elsewhere atomic.Int64 // requests to another host
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(func() {
		other.Close()
		if n := elsewhere.Load(); n > 0 {
			t.Errorf("another host got %d requests, with a session token", n)
		}
	})
	for name, test := range map[string]struct {
		queues func(w http.ResponseWriter, r *http.Request)
		want   string
		most   int64 // requests
	}{
		"the same page for ever": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"Queues": [], "QueueSummaryList": [], "NextToken": "again"}`)
		}, "the service returned the same page token twice", 8},
		"two pages in turn": {func() func(w http.ResponseWriter, _ *http.Request) {
			var n atomic.Int64
			return func(w http.ResponseWriter, _ *http.Request) {
				fmt.Fprintf(w, `{"Queues": [], "QueueSummaryList": [], "NextToken": "t%d"}`, n.Add(1)/2%2)
			}
		}(), "the service returned the same page token twice", 16},
		"a redirect to itself": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusTemporaryRedirect)
		}, "307 Temporary Redirect", 8},
		"a redirect elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL, http.StatusPermanentRedirect)
		}, "308 Permanent Redirect", 8},
		"a long message": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Amzn-ErrorType", "InvalidRequestException")
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintf(w, `{"Message": "%s"}`, strings.Repeat("x", 5<<20))
		}, "xxx…", 8},
		"a bomb": {func(w http.ResponseWriter, r *http.Request) {
			body := io.Writer(w)
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				w.Header().Set("Content-Encoding", "gzip")
				z := gzip.NewWriter(w)
				defer z.Close()
				body = z
			}
			_, _ = io.WriteString(body, `{"Queues": [], "x": "`)
			for range 20 {
				_, _ = body.Write([]byte(strings.Repeat("x", 1<<20)))
			}
		}, "the answer has more than 16 MiB", 32},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int64
			web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, "/instance/") {
					_, _ = io.WriteString(w, described)
					return
				}
				requests.Add(1)
				test.queues(w, r)
			}))
			defer web.Close()
			client, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
				Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: web.URL, Rate: -1, Credentials: static,
			}.AtOnce())
			if err != nil {
				t.Fatal(err)
			}
			k, _ := schema.KindOf("queue")
			var failed error
			for _, err := range client.List(t.Context(), providers.Query{Kind: k}) {
				if err != nil {
					failed = err
				}
			}
			if failed == nil || !strings.Contains(failed.Error(), test.want) || len(failed.Error()) > 2000 {
				t.Errorf("List() = %.300v, want %q", failed, test.want)
			}
			if n := requests.Load(); n > test.most {
				t.Errorf("%d requests were made, want at most %d", n, test.most)
			}
		})
	}
}
