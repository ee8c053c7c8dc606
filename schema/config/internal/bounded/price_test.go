package bounded

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema/config/internal/source"
)

func offered() []string {
	functions := New(source.New(fstest.MapFS{}, "."), Standard(), nil).Functions(".")
	return slices.Sorted(maps.Keys(functions))
}

// TestEveryFunctionHasAPrice compares the table of prices with the functions of the language.
func TestEveryFunctionHasAPrice(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(offered(), slices.Sorted(maps.Keys(prices))); diff != "" {
		t.Errorf("functions without a price (-), prices without a function (+):\n%s", diff)
	}
}
