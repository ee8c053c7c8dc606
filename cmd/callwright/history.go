package main

import (
	"context"
	"regexp"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

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
