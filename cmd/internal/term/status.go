package term

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
	"unicode/utf8"
)

// A statusLine is the last line of a terminal, which we overwrite to show progress. It is
// also a writer, for the lines above it: it removes itself, writes them, and draws itself
// again below. It writes its few escape sequences itself, because the libraries for
// progress bars draw several bars, and cannot print lines in between.
type statusLine struct {
	terminal *os.File

	mu    sync.Mutex
	w     io.Writer
	width func() int // columns
	text  string     // what the line shows; "" if it is not drawn
}

// newStatusLine returns the status line of a terminal. It asks for the width each time,
// because people resize windows.
func newStatusLine(terminal *os.File) *statusLine {
	return &statusLine{terminal: terminal, w: terminal, width: func() int { return columnsOf(terminal.Fd()) }}
}

// Fd returns the file descriptor of the terminal, so that [isTerminal] is true of a
// statusLine.
func (s *statusLine) Fd() uintptr { return s.terminal.Fd() }

// eraseLine moves the cursor to the start of the line and clears the line: EL, "erase in
// line", of ECMA-48.
const eraseLine = "\r\x1b[K"

// Write writes text above the status line. If the text does not end its line, as a
// question does not, the status line stays away until more text ends the line.
func (s *statusLine) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.text == "" {
		return s.w.Write(p)
	}
	shown := s.text
	s.draw("")
	n, err := s.w.Write(p)
	if bytes.HasSuffix(p, []byte("\n")) {
		s.draw(shown)
	}
	return n, err
}

// show changes the text of the line; "" removes the line.
func (s *statusLine) show(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text != s.text {
		s.draw(text)
	}
}

// draw replaces the line. It cuts text to one column less than the terminal has: some
// terminals wrap when the last column is written, and then we could not erase the line.
func (s *statusLine) draw(text string) {
	if limit := max(1, s.width()-1); utf8.RuneCountInString(text) > limit {
		text = string([]rune(text)[:limit])
	}
	fmt.Fprint(s.w, eraseLine+text)
	s.text = text
}
