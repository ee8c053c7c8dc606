package main

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/spreadsheet"
)

// notRun is the number of snippets that no test runs. Each has a comment with the reason. Who
// adds one changes this number, and so notices it.
const notRun = 40

// TestPages tests every snippet of every page: of a configuration without a comment, whether
// it is valid, and of any other snippet, what its comment says.
//
//	in EXAMPLE [after COMMAND] [needs PROGRAM…]   run it in a copy of the example, or in nothing,
//	                                              an empty folder; after a $ it shows what it prints
//	with sim [needs PROGRAM…]                     run it while a simulator listens
//	shown by FILE                                 the file of the repository has each of its lines
//	expressions                                   each is the value of an attribute
//	addresses                                     each line begins with an address or pattern
//	csv                                           a file for csvdecode
//	passwords                                     a file for --initial-passwords
//	tested by TEST                                another test runs it
//	not run: REASON
func TestPages(t *testing.T) {
	t.Parallel()
	skipped := 0
	for _, page := range pages(t) {
		found := snippets(t, page)
		for _, s := range found {
			if strings.HasPrefix(s.test, "not run: ") && len(strings.Fields(s.test)) > 3 {
				skipped++
			}
		}
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			for _, s := range found {
				s.check(t)
			}
		})
	}
	if skipped != notRun {
		t.Errorf("%d snippets are not run, and notRun is %d", skipped, notRun)
	}
}

// sessions are tests that run all sessions of a page in order.
var sessions = map[string]func(*testing.T){"TestTakeOverPage": TestTakeOverPage, "TestGuides": TestGuides}

// check tests the snippet.
func (s *snippet) check(t *testing.T) {
	t.Helper()
	verb, rest, _ := strings.Cut(s.test, " ")
	switch {
	case s.test == "" && json.Valid([]byte(s.text)):
	case s.test == "" && (s.language == "hcl" || s.language == "" && configuration.MatchString(s.text)):
		s.validate(t, s.text)
	case verb == "in":
		s.runIn(t, rest)
	case verb == "session": // another test runs all sessions of the page in order
		if sessions[strings.TrimPrefix(rest, "of ")] == nil {
			s.errorf(t, "there is no test %q", rest)
		}
	case verb == "with":
		s.runWithSim(t, rest)
	case verb == "tested":
		s.findTest(t, strings.TrimPrefix(rest, "by "))
	case verb == "shown":
		s.find(t, strings.TrimPrefix(rest, "by "))
	case s.test == "expressions":
		s.validate(t, asAttributes(s.text))
	case s.test == "addresses":
		s.parseAddresses(t)
	case s.test == "csv":
		if _, err := spreadsheet.NewReader(s.text, spreadsheet.Options{Name: "FILE"}); err != nil {
			s.errorf(t, "%v", err)
		}
	case s.test == "passwords":
		if _, err := parsePasswords("FILE", []byte(s.text)); err != nil {
			s.errorf(t, "%v", err)
		}
	case strings.HasPrefix(s.test, "not run: "):
	default:
		s.errorf(t, "nothing says how to test this; the test comment is %q", s.test)
	}
}

func (s *snippet) errorf(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Errorf("%s:%d: "+format, append([]any{s.page, s.line}, args...)...)
}

// configuration is how a snippet of a configuration begins: a block, or an attribute.
var configuration = regexp.MustCompile(`^[a-z_]+( "[^"]*")* \{|^[a-z_]+ += `)

// partialCodes are the codes of mistakes that a snippet may have because it is only a part
// of a configuration: it refers to another block, reads a file, is only an attribute, or
// lacks the value of a variable, the stack or a module.
var partialCodes = []string{"CW1010", "CW1011", "CW1103", "CW1201", "CW1401", "CW1405", "CW2001"}

// validate checks that a configuration has only attributes and values that callwright accepts.
func (s *snippet) validate(t *testing.T, text string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.hcl"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("callwright", "-C", dir, "validate", "-o", "json").Output()
	var said struct {
		Diagnostics []struct{ Code, Summary, Detail string }
	}
	if wrong := json.Unmarshal(out, &said); wrong != nil {
		t.Fatalf("%s:%d: %v, %v: %s", s.page, s.line, err, wrong, out)
	}
	for _, d := range said.Diagnostics {
		if !slices.Contains(partialCodes, d.Code) {
			s.errorf(t, "%s %s: %s", d.Code, d.Summary, d.Detail)
		}
	}
}

// asAttributes returns a configuration with each expression as the member of an object. An
// expression is a line, or a heredoc of several.
func asAttributes(text string) string {
	var b strings.Builder
	b.WriteString("locals {\n  weekdays = [\"monday\"]\n}\nqueue \"q\" {\n  for_each    = toset([\"a\"])\n  description = jsonencode({\n")
	heredoc := false
	for i, line := range strings.Split(text, "\n") {
		if !heredoc && line != "" {
			b.WriteString("v" + strings.Repeat("x", i) + " = ")
		}
		b.WriteString(line + "\n")
		heredoc = heredoc && strings.TrimSpace(line) != "EOT" || strings.HasPrefix(line, "<<-")
	}
	return b.String() + "  })\n}\n"
}

// parseAddresses checks that each line begins with an address or a pattern.
func (s *snippet) parseAddresses(t *testing.T) {
	t.Helper()
	for line := range strings.Lines(s.text) {
		address, _, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if _, err := schema.ParseAddr(address); err != nil {
			s.errorf(t, "%q: %v", address, err)
		}
	}
}

// find checks that a file of the repository has each line of the snippet.
func (s *snippet) find(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(s.text) {
		if !strings.Contains(string(text), strings.TrimSpace(line)) {
			s.errorf(t, "%s has no line %q", file, line)
		}
	}
}

// findTest checks that there is a test with the name, here or at the root.
func (s *snippet) findTest(t *testing.T, name string) {
	t.Helper()
	for _, pattern := range []string{"*_test.go", "../../*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if text, err := os.ReadFile(file); err == nil && strings.Contains(string(text), "\nfunc "+name+"(t *testing.T)") {
				return
			}
		}
	}
	s.errorf(t, "there is no test %s", name)
}

// place is where to run commands: `quickstart after callwright apply --auto-approve needs jq`.
var place = regexp.MustCompile(`^(\S+)(?: after (.+?))?(?: needs (.+))?$`)

// runIn runs the commands in a copy of an example, or in an empty folder.
func (s *snippet) runIn(t *testing.T, where string) {
	t.Helper()
	m := place.FindStringSubmatch(where)
	if m == nil || !available(m[3]) {
		t.Logf("%s:%d: not run: it needs %q", s.page, s.line, where)
		return
	}
	dir := t.TempDir()
	if m[1] != "nothing" {
		if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", m[1]))); err != nil {
			t.Fatal(err)
		}
	}
	if m[2] != "" {
		s.shell(t, dir, m[2])
	}
	if !strings.HasPrefix(s.text, "$ ") {
		s.shell(t, dir, s.text)
		return
	}
	for step := range strings.SplitSeq(s.text[len("$ "):], "\n$ ") {
		command, shown, _ := strings.Cut(step, "\n")
		if diff := cmp.Diff(strings.TrimSpace(shown), strings.TrimSpace(s.shell(t, dir, command))); diff != "" {
			s.errorf(t, "%s mismatch (-shown +printed):\n%s", command, diff)
		}
	}
}

// available reports whether the programs are there.
func available(programs string) bool {
	for _, p := range append(strings.Fields(programs), "sh") {
		if _, err := exec.LookPath(p); err != nil {
			return false
		}
	}
	return true
}

// asked is an apply that would ask.
var asked = regexp.MustCompile(`(?m)(callwright apply(?: --(?:events|env) \S+)?)( *)(#.*)?$`)

// shell runs commands, answers the question of apply with yes, and returns what they print.
// Where Graphviz is not installed, nothing is drawn.
func (s *snippet) shell(t *testing.T, dir, commands string) string {
	t.Helper()
	commands = asked.ReplaceAllString(commands, "$1 --auto-approve $3")
	if !available("dot") {
		commands = strings.ReplaceAll(commands, "dot -Tsvg", "cat")
	}
	c := exec.Command("sh", "-e", "-c", commands)
	var errors strings.Builder
	c.Dir, c.Env, c.Stderr = dir, append(os.Environ(), "CI="), &errors
	out, err := c.Output()
	if err != nil {
		s.errorf(t, "%s: %v\n%s%s", commands, err, out, errors.String())
	}
	return string(out)
}

// runWithSim runs the commands while a simulator with a new instance listens.
func (s *snippet) runWithSim(t *testing.T, rest string) {
	t.Helper()
	if !available(strings.TrimPrefix(strings.TrimPrefix(rest, "sim"), " needs ")) {
		t.Logf("%s:%d: not run: %s", s.page, s.line, rest)
		return
	}
	instance, err := sim.Open("", sim.Options{Console: true})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(instance)
	commands := strings.ReplaceAll(s.text, "http://127.0.0.1:4510", web.URL)
	s.shell(t, t.TempDir(), strings.ReplaceAll(commands, "curl ", "curl --silent --show-error --fail-with-body "))
	web.Close()
	if err := instance.Close(); err != nil {
		t.Error(err)
	}
}
