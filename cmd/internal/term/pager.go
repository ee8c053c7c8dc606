package term

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"golang.org/x/term"
)

// A pager is a program such as less, for text that is longer than the terminal. The zero
// pager has no program; it writes the text as it is.
type pager struct {
	command []string // the program and its arguments
	env     []string // variables for its environment, such as LESS=FRX
	rows    int      // of the terminal
}

// Page writes text to w. If w is a terminal and the text is longer than it, Page shows
// the text in the user's pager.
func (t *Terminal) Page(w io.Writer, text []byte) error { return t.pagerOf(w).show(w, text) }

// pagerOf returns the pager for text to w: the zero pager unless w is a terminal outside
// a pipeline.
func (t *Terminal) pagerOf(w io.Writer) pager {
	f, ok := t.drawable(w)
	if !ok {
		return pager{}
	}
	_, rows, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return pager{}
	}
	return pager{t.pagerCommand(), t.lessVariable(), rows}
}

// pagerCommand returns the program that CALLWRIGHT_PAGER names, or PAGER, or less. An
// empty variable means no pager. So does cat, which would only show the text as it is.
func (t *Terminal) pagerCommand() []string {
	command := "less"
	for _, name := range []string{"PAGER", "CALLWRIGHT_PAGER"} {
		if value, ok := t.Lookup(name); ok {
			command = value
		}
	}
	if command == "cat" {
		return nil
	}
	return strings.Fields(command)
}

// lessVariable returns options for less, as git sets them: F quits if the text fits on
// one screen, R shows colours, X leaves the text on the screen. If the user has set LESS,
// we leave it alone.
func (t *Terminal) lessVariable() []string {
	if _, ok := t.Lookup("LESS"); ok {
		return nil
	}
	return []string{"LESS=FRX"}
}

// show writes text to w, through the pager if the text is longer than the terminal. If
// the pager is missing or fails, show writes the text directly: a plan must not get lost
// because of a typing error in PAGER.
func (p pager) show(w io.Writer, text []byte) error {
	// The shell prompt takes a row, so a text of as many lines as rows is too long.
	if len(p.command) > 0 && bytes.Count(text, []byte("\n")) >= p.rows {
		c := exec.Command(p.command[0], p.command[1:]...) //nolint:gosec // the program is the user's choice
		c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(text), w, os.Stderr
		c.Env = append(c.Environ(), p.env...)
		// Ctrl-C goes to both programs. It means something to less, so we ignore it here.
		interrupts := make(chan os.Signal, 1)
		signal.Notify(interrupts, os.Interrupt)
		defer signal.Stop(interrupts)
		if c.Run() == nil {
			return nil
		}
	}
	_, err := w.Write(text)
	return err
}
