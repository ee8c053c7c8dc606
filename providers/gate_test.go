package providers_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/providers"
)

// TestGate stops a run while a call of a change waits for its turn. The calls before it decide
// whether it is sent.
func TestGate(t *testing.T) {
	t.Parallel()
	const write, read = true, false
	for _, test := range []struct {
		name   string
		before []bool // the calls that were sent before the run was stopped
		call   bool
		ended  bool // the context of the calls ends, too
		took   time.Duration
		err    error
	}{
		{name: "the first write", call: write, took: time.Second, err: providers.ErrNotSent},
		{name: "the first read", call: read, took: time.Second, err: providers.ErrNotSent},
		{name: "a write after a read", before: []bool{read}, call: write, took: time.Second, err: providers.ErrNotSent},
		{name: "a write after a write", before: []bool{write}, call: write, took: time.Minute},
		{name: "a read after a write", before: []bool{write}, call: read, took: time.Minute},
		{name: "a write after a write, broken off", before: []bool{write}, call: write, ended: true, took: time.Second, err: context.Canceled},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				stop := make(chan struct{})
				ctx, gate := providers.WithGate(ctx, stop)
				for _, writes := range test.before {
					if err := providers.PassGate(ctx, writes, func(context.Context) error { return nil }); err != nil {
						t.Fatal(err)
					}
				}
				passed := gate.Passed()
				time.AfterFunc(time.Second, func() {
					close(stop)
					if test.ended {
						cancel()
					}
				})
				began := time.Now()
				err := providers.PassGate(ctx, test.call, func(ctx context.Context) error { return providers.Await(ctx, time.Minute) })
				if took := time.Since(began); took != test.took || !errors.Is(err, test.err) {
					t.Errorf("PassGate() = %v after %s, want %v after %s", err, took, test.err, test.took)
				}
				if err != nil && gate.Passed() != passed {
					t.Error("a call that was not sent passed the gate")
				}
			})
		})
	}
}

// TestGateWithoutChange checks that calls outside of a change, such as those of a plan, wait
// for their turn only.
func TestGateWithoutChange(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	for _, want := range []error{nil, failed} {
		if err := providers.PassGate(t.Context(), true, func(context.Context) error { return want }); !errors.Is(err, want) {
			t.Errorf("PassGate() = %v, want %v", err, want)
		}
	}
}
