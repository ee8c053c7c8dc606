package sim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// signature is an Authorization header of the right form.
const signature = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-2/connect/aws4_request, " +
	"SignedHeaders=host;x-amz-date, Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// ask answers a request without a client or a network.
func ask(s *sim.Server, method, target, authorization, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://sim"+target, strings.NewReader(body))
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func open(tb testing.TB, o sim.Options) *sim.Server {
	tb.Helper()
	s, err := sim.Open("", o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

func TestRequestsThatAreNoneOfTheAPI(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{})
	id := s.Instance().ID
	users := "/users/" + id
	for _, test := range []struct {
		reason, method, target, authorization, body string
		status                                      int
		exception, about                            string
	}{
		{"unknown path", "GET", "/nothing", signature, "", 404, "UnknownOperationException", "/nothing"},
		{"unknown method", "PATCH", users, signature, "", 404, "UnknownOperationException", "PATCH"},
		{"an operation that is not served", "PUT", "/prompts/" + id, signature, "{}", 404, "UnknownOperationException", "prompts"},
		{"empty label", "GET", "/users//x", signature, "", 404, "UnknownOperationException", ""},
		{"bad escape", "GET", "/users/" + id + "/%25zz", signature, "", 404, notFound, "%zz"},
		{"not signed", "GET", "/instance", "", "", 403, "MissingAuthenticationTokenException", ""},
		{"signed otherwise", "GET", "/instance", "Bearer x", "", 403, "IncompleteSignatureException", ""},
		{"half a signature", "GET", "/instance", signature[:len(signature)-1], "", 403, "IncompleteSignatureException", ""},
		{"for another service", "GET", "/instance", strings.Replace(signature, "/connect/", "/s3/", 1), "", 403, "InvalidSignatureException", "connect"},
		{"no JSON", "PUT", users, signature, "Username=ada", 400, badRequest, "JSON"},
		{"no object", "PUT", users, signature, `["ada"]`, 400, badRequest, "JSON object"},
		{"two objects", "PUT", users, signature, `{} {}`, 400, badRequest, "more than one"},
		{"too deep", "PUT", users, signature, strings.Repeat(`{"a":`, 20_000), 400, badRequest, ""},
		{"no body", "PUT", users, signature, "", 400, badRequest, "RoutingProfileId: This member is required"},
		{"null is absent", "PUT", users, signature, `{"RoutingProfileId":null}`, 400, badRequest, "RoutingProfileId"},
		{"wrong type", "PUT", users, signature, `{"RoutingProfileId":7}`, 400, badRequest, "RoutingProfileId: The value is not a string"},
		{"wrong type of a parameter", "GET", "/users-summary/" + id + "?maxResults=many", signature, "", 400, badRequest, "MaxResults"},
		{"out of range", "GET", "/users-summary/" + id + "?maxResults=1001", signature, "", 400, invalid, "MaxResults"},
		{"large body", "PUT", users, signature, `{"Username":"` + strings.Repeat("x", 1<<20) + `"}`, 413, "RequestEntityTooLargeException", ""},
	} {
		w := ask(s, test.method, test.target, test.authorization, test.body)
		var body struct{ Message string }
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
			t.Errorf("%s: the body is %q: %v", test.reason, w.Body, err)
		}
		if w.Code != test.status || w.Header().Get("X-Amzn-ErrorType") != test.exception || !strings.Contains(body.Message, test.about) {
			t.Errorf("%s: %d %s %q, want %d %s %q", test.reason, w.Code, w.Header().Get("X-Amzn-ErrorType"), body.Message,
				test.status, test.exception, test.about)
		}
	}
}

// Date is the instance's clock, so that times can be compared with it.
func TestHeaders(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{Now: newClock().now})
	for target, status := range map[string]int{"/instance": 200, "/instance/x": 404} {
		w := ask(s, "GET", target, signature, "")
		if w.Code != status || w.Header().Get("Content-Type") != "application/json" || len(w.Header().Get("X-Amzn-RequestId")) != 36 {
			t.Errorf("%s: %d %v", target, w.Code, w.Header())
		}
		if got := w.Header().Get("Date"); got != "Thu, 01 Jan 2026 00:00:00 GMT" {
			t.Errorf("%s: Date is %s", target, got)
		}
	}
}

// Unknown members are ignored, and so is a body where none belongs.
func TestUnknownMembersAreIgnored(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{})
	id := s.Instance().ID
	if w := ask(s, "PUT", "/security-profiles/"+id, signature, `{"SecurityProfileName":"A","Colour":"red","InstanceId":"other"}`); w.Code != 200 {
		t.Errorf("CreateSecurityProfile: %d %s", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/users-summary/"+id+"?colour=red", signature, `{"a":1}`); w.Code != 200 {
		t.Errorf("ListUsers: %d %s", w.Code, w.Body)
	}
}

func TestObserve(t *testing.T) {
	t.Parallel()
	var calls []sim.Call
	s := open(t, sim.Options{Observe: func(c sim.Call) { calls = append(calls, c) }})
	ask(s, "GET", "/instance", signature, "")
	ask(s, "PUT", "/users/a%2Fb", signature, `{"Username": 1}`)
	ask(s, "GET", "/nothing", signature, "no JSON")
	want := []sim.Call{
		{Operation: "ListInstances", Status: http.StatusOK, Path: "/instance"},
		{Operation: "CreateUser", Status: http.StatusBadRequest, Error: badRequest, Path: "/users/a%2Fb", Request: json.RawMessage(`{"Username": 1}`)},
		{Status: http.StatusNotFound, Error: "UnknownOperationException", Path: "/nothing"},
	}
	if len(calls) != len(want) {
		t.Fatalf("observed %v", calls)
	}
	for i, c := range calls {
		if c.Operation != want[i].Operation || c.Status != want[i].Status || c.Error != want[i].Error ||
			c.Path != want[i].Path || string(c.Request) != string(want[i].Request) {
			t.Errorf("observed %+v, want %+v", c, want[i])
		}
	}
}
