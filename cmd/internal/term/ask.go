package term

import (
	"context"
	"fmt"
	"strings"
)

// CanAsk reports whether somebody can answer a question: standard input is a terminal,
// no pipeline runs the command, and --no-input was not given.
func (t *Terminal) CanAsk() bool { return !t.NoInput && !t.InPipeline && isTerminal(t.In) }

// Ask asks a question and reports whether the answer is exactly the given word: "yes", or
// the name of the instance. Ask returns an error if ctx ends before somebody answers, as
// it does on Ctrl-C.
func (t *Terminal) Ask(ctx context.Context, question, word string) (bool, error) {
	fmt.Fprintf(t.Err, "%s ", question)
	// Nothing can interrupt a read from a terminal, so it goes on in the background.
	answer := make(chan string, 1)
	go func() { answer <- t.line() }()
	select {
	case got := <-answer:
		return got == word, nil
	case <-ctx.Done():
		fmt.Fprintln(t.Err)
		return false, ctx.Err()
	}
}

// line reads one line. It reads byte by byte, because a buffered reader would also take
// the next line, which answers the next question.
func (t *Terminal) line() string {
	var text strings.Builder
	b := make([]byte, 1)
	for {
		n, err := t.In.Read(b)
		if n == 0 || err != nil || b[0] == '\n' {
			return strings.TrimSpace(text.String())
		}
		text.WriteByte(b[0])
	}
}
