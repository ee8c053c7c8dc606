package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

// A mistakeFolder is a folder of testdata/mistakes: the files that somebody wrote, and
// about.txt with the heading that the mistake belongs to, the arguments of the command that
// shows it, and a sentence, each on a line. Files whose names begin with rest are not shown:
// they have what the mistake refers to.
type mistakeFolder struct {
	path                       string
	heading, command, sentence string
}

// mistakesIntroduction is how docs/mistakes.md begins.
const mistakesIntroduction = `# Mistakes, and what callwright says

These are mistakes that people make who run a contact centre, and what callwright says about them.
Each was made in files, and callwright was run: the page is generated from what it printed. Nothing
was changed in any instance. The command was ` + "`callwright validate`" + `, if the page does not name
another one. ` + "`callwright explain CODE`" + ` says more about a code, and so does
[diagnostics.md](diagnostics.md).
`

// TestMistakes makes each mistake, and checks that docs/mistakes.md shows what callwright
// says. With the flag -update it writes the page.
func TestMistakes(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob(filepath.Join("testdata", "mistakes", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) < 60 {
		t.Errorf("there are only %d mistakes", len(folders))
	}
	page := bytes.NewBufferString(mistakesIntroduction)
	heading := ""
	for i, path := range folders {
		m := readMistake(t, path)
		if m.heading != heading {
			heading = m.heading
			fmt.Fprintf(page, "\n## %s\n", heading)
		}
		fmt.Fprintf(page, "\n**%d. %s**\n\n", i+1, m.sentence)
		m.show(t, page)
		m.run(t, page)
	}
	file := filepath.Join("..", "..", "docs", "mistakes.md")
	if *update {
		if err = os.WriteFile(file, page.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shown, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(shown), page.String()); diff != "" {
		t.Errorf("docs/mistakes.md is out of date; go test ./cmd/callwright -run TestMistakes -update (-page +now):\n%s", diff)
	}
}

// readMistake reads about.txt of a folder.
func readMistake(t *testing.T, path string) mistakeFolder {
	t.Helper()
	about, err := os.ReadFile(filepath.Join(path, "about.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(about)), "\n")
	if len(lines) != 3 || !strings.HasSuffix(lines[2], ".") {
		t.Fatalf("%s: about.txt has a heading, a command and a sentence", path)
	}
	return mistakeFolder{path: path, heading: lines[0], command: lines[1], sentence: lines[2]}
}

// show writes the files of the mistake.
func (m *mistakeFolder) show(t *testing.T, page *bytes.Buffer) {
	t.Helper()
	for _, pattern := range []string{"*.hcl", "*.csv"} {
		files, err := filepath.Glob(filepath.Join(m.path, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			name := filepath.Base(file)
			if strings.HasPrefix(name, "rest") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(text) {
				if text, err = charmap.Windows1252.NewDecoder().Bytes(text); err != nil {
					t.Fatal(err)
				}
			}
			language := "hcl"
			if pattern == "*.csv" {
				language = "text"
				fmt.Fprintf(page, "%s:\n\n", name)
			}
			if len(text) == 0 {
				text = []byte("(empty)\n")
			}
			fmt.Fprintf(page, "```%s\n%s```\n\n", language, strings.ReplaceAll(string(text), "\r\n", "\n"))
		}
	}
}

// progress is what a plan says while it reads.
var progress = regexp.MustCompile(`(?m)^callwright: reading .*\n`)

// run runs the command in a copy of the folder, and writes what it printed.
func (m *mistakeFolder) run(t *testing.T, page *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(m.path)); err != nil {
		t.Fatal(err)
	}
	if m.command != "validate" {
		fmt.Fprintf(page, "`callwright %s`:\n\n", m.command)
	}
	if err := os.Chmod(filepath.Join(dir, "passwords.csv"), 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	c := exec.Command("callwright", strings.Fields(m.command)...)
	c.Dir, c.Env = dir, append(os.Environ(), "CI=")
	out, err := c.CombinedOutput()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		t.Fatalf("%s: %v", m.path, err)
	}
	if !bytes.Contains(out, []byte("Error[CW")) && !bytes.Contains(out, []byte("Warning[CW")) && !bytes.Contains(out, []byte("callwright: ")) {
		t.Errorf("%s: callwright says nothing about the mistake:\n%s", m.path, out)
	}
	text := progress.ReplaceAllString(string(out), "")
	fmt.Fprintf(page, "```text\n%s\n```\n", strings.TrimSpace(text))
}
