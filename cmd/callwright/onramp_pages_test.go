package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOnrampPages runs the sessions of the pages about other tools' files, and compares what
// they print with what the pages show. Each block of a configuration on a page must be in an
// exported file.
func TestOnrampPages(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("the sessions need a shell")
	}
	for page, prepare := range map[string]func(t *testing.T, dir string){
		"docs/from-terraform.md":   fakeTerraform,
		"docs/from-console-csv.md": consoleFile,
	} {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			prepare(t, dir)
			steps := 0
			for _, s := range snippets(t, page) {
				if s.language == "hcl" && !shownIn(t, dir, s.text) {
					t.Errorf("%s:%d: no exported file has this text", page, s.line)
				}
				if !strings.HasPrefix(s.text, "$ ") {
					continue
				}
				for step := range strings.SplitSeq(s.text[len("$ "):], "\n$ ") {
					steps++
					command, shown, _ := strings.Cut(step, "\n")
					c := exec.Command(shell, "-c", command)
					c.Dir, c.Env = dir, append(os.Environ(), "CI=", "PATH="+filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
					out, err := c.CombinedOutput()
					if err != nil {
						t.Errorf("%s: %s: %v", page, command, err)
					}
					if diff := cmp.Diff(strings.TrimSpace(shown), strings.TrimSpace(string(out))); diff != "" {
						t.Errorf("%s: %s mismatch (-shown +printed):\n%s", page, command, diff)
					}
				}
			}
			if steps < 2 {
				t.Errorf("%s has %d steps", page, steps)
			}
		})
	}
}

// shownIn reports whether a file in a folder below dir has the text.
func shownIn(t *testing.T, dir, text string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(content), text) {
			return true
		}
	}
	return false
}

// fakeTerraform puts a program called terraform into the folder bin. It prints a state that
// Terraform made, and the addresses in it.
func fakeTerraform(t *testing.T, dir string) {
	t.Helper()
	state, err := filepath.Abs("../../schema/terraform/testdata/aws.json")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	for line := range strings.Lines(string(text)) {
		if address, ok := strings.CutPrefix(strings.TrimSpace(line), `"address": "`); ok {
			list.WriteString(strings.ReplaceAll(strings.TrimSuffix(address, `",`), `\"`, `"`) + "\n")
		}
	}
	bin := filepath.Join(dir, "bin")
	script := "#!/bin/sh\ncase \"$1\" in\nshow) cat '" + state + "';;\nstate) cat '" + filepath.Join(bin, "list") + "';;\nesac\n"
	for _, err := range []error{
		os.Mkdir(bin, 0o755), os.WriteFile(filepath.Join(bin, "list"), []byte(list.String()), 0o600),
		os.WriteFile(filepath.Join(bin, "terraform"), []byte(script), 0o755), //nolint:gosec // a program must be executable
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// consoleFile puts a file of the console into the folder.
func consoleFile(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile("../../schema/consolecsv/testdata/template.csv")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "users.csv"), text, 0o600); err != nil {
		t.Fatal(err)
	}
}
