package plan

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/zclconf/go-cty/cty"
)

// Text returns a value on one line, for people: `"Sales"`, `30`, `["a", "b"]`. Texts are
// quoted, and cannot do harm in a terminal (see [Clean]).
func Text(v cty.Value) string {
	switch {
	case v.IsNull():
		return "nothing"
	case v.Type() == cty.String:
		return Quote(v.AsString())
	case v.Type() == cty.Number:
		return v.AsBigFloat().Text('f', -1)
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	case v.Type().IsMapType() || v.Type().IsObjectType():
		return entriesText(v)
	}
	var parts []string
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		parts = append(parts, Text(e))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// entriesText returns a map or an object: `{ team = "a" }`.
func entriesText(v cty.Value) string {
	var parts []string
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		parts = append(parts, Clean(k.AsString())+" = "+Text(e))
	}
	if len(parts) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// Quote returns s in quotes on one line.
func Quote(s string) string {
	return `"` + Clean(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)) + `"`
}

// Clean writes the control and format characters of s, which could move a cursor,
// change colours or turn the direction of text, as escapes.
func Clean(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&b, `\u{%x}`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hidden reports whether the character is invisible or does something to the terminal: DEL,
// an escape, a mark that turns the direction of text.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) || r == unicode.ReplacementChar
}
