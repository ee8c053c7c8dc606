package render

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// painted is a sequence that changes the colour of the text. It takes no cells.
var painted = regexp.MustCompile("\x1b\\[[0-9;]*m")

// cells counts the cells of a terminal that a text takes: two for an ideograph, and none for a
// mark that is drawn on the letter before it.
func cells(text string) int {
	n := 0
	for _, r := range painted.ReplaceAllString(text, "") {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me):
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// word is a word of a line with the spaces before it.
var word = regexp.MustCompile(` *[^ ]+`)

// Wrap breaks a line between words, so that it has at most limit cells. The lines after the
// first are indented to the column hang. A word that is wider than that has a line of its own.
// A limit of 0 means that there is none.
func Wrap(text string, limit, hang int) string {
	if limit <= 0 || cells(text) <= limit {
		return text
	}
	hang = min(hang, limit/2)
	var b strings.Builder
	used := 0
	for _, w := range word.FindAllString(text, -1) {
		bare := strings.TrimLeft(w, " ")
		spaces := len(w) - len(bare)
		if b.Len() > 0 && used+spaces+cells(bare) > limit && used+spaces > hang {
			b.WriteString("\n" + strings.Repeat(" ", hang) + bare)
			used = hang + cells(bare)
			continue
		}
		b.WriteString(w)
		used += spaces + cells(bare)
	}
	return b.String()
}

// say writes a line, which the width of the terminal may break into several.
func (h human) say(hang int, format string, args ...any) {
	fmt.Fprintln(h, Wrap(fmt.Sprintf(format, args...), h.style.Width, hang))
}

// sayAll writes lines. Where the width of the terminal breaks one, the rest of it is indented a
// little more.
func (h human) sayAll(text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		h.say(len(line)-len(strings.TrimLeft(line, " "))+2, "%s", line)
	}
}

// rejoined takes back how [wrapped] broke lists, because the width of the terminal breaks them
// elsewhere.
func rejoined(lines []line) []line {
	var joined []line
	for _, l := range lines {
		if last := len(joined) - 1; last >= 0 && l.name == "" && l.sign == joined[last].sign && strings.HasSuffix(joined[last].text, ",") {
			joined[last].text += " " + l.text
			joined[last].remark += l.remark
			continue
		}
		joined = append(joined, l)
	}
	return joined
}
