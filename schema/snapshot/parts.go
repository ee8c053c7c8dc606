package snapshot

import "unicode/utf8"

// eachMember calls f with each member of an object: the name without its quotes, and the value.
// The text must be valid JSON. EachMember reports false if it is not an object, if a name has an
// escape, or as soon as f reports false.
func eachMember(text []byte, f func(name, value []byte) bool) bool {
	at := skip(text, 0)
	if at == len(text) || text[at] != '{' {
		return false
	}
	for at = skip(text, at+1); text[at] != '}'; at = skip(text, at) {
		if text[at] == ',' {
			at = skip(text, at+1)
		}
		end := valueEnd(text, at)
		name := text[at+1 : end-1]
		for _, c := range name {
			if c == '\\' {
				return false
			}
		}
		at = skip(text, skip(text, end)+1) // over the colon
		end = valueEnd(text, at)
		if !f(name, text[at:end]) {
			return false
		}
		at = end
	}
	return true
}

// skip returns the position behind the white space at a position.
func skip(text []byte, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
		at++
	}
	return at
}

// valueEnd returns the position behind the value at a position.
func valueEnd(text []byte, at int) int {
	depth := 0
	for at < len(text) {
		switch c := text[at]; c {
		case '"':
			for at++; text[at] != '"'; at++ {
				if text[at] == '\\' {
					at++
				}
			}
			if depth == 0 {
				return at + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return at // of the object around a number or a word
			}
			if depth--; depth == 0 {
				return at + 1
			}
		case ',', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return at
			}
		}
		at++
	}
	return at
}

// plainString sets s to a JSON string that stands for itself. It reports false for another text.
func plainString(s *string, text []byte) bool {
	if len(text) < 2 || text[0] != '"' {
		return false
	}
	text = text[1 : len(text)-1]
	for _, c := range text {
		if c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	*s = string(text)
	return true
}
