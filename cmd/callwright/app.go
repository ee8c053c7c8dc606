package main

import (
	"os"

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
