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

// A pager shows text that is longer than the terminal. The zero pager shows none.
type pager struct {
	command []string // program and arguments
	options []string // variables for its environment
	rows    int      // of the terminal
}

// Page writes text to w, through a pager where it is longer than the terminal.
func (t *Terminal) Page(w io.Writer, text []byte) error { return t.pagerOf(w).show(w, text) }

// pagerOf returns the pager for what is written to w. There is none for what does not
// go to a terminal, in a pipeline, or where the environment says so.
func (t *Terminal) pagerOf(w io.Writer) pager {
	f, ok := t.drawable(w)
	if !ok {
		return pager{}
	}
	_, rows, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return pager{}
	}
	return pager{t.pagerCommand(), t.lessOptions(), rows}
}

// pagerCommand returns the program of CALLWRIGHT_PAGER, else of PAGER, else less. An
// empty name means no pager, and so does cat, which changes nothing.
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

// lessOptions lets less, unless the environment sets it up, end by itself where all
// fits, show colours and leave the text on the screen.
func (t *Terminal) lessOptions() []string {
	if _, ok := t.Lookup("LESS"); ok {
		return nil
	}
	return []string{"LESS=FRX"}
}

// show writes the text to w, through the pager where it is longer than the terminal.
// It does without a pager that does not work. Ctrl-C is the pager's as long as it runs.
func (p pager) show(w io.Writer, text []byte) error {
	if len(p.command) > 0 && bytes.Count(text, []byte("\n")) >= p.rows {
		c := exec.Command(p.command[0], p.command[1:]...) //nolint:gosec // the program is the user's choice
		c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(text), w, os.Stderr
		c.Env = append(c.Environ(), p.options...)
		keys := make(chan os.Signal, 1)
		signal.Notify(keys, os.Interrupt)
		defer signal.Stop(keys)
		if c.Run() == nil {
			return nil
		}
	}
	_, err := w.Write(text)
	return err
}
