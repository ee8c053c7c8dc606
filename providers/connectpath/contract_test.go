package connectpath_test

import (
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
