package main

import (
	"errors"
	"io"
	"os"
	"strconv"

	"github.com/callwright/callwright/cmd/internal/events"
	"github.com/callwright/callwright/cmd/internal/journal"
)

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
