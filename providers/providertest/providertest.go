package providertest

import (
	"slices"
	"testing"

	"github.com/callwright/callwright/providers"
)

// Run tries every law on a provider of its own, which open returns. A new instance may hold
// objects already, as that of Amazon Connect does.
func Run(t *testing.T, open func(t *testing.T) providers.Provider) {
	for _, l := range slices.Concat(objectLaws, nameLaws, recordLaws, relationLaws, boundLaws) {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			l.hold(&subject{T: t, p: open(t)})
		})
	}
}
