package api

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode/utf8"
)

// uncompilable holds the patterns of the official model that Go's RE2 cannot compile
// (lookaheads) or that do not mean what they say (the slashes of another
// language, doubled backslashes), each with what it is meant to accept.
var uncompilable = map[string]func(string) bool{
	// TagKey: not the reserved prefix, then the characters of a tag.
	`^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`: without([]string{"aws:"}, `[\p{L}\p{Z}\p{N}_.:/=+\-@]*`),
	// Password: 8 to 64 characters, none of them a space, with a lower-case
	// letter, an upper-case letter and a digit.
	`/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[a-zA-Z\d\S]{8,64}$/`: password,
	// PhoneNumber (a user's mobile): E.164, escaped twice in the model. The
	// empty string passes: it is the only value that could clear the number.
	`\\+[1-9]\\d{1,14}$`: regexp.MustCompile(`^(?:\+[1-9]\d{1,14})?$`).MatchString,
	// PhoneNumberPrefix: escaped twice, too.
	`\\+?[0-9]{1,11}`: regexp.MustCompile(`^\+?[0-9]{1,11}$`).MatchString,
	// PrimaryAttributeContextKeyName: not a reserved prefix, then Latin-1.
	`(?!aws:|connect:)[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]+$`: without([]string{"aws:", "connect:"},
		`[\x09\x0A\x0D\x20-\x7E\x{A1}-\x{FF}]+`),
}

// javaEscape is a code point as the model writes it: \u0020.
var javaEscape = regexp.MustCompile(`\\u([0-9A-Fa-f]{4})`)

// setPattern prepares the pattern of a shape. A pattern has to match the whole value, as it
// does in the service. It is compiled when the first value comes: a run sends values of few
// shapes, and compiling all of them is a quarter of the time of a small plan.
func (s *Shape) setPattern() error {
	if s.Pattern == "" {
		return nil
	}
	if match, ok := uncompilable[s.Pattern]; ok {
		s.matches = match
		return nil
	}
	pattern := `^(?:` + javaEscape.ReplaceAllString(s.Pattern, `\x{$1}`) + `)$`
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		return fmt.Errorf("pattern %q is neither RE2 nor in the table of patterns by hand: %w", s.Pattern, err)
	}
	compiled := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
	s.matches = func(v string) bool { return compiled().MatchString(v) }
	return nil
}

// without matches a whole value against pattern, refusing some prefixes.
func without(prefixes []string, pattern string) func(string) bool {
	re := regexp.MustCompile(`^(?:` + pattern + `)$`)
	return func(v string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(v, p) {
				return false
			}
		}
		return re.MatchString(v)
	}
}

var spaces = regexp.MustCompile(`\s`)

// password tells whether v is an acceptable first password.
func password(v string) bool {
	n := utf8.RuneCountInString(v)
	return n >= 8 && n <= 64 && !spaces.MatchString(v) &&
		strings.ContainsAny(v, "abcdefghijklmnopqrstuvwxyz") &&
		strings.ContainsAny(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") &&
		strings.ContainsAny(v, "0123456789")
}
