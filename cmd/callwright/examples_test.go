package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/term"
)

// silentApp returns an app for tests that look at commands and run none.
func silentApp() *app { return &app{reporter: reporter{Terminal: &term.Terminal{}}} }

// TestExamples checks that the help of each command has examples, and that callwright has
// their flags and accepts their arguments.
func TestExamples(t *testing.T) {
	t.Parallel()
	var commands func(c *cobra.Command) []*cobra.Command
	commands = func(c *cobra.Command) []*cobra.Command {
		all := []*cobra.Command{c}
		for _, sub := range c.Commands() {
			if sub.Name() != "help" && c.Name() != "completion" { // Cobra's own
				all = append(all, commands(sub)...)
			}
		}
		return all
	}
	for _, c := range commands(newRoot(silentApp())) {
		if c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for line := range strings.Lines(c.Example) {
			if err := accepts(line, c); err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), strings.TrimSpace(line), err)
			}
		}
	}
}

// afterCommand matches what follows the command in an example: a pipe, another file for a
// stream, the end of `<(…)`, or a comment.
var afterCommand = regexp.MustCompile(`\s*([|<>)#].*)?\n?$`)

// accepts returns an error if a line of c's examples has another command, or something that
// callwright does not accept.
func accepts(line string, c *cobra.Command) error {
	_, text, ok := strings.Cut(line, "callwright")
	if !ok {
		return usage("not a command of callwright")
	}
	words := strings.Fields(strings.ReplaceAll(afterCommand.ReplaceAllString(text, ""), "'", ""))
	root := newRoot(silentApp())
	root.InitDefaultHelpCmd()
	found, args, err := root.Find(words)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(found.CommandPath(), c.CommandPath()) {
		return usage("an example of another command: %s", found.CommandPath())
	}
	if err := found.ParseFlags(args); err != nil {
		return err
	}
	if found.Name() == "help" || found.Name() == "completion" {
		return nil
	}
	return found.ValidateArgs(found.Flags().Args())
}

// TestExamplesAreChecked gives accepts examples that are wrong.
func TestExamplesAreChecked(t *testing.T) {
	t.Parallel()
	root := newRoot(silentApp())
	plan, _, err := root.Find([]string{"plan"})
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"callwright plan --save plan.json", "callwright plan plan.json", "callwright apply", "terraform plan"} {
		if accepts("  "+wrong+"  # a comment\n", plan) == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}
