package sim

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// The model is made of the list of operations, and has exactly those.
func TestOperationsFitTheModel(t *testing.T) {
	t.Parallel()
	for name := range loaded().Operations {
		if operations[name].handler == nil {
			t.Errorf("model.json has %s, which no simulation has: generate it again", name)
		}
	}
	for name := range operations {
		if loaded().Operations[name] == nil {
			t.Errorf("model.json lacks %s: generate it again", name)
		}
	}
}

// What only reads is not a request to change anything.
func TestReadsAndWrites(t *testing.T) {
	t.Parallel()
	for name, a := range operations {
		reading := false
		for _, verb := range []string{"Describe", "Get", "List", "Search"} {
			reading = reading || strings.HasPrefix(name, verb)
		}
		if a.writes == reading {
			t.Errorf("%s: writes is %v", name, a.writes)
		}
		if a.lags != strings.HasPrefix(name, "Search") {
			t.Errorf("%s: lags is %v", name, a.lags)
		}
	}
}

// Whatever the kind, an id that nothing has is a ResourceNotFoundException, in
// the path of every operation that takes one.
func TestUnknownIDs(t *testing.T) {
	t.Parallel()
	s, err := Open("", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, o := range loaded().Operations {
		if !strings.Contains(o.URI, "}/{") || o.Method != http.MethodGet && o.Method != http.MethodDelete {
			continue
		}
		r := httptest.NewRequest(o.Method, fill(o.URI, s.Instance().ID, "nowhere"), nil)
		r.Header.Set("Authorization", signed)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound || w.Header().Get("X-Amzn-ErrorType") != "ResourceNotFoundException" {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

// fill puts values into the labels of a URI template.
func fill(uri, instance, other string) string {
	parts := strings.Split(uri, "/")
	for i, p := range parts {
		if p == "{InstanceId}" {
			parts[i] = url.PathEscape(instance)
		} else if strings.HasPrefix(p, "{") {
			parts[i] = url.PathEscape(other)
		}
	}
	return strings.Join(parts, "/")
}

// A panic in a handler is an error of the service, its changes are undone, and
// the next request is answered as ever.
func TestPanic(t *testing.T) {
	t.Parallel()
	s, err := Open("", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	create := func() *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPut, "/security-profiles/"+s.Instance().ID, strings.NewReader(`{"SecurityProfileName":"A"}`))
		r.Header.Set("Authorization", signed)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	var asked atomic.Bool // the first time is the handler's
	s.clock.base = func() time.Time {
		if asked.Swap(true) {
			return time.Now()
		}
		panic("no clock")
	}
	if w := create(); w.Code != http.StatusInternalServerError || w.Header().Get("X-Amzn-ErrorType") != api.InternalServiceException {
		t.Errorf("after a panic: %d %s", w.Code, w.Body)
	}
	if w := create(); w.Code != http.StatusOK {
		t.Errorf("after a panic, the next request: %d %s", w.Code, w.Body)
	}
}

// signed is an Authorization header of the right form.
var signed = "AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-2/connect/aws4_request, SignedHeaders=host, Signature=" + strings.Repeat("0", 64)
