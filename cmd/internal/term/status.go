package term

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
	"unicode/utf8"

	"golang.org/x/term"
)

// A statusLine is a terminal whose last line is written over. Other text goes above
// it. It writes its few escapes itself: the libraries for this draw several bars at
// once, and cannot write lines in between.
type statusLine struct {
	terminal *os.File

	mu    sync.Mutex
	w     io.Writer
	width func() int // columns
	text  string     // what the line shows; "" for no line
}

func newStatusLine(terminal *os.File) *statusLine {
	return &statusLine{terminal: terminal, w: terminal, width: func() int {
		columns, _, err := term.GetSize(int(terminal.Fd()))
		if err != nil || columns == 0 {
			return 80
		}
		return columns
	}}
}

// Fd returns the file descriptor of the terminal, so that others see that this is one.
func (s *statusLine) Fd() uintptr { return s.terminal.Fd() }

// eraseLine moves to the line's beginning and clears it (ECMA-48, EL).
const eraseLine = "\r\x1b[K"

// Write writes text above the line.
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

// show writes the line anew; "" takes it away.
func (s *statusLine) show(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text != s.text {
		s.draw(text)
	}
}

func (s *statusLine) draw(text string) {
	if most := max(1, s.width()-1); utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most])
	}
	fmt.Fprint(s.w, eraseLine+text)
	s.text = text
}
