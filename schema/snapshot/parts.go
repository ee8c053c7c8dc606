package snapshot

import "unicode/utf8"

// eachMember calls f with each member of an object: the name without its quotes, and the text of
// the value, which is up to f to check. EachMember reports false as soon as f does, if the text
// is not an object, or if a name has an escape.
func eachMember(text []byte, f func(name, value []byte) bool) bool {
	at := skip(text, 0)
	if at == len(text) || text[at] != '{' {
		return false
	}
	if at = skip(text, at+1); at < len(text) && text[at] == '}' {
		return skip(text, at+1) == len(text)
	}
	for at < len(text) && text[at] == '"' {
		end := valueEnd(text, at)
		name := text[at:end]
		if at = skip(text, end); !isPlain(name) || at == len(text) || text[at] != ':' {
			return false
		}
		at = skip(text, at+1)
		if end = valueEnd(text, at); end == at || !f(name[1:len(name)-1], text[at:end]) {
			return false
		}
		if at = skip(text, end); at == len(text) {
			return false
		}
		switch text[at] {
		case '}':
			return skip(text, at+1) == len(text)
		case ',':
			at = skip(text, at+1)
		default:
			return false
		}
	}
	return false
}

// skip returns the position behind the white space at a position.
func skip(text []byte, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// valueEnd returns the position behind the value at a position. It only looks at strings and
// brackets.
func valueEnd(text []byte, at int) int {
	var v valueScanner
	return at + v.scan(text[at:])
}

// A valueScanner finds the end of a value in texts that follow each other.
type valueScanner struct {
	depth           int
	begun, ended    bool
	quoted, escaped bool // whether it is in a string, and behind a backslash
}

// scan returns how many bytes of the text belong to the value. If the value ends there, v.ended is
// true. A number or a word ends with what comes behind it.
func (v *valueScanner) scan(text []byte) int {
	for i, c := range text {
		switch {
		case v.escaped:
			v.escaped = false
		case v.quoted:
			v.escaped, v.quoted = c == '\\', c != '"'
			if v.ended = !v.quoted && v.depth == 0; v.ended {
				return i + 1
			}
		case c == '"':
			if v.begun && v.depth == 0 {
				v.ended = true
				return i
			}
			v.quoted = true
		case c == '{' || c == '[':
			if v.begun && v.depth == 0 {
				v.ended = true
				return i
			}
			v.depth++
		case c == '}' || c == ']':
			if v.depth == 0 {
				v.ended = true
				return i
			}
			if v.depth--; v.depth == 0 {
				v.ended = true
				return i + 1
			}
		case v.depth == 0 && (c == ',' || c == ':' || isSpace(c)):
			v.ended = true
			return i
		}
		v.begun = true
	}
	return len(text)
}

// plainString sets s to a JSON string that stands for itself. It reports false for another text.
func plainString(s *string, text []byte) bool {
	if !isPlain(text) {
		return false
	}
	*s = string(text[1 : len(text)-1])
	return true
}

// isPlain reports whether a text is a JSON string that stands for itself: it has no escapes, and
// only ASCII.
func isPlain(text []byte) bool {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return false
	}
	for _, c := range text[1 : len(text)-1] {
		if c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
