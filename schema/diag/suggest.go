package diag

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// Suggest returns ` Did you mean "x"?`, with the space before it, if a known word x is so
// similar to the given one that it may be a misspelling. Otherwise it returns "".
func Suggest(given string, known []string) string {
	if near, ok := Nearest(given, known); ok {
		return fmt.Sprintf(" Did you mean %q?", near)
	}
	return ""
}

// A SuggestionBudget limits the time for the suggestions of one run. A suggestion compares
// the misspelt word with every known word. If all of a hundred thousand rows have the same
// misspelt reference to one of a hundred thousand users, only the first few rows get a
// suggestion.
type SuggestionBudget struct{ compared int }

// mostCompared is the largest number of comparisons in a run.
const mostCompared = 500_000

// Affords reports whether the budget has room to compare a word with the given number of
// words, and takes them from it.
func (b *SuggestionBudget) Affords(words int) bool {
	b.compared += words
	return b.compared <= mostCompared
}

// Nearest returns the known word that is most similar to the given one. Ok is false if no
// word is similar enough. A given word of one or two letters must differ only in case, and
// one of three in one letter or in their order, because it would be similar to too many words.
func Nearest(given string, known []string) (nearest string, ok bool) {
	best, least := "", 1+max(len(given)/3, 2)
	if len(given) < 3 {
		least = 1
	}
	for _, word := range known {
		if n := utf8.RuneCountInString(word) - utf8.RuneCountInString(given); n >= least || -n >= least {
			continue // each letter of the difference in length is an edit
		}
		d := levenshtein.Distance(strings.ToLower(given), strings.ToLower(word), nil)
		if len(given) == 3 && d > 1 && !sameLetters(given, word) {
			continue // "env" is not a misspelling of "one"
		}
		if d < least {
			best, least = word, d
		}
	}
	return best, best != "" && best != given
}

// sameLetters reports whether two words have the same letters in another order: vra and var.
func sameLetters(a, b string) bool {
	letters := func(s string) []rune { return slices.Sorted(slices.Values([]rune(strings.ToLower(s)))) }
	return slices.Equal(letters(a), letters(b))
}

// suggestion matches the sentence that Suggest writes.
var suggestion = regexp.MustCompile(`Did you mean ("(?:[^"\\]|\\.)*")\?`)

// Suggested returns the word that [Suggest] proposes in a text. Editors offer it as a fix.
func Suggested(text string) (word string, ok bool) {
	m := suggestion.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	word, err := strconv.Unquote(m[1])
	return word, err == nil
}
