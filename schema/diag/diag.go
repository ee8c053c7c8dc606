package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"
)

// A Severity is the weight of a diagnostic: whether it stops the work.
type Severity int

// The severities.
const (
	Error   Severity = iota // callwright must not write anything
	Warning                 // callwright goes on
)

// An Entry is one diagnostic of the catalogue.
type Entry struct {
	Code     string
	Severity Severity // of a problem that does not choose another
	Summary  string   // in sentence case, without a full stop
	Form     string   // a format for summaries that name something: "Check failed: %s"; or ""
	OfName   bool     // whether the name of an attribute is wrong, and not its value
	Cause    string   // what is wrong, and why it matters
	Fix      string   // what to do

	// Example is a configuration with the mistake. It is a txtar archive whose comment
	// is main.hcl. If the diagnostic is not about a configuration, Example is the
	// diagnostic as callwright prints it.
	Example string
}

// defined is the catalogue. The variables of this package fill it, so an entry cannot be
// missing from it.
var defined []*Entry

// define adds an entry to the catalogue.
func define(e Entry) *Entry {
	defined = append(defined, &e)
	return &e
}

// saying returns the entry with another summary. It keeps its code, so a reader finds the
// same explanation.
func (e *Entry) saying(summary string) *Entry {
	other := *e
	other.Summary = summary
	return &other
}

// Of returns the entry with a summary that names something: CheckFailed.Of("hours") has
// the summary "Check failed: hours". It panics if the entry has no Form.
func (e *Entry) Of(about ...any) *Entry {
	if e.Form == "" {
		panic("diag: the summary of " + e.Code + " names nothing")
	}
	return e.saying(fmt.Sprintf(e.Form, about...))
}

// sorted is the catalogue in the order of the codes.
var sorted = sync.OnceValue(func() []*Entry {
	return slices.SortedFunc(slices.Values(defined), func(a, b *Entry) int { return cmp.Compare(a.Code, b.Code) })
})

// All returns the catalogue in the order of the codes.
func All() []*Entry { return slices.Clone(sorted()) }

// Lookup returns the entry with a code. People may write the code in any case, and without
// its letters: "CW2104", "cw2104" and "2104".
func Lookup(code string) (e *Entry, ok bool) {
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

// page is the address of the published catalogue.
const page = "https://github.com/callwright/callwright/blob/main/docs/diagnostics.md"

// Doc returns the address of the entry's documentation.
func (e *Entry) Doc() string { return page + "#" + strings.ToLower(e.Code) }

// Loads reports whether the example is a configuration, which tests can load.
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
