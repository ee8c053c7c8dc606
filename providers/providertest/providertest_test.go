package providertest_test

import (
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/providers/providertest"
)

func TestMemory(t *testing.T) {
	t.Parallel()
	providertest.Run(t, func(*testing.T) providers.Provider { return memory.New() })
}
