package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/events"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/cmd/internal/journal"
)

// runFlags are the flags of every command that calls the service.
type runFlags struct {
	rate    []string      // OPERATION=N/s
	events  string        // a file, or the number of a file descriptor
	timeout time.Duration // for the whole run; 0 for none
}

// flags adds the flags to a command.
func (f *runFlags) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.rate, "rate", nil, "limit an operation, or * for all, to N calls a second, as `OPERATION=N/s` (default: start at 2 and adapt; repeat)")
	c.Flags().StringVar(&f.events, "events", "", "write events as lines of JSON to `FILE`, or to an open file descriptor")
	c.Flags().DurationVar(&f.timeout, "timeout", 0, "stop after `DURATION`")
}

// readOnly runs a function that writes nothing, so that the first signal, or the end of
// --timeout, can end it at once.
func (f *runFlags) readOnly(ctx context.Context, run func(context.Context) error) error {
	ctx, cancel := f.withTimeout(ctx)
	defer cancel()
	ctx, stop := untilSignal(ctx)
	defer stop()
	return causeOf(ctx, run(ctx))
}

// withTimeout returns a context that ends after the time of --timeout, with an error that
// names the flag.
func (f *runFlags) withTimeout(ctx context.Context) (context.Context, context.CancelFunc) {
	if f.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, f.timeout, &codeError{exitError, fmt.Errorf("gave up after %s (--timeout)", durationText(f.timeout))})
}

// durationText returns a duration in words: 1m30s is "1 min 30 s".
func durationText(d time.Duration) string {
	var parts []string
	for _, u := range []struct {
		length time.Duration
		name   string
	}{{time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}, {time.Millisecond, "ms"}} {
		if n := d / u.length; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, u.name))
			d -= n * u.length
		}
	}
	if len(parts) == 0 {
		return d.String() // less than a millisecond
	}
	return strings.Join(parts, " ")
}

// endings are the signals that end a command in order: Ctrl-C, SIGTERM from a pipeline, and
// SIGHUP, which a terminal sends when its window is closed or its connection lost.
var endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// untilSignal returns a context that ends with the first of these signals. Stop ends the context, too, and makes it ignore signals from then on; another
// part of the command may then listen to them.
func untilSignal(ctx context.Context) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals, stopped := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, endings...)
	go func() {
		select {
		case s := <-signals:
			cancel(&codeError{interrupted(s), fmt.Errorf("stopped by %s; nothing was written", s)})
		case <-stopped:
		}
	}()
	return ctx, sync.OnceFunc(func() {
		signal.Stop(signals)
		close(stopped)
		cancel(nil)
	})
}

// causeOf returns the error that a command ends with. If the context ended, that is why:
// the user wants to read "stopped by interrupt", and not which call happened to be under
// way ("list users: context canceled"). An error with an exit code of its own stays.
func causeOf(ctx context.Context, err error) error {
	if err == nil || exitCode(err) != exitError {
		return err
	}
	if cause, ok := errors.AsType[*codeError](context.Cause(ctx)); ok {
		return cause
	}
	return err
}

// patience is how long [promptly] waits for work to end by itself.
const patience = 500 * time.Millisecond

// promptly returns the result of work, or the cause for which the context ended. Parsing
// files and comparing objects do not look at the context, and take seconds in a large
// contact centre; soon after a signal, promptly no longer waits for them. The work must
// not write anything, because the process ends in the middle of it.
func promptly[T any](ctx context.Context, work func() (T, error)) (T, error) {
	return begin(ctx, work)()
}

// begin starts the work, and returns a function that waits for its result as [promptly] does.
func begin[T any](ctx context.Context, work func() (T, error)) (result func() (T, error)) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1) // the work can always send, also when nobody waits
	go func() {
		v, err := work()
		done <- outcome{v, err}
	}()
	return func() (T, error) {
		select {
		case r := <-done:
			if ctx.Err() == nil {
				return r.value, r.err
			}
		case <-ctx.Done():
			select {
			case <-done:
			case <-time.After(patience):
			}
		}
		var none T
		return none, context.Cause(ctx)
	}
}

// grace is how long the changes under way may go on after the first signal. It is short,
// because the runner of a pipeline kills the process soon after its SIGTERM.
const grace = 5 * time.Second

// A stopper tells a run that writes to stop. At the first signal, the run starts no more
// changes and finishes those under way, so that no object is left half written. At the
// second signal, or after the grace, it breaks those off as well.
type stopper struct {
	ctx       context.Context // ends when changes under way are broken off
	requested <-chan struct{} // closed at the first signal
	first     chan os.Signal  // has the first signal, if one came
	inFlight  int             // how many changes were under way at the first signal
	end       func()          // stops listening to signals
}

// signal returns the first signal, or nil if none came. It can return it only once.
func (s *stopper) signal() os.Signal {
	select {
	case sig := <-s.first:
		return sig
	default:
		return nil
	}
}

// stopper returns a stopper that listens to signals until its end is called.
func (r *reporter) stopper(ctx context.Context) *stopper {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, endings...)
	requested, ended := make(chan struct{}), make(chan struct{})
	s := &stopper{ctx: ctx, requested: requested, first: make(chan os.Signal, 1)}
	s.end = func() {
		signal.Stop(signals)
		close(ended)
		cancel()
	}
	go func() {
		for first := true; ; first = false {
			select {
			case <-ended:
				return
			case sig := <-signals:
				if !first {
					cancel()
					return
				}
				s.inFlight = r.progress.Running()
				s.first <- sig
				close(requested)
				r.Complain("stopping: callwright starts nothing new and finishes what is running, for at most %s. Press again to stop at once", grace)
				time.AfterFunc(grace, cancel)
			}
		}
	}()
	return s
}

// withEvents runs a command and writes its events to the file of --events, from run_start
// to run_end. It gives the run a name of its own, which is in the events and names the
// folder of the journal.
func (a *app) withEvents(path, command string, run func(id string) error) (err error) {
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
	// Without --events, a.events is nil, and its methods do nothing.
	a.events.Start(command, a.args, a.pipeline.checkout.Commit().Hash, a.InPipeline)
	defer func() { // the last event has the exit code, so it comes after everything else
		a.events.Diagnostics(diagnosis(err))
		err = errors.Join(err, a.events.End(exitCode(err)))
	}()
	return run(id)
}

// openEvents opens the file of --events; nil for an empty path. A number is an open file
// descriptor, so that a program can read the events through a pipe:
//
//	callwright plan --events 3 3>&1 >/dev/null | watch-the-run
func openEvents(f folder, path string) (io.WriteCloser, error) {
	if path == "" {
		return nil, nil
	}
	if fd, err := strconv.ParseUint(path, 10, 16); err == nil {
		return os.NewFile(uintptr(fd), "events"), nil
	}
	if err := file.Within(string(f), path); err != nil {
		return nil, usage("--events: %v", err)
	}
	to, err := os.OpenFile(f.path(path), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, usage("--events: %v", err)
	}
	return to, nil
}
