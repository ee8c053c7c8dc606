package spreadsheet

import (
	"fmt"
	"strings"
)

// delimiters are the characters that can be between two cells, with their names.
var delimiters = []struct {
	char rune
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "vertical bar"}}

// IsDelimiter reports whether a character can be between two cells.
func IsDelimiter(char rune) bool { return nameOf(char) != "" }

// nameOf returns the name of a delimiter, or "" if the character cannot be one.
func nameOf(char rune) string {
	for _, d := range delimiters {
		if d.char == char {
			return d.name
		}
	}
	return ""
}

// A DelimiterError says that a text evidently has another delimiter than the one to read it
// with.
type DelimiterError struct {
	Name  string // of the text
	Given rune
	Has   rune
}

func (e *DelimiterError) Error() string {
	return fmt.Sprintf("the cells of %s are separated by %ss, not %ss", e.Name, nameOf(e.Has), nameOf(e.Given))
}

// cutSeparator returns the delimiter that the first line names, as in "sep=;", or 0 if it
// names none. It blanks that line, so that the lines after it keep their numbers.
func cutSeparator(text string) (char rune, rest string, err error) {
	first, _, _ := strings.Cut(text, "\n")
	line := strings.Trim(first, "\r\"")
	if len(line) < len("sep=") || !strings.EqualFold(line[:len("sep=")], "sep=") {
		return 0, text, nil
	}
	named := []rune(line[len("sep="):])
	if len(named) != 1 || !IsDelimiter(named[0]) {
		return 0, "", fmt.Errorf("its first line is %q, but a delimiter is one of , ; | or a tab", line)
	}
	return named[0], text[len(first):], nil
}

// evident returns the delimiter that the header evidently has: the given one if the header
// has it outside of quotes, and else the one that it has most often. If the header has none,
// it may name only one column, so evident returns the given one, too.
func evident(text string, given rune) rune {
	counts := make([]int, len(delimiters))
	quoted, begun := false, false
	for _, char := range text {
		if char == '"' {
			quoted = !quoted
		}
		if char == '\n' && begun && !quoted {
			break // the header ends
		}
		for i, d := range delimiters {
			if d.char == char && !quoted {
				counts[i]++
			}
		}
		begun = begun || char != '\n' && char != '\r' && char != ' '
	}
	found, most := given, 0
	for i, d := range delimiters {
		if d.char == given && counts[i] > 0 {
			return given
		}
		if counts[i] > most {
			found, most = d.char, counts[i]
		}
	}
	return found
}
