package connectpath_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// A description is docs/connectpath-gateway.yaml, which requests and answers are checked
// against.
type description struct {
	*openapi3.T
	router routers.Router
}

var readDescription = sync.OnceValues(func() (*description, error) {
	doc, err := openapi3.NewLoader().LoadFromFile("../../docs/connectpath-gateway.yaml")
	if err != nil {
		return nil, err
	}
	router, err := gorillamux.NewRouter(doc)
	return &description{doc, router}, err
})

func described(tb testing.TB) *description {
	tb.Helper()
	d, err := readDescription()
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// exchange returns an error if the request or its answer breaks the contract.
func (d *description) exchange(r *http.Request, answer *http.Response) error {
	in, err := d.request(r)
	if in == nil {
		return err
	}
	return errors.Join(err, openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: answer.StatusCode, Header: answer.Header, Body: answer.Body, Options: in.Options,
	}))
}

// request returns an error if the request breaks the contract, and the route that it takes;
// nil if there is no such route.
func (d *description) request(r *http.Request) (*openapi3filter.RequestValidationInput, error) {
	route, params, err := d.router.FindRoute(r)
	if err != nil {
		return nil, err
	}
	in := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true, AuthenticationFunc: bearer},
	}
	return in, openapi3filter.ValidateRequest(r.Context(), in)
}

// bearer refuses a request without a token.
func bearer(_ context.Context, in *openapi3filter.AuthenticationInput) error {
	if token, is := strings.CutPrefix(in.RequestValidationInput.Request.Header.Get("Authorization"), "Bearer "); !is || token == "" {
		return in.NewError(errors.New("the request has no bearer token"))
	}
	return nil
}

// TestDescription checks the description against the rules of OpenAPI, and that the harness
// notices requests that break the contract.
func TestDescription(t *testing.T) {
	t.Parallel()
	d := described(t)
	if err := d.Validate(ctx); err != nil {
		t.Error(err)
	}
	for _, tt := range []struct{ method, path, body, why string }{
		{http.MethodPut, "/connectpath/v1/default-permission-group", `{"permissionGroupId":"x"}`, "no If-Match"},
		{http.MethodPost, "/connectpath/v1/permission-groups", `{"name":"x"}`, "a part of a group"},
		{http.MethodPost, "/connectpath/v1/nowhere", `{}`, "no such path"},
	} {
		r, err := http.NewRequestWithContext(ctx, tt.method, "http://127.0.0.1"+tt.path, strings.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer x")
		r.Header.Set("Content-Type", "application/json")
		if _, err := d.request(r); err == nil {
			t.Errorf("a request passes: %s", tt.why)
		}
	}
}

// TestExchange checks that the harness notices answers that break the contract, and accepts
// one that keeps it.
func TestExchange(t *testing.T) {
	t.Parallel()
	const user = `{"id":"u","username":"ada","connectUserId":"c","permissionGroupId":null,"protected":false}`
	for _, tt := range []struct {
		name, ifMatch, body  string
		status               int
		etag, answer, refuse string
	}{
		{"as described", `"1"`, `{"permissionGroupId":null}`, 200, `"2"`, user, ""},
		{"no precondition", "", `{"permissionGroupId":null}`, 200, `"2"`, user, "If-Match"},
		{"a number for a group", `"1"`, `{"permissionGroupId":1}`, 200, `"2"`, user, "permissionGroupId"},
		{"a member too many", `"1"`, `{"permissionGroupId":"g","protected":true}`, 200, `"2"`, user, "protected"},
		{"no quotes in the validator", `"1"`, `{"permissionGroupId":"g"}`, 200, "2", user, "ETag"},
		{"a member missing in the answer", `"1"`, `{"permissionGroupId":"g"}`, 200, `"2"`, `{"id":"u"}`, "username"},
		{"an error that is not a problem document", `"1"`, `{"permissionGroupId":"g"}`, 409, "", `{"code":"lockout"}`, "title"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := http.NewRequestWithContext(ctx, http.MethodPatch, "http://127.0.0.1/connectpath/v1/users/u", strings.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header = http.Header{"Authorization": {"Bearer x"}, "Content-Type": {"application/merge-patch+json"}}
			answer := &http.Response{StatusCode: tt.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(tt.answer))}
			if tt.status != http.StatusOK {
				answer.Header.Set("Content-Type", "application/problem+json")
			}
			if tt.ifMatch != "" {
				r.Header.Set("If-Match", tt.ifMatch)
			}
			if tt.etag != "" {
				answer.Header.Set("ETag", tt.etag)
			}
			err = described(t).exchange(r, answer)
			if tt.refuse == "" && err != nil || tt.refuse != "" && (err == nil || !strings.Contains(err.Error(), tt.refuse)) {
				t.Errorf("exchange() = %v, want %q in it", err, tt.refuse)
			}
		})
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1/connectpath/v1/instance", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = described(t).request(r); err == nil {
		t.Error("a request without a token passes")
	}
}
