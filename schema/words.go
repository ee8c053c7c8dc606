package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// tidy returns a text without spaces at its ends, and with one space between its words. Most
// texts are so already.
func tidy(s string) string {
	for i := range len(s) {
		c := s[i]
		if inside := i > 0 && i < len(s)-1 && s[i-1] != ' '; c >= utf8.RuneSelf || c < ' ' || c == ' ' && !inside {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
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

// apiWords has the API's words for a word of the language, if that is not the same word in
// capitals. The API has words of its own for the cross-channel rules of workload types.
var apiWords = map[string][]string{
	"soft": {"SOFT_PHONE"}, "desk": {"DESK_PHONE"},
	"any":             {"ROUTE_ANY_CHANNEL", "ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE"},
	"current_channel": {"ROUTE_CURRENT_CHANNEL_ANY_WORKLOADTYPE_ONLY"},
	"current_only":    {"ROUTE_CURRENT_CHANNEL_ONLY", "ROUTE_CURRENT_CHANNEL_CURRENT_WORKLOADTYPE_ONLY"},
	"last_activity":   {"TIME_SINCE_LAST_ACTIVITY"}, "last_inbound": {"TIME_SINCE_LAST_INBOUND"},
}

// ourWord returns the one of the words that the API writes as s, or else s. For example, it
// returns voice for VOICE, and soft for SOFT_PHONE. Files that people make from the API's
// answers or from a template of CloudFormation have such words.
func ourWord(words []string, s string) string {
	if slices.Contains(words, s) {
		return s
	}
	for _, w := range words {
		if slices.Contains(apiWords[w], s) || apiWords[w] == nil && s == strings.ToUpper(w) {
			return w
		}
	}
	return s
}

// OneOf refuses every string but the given words; of a map, every other key. The API's
// spelling of a word is accepted and becomes the word, so that values are stored, compared
// and printed in one spelling.
func (f Field[T]) OneOf(words ...string) Field[T] {
	name := f.Name
	f.Attr.OneOf = words
	f.word = func(s string) string { return ourWord(words, s) }
	if f.Shape == Map {
		return f.KeyRule(func(key string) string {
			if slices.Contains(words, key) {
				return ""
			}
			return fmt.Sprintf("%q does not accept the key %q; use %s.%s", name, key, quoted(words), diag.Suggest(key, words))
		})
	}
	return withRule(f, func(s string) string {
		if slices.Contains(words, s) {
			return ""
		}
		return fmt.Sprintf("%q is %q, but must be %s.%s", name, s, quoted(words), diag.Suggest(s, words))
	})
}

// ResourceTypes says that the field's strings are types of resources, which the API writes
// as SecurityProfile and the language as security_profile.
func (f Field[T]) ResourceTypes() Field[T] {
	f.word = func(s string) string { return ResourceTypeWord(ResourceTypeName(s)) }
	return f
}

// ResourceTypeWord returns the language's word for the API's name of a type of resource:
// security_profile for SecurityProfile. A name stays as it is if [ResourceTypeName] could
// not turn its word back, as AIAgent does.
func ResourceTypeWord(name string) string {
	word := strings.ToLower(innerWord.ReplaceAllString(name, "${1}_${2}"))
	if ResourceTypeName(word) != name {
		return name
	}
	return word
}

// innerWord finds the places inside a name where another word begins.
var innerWord = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// ResourceTypeName returns the API's name for a word of the language. It is the inverse of
// [ResourceTypeWord].
func ResourceTypeName(word string) string {
	if word != strings.ToLower(word) {
		return word
	}
	var name strings.Builder
	for part := range strings.SplitSeq(word, "_") {
		if part != "" {
			first, size := utf8.DecodeRuneInString(part)
			name.WriteString(string(unicode.ToUpper(first)) + part[size:])
		}
	}
	return name.String()
}
