package diag

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// Suggest returns ` Did you mean "x"?`, with its leading space, for the word
// among known that is near enough to given to be a slip of it, else "".
func Suggest(given string, known []string) string {
	if near, ok := Nearest(given, known); ok {
		return fmt.Sprintf(" Did you mean %q?", near)
	}
	return ""
}

// A SuggestionBudget bounds the suggestions for many misspelt words. A suggestion takes
// a look at every word that is known: of a hundred thousand misspelt words among a
// hundred thousand, only the first few get one.
type SuggestionBudget struct{ compared int }

// mostCompared is how many words misspelt ones are compared with.
const mostCompared = 500_000

// Affords reports whether a misspelt word can still be compared with so many others.
func (b *SuggestionBudget) Affords(words int) bool {
	b.compared += words
	return b.compared <= mostCompared
}

// Nearest returns the word among known that given is most likely a slip of. A word
// of a letter or two is near to too many to be a slip of one.
func Nearest(given string, known []string) (string, bool) {
	best, least := "", 1+max(len(given)/3, 2)
	if len(given) < 3 {
		least = 1
	}
	for _, word := range known {
		if n := utf8.RuneCountInString(word) - utf8.RuneCountInString(given); n >= least || -n >= least {
			continue // it takes as many steps as it is longer or shorter
		}
		d := levenshtein.Distance(strings.ToLower(given), strings.ToLower(word), nil)
		if d < least {
			best, least = word, d
		}
	}
	return best, best != "" && best != given
}

var suggestion = regexp.MustCompile(`Did you mean ("(?:[^"\\]|\\.)*")\?`)

// Suggested returns the word that a text proposes, as [Suggest] writes it.
func Suggested(text string) (string, bool) {
	m := suggestion.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	word, err := strconv.Unquote(m[1])
	return word, err == nil
}
