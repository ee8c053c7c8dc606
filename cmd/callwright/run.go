package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/events"
	"github.com/callwright/callwright/cmd/internal/journal"
)

// runFlags are the flags of every command that calls the service.
type runFlags struct {
	rate    []string
	events  string
	timeout time.Duration // of the whole run; 0 for none
}

func (f *runFlags) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.rate, "rate", nil, "limit an operation to N calls a second, as `OPERATION=N/s` (default: start at 2 and adapt; repeat)")
	c.Flags().StringVar(&f.events, "events", "", "write events as lines of JSON to `FILE`, or to an open file descriptor")
	c.Flags().DurationVar(&f.timeout, "timeout", 0, "stop after `DURATION`")
}

// reading runs what writes nothing: the first signal ends it at once, and so does a run
// that takes too long.
func (f *runFlags) reading(ctx context.Context, run func(context.Context) error) error {
	ctx, cancel := f.limited(ctx)
	defer cancel()
	ctx, stop := heeding(ctx)
	defer stop()
	return ended(ctx, run(ctx))
}

// limited returns a context that ends when the whole run takes longer than it may.
func (f *runFlags) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if f.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, f.timeout, &codeError{exitError, fmt.Errorf("stopped after %s, because of --timeout", f.timeout)})
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

// grace is how long what runs may go on after the first signal: a pipeline's runner
// kills soon after.
const grace = 5 * time.Second

// A stopper tells a run that writes to end: at the first signal nothing new starts, at
// the second, or some seconds later, what runs is broken off.
type stopper struct {
	ctx      context.Context // ends when what runs is broken off
	starting <-chan struct{} // closed at the first signal
	got      chan os.Signal  // holds the first signal
	inFlight int             // how many changes were under way when it came
	end      func()
}

// signal returns the signal that came, or nil.
func (s *stopper) signal() os.Signal {
	select {
	case sig := <-s.got:
		return sig
	default:
		return nil
	}
}

// stopper returns what tells a run to end, until its end is called.
func (r *reporter) stopper(ctx context.Context) *stopper {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	starting, over := make(chan struct{}), make(chan struct{})
	s := &stopper{ctx: ctx, starting: starting, got: make(chan os.Signal, 1)}
	s.end = func() {
		signal.Stop(signals)
		close(over)
		cancel()
	}
	go func() {
		for first := true; ; first = false {
			select {
			case <-over:
				return
			case sig := <-signals:
				if !first {
					cancel()
					return
				}
				s.inFlight = r.progress.Running()
				s.got <- sig
				close(starting)
				r.Complain("stopping: callwright starts nothing new and finishes what is running, for at most %s. Press again to stop at once", grace)
				time.AfterFunc(grace, cancel)
			}
		}
	}()
	return s
}

// watched runs a command under the stream of events that was asked for. The run gets a
// name that no other run has.
func (a *app) watched(path, command string, run func(id string) error) (err error) {
	id, err := journal.RunID()
	if err != nil {
		return err
	}
	to, err := openEvents(a.folder, path)
	if err != nil {
		return err
	}
	if to != nil {
		a.events = events.New(to, id, version())
	}
	a.events.Start(command, a.args, a.pipeline.checkout.Revision().Hash, a.InPipeline)
	defer func() {
		a.events.Diagnostics(diagnosis(err))
		err = errors.Join(err, a.events.End(exitCode(err)))
	}()
	return run(id)
}

// openEvents opens what --events names: a file, or a number for a file descriptor that
// is open. An empty path is nothing.
func openEvents(f folder, path string) (io.WriteCloser, error) {
	if path == "" {
		return nil, nil
	}
	if fd, err := strconv.ParseUint(path, 10, 16); err == nil {
		return os.NewFile(uintptr(fd), "events"), nil
	}
	to, err := os.OpenFile(f.path(path), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, usage("--events: %v", err)
	}
	return to, nil
}
