package term

import (
	"context"
	"fmt"
	"strings"
)

// CanAsk reports whether there is somebody to ask.
func (t *Terminal) CanAsk() bool { return !t.NoInput && !t.InPipeline && isTerminal(t.In) }

// Ask asks for a word and reports whether it is the answer. The error says that ctx
// ended before there was one.
func (t *Terminal) Ask(ctx context.Context, question, word string) (bool, error) {
	fmt.Fprintf(t.Err, "%s ", question)
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

// line reads a line, and nothing beyond it: what follows is for the next question.
func (t *Terminal) line() string {
	var text strings.Builder
	one := make([]byte, 1)
	for {
		n, err := t.In.Read(one)
		if n == 0 || err != nil || one[0] == '\n' {
			return strings.TrimSpace(text.String())
		}
		text.WriteByte(one[0])
	}
}
