package render

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/callwright/callwright/plan"
)

// inlineCode returns s as a code span. In a code span, nothing is a mention, a link, an image
// or a tag: a queue named "@everyone" notifies nobody. Its delimiter is longer than any run of
// backticks inside (CommonMark, code spans).
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

// cellCode returns s as a code span in a cell of a table. There, a bar would end the cell even
// in code (GitHub Flavored Markdown, tables).
func cellCode(s string) string { return strings.ReplaceAll(inlineCode(s), "|", `\|`) }

// fenced returns text as a block of code of the given language. The fence is longer than any
// run of backticks inside, so no text can end the block.
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

// commentToken returns s as a word that cannot end an HTML comment: `a-->b` has no `--`.
func commentToken(s string) string { return strings.ReplaceAll(url.PathEscape(s), "--", "-%2D") }

// plainURL matches a URL that is safe between the angle brackets of a link.
var plainURL = regexp.MustCompile(`^https?://[\w.~:/?#@!$&'*+,;=%-]+$`)

// markdownText writes a sentence. Our own words are plain text, and so are the
// console's, in bold. Names and texts of others are code spans.
func markdownText(sentence []span) string {
	var b strings.Builder
	for _, s := range sentence {
		switch s.kind {
		case wordsSpan:
			b.WriteString(plan.Clean(s.text))
		case labelSpan:
			b.WriteString("**" + s.text + "**")
		default:
			b.WriteString(inlineCode(s.text))
		}
	}
	return b.String()
}

// details writes a section that a reader can fold. The title has only our own words, so it is
// not escaped.
func details(b *strings.Builder, title string, open bool, body string) {
	attribute := ""
	if open {
		attribute = " open"
	}
	fmt.Fprintf(b, "<details%s><summary>%s</summary>\n\n%s\n</details>\n\n", attribute, title, body)
}
