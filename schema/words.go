package schema

import (
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// One returns an object of the kind as a sentence names it: "a queue", "an agent status".
func One(kind string) string {
	words := diag.KindWords(kind)
	switch {
	case strings.HasPrefix(words, "hours "):
		return words // a plural: "expects hours of operation"
	case strings.HasPrefix(words, "agent "):
		return "an " + words
	}
	return "a " + words
}

// listed joins words for a sentence: `view, edit and create`.
func listed(words []string) string {
	switch n := len(words); n {
	case 0:
		return "none"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
