package main

import (
	"context"
	"io"
	"os"
	"regexp"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
)

// An app has what all commands share: the global flags and what follows from them. There
// is one per process, and the command's own struct embeds it, so that a command can say
// p.mustLoad or p.Complain.
type app struct {
	reporter
	pipeline pipeline
	raw      io.Writer // standard output without the guard of a pipeline's log: see dataOut
	folder   folder
	budgets  amazonconnect.Budgets // of everything that the process opens

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
		Budgets:             &a.budgets,
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

// removed asks git which commits removed the blocks, for the deletions of a plan:
//
//	removed by  3fa9c1d, Jane Doe, 2026-11-20: Close the Leeds desk
func (a *app) removed(ctx context.Context, blocks []schema.Addr) []*plan.Commit {
	things := make([][]ci.Needle, len(blocks))
	for i, at := range blocks {
		things[i] = needles(at)
	}
	commits := make([]*plan.Commit, len(blocks))
	for i, c := range a.pipeline.checkout.Removals(ctx, things) {
		if c != nil {
			commits[i] = &plan.Commit{Hash: c.Hash, Author: c.Author, Date: c.Date, Subject: c.Subject}
		}
	}
	return commits
}

// shortestKey is the length from which on a key is searched for. Shorter ones, such as "1", are on
// too many lines.
const shortestKey = 3

// needles finds the lines without which the object at the address would not be described: the
// first line of its block, the row or the member of for_each with its key, and those of the module
// that it is in.
func needles(at schema.Addr) []ci.Needle {
	var list []ci.Needle
	for {
		if at.Label != "" {
			list = append(list, ci.Needle{Word: at.Label, Line: regexp.MustCompile(`^\s*` + regexp.QuoteMeta(at.Kind) + `\s+"?` + regexp.QuoteMeta(at.Label) + `"?\s*\{`)})
		}
		if at.Keyed && len(at.Key) >= shortestKey {
			list = append(list, ci.Needle{Word: at.Key, Line: regexp.MustCompile(`(^|[\s,;"'])` + regexp.QuoteMeta(at.Key) + `($|[\s,;"'=:])`)})
		}
		if at.Module == "" {
			return list
		}
		module, err := schema.ParseAddr(at.Module)
		if err != nil {
			return list
		}
		at = module
	}
}
