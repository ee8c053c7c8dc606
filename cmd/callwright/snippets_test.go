package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A snippet is what a page shows between ``` and ```, or indented by four spaces. A comment
// before it may say how to test it:
//
//	<!-- test: in quickstart after callwright apply --auto-approve -->
//
// The page of the docs does not show such a comment.
type snippet struct {
	page     string // relative to the repository
	line     int    // the first line of the text, from 1
	language string // what follows the first ```: "hcl"; empty when indented
	text     string
	test     string // of the comment: "in quickstart …"; or ""
}

// testComment is how a comment says how to test the next snippet.
var testComment = regexp.MustCompile(`^<!-- test: (.+) -->$`)

// snippets returns what a page shows.
func snippets(t *testing.T, page string) []snippet {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	var found []snippet
	test := ""
	lines := append(strings.Split(string(text), "\n"), "")
	for i := 0; i < len(lines); i++ {
		s := snippet{page: page, line: i + 1, test: test}
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
		case testComment.MatchString(lines[i]):
			test = testComment.FindStringSubmatch(lines[i])[1]
			continue
		default:
			if lines[i] != "" && test != "" {
				t.Errorf("%s:%d: no snippet follows the comment about a test", page, i+1)
				test = ""
			}
			continue
		}
		test = ""
		s.text = strings.TrimRight(s.text, "\n") + "\n"
		found = append(found, s)
	}
	return found
}

// generated are pages that a test makes by running what they show, or from the examples in the
// help, which TestExamplesOfCommands tests.
var generated = []string{"docs/commands.md", "docs/diagnostics.md", "docs/mistakes.md"}

// pages returns the pages whose snippets are tested.
func pages(t *testing.T) []string {
	t.Helper()
	all := []string{"README.md", "SECURITY.md"}
	for _, pattern := range []string{"docs/*.md", "examples/*/README.md", "examples/*/*/README.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if page := filepath.ToSlash(path)[len("../../"):]; !slices.Contains(generated, page) {
				all = append(all, page)
			}
		}
	}
	return all
}
