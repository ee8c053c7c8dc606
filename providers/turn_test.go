package providers_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/providers"
)

// TestTurn checks that callers have the turn one after the other, and that a caller whose
// context ends leaves the line.
func TestTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		turn := providers.NewTurn()
		work := func() error {
			time.Sleep(time.Minute)
			return nil
		}
		began := time.Now()
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				if err := turn.While(t.Context(), work); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := turn.While(ctx, func() error {
			t.Error("two have the turn")
			return nil
		})
		if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took != time.Second {
			t.Errorf("the wait ended after %s with %v, want the context's end after 1s", took, err)
		}
		all.Wait()
		if took := time.Since(began); took != 5*time.Minute {
			t.Errorf("five minutes of work, one after the other, took %s", took)
		}
		failed := errors.New("failed")
		if err = turn.While(t.Context(), func() error { return failed }); !errors.Is(err, failed) {
			t.Errorf("While() = %v, want the error of what it called", err)
		}
	})
}
