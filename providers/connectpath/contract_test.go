package connectpath_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/providertest"
)

// TestContract holds the gateway driver, beside the client of Amazon Connect, against
// the contract of providers, and all it says and hears against that of the gateway.
func TestContract(t *testing.T) {
	t.Parallel()
	providertest.Run(t, func(t *testing.T) providers.Provider { return open(t, "gateway") })
}

// TestDescription holds the description of the contract against the rules of OpenAPI,
// and checks that the harness would notice what is not of it.
func TestDescription(t *testing.T) {
	t.Parallel()
	v := contract(t)
	if ok, wrong := v.ValidateDocument(); !ok {
		for _, e := range wrong {
			t.Errorf("%s: %s %v", e.Message, e.Reason, e.SchemaValidationErrors)
		}
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
		if ok, _ := v.ValidateHttpRequest(r); ok {
			t.Errorf("a request passes: %s", tt.why)
		}
	}
}
