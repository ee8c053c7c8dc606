package canonical

import "encoding/json"

// A Member is a member of an object. Its text is the JSON of its value.
type Member struct {
	Name string
	Text []byte
}

// Members returns the members of an object, in the order in which they are in the text. The
// text must be valid JSON, and those of the members are parts of it. The result is nil if the
// text is not an object.
func Members(text []byte) []Member {
	var list []Member
	s := splitter{text: text}
	for s.more('{') {
		m := Member{}
		_ = json.Unmarshal(s.value(), &m.Name) // the text is valid, so this is a string
		s.skip()
		s.at++ // the colon
		m.Text = s.value()
		list = append(list, m)
	}
	return list
}

// Elements returns the elements of a list like [Members].
func Elements(text []byte) [][]byte {
	var list [][]byte
	for s := (splitter{text: text}); s.more('['); {
		list = append(list, s.value())
	}
	return list
}

// A splitter goes through the parts of a valid text without decoding them.
type splitter struct {
	text []byte
	at   int
}

// more goes to the next part. It returns false at the end, and if the text does not begin with
// the bracket.
func (s *splitter) more(bracket byte) bool {
	begun := s.at > 0
	s.skip()
	if !begun && (s.at == len(s.text) || s.text[s.at] != bracket) {
		return false
	}
	if s.text[s.at] == ']' || s.text[s.at] == '}' {
		return false
	}
	s.at++ // the bracket or a comma
	s.skip()
	return s.text[s.at] != ']' && s.text[s.at] != '}'
}

// skip skips white space.
func (s *splitter) skip() {
	for s.at < len(s.text) && isSpace(s.text[s.at]) {
		s.at++
	}
}

// value returns the value at the position, and goes behind it.
func (s *splitter) value() []byte {
	s.skip()
	start, depth := s.at, 0
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			for s.at++; s.text[s.at] != '"'; s.at++ {
				if s.text[s.at] == '\\' {
					s.at++
				}
			}
		case c == '{' || c == '[':
			depth++
		case (c == '}' || c == ']') && depth > 0:
			depth--
		case c == '}', c == ']', depth == 0 && (c == ',' || c == ':' || isSpace(c)):
			return s.text[start:s.at]
		}
		s.at++
	}
	return s.text[start:s.at]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
