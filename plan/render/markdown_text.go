package render

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/callwright/callwright/plan"
)

// inlineCode returns s as a code span, in which nothing is a mention, a link, an image or a
// tag: its delimiter is longer than any run of backticks inside (CommonMark, code
// spans).
func inlineCode(s string) string {
	s = plan.Clean(s)
	if s == "" {
		return "` `"
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || s[0] == ' ' && s[len(s)-1] == ' ' {
		s = " " + s + " "
	}
	return fence + s + fence
}

// cellCode returns s as a code span in a cell of a table, where a bar would end the
// cell even in code (GitHub Flavored Markdown, tables).
func cellCode(s string) string { return strings.ReplaceAll(inlineCode(s), "|", `\|`) }

// fenced returns text as a block of code of the given language, whose fence is longer
// than any run of backticks inside.
func fenced(language, text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}

// longestRun returns the length of the longest run of c in s.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// commentToken returns s as a word that cannot end a comment of HTML.
func commentToken(s string) string { return strings.ReplaceAll(url.PathEscape(s), "--", "-%2D") }

// plainURL matches an address that can be put between the angle brackets of a link.
var plainURL = regexp.MustCompile(`^https?://[\w.~:/?#@!$&'*+,;=%-]+$`)

// markdownText writes a sentence in which everything that is not ours is a code span.
func markdownText(sentence []span) string {
	var b strings.Builder
	for _, s := range sentence {
		if s.kind == wordsSpan {
			b.WriteString(plan.Clean(s.text))
			continue
		}
		b.WriteString(inlineCode(s.text))
	}
	return b.String()
}

// details is a section that can be folded. Its title is of our own words.
func details(b *strings.Builder, title string, open bool, body string) {
	attribute := ""
	if open {
		attribute = " open"
	}
	fmt.Fprintf(b, "<details%s><summary>%s</summary>\n\n%s\n</details>\n\n", attribute, title, body)
}
