package connectpath_test

import (
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/providertest"
)

// TestContract runs the contract of providers on the gateway driver, beside the client of
// Amazon Connect. It also checks every request and answer against the description of the
// gateway.
func TestContract(t *testing.T) {
	t.Parallel()
	providertest.Run(t, func(t *testing.T) providers.Provider { return open(t, "gateway") })
}
