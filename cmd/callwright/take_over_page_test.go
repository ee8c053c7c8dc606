package main

import (
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// newInstance serves an instance of the given alias with the objects of an example, which
// nobody manages, and returns its URL.
func newInstance(t *testing.T, alias, example string) string {
	t.Helper()
	server, err := sim.Open("", sim.Options{Alias: alias})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server)
	t.Cleanup(func() {
		web.Close()
		if closing := server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	instance := "provider \"amazonconnect\" {\n  instance = \"" + alias + "\"\n  region = \"eu-west-2\"\n}\n"
	made, released := t.TempDir(), t.TempDir()
	settings, err := os.ReadFile("../../examples/" + example + "/callwright.hcl")
	err = errors.Join(err,
		os.CopyFS(made, os.DirFS("../../examples/"+example)),
		os.WriteFile(filepath.Join(made, "provider.hcl"), []byte(instance), 0o600),
		os.WriteFile(filepath.Join(released, "main.hcl"), []byte(string(settings)+instance+"release {\n  match = \"*\"\n}\n"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{made, released} {
		c := exec.Command(os.Args[0], "apply", "--auto-approve")
		c.Dir, c.Env = dir, onInstance(web.URL)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
	}
	return web.URL
}

// onInstance returns an environment in which this program is callwright, and works on the
// instance at the URL, which has no quotas.
func onInstance(url string) []string {
	return append(os.Environ(), asCommand+"=1", "AWS_ENDPOINT_URL_CONNECT="+url, "AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "CALLWRIGHT_RATE=*=1000/s", "CI=")
}

// TestTakeOverPage runs all sessions of the page in order, as a team does that takes over an
// instance, and compares what callwright prints. A line "…" of the page stands for any lines.
func TestTakeOverPage(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("the session needs a shell")
	}
	url := newInstance(t, "acme", "contact-centre")
	dir := t.TempDir()
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "callwright"), []byte("#!/bin/sh\nexec '"+os.Args[0]+"' \"$@\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	commands := 0
	for _, s := range snippets(t, "docs/take-over.md") {
		if s.language != "console" {
			continue
		}
		for step := range strings.SplitSeq(s.text[len("$ "):], "\n$ ") {
			command, shown, _ := strings.Cut(step, "\n")
			commands++
			if into, ok := strings.CutPrefix(command, "cd "); ok {
				dir = filepath.Join(dir, into)
				continue
			}
			c := exec.Command(shell, "-c", command)
			c.Dir = dir
			c.Env = append(onInstance(url), "PATH="+bin+":"+os.Getenv("PATH"))
			out, err := c.CombinedOutput()
			if err != nil {
				t.Fatalf("docs/take-over.md: %s: %v\n%s", command, err, out)
			}
			if !looksLike(strings.TrimSpace(string(out)), strings.TrimSpace(shown)) {
				t.Errorf("docs/take-over.md: %s prints\n%s\nand the page shows\n%s", command, out, shown)
			}
		}
	}
	if commands < 8 {
		t.Errorf("the page has %d commands", commands)
	}
}

// looksLike reports whether the text is as shown. A line "…" that is shown stands for any lines.
func looksLike(text, shown string) bool {
	pattern := strings.ReplaceAll(regexp.QuoteMeta("\n"+shown+"\n"), "\n…\n", "\n(.*\n)*")
	return regexp.MustCompile("^" + pattern + "$").MatchString("\n" + text + "\n")
}
