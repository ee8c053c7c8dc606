// Package diag is the catalogue of what callwright reports: every diagnostic has a
// code, such as CW2104, which is stable and never reused.
//
// A diagnostic carries its summary, and the catalogue tells the code from that: [Of]
// is the whole mapping. The numbers are grouped by subject:
//
//	CW1xxx  the language and its files
//	CW2xxx  objects and references to them
//	CW3xxx  values, and the rules of Amazon Connect
//	CW4xxx  the service and credentials
//	CW5xxx  what a plan is refused for
//	CW6xxx  plans that do not fit any more
//	CW7xxx  what was done in part, or cannot be taken back
package diag

import (
	"slices"
	"strings"

	"golang.org/x/tools/txtar"
)

// An Entry is one diagnostic of the catalogue.
type Entry struct {
	Code    string
	Summary string   // as diagnostics have it, up to a name in quotes or a colon
	Also    []string // other summaries that mean the same to a reader
	Cause   string   // what is wrong, and why it matters
	Fix     string   // what to do

	// Example is a configuration that gets this diagnostic, as a txtar archive whose
	// comment is main.hcl; or, of what is found elsewhere than in a configuration, the
	// diagnostic as it is seen.
	Example string
}

// Syntax is the entry of all that the parser of HCL itself reports.
var Syntax = &language[0]

// all lists the catalogue in the order of the codes.
var all = slices.Concat(refer(language), refer(variables), refer(settings), refer(desktopSettings), refer(checks), refer(objects), refer(unknown), refer(values), refer(destinations), refer(desktopValues), refer(service), refer(refusals), refer(desktopRefusals), refer(outdated), refer(partial))

// All returns the catalogue in the order of the codes.
func All() []*Entry { return slices.Clone(all) }

func refer(entries []Entry) []*Entry {
	list := make([]*Entry, len(entries))
	for i := range entries {
		list[i] = &entries[i]
	}
	return list
}

// bySummary finds an entry by each of its summaries.
var bySummary = func() map[string]*Entry {
	m := map[string]*Entry{}
	for _, e := range all {
		m[e.Summary] = e
		for _, s := range e.Also {
			m[s] = e
		}
	}
	return m
}()

// Of returns the entry of a diagnostic with the given summary. It is false for one
// that the catalogue does not have; no summary of callwright's own is.
func Of(summary string) (*Entry, bool) {
	e, ok := bySummary[title(summary)]
	return e, ok
}

// Code returns the code of a diagnostic with the given summary. What the catalogue
// does not have is HCL's own: an error of syntax.
func Code(summary string) string {
	if e, ok := Of(summary); ok {
		return e.Code
	}
	return Syntax.Code
}

// title returns the part of a summary that does not vary: without the name in
// quotes, or what follows a colon, that it may end in.
func title(summary string) string {
	for _, cut := range []string{` "`, ": "} {
		summary, _, _ = strings.Cut(summary, cut)
	}
	return summary
}

// Lookup returns the entry of a code, in any case and with or without its letters:
// "CW2104", "cw2104" and "2104".
func Lookup(code string) (*Entry, bool) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if !strings.HasPrefix(code, "CW") {
		code = "CW" + code
	}
	i := slices.IndexFunc(all, func(e *Entry) bool { return e.Code == code })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}

// page is where the catalogue is published.
const page = "https://github.com/callwright/callwright/blob/main/docs/diagnostics.md"

// Doc returns the address of the entry's documentation.
func (e *Entry) Doc() string { return page + "#" + strings.ToLower(e.Code) }

// Loads reports whether the example is a configuration.
func (e *Entry) Loads() bool {
	return !strings.HasPrefix(e.Example, "Error[") && !strings.HasPrefix(e.Example, "Warning[")
}

// Archive returns the files of an example that is a configuration.
func (e *Entry) Archive() *txtar.Archive {
	a := txtar.Parse([]byte(e.Example))
	if len(a.Comment) > 0 {
		a.Files = append([]txtar.File{{Name: "main.hcl", Data: a.Comment}}, a.Files...)
	}
	return a
}
