// Package term speaks with the person, or the pipeline, that runs a command: lines
// about the run, questions, colours, a pager, and a line that shows progress. It
// knows no commands and no contact centre.
//
// The rules of what a command prints:
//
//   - Standard output has the result that was asked for and nothing else. All the
//     rest (progress, diagnostics, questions, hints) goes to standard error.
//   - Lines about the run begin `callwright: `. Diagnostics have a form of their
//     own, with the file, the line and a caret.
//   - What does not go to a terminal has no colour, no cursor movement and no width.
//   - Remote text is untrusted: it is made harmless before it is printed.
//   - The future before a write, the past after it. No exclamation marks.
package term

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// The values of [Terminal.Colour].
const (
	ColourAuto   = "auto"
	ColourAlways = "always"
	ColourNever  = "never"
)

// Colours are the values of [Terminal.Colour].
var Colours = [...]string{ColourAuto, ColourAlways, ColourNever}

// A Terminal is where a command reads and writes. It need not be a real terminal: in
// a pipeline, nobody can be asked, and nothing is drawn.
type Terminal struct {
	In         io.Reader
	Out, Err   io.Writer
	Lookup     func(name string) (string, bool) // looks up a variable of the environment
	Colour     string                           // one of Colours
	Quiet      bool                             // only results and errors are printed
	NoInput    bool                             // nobody is asked
	InPipeline bool                             // a pipeline runs the command
}

// Say writes a line about the run.
func (t *Terminal) Say(format string, args ...any) {
	if !t.Quiet {
		t.Complain(format, args...)
	}
}

// Complain writes a line about what went wrong, even where the command was asked to
// be quiet.
func (t *Terminal) Complain(format string, args ...any) {
	fmt.Fprintf(t.Err, "callwright: "+format+"\n", args...)
}

// Coloured decides whether what is written to w has colours.
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
	case t.set("CLICOLOR_FORCE"), t.set("FORCE_COLOR"):
		return true
	case t.env("TERM") == "dumb":
		return false
	case isTerminal(w):
		return true
	}
	return t.InPipeline && (t.env("GITHUB_ACTIONS") != "" || t.env("GITLAB_CI") != "" || t.env("BUILDKITE") != "")
}

// Unicode reports whether w is a terminal that shows UTF-8. The first of the locale's
// variables that is set decides (POSIX).
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

// drawable returns w if it is a terminal on which lines can be written over and pages
// be shown. A pipeline's log is none, even where the pipeline gives it a terminal.
func (t *Terminal) drawable(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && isTerminal(f) && !t.InPipeline && t.env("TERM") != "dumb"
}

func (t *Terminal) env(name string) string {
	if t.Lookup == nil {
		return ""
	}
	value, _ := t.Lookup(name)
	return value
}

// set reports whether a variable that means yes or no says yes.
func (t *Terminal) set(name string) bool {
	v := t.env(name)
	return v != "" && v != "0"
}

func isTerminal(w any) bool {
	f, ok := w.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}
