package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/cmd/internal/engine"
)

// An app is what the commands share: the flags that all of them have, and what follows
// from those.
type app struct {
	reporter
	pipeline pipeline
	folder   folder

	args      []string // as they were given
	noColour  bool
	verbose   bool
	logFormat string // of what verbose prints: text or json
	ci        string // the value of --ci
}

// A folder is the working folder, as --chdir names it. Every path on the command line is
// relative to it. The empty folder is the one that the process was started in.
type folder string

// check returns why the folder cannot be worked in.
func (f folder) check() error {
	if f == "" {
		return nil
	}
	info, err := os.Stat(string(f))
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	if err == nil && !info.IsDir() {
		return syscall.ENOTDIR
	}
	return err
}

// path returns a path of the command line as the process reaches it.
func (f folder) path(name string) string {
	if f == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(string(f), name)
}

// optional is path, and keeps an empty name, which is no path.
func (f folder) optional(name string) string {
	if name == "" {
		return ""
	}
	return f.path(name)
}

// origin returns what the documents of this run say about where they come from.
func (a *app) origin() engine.Origin {
	return engine.Origin{Version: version(), Now: createdAt, Commit: a.pipeline.checkout.Revision().Hash}
}

// access returns what opens a contact centre, as the environment has it.
func (a *app) access() engine.Access {
	access := engine.Access{
		ConnectPathEndpoint: os.Getenv("CALLWRIGHT_CONNECTPATH_ENDPOINT"),
		ConnectPathToken:    os.Getenv("CALLWRIGHT_CONNECTPATH_TOKEN"),
		TokenFile:           a.folder.optional(os.Getenv("CALLWRIGHT_CONNECTPATH_TOKEN_FILE")),
	}
	if a.verbose {
		access.Log = hclog.New(&hclog.LoggerOptions{Name: "callwright", Output: a.Err, Level: hclog.Debug, DisableTime: true, JSONFormat: a.logFormat == "json"})
	}
	return access
}
