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
)

// A snippet is what a page shows between ``` and ```, or indented by four spaces.
type snippet struct {
	page     string // relative to the repository
	line     int    // the first line of the text, from 1
	language string // what follows the first ```: "hcl"; empty when indented
	text     string
}

// snippets returns what a page shows.
func snippets(t *testing.T, page string) []snippet {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	var found []snippet
	lines := append(strings.Split(string(text), "\n"), "")
	for i := 0; i < len(lines); i++ {
		s := snippet{page: page, line: i + 1}
		switch language, fenced := strings.CutPrefix(lines[i], "```"); {
		case fenced:
			s.language, s.line = language, i+2
			for i++; lines[i] != "```"; i++ {
				s.text += lines[i] + "\n"
			}
		case strings.HasPrefix(lines[i], "    ") && (i == 0 || lines[i-1] == ""):
			for ; i < len(lines) && (lines[i] == "" || strings.HasPrefix(lines[i], "    ")); i++ {
				s.text += strings.TrimPrefix(lines[i], "    ") + "\n"
			}
			i--
		default:
			continue
		}
		s.text = strings.TrimRight(s.text, "\n") + "\n"
		found = append(found, s)
	}
	return found
}

// configuration is how a snippet of a configuration begins: a block, or an attribute.
var configuration = regexp.MustCompile(`^[a-z_]+( "[^"]*")* \{|^[a-z_]+ += `)

// partialCodes are the codes of mistakes that a snippet may have because it is only a part
// of a configuration: it refers to another block, reads a file, is only an attribute, or
// lacks the value of a variable or the stack, or a module.
var partialCodes = []string{"CW1010", "CW1011", "CW1103", "CW1201", "CW1401", "CW1405", "CW2001"}

// TestPagesShowValidHCL checks that each snippet of a configuration has only attributes and
// values that callwright accepts.
func TestPagesShowValidHCL(t *testing.T) {
	t.Parallel()
	pages := []string{"README.md"}
	for _, pattern := range []string{"docs/*.md", "examples/*/README.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if page := filepath.ToSlash(path)[len("../../"):]; page != "docs/diagnostics.md" && page != "docs/mistakes.md" { // their examples are wrong; both pages are generated
				pages = append(pages, page)
			}
		}
	}
	tested := 0
	for _, page := range pages {
		for _, s := range snippets(t, page) {
			if s.language != "" && s.language != "hcl" || !configuration.MatchString(s.text) {
				continue
			}
			tested++
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "main.hcl"), []byte(s.text), 0o600); err != nil {
				t.Fatal(err)
			}
			c := exec.Command("callwright", "-C", dir, "validate", "-o", "json")
			out, err := c.Output()
			var said struct {
				Diagnostics []struct{ Code, Summary, Detail string }
			}
			if wrong := json.Unmarshal(out, &said); wrong != nil {
				t.Fatalf("%s:%d: %v, %v: %s", s.page, s.line, err, wrong, out)
			}
			for _, d := range said.Diagnostics {
				if !slices.Contains(partialCodes, d.Code) {
					t.Errorf("%s:%d: %s %s: %s", s.page, s.line, d.Code, d.Summary, d.Detail)
				}
			}
		}
	}
	if tested < 20 {
		t.Errorf("only %d snippets are configurations", tested)
	}
}

// TestReadmeSession runs the commands of README's session in the quickstart, and compares
// what they print with what README shows.
func TestReadmeSession(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("the session needs a shell")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", "quickstart"))); err != nil {
		t.Fatal(err)
	}
	run := func(command string) string {
		c := exec.Command(shell, "-c", command)
		c.Dir, c.Env = dir, append(os.Environ(), "CI=")
		out, err := c.Output()
		if err != nil {
			t.Errorf("%s: %v", command, err)
		}
		return string(out)
	}
	const first = "go run ./cmd/callwright -C examples/quickstart "
	sessions := 0
	for _, s := range snippets(t, "README.md") {
		if rest, ok := strings.CutPrefix(s.text, first); ok {
			apply, _, _ := strings.Cut(rest, "#")
			run("callwright " + apply)
		}
		if !strings.HasPrefix(s.text, "$ ") {
			continue
		}
		sessions++
		for step := range strings.SplitSeq(s.text[len("$ "):], "\n$ ") {
			command, shown, _ := strings.Cut(step, "\n")
			if diff := cmp.Diff(strings.TrimSpace(shown), strings.TrimSpace(run(command))); diff != "" {
				t.Errorf("README.md: %s mismatch (-shown +printed):\n%s", command, diff)
			}
		}
	}
	if sessions != 1 {
		t.Errorf("README.md has %d sessions", sessions)
	}
}

// TestSimulatorPageConsole sends the requests that the simulator's page says work on a new
// instance.
func TestSimulatorPageConsole(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("the requests need a shell")
	}
	if _, err = exec.LookPath("curl"); err != nil {
		t.Skip("the requests need curl")
	}
	s, err := sim.Open("", sim.Options{Console: true})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	t.Cleanup(func() {
		web.Close()
		if closing := s.Close(); closing != nil {
			t.Error(closing)
		}
	})
	sent := false
	for _, s := range snippets(t, "docs/simulator.md") {
		url, requests, ok := strings.Cut(s.text, "\n")
		if !ok || !strings.HasPrefix(url, "URL=http://127.0.0.1:4510/") {
			continue
		}
		sent = true
		script := "set -e\n" + strings.Replace(url, "http://127.0.0.1:4510", web.URL, 1) + "\n" +
			strings.ReplaceAll(requests, "curl ", "curl --silent --show-error --fail-with-body ")
		if out, err := exec.Command(shell, "-c", script).CombinedOutput(); err != nil {
			t.Errorf("docs/simulator.md:%d: %v\n%s", s.line, err, out)
		}
	}
	if !sent {
		t.Error("docs/simulator.md shows no requests")
	}
}

// TestConnectPathPageSteps checks that the plan with manual steps on ConnectPath's page is
// what a script expects callwright to print.
func TestConnectPathPageSteps(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(filepath.Join("testdata", "script", "connectpath_by_hand.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, s := range snippets(t, "docs/connectpath.md") {
		if !strings.HasPrefix(s.text, "  ~ permission_group.") {
			continue
		}
		shown++
		for line := range strings.Lines(s.text) {
			if !strings.Contains(string(script), "\n"+line) {
				t.Errorf("docs/connectpath.md:%d: connectpath_by_hand.txtar has no line %q", s.line, line)
			}
		}
	}
	if shown != 1 {
		t.Errorf("docs/connectpath.md shows %d plans with manual steps", shown)
	}
}
