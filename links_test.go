package callwright_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// link matches a link or a picture in Markdown, [text](target), and the target of one in HTML.
var link = regexp.MustCompile(`\]\(<?([^()\s<>]+(?:\([^()\s]*\))?)>?\)|(?:href|src)="([^"]+)"`)

// TestLinks checks that every link of a page leads somewhere: to a file of the repository, and
// to a heading of the page if it names one. Links to other places in the web are not followed.
func TestLinks(t *testing.T) {
	t.Parallel()
	headings := map[string]map[string]bool{}
	links := 0
	for _, page := range markdown(t) {
		text := readPage(t, page)
		for _, m := range link.FindAllStringSubmatch(withoutCode(text), -1) {
			target := m[1] + m[2]
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			links++
			file, heading, _ := strings.Cut(target, "#")
			to := page
			if file != "" {
				to = filepath.Join(filepath.Dir(page), filepath.FromSlash(file))
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", page, target)
				continue
			}
			if heading == "" {
				continue
			}
			if headings[to] == nil {
				headings[to] = anchors(readPage(t, to))
			}
			if !headings[to][heading] {
				t.Errorf("%s: the link to %s leads to no heading", page, target)
			}
		}
	}
	if links < 100 {
		t.Errorf("found only %d links", links)
	}
}

// TestPagesAreLinked checks that a reader who begins at the start page of the docs finds each
// page.
func TestPagesAreLinked(t *testing.T) {
	t.Parallel()
	start := readPage(t, filepath.Join("docs", "README.md"))
	for _, page := range markdown(t) {
		if filepath.Dir(page) == "docs" && filepath.Base(page) != "README.md" && !strings.Contains(start, "]("+filepath.Base(page)) {
			t.Errorf("docs/README.md does not lead to %s", page)
		}
	}
}

// markdown returns the files of all pages: in the root, in docs, and of the examples.
func markdown(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", "examples/*/*.md", "examples/*/*/*.md"} {
		found, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

func readPage(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// notText are blocks of code, and code in a line.
var notText = regexp.MustCompile("(?ms)^```.*?^```$|(?m)^\\n(?:    [^\\n]*\\n)+|`[^`\\n]+`")

// withoutCode returns a page without its code, in which brackets are not links.
func withoutCode(text string) string { return notText.ReplaceAllString(text, "`") }

// heading matches a heading of a page, and its text.
var heading = regexp.MustCompile(`(?m)^#+ (.+)$`)

// notInAnchor is what GitHub leaves out when it makes the name of an anchor.
var notInAnchor = regexp.MustCompile(`[^\p{L}\p{N} _-]`)

// anchors returns the names by which links can lead to the headings of a page: `## Plan and
// apply` is #plan-and-apply, and a second heading with that text is #plan-and-apply-1.
func anchors(text string) map[string]bool {
	text = regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllString(text, "")
	all := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		name := strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")
		unique := name
		for i := 1; all[unique]; i++ {
			unique = name + "-" + strconv.Itoa(i)
		}
		all[unique] = true
	}
	return all
}
