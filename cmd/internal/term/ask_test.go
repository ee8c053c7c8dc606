package term

import (
	"context"
	"io"
	"strings"
	"testing"
)

// TestAskInterrupted checks that the end of the context ends a question that nobody
// answers.
func TestAskInterrupted(t *testing.T) {
	t.Parallel()
	in, _ := io.Pipe()
	defer in.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var errs strings.Builder
	terminal := Terminal{In: in, Err: &errs}
	if yes, err := terminal.Ask(ctx, "Apply?", "yes"); yes || err == nil {
		t.Errorf("Ask() = %v, %v, want an error", yes, err)
	}
	if errs.String() != "Apply? \n" {
		t.Errorf("said %q", errs.String())
	}
}

// TestAsk checks that only the exact word counts as consent: "YES" and "y" do not.
func TestAsk(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]bool{"yes\n": true, "\tyes \n": true, "yes": true, "YES\n": false, "y\n": false, "\n": false, "": false} {
		terminal := Terminal{In: strings.NewReader(answer), Err: io.Discard}
		if yes, err := terminal.Ask(t.Context(), "Apply?", "yes"); yes != want || err != nil {
			t.Errorf("Ask() of %q = %v, %v", answer, yes, err)
		}
	}
}
