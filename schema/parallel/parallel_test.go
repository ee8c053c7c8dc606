package parallel_test

import (
	"sync/atomic"
	"testing"

	"github.com/callwright/callwright/schema/parallel"
)

// TestFor calls the work once with each number, however they divide into shares.
func TestFor(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 63, 64, 65, 1000} {
		for _, share := range []int{1, 7, 64} {
			calls := make([]atomic.Int32, n)
			parallel.For(n, share, func(i int) { calls[i].Add(1) })
			for i := range calls {
				if got := calls[i].Load(); got != 1 {
					t.Errorf("For(%d, %d): %d calls with %d", n, share, got, i)
				}
			}
		}
	}
}
