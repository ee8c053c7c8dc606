// Package diag is the catalogue of what callwright reports. Every diagnostic has a
// code, such as CW2104, which is stable and never reused.
//
// An [Entry] is one diagnostic of the catalogue, as data: its code, summary, cause and
// fix. Each is an exported variable, and a problem is made from one, so it carries its
// code from the start:
//
//	diag.InvalidValue.At(path, "%q is not an opening time.", s)     // of an object: a Problem
//	diag.UnknownLocal.In(place, "There is no local %q.", name)      // in a file: an hcl.Diagnostic
//	diag.CheckFailed.Of(check).Problem("Sales needs two agents.")   // "Check failed: two_in_sales"
//
// To reword a summary, change its entry: nothing compares summaries.
//
// The codes are grouped by subject:
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
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"
)

// A Severity says whether a diagnostic stops the work.
type Severity int

// The severities.
const (
	Error   Severity = iota // nothing may be written
	Warning                 // worth knowing
)

// An Entry is one diagnostic of the catalogue.
type Entry struct {
	Code     string
	Severity Severity // of a problem that does not choose its own
	Summary  string   // sentence case, no full stop
	Form     string   // the summary with what varies, for [Entry.Of]: "Check failed: %s"; or ""
	OfName   bool     // whether the name of an attribute is wrong, rather than its value
	Cause    string   // what is wrong, and why it matters
	Fix      string   // what to do

	// Example is a configuration that gets this diagnostic, as a txtar archive whose
	// comment is main.hcl. Where it is found elsewhere than in a configuration, it is
	// the diagnostic as people see it.
	Example string
}

// defined collects the catalogue while the variables of this package are set.
var defined []*Entry

// define adds an entry to the catalogue.
func define(e Entry) *Entry {
	defined = append(defined, &e)
	return &e
}

// saying returns the diagnostic e in other words: it has e's code, so a reader finds
// one explanation for both.
func (e *Entry) saying(summary string) *Entry {
	other := *e
	other.Summary = summary
	return &other
}

// Of returns the diagnostic with what its summary is about: for CheckFailed.Of("hours")
// that is "Check failed: hours". Only an entry with a form for it has one.
func (e *Entry) Of(about ...any) *Entry {
	if e.Form == "" {
		panic("diag: the summary of " + e.Code + " names nothing")
	}
	return e.saying(fmt.Sprintf(e.Form, about...))
}

var sorted = sync.OnceValue(func() []*Entry {
	return slices.SortedFunc(slices.Values(defined), func(a, b *Entry) int { return cmp.Compare(a.Code, b.Code) })
})

// All returns the catalogue in the order of the codes.
func All() []*Entry { return slices.Clone(sorted()) }

// Lookup returns the entry of a code, in any case and with or without its letters:
// "CW2104", "cw2104" and "2104".
func Lookup(code string) (*Entry, bool) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if !strings.HasPrefix(code, "CW") {
		code = "CW" + code
	}
	at, ok := slices.BinarySearchFunc(sorted(), code, func(e *Entry, code string) int { return cmp.Compare(e.Code, code) })
	if !ok {
		return nil, false
	}
	return sorted()[at], true
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
