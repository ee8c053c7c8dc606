package main

import (
	"io"
	"os"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/cmd/internal/engine"
)

// An app has what all commands share: the global flags and what follows from them. There
// is one per process, and the command's own struct embeds it, so that a command can say
// p.mustLoad or p.Complain.
type app struct {
	reporter
	pipeline pipeline
	raw      io.Writer // standard output without the guard of a pipeline's log: see dataOut
	folder   folder

	args      []string // all arguments of the process, for events
	noColour  bool
	verbose   bool
	logFormat string // of the log that --verbose prints: text or json
	ci        string // the value of --ci
}

// origin returns the origin of all documents that this run makes: the version of
// callwright, and the commit that is checked out in the working folder.
func (a *app) origin() engine.Origin {
	return engine.Origin{Version: version(), Now: createdAt, Commit: func() (string, bool) {
		revision := a.pipeline.revision()
		return revision.Hash, revision.Dirty
	}, Removed: a.removed}
}

// dataOut returns standard output for data in a format. A log cannot have commands in it,
// and what the data says stays the same.
func (a *app) dataOut(format string) io.Writer {
	switch format {
	case "json", "sarif", "hcl":
		return a.pipeline.GuardStrings(a.raw)
	case "junit", "html":
		return a.pipeline.GuardMarkup(a.raw)
	case "github": // its own commands; it guards what it quotes
		return a.raw
	}
	return a.Out
}

// access returns the credentials for ConnectPath, which only come from the environment:
// a token on the command line would be visible to every process on the machine. The
// credentials for AWS are found by its SDK.
func (a *app) access() engine.Access {
	access := engine.Access{
		ConnectPathEndpoint: os.Getenv("CALLWRIGHT_CONNECTPATH_ENDPOINT"),
		ConnectPathToken:    os.Getenv("CALLWRIGHT_CONNECTPATH_TOKEN"),
		TokenFile:           a.folder.optional(os.Getenv("CALLWRIGHT_CONNECTPATH_TOKEN_FILE")),
	}
	if a.verbose {
		access.Log = newLog(a)
	}
	return access
}

// newLog returns the log that --verbose prints.
func newLog(a *app) hclog.Logger {
	return hclog.New(&hclog.LoggerOptions{Name: "callwright", Output: a.Err, Level: hclog.Debug, DisableTime: true, JSONFormat: a.logFormat == "json"})
}
