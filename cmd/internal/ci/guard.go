package ci

import (
	"bytes"
	"fmt"
	"io"
)

// Guard returns a writer for a log that the service looks through for commands. GitHub
// Actions takes a line for a command if its first characters, after spaces, are ::, or if
// it has ##[ anywhere; Azure DevOps, if it has ##vso[ anywhere. So a check with the message
// "\n::add-mask::a" could hide every letter a, or stop later commands. The writer puts a
// space between such characters: `: :add-mask::a`.
//
// Guard returns w itself if the service has no such commands. Callwright's own commands do
// not go through a guard.
func (p Pipeline) Guard(w io.Writer) io.Writer {
	return p.guard(w, func(c byte) string { return " " + string(c) })
}

// GuardStrings is Guard for a language whose strings can have \u005b for [, such as JSON and
// HCL. The result means the same.
func (p Pipeline) GuardStrings(w io.Writer) io.Writer {
	return p.guard(w, func(c byte) string { return fmt.Sprintf(`\u%04x`, c) })
}

// GuardMarkup is Guard for XML and HTML. The result means the same.
func (p Pipeline) GuardMarkup(w io.Writer) io.Writer {
	return p.guard(w, func(c byte) string { return fmt.Sprintf("&#%d;", c) })
}

func (p Pipeline) guard(w io.Writer, harmless func(byte) string) io.Writer {
	if p.Name == "github" || p.Name == "azure" {
		return &guard{w: w, harmless: harmless, begins: true}
	}
	return w
}

// A guard writes lines that are not commands. One Write may end in the middle of a line,
// so it keeps what it has to know about the line so far.
type guard struct {
	w        io.Writer
	harmless func(byte) string // what to write for a character that would make a command

	begins bool // the line has no visible ASCII character so far
	colon  bool // the line has one colon and nothing else visible
	hashes int  // number signs just before the next character
}

// Write writes text that has no commands.
func (g *guard) Write(text []byte) (int, error) {
	var safe bytes.Buffer
	for _, c := range text {
		if g.colon && c == ':' || g.hashes >= 2 && (c == '[' || c == 'v') {
			safe.WriteString(g.harmless(c))
		} else {
			safe.WriteByte(c)
		}
		g.take(c)
	}
	if _, err := g.w.Write(safe.Bytes()); err != nil {
		return 0, err
	}
	return len(text), nil
}

// take notes one byte of the line. A byte that is not ASCII may belong to a space, of
// which Unicode has many, so it counts as one.
func (g *guard) take(c byte) {
	space := c <= ' ' || c >= 0x7f
	g.colon = g.begins && c == ':'
	g.begins = c == '\n' || c == '\r' || g.begins && space
	if c == '#' {
		g.hashes++
	} else {
		g.hashes = 0
	}
}
