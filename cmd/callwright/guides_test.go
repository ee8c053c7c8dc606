package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// guides are the pages that a reader follows from an empty folder, command by command.
var guides = []string{"docs/tutorial.md", "docs/promote.md", "docs/undo.md", "docs/locked-out.md"}

// TestGuides does what each of the guides says, in order, in an empty folder, with nothing but
// what is on the page, and compares what callwright prints:
//
//   - After a $ comes a command, and then what it prints. A line "…" stands for any lines. A
//     command fails exactly where the page shows an error.
//   - A block of HCL or CSV that begins with a file's name in a comment is written to that file.
//   - "callwright sim" listens until the page is done. It listens on a free port, because
//     the port on the page may be taken here.
//   - The answer to the question of apply is yes, as [snippet.shell] gives it.
func TestGuides(t *testing.T) {
	t.Parallel()
	for _, page := range guides {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			if !available("curl sed") {
				t.Skip("the guides need a shell, curl and sed")
			}
			port, err := freePort()
			if err != nil {
				t.Fatal(err)
			}
			g := &guide{T: t, dir: t.TempDir(), address: "127.0.0.1:" + port}
			for _, s := range snippets(t, page) {
				g.follow(&s)
			}
			if g.commands < 4 {
				t.Errorf("%s has %d commands", page, g.commands)
			}
		})
	}
}

// A guide is a page that is followed.
type guide struct {
	*testing.T
	dir      string // the reader's working folder
	address  string // where the simulator listens
	commands int
}

// fileName matches a comment with the name of a file, the first line of what the file holds.
var fileName = regexp.MustCompile(`^# (\S+\.(?:hcl|csv))\n`)

// follow does what a snippet says.
func (g *guide) follow(s *snippet) {
	g.Helper()
	if m := fileName.FindStringSubmatch(s.text); m != nil {
		path := filepath.Join(g.dir, filepath.FromSlash(m[1]))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			g.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(s.text[len(m[0]):]), 0o600); err != nil {
			g.Fatal(err)
		}
	}
	if s.test != "session of TestGuides" || !strings.HasPrefix(s.text, "$ ") {
		return
	}
	for step := range strings.SplitSeq(s.text[len("$ "):], "\n$ ") {
		command, shown, _ := strings.Cut(step, "\n")
		g.commands++
		if into, ok := strings.CutPrefix(command, "cd "); ok {
			g.dir = filepath.Join(g.dir, into)
			continue
		}
		if command == "callwright sim" {
			g.simulate()
			continue
		}
		out, err := g.command(command).CombinedOutput()
		if failed := strings.Contains(shown, "Error["); failed != (err != nil) {
			g.Fatalf("%s:%d: %s: %v\n%s", s.page, s.line, command, err, out)
		}
		if !looksLike(strings.TrimSpace(string(out)), strings.TrimSpace(shown)) {
			s.errorf(g.T, "%s prints\n%s\nand the page shows\n%s", command, out, shown)
		}
	}
}

// command returns a command line of the page, ready to run.
func (g *guide) command(line string) *exec.Cmd {
	line = asked.ReplaceAllString(line, "$1 --auto-approve $3")
	c := exec.Command("sh", "-c", strings.ReplaceAll(line, "127.0.0.1:4510", g.address))
	c.Dir, c.Env = g.dir, append(os.Environ(), "CI=", "CALLWRIGHT_LISTEN="+g.address)
	return c
}

// simulate runs the simulator in the reader's folder until the page is done, and waits until
// it listens.
func (g *guide) simulate() {
	g.Helper()
	c := g.command("exec callwright sim")
	var errors bytes.Buffer
	c.Stderr = &errors
	if err := c.Start(); err != nil {
		g.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	g.Cleanup(func() {
		_ = c.Process.Kill() // it may have ended
		if err := <-ended; err != nil {
			g.Log(err) // what was killed ends with an error
		}
	})
	up := g.command("curl --silent --output calls.json --retry 40 --retry-connrefused --retry-delay 1 http://127.0.0.1:4510/_callwright/calls")
	up.Dir = g.TempDir()
	began := time.Now()
	if out, err := up.CombinedOutput(); err != nil {
		g.Fatalf("the simulator does not answer after %s: %v\n%s%s", time.Since(began), err, out, errors.String())
	}
}

// TestGuidesAreSessions checks that the comments in the guides name TestGuides, which does not
// run anything else.
func TestGuidesAreSessions(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		for _, s := range snippets(t, page) {
			if s.test == "session of TestGuides" && !slices.Contains(guides, page) {
				s.errorf(t, "TestGuides does not follow this page")
			}
		}
	}
}
