package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// A hook is one of .pre-commit-hooks.yaml, as pre-commit reads it.
type hook struct {
	ID            string `yaml:"id"`
	Name          string `yaml:"name"`
	Description   string `yaml:"description"`
	Language      string `yaml:"language"`
	Entry         string `yaml:"entry"`
	Files         string `yaml:"files"`
	PassFilenames *bool  `yaml:"pass_filenames"`
	Args          []string
}

// run runs the hook as pre-commit does: in the folder of the repository, with the files of
// the commit that it is for.
func (h *hook) run(t *testing.T, dir string, files ...string) (string, error) {
	t.Helper()
	words := append(strings.Fields(h.Entry), h.Args...)
	for _, f := range files {
		if regexp.MustCompile(h.Files).MatchString(f) && (h.PassFilenames == nil || *h.PassFilenames) {
			words = append(words, f)
		}
	}
	c := exec.Command(words[0], words[1:]...)
	c.Dir = dir
	out, err := c.CombinedOutput()
	return string(out), err
}

// TestPreCommitHooks runs the hooks on an example, as a repository uses them that follows
// docs/editors.md.
func TestPreCommitHooks(t *testing.T) {
	t.Parallel()
	hooks := map[string]*hook{}
	var list []*hook
	text, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err = yaml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	for _, h := range list {
		hooks[h.ID] = h
		if h.Language != "golang" || h.Name == "" || h.Description == "" {
			t.Errorf("the hook %q is %+v", h.ID, h)
		}
	}
	for _, s := range snippets(t, "docs/editors.md") {
		for _, m := range regexp.MustCompile(`id: (\S+)`).FindAllStringSubmatch(s.text, -1) {
			if hooks[m[1]] == nil {
				t.Errorf("docs/editors.md:%d: there is no hook %s", s.line, m[1])
			}
		}
	}

	dir := t.TempDir()
	if err = os.CopyFS(filepath.Join(dir, "contact-centre"), os.DirFS("../../examples/quickstart")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("contact-centre", "callwright.hcl")
	original, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, by string) {
		t.Helper()
		changed := strings.Replace(string(original), old, by, 1)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	change("priority = 3, delay = 80", "priority=3,delay =  80")
	if out, err := hooks["callwright-fmt"].run(t, dir, name, "README.md"); err != nil {
		t.Errorf("callwright-fmt: %v\n%s", err, out)
	}
	if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != string(original) {
		t.Errorf("callwright-fmt does not format the file: %v\n%s", err, got)
	}
	validate := *hooks["callwright-validate"]
	validate.Args = []string{"-C", "contact-centre"}
	if out, err := validate.run(t, dir, name); err != nil {
		t.Errorf("callwright-validate: %v\n%s", err, out)
	}
	change("= routing_profile.premium", "= routing_profile.premum")
	if out, err := validate.run(t, dir, name); err == nil || !strings.Contains(out, "CW2001") {
		t.Errorf("callwright-validate accepts a mistake: %s", out)
	}
}

// TestEditorSettings runs what the settings in docs/editors call, and reads those that are JSON.
func TestEditorSettings(t *testing.T) {
	t.Parallel()
	for file, call := range map[string]string{
		"vscode/settings.json":   `"cmd": "callwright fmt ${file}"`,
		"vscode/extensions.json": "hashicorp.hcl",
		"helix/languages.toml":   `command = "callwright", args = ["fmt", "-"]`,
		"nvim/callwright.lua":    `{ "callwright", "fmt", "-" }`,
	} {
		text, err := os.ReadFile(filepath.Join("..", "..", "docs", "editors", file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), call) {
			t.Errorf("%s does not have %s", file, call)
		}
		if strings.HasSuffix(file, ".json") && !json.Valid(text) {
			t.Errorf("%s is not JSON", file)
		}
	}
	c := exec.Command("callwright", "fmt", "-")
	c.Stdin = strings.NewReader("queue \"q\" {\nname=\"Q\"\n}\n")
	if out, err := c.Output(); err != nil || string(out) != "queue \"q\" {\n  name = \"Q\"\n}\n" {
		t.Errorf("fmt - prints %q, %v", out, err)
	}
}
