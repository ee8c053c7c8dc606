package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// reading runs what writes nothing: the first signal ends it at once, and so does a run
// that takes too long.
func (s *settings) reading(ctx context.Context, run func(context.Context) error) error {
	ctx, cancel := s.limited(ctx)
	defer cancel()
	ctx, stop := heeding(ctx)
	defer stop()
	return ended(ctx, run(ctx))
}

// limited returns a context that ends when the whole run takes longer than it may.
func (s *settings) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, s.timeout, &codeError{exitError, fmt.Errorf("gave up after %s, as --timeout says", s.timeout)})
}

// heeding returns a context that ends with the first signal, until stop is called.
func heeding(ctx context.Context) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals, over := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			cancel(&codeError{interrupted(s), fmt.Errorf("stopped by %s; nothing was written", s)})
		case <-over:
		}
	}()
	return ctx, sync.OnceFunc(func() {
		signal.Stop(signals)
		close(over)
		cancel(nil)
	})
}

// ended returns what a command ends with: why its context ended, where it did, and not
// the call that was broken off by that.
func ended(ctx context.Context, err error) error {
	if err == nil || exitCode(err) != exitError {
		return err
	}
	if why, is := errors.AsType[*codeError](context.Cause(ctx)); is {
		return why
	}
	return err
}
