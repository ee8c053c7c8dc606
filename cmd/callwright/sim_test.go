package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestOnlyThisMachine asks for the paths of the simulator under several names.
func TestOnlyThisMachine(t *testing.T) {
	t.Parallel()
	const refused = http.StatusMisdirectedRequest
	asked := 0
	h := onlyThisMachine(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	for host, want := range map[string]int{
		"127.0.0.1:4510": http.StatusOK, "127.0.0.1": http.StatusOK, "127.3.2.1:80": http.StatusOK, "localhost:4510": http.StatusOK,
		"LOCALHOST": http.StatusOK, "[::1]:4510": http.StatusOK, "[::1]": http.StatusOK, "[::ffff:127.0.0.1]:4510": http.StatusOK,
		"evil.example": refused, "evil.example:4510": refused, "127.0.0.1.evil.example": refused, "localhost.evil.example:4510": refused,
		"10.0.0.7:4510": refused, "0.0.0.0:4510": refused, "[::]:4510": refused, "": refused, ":4510": refused, "localhost:4510:80": refused,
	} {
		for _, path := range []string{"/instance", "/_callwright/", "/_callwright/calls", "/connectpath/v1/users", "/nothing"} {
			asked = 0
			r := httptest.NewRequest(http.MethodGet, path, http.NoBody)
			r.Host = host
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != want || (asked == 1) != (want == http.StatusOK) {
				t.Errorf("%s at %q: status %d, want %d; the simulator was asked %d times", path, host, w.Code, want, asked)
			}
		}
	}
}
