package main

import (
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callwright/callwright/cmd/internal/term"
)

// commandsDoc is the template of docs/commands.md.
var commandsDoc = template.Must(template.New("commands").Funcs(template.FuncMap{
	"flags": flagRows, "cell": cell, "about": about,
}).Parse(`# Commands

These are the commands of callwright with all their flags. This page is generated from the program,
and ` + "`callwright help COMMAND`" + ` prints the same. ` + "`callwright docs man DIR`" + ` writes it as man pages.
[Plan and apply](plan-and-apply.md) explains what the commands do, and lists the
[exit codes](plan-and-apply.md#exit-codes).

You can also set a flag through the environment: ` + "`CALLWRIGHT_VAR_FILE` is `--var-file`" + `. The flag
` + "`--auto-approve`" + ` has no such variable. A variable that is empty counts as not set.

| command | what it does |
| --- | --- |
{{range .}}{{if .HasParent}}| [{{.CommandPath}}](#{{.Annotations.anchor}}) | {{cell .Short}} |
{{end}}{{end}}{{range .}}
## {{.CommandPath}}

{{about .}}

` + "```" + `text
{{.UseLine}}
` + "```" + `
{{if .Example}}
` + "```" + `console
{{.Example}}
` + "```" + `
{{end}}{{with flags .}}
| flag | meaning |
| --- | --- |
{{.}}{{end}}{{end}}`))

// about returns what the help says about a command. Paragraphs with lines that are indented are
// code.
func about(c *cobra.Command) string {
	if c.Long == "" {
		return c.Short + "."
	}
	paragraphs := strings.Split(strings.TrimSpace(c.Long), "\n\n")
	for i, p := range paragraphs {
		if strings.ContainsAny(p[:1], " \t") {
			paragraphs[i] = "```text\n" + p + "\n```"
		} else {
			paragraphs[i] = strings.TrimLeft(strings.ReplaceAll(p, "\n#### ", "\n\n"), "# ")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// cell returns text for a cell of a table in Markdown.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "[", `\[`, "\n", " ").Replace(text)
}

// flagRows returns a row of a table for each flag that the command has for itself.
func flagRows(c *cobra.Command) string {
	var b strings.Builder
	c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, meaning := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		b.WriteString("| `" + strings.ReplaceAll(name, "|", `\|`) + "` | " + cell(meaning))
		if f.DefValue != "" && f.Value.Type() != "bool" && !slices.Contains([]string{"[]", "0", "0s"}, f.DefValue) {
			b.WriteString(" (default `" + strings.Trim(f.DefValue, "[]") + "`)")
		}
		b.WriteString(" |\n")
	})
	return b.String()
}

// commands returns the command line of callwright, and all commands in it, in the order of
// the page: callwright itself, then by name.
func commands() (root *cobra.Command, all []*cobra.Command) {
	root = newRoot(&app{reporter: reporter{Terminal: &term.Terminal{}}})
	var add func(c *cobra.Command)
	add = func(c *cobra.Command) {
		all = append(all, c)
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() && sub.Name() != "help" {
				add(sub)
			}
		}
	}
	add(root)
	return root, all
}

// TestCommandsDoc checks that docs/commands.md is generated from the commands.
func TestCommandsDoc(t *testing.T) {
	t.Parallel()
	_, all := commands()
	for _, c := range all {
		if c.Short == "" || c.Example == "" && !strings.HasPrefix(c.CommandPath(), "callwright completion ") {
			t.Errorf("%s has no summary or no example", c.CommandPath())
		}
		c.Annotations = map[string]string{"anchor": strings.ReplaceAll(c.CommandPath(), " ", "-")}
	}
	checkDoc(t, "commands.md", commandsDoc, all)
}

// TestExamplesOfCommands checks that the examples in the help name commands and flags that
// exist. An example is a line that begins with callwright, up to a comment or a pipe.
func TestExamplesOfCommands(t *testing.T) {
	t.Parallel()
	_, all := commands()
	tried := 0
	for _, c := range all {
		for line := range strings.Lines(c.Example) {
			words := exampleWords(line)
			if len(words) == 0 || words[0] != "callwright" {
				continue
			}
			tried++
			root, _ := commands() // flags that one example sets do not count for the next
			found, rest, err := root.Find(words[1:])
			if err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), strings.TrimSpace(line), err)
				continue
			}
			if err := found.ParseFlags(rest); err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), strings.TrimSpace(line), err)
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d examples", tried)
	}
}

// exampleWords splits a line as a shell does, without what follows a comment, a pipe or a
// redirection.
func exampleWords(line string) []string {
	var words []string
	for word := range strings.FieldsSeq(line) {
		if strings.ContainsAny(word[:1], "#|>") {
			break
		}
		words = append(words, strings.Trim(word, "'"))
	}
	return words
}
