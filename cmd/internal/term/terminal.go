// Package term prints to, and asks, the person or the pipeline that runs a command: lines
// about the run, questions, colours, a pager, and a line that shows progress. It knows
// nothing about commands or contact centres.
//
// The terms:
//
//   - A [Terminal] is where a command reads and writes, even if that is a file.
//   - A phase is a part of a run that takes long, such as "reading 7 kinds of objects".
//     A [Progress] shows how far it is.
//   - A [Task] is one of the things that a phase does at the same time: updating
//     queue.sales, for example.
//   - The status line is the last line of a terminal, which the progress overwrites.
//
// For example, a phase of two tasks prints this on a terminal's status line, and the
// second form, line by line, into a file:
//
//	applying 1 of 2 changes, 2.0 calls/s
//
//	callwright: applying 2 changes
//	callwright: Still updating queue.sales (10s)
//
// The rules for what a command prints:
//
//   - Standard output has only the result that was asked for. Everything else (progress,
//     diagnostics, questions, hints) goes to standard error, so that
//     `callwright plan --output json | jq .digest` works.
//   - Lines about the run begin `callwright: `. Diagnostics have their own form, with the
//     file, the line and a caret.
//   - Output to anything but a terminal has no colours, no cursor movement and no wrapping.
//   - Text from the service is untrusted: it is cleaned of control characters first.
//   - Lines use the future before a write, and the past after it. No exclamation marks.
package term

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// The values of [Terminal.Colour]. Auto follows the environment, and uses colours on
// terminals only.
const (
	ColourAuto   = "auto"
	ColourAlways = "always"
	ColourNever  = "never"
)

// Colours lists the values of [Terminal.Colour], for the check of the flag --color.
var Colours = [...]string{ColourAuto, ColourAlways, ColourNever}

// A Terminal is where a command reads and writes. It need not be a real terminal: in a
// pipeline or a test, it never asks and never overwrites a line.
type Terminal struct {
	In         io.Reader
	Out, Err   io.Writer
	Lookup     func(name string) (string, bool) // looks up an environment variable; may be nil
	Colour     string                           // one of Colours
	Quiet      bool                             // print results and errors only
	NoInput    bool                             // never ask
	InPipeline bool                             // a pipeline runs the command
}

// Say prints a line about the run, such as `callwright: created queue.sales`, unless the
// command has the flag --quiet.
func (t *Terminal) Say(format string, args ...any) {
	if !t.Quiet {
		t.Complain(format, args...)
	}
}

// Complain prints a line about something that went wrong. It ignores --quiet, because
// nobody wants a failure to be silent.
func (t *Terminal) Complain(format string, args ...any) {
	fmt.Fprintf(t.Err, "callwright: "+format+"\n", args...)
}

// Coloured reports whether text for w may have colours. The flag --color decides; then
// the environment variables that many programs honour (no-color.org, force-color.org);
// then whether w is a terminal.
func (t *Terminal) Coloured(w io.Writer) bool {
	switch t.Colour {
	case ColourAlways:
		return true
	case ColourNever:
		return false
	}
	switch {
	case t.env("NO_COLOR") != "":
		return false
	case t.isOn("CLICOLOR_FORCE"), t.isOn("FORCE_COLOR"):
		return true
	case t.env("TERM") == "dumb":
		return false
	case isTerminal(w):
		return true
	}
	// The logs of these services are not terminals, but show colours.
	return t.InPipeline && (t.env("GITHUB_ACTIONS") != "" || t.env("GITLAB_CI") != "" || t.env("BUILDKITE") != "")
}

// Unicode reports whether w is a terminal that shows UTF-8, so that we may draw lines with
// characters such as │. By POSIX, the first of the three variables that is set decides.
func (t *Terminal) Unicode(w io.Writer) bool {
	if !isTerminal(w) {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(t.env(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return false
}

// Width returns how many cells a line of the terminal w has. It is 0 if w is not a terminal or
// is the log of a pipeline, because nobody wraps lines there; and 80 if the terminal does not say.
func (t *Terminal) Width(w io.Writer) int {
	if f, ok := w.(interface{ Fd() uintptr }); ok && isTerminal(w) && !t.InPipeline {
		return columnsOf(f.Fd())
	}
	return 0
}

// columnsOf returns the width of a terminal: 80 if it does not say.
func columnsOf(fd uintptr) int {
	columns, _, err := term.GetSize(int(fd))
	if err != nil || columns == 0 {
		return 80
	}
	return columns
}

// drawable returns w as a file if we can overwrite lines on it and show pages. We cannot
// in the log of a pipeline, even though some pipelines pretend that it is a terminal, and
// not in Emacs' shell, which sets TERM=dumb.
func (t *Terminal) drawable(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && isTerminal(f) && !t.InPipeline && t.env("TERM") != "dumb"
}

// env returns an environment variable; "" if it is not set.
func (t *Terminal) env(name string) string {
	if t.Lookup == nil {
		return ""
	}
	value, _ := t.Lookup(name)
	return value
}

// isOn reports whether a variable says yes: any value but 0 does.
func (t *Terminal) isOn(name string) bool {
	v := t.env(name)
	return v != "" && v != "0"
}

// isTerminal asks for a method Fd rather than an *os.File, because a statusLine is a
// terminal, too.
func isTerminal(w any) bool {
	f, ok := w.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}
