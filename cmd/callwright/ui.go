package main

// The rules of what callwright prints:
//
//   - Standard output has the result that was asked for and nothing else. All the
//     rest (progress, diagnostics, questions, hints) goes to standard error.
//   - Lines about the run begin `callwright: `. Diagnostics have a form of their
//     own, with the file, the line and a caret.
//   - What is not for a terminal has no colour, no cursor movement and no width.
//   - Remote text is untrusted: plan.Clean before it is printed.
//   - The future before a write, the past after it. No exclamation marks.

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/term"

	"github.com/callwright/callwright/plan/document"
)

// A ui speaks to the person or the pipeline that runs the command.
type ui struct {
	in       io.Reader
	out, err io.Writer
	colour   string // auto, always, never
	quiet    bool
	noInput  bool
	inCI     bool // a pipeline runs the command
}

// say writes a line about the run.
func (u *ui) say(format string, args ...any) {
	if !u.quiet {
		fmt.Fprintf(u.err, "callwright: "+format+"\n", args...)
	}
}

// complain writes a line about what went wrong, whatever was asked for.
func (u *ui) complain(format string, args ...any) {
	fmt.Fprintf(u.err, "callwright: "+format+"\n", args...)
}

// diagnose writes diagnostics, by file and position, each once.
func (a *app) diagnose(diags hcl.Diagnostics, files map[string]*hcl.File) {
	a.tell(dataOf(diags, files))
}

// tell writes diagnostics as they come.
func (a *app) tell(diags []document.Diagnostic) {
	a.ui.tell(diags)
	a.events.diagnostics(diags)
}

func (u *ui) tell(diags []document.Diagnostic) {
	style := u.styleOf(u.err)
	for i := range diags {
		if u.quiet && diags[i].Severity != "error" {
			continue
		}
		if err := style.write(u.err, &diags[i]); err != nil {
			return
		}
	}
}

// coloured decides whether what is written to w has colours.
func (u *ui) coloured(w io.Writer) bool {
	switch u.colour {
	case "always":
		return true
	case "never":
		return false
	}
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case set("CLICOLOR_FORCE"), set("FORCE_COLOR"):
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	case isTerminal(w):
		return true
	}
	return u.inCI && (os.Getenv("GITHUB_ACTIONS") != "" || os.Getenv("GITLAB_CI") != "" || os.Getenv("BUILDKITE") != "")
}

func set(name string) bool {
	v := os.Getenv(name)
	return v != "" && v != "0"
}

func isTerminal(w any) bool {
	f, ok := w.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}

// inCI reports whether the environment is a pipeline's.
func inCI() bool {
	return slices.ContainsFunc([]string{
		"GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "JENKINS_URL", "TF_BUILD",
		"BITBUCKET_BUILD_NUMBER", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID", "CI",
	}, func(name string) bool { return os.Getenv(name) != "" && os.Getenv(name) != "false" })
}

// mayAsk reports whether there is somebody to ask.
func (u *ui) mayAsk() bool { return !u.noInput && !u.inCI && isTerminal(u.in) }

// ask asks for a word and reports whether it is the answer. The error is that ctx ended
// before there was one.
func (u *ui) ask(ctx context.Context, question, word string) (bool, error) {
	fmt.Fprintf(u.err, "%s ", question)
	answer := make(chan string, 1)
	go func() { answer <- u.line() }()
	select {
	case got := <-answer:
		return got == word, nil
	case <-ctx.Done():
		fmt.Fprintln(u.err)
		return false, ctx.Err()
	}
}

// line reads a line, and nothing beyond it.
func (u *ui) line() string {
	var text strings.Builder
	one := make([]byte, 1)
	for {
		n, err := u.in.Read(one)
		if n == 0 || err != nil || one[0] == '\n' {
			return strings.TrimSpace(text.String())
		}
		text.WriteByte(one[0])
	}
}
