package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// newExplain returns the command explain. For example, `callwright explain CW2102` prints
// the cause, an example with its output, and the fix of that diagnostic.
func newExplain(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain a diagnostic code",
		Long: `explain shows the cause of a diagnostic code such as CW2104, an example with its output,
and what to do. Without a code it lists all codes. It needs no network and reads no
configuration.`,
		Example: `  callwright explain CW2104
  callwright explain | grep -i queue`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listCodes(a.Out)
			}
			e, ok := diag.Lookup(args[0])
			if !ok {
				return unknownCode(args[0])
			}
			return explain(a.Out, a.style(a.Out), e)
		},
		// Shells complete a code, and show its summary beside it.
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var codes []string
			for _, e := range diag.All() {
				codes = append(codes, e.Code+"\t"+e.Summary)
			}
			return codes, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// listCodes prints every code with its summary, one a line.
func listCodes(w io.Writer) error {
	for _, e := range diag.All() {
		if _, err := fmt.Fprintf(w, "%s  %s\n", e.Code, e.Summary); err != nil {
			return err
		}
	}
	return nil
}

// unknownCode returns the error for a code that does not exist, with the nearest one.
func unknownCode(code string) error {
	var codes []string
	for _, e := range diag.All() {
		codes = append(codes, e.Code)
	}
	return usage("unknown code %s.%s Run \"callwright explain\" for the list", plan.Quote(code), diag.Suggest(strings.ToUpper(code), codes))
}

// explain prints an entry of schema/diag.
func explain(w io.Writer, s diagnostic.Style, e *diag.Entry) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n%s\n\n", s.Bold(e.Code+"  "+e.Summary), e.Cause)
	b.WriteString(s.Bold("Example") + "\n\n")
	if e.Loads() {
		b.WriteString(indented(sourceOf(e)) + "\n")
	}
	// Never draw the rule on the left here: the output is an excerpt, indented.
	shown, err := exampleOutput(diagnostic.Style{Colour: s.Colour}, e)
	if err != nil {
		return err
	}
	fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n%s\n", indented(shown), s.Bold("What to do"), e.Fix, e.Doc())
	_, err = w.Write(b.Bytes())
	return err
}

// sourceOf returns the files of an entry's example, each after a line with its name:
// `# main.hcl`.
func sourceOf(e *diag.Entry) string {
	var b strings.Builder
	for _, f := range e.Archive().Files {
		fmt.Fprintf(&b, "# %s\n%s\n", f.Name, f.Data)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// exampleOutput returns what callwright prints for the example of an entry. If the example
// is a configuration, it loads it, so that the output is always that of this version. If
// not, the example itself is the output of a run.
func exampleOutput(s diagnostic.Style, e *diag.Entry) (string, error) {
	if !e.Loads() {
		return strings.TrimRight(e.Example, "\n") + "\n", nil
	}
	files, err := txtar.FS(e.Archive())
	if err != nil {
		return "", err
	}
	c, diags := config.Load(files, ".", config.Options{Version: version()})
	// An example may have other problems, too; only the one that it is for is shown.
	for _, d := range diagnostic.List(diags, c.Sources()) {
		if d.Code == e.Code {
			var b bytes.Buffer
			err := s.Write(&b, &d)
			return strings.TrimRight(b.String(), "\n") + "\n", err
		}
	}
	return "", fmt.Errorf("the example of %s shows something else: %w", e.Code, diags)
}

// indented indents each line of a text by four spaces, except empty lines.
func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}
