package main

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
	rows    int      // of the terminal
}

// pagerOf returns the pager for what is written to w: none for what is no terminal, in a
// pipeline, or where the environment says so.
func (u *ui) pagerOf(w io.Writer) pager {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(f) || u.inCI || os.Getenv("TERM") == "dumb" {
		return pager{}
	}
	_, rows, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return pager{}
	}
	return pager{pagerCommand(os.LookupEnv), rows}
}

// pagerCommand returns the program of CALLWRIGHT_PAGER, else of PAGER, else less; none
// where that is empty, or cat, which is the same as none.
func pagerCommand(lookup func(string) (string, bool)) []string {
	command := "less"
	for _, name := range []string{"PAGER", "CALLWRIGHT_PAGER"} {
		if value, is := lookup(name); is {
			command = value
		}
	}
	if command == "cat" {
		return nil
	}
	return strings.Fields(command)
}

// show writes the text to w, through the pager where it is longer than the terminal. A
// pager that does not work is done without. Ctrl-C is the pager's as long as it runs.
func (p pager) show(w io.Writer, text []byte) error {
	if len(p.command) > 0 && bytes.Count(text, []byte("\n")) >= p.rows {
		c := exec.Command(p.command[0], p.command[1:]...) //nolint:gosec // the program is the user's choice
		c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(text), w, os.Stderr
		c.Env = append(os.Environ(), lessOptions()...)
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

// lessOptions lets less, unless it is set up, end by itself where all fits, show colours
// and leave the text on the screen.
func lessOptions() []string {
	if _, is := os.LookupEnv("LESS"); is {
		return nil
	}
	return []string{"LESS=FRX"}
}
