package plantest

import (
	"strconv"
	"strings"
	"testing"
)

// shift is added to the characters of a quoted text while the notation is read, so that no
// character is a space, a brace or another sign of the notation. The shifted characters are in
// a plane that Unicode reserves for private use.
const shift = 0xF0000

// hide shifts the quoted parts of a text in the notation. Afterwards the name in
// `queue."Sales: {Gold}"` is one word without signs.
func hide(t testing.TB, text string) string {
	t.Helper()
	var b strings.Builder
	for {
		before, rest, quoted := strings.Cut(text, `"`)
		b.WriteString(before)
		if !quoted {
			return b.String()
		}
		literal, err := strconv.QuotedPrefix(`"` + rest)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		text = rest[len(literal)-1:]
		plain, err := strconv.Unquote(literal)
		if err != nil {
			t.Fatalf("%s: %v", literal, err)
		}
		for _, r := range plain {
			switch {
			case r >= shift:
				t.Fatalf("%s has a character that the notation cannot hold: %q", literal, r)
			case r < 0xFFFE: // no sign and no space is above this
				r += shift
			}
			b.WriteRune(r)
		}
	}
}

// reveal undoes hide, but does not put the quotes back.
func reveal(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= shift {
			return r - shift
		}
		return r
	}, text)
}

// revealed reveals each text of a list.
func revealed(list []string) []string {
	plain := make([]string, len(list))
	for i, text := range list {
		plain[i] = reveal(text)
	}
	return plain
}
