package canonical

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gowebpki/jcs"
)

// A writer reads a JSON text and writes its canonical form, in one pass and without a tree. It
// writes the members of an object in the order in which it finds them, and then moves them.
// What is seldom in our texts, such as an escape or a fraction, it leaves to package jcs.
type writer struct {
	text    []byte
	at      int // the position in text
	to      []byte
	members []member // of all objects that are open, the innermost last
	moved   []byte   // for the members of an object, while they are moved
}

// writers are writers that are not in use. Each serves many texts: a plan of 100,000 changes has
// as many.
var writers = sync.Pool{New: func() any { return &writer{} }}

// A member is where a member of an object is in the result: its name with the quotes, and all of
// it with the value.
type member struct{ start, nameEnd, end int }

// deepest is how deep a text may be nested, as in encoding/json.
const deepest = 10_000

// malformed returns the error for a text that is not JSON.
func (w *writer) malformed() error { return fmt.Errorf("canonical JSON: malformed at byte %d", w.at) }

// space skips white space.
func (w *writer) space() {
	for w.at < len(w.text) && isSpace(w.text[w.at]) {
		w.at++
	}
}

// next skips white space, and returns the byte behind it; 0 at the end.
func (w *writer) next() byte {
	if w.space(); w.at < len(w.text) {
		return w.text[w.at]
	}
	return 0
}

// value writes a value.
func (w *writer) value(depth int) error {
	if depth > deepest {
		return errors.New("canonical JSON: nested too deep")
	}
	switch w.next() {
	case '{':
		return w.object(depth)
	case '[':
		return w.list(depth)
	case '"':
		return w.string()
	}
	return w.word()
}

// list writes a list.
func (w *writer) list(depth int) error {
	if w.opens('[', ']') {
		return nil
	}
	for more := true; more; {
		if err := w.value(depth + 1); err != nil {
			return err
		}
		var err error
		if more, err = w.more(']'); err != nil {
			return err
		}
	}
	return nil
}

// opens writes the bracket that opens a list or an object. If nothing is in it, it also writes
// the closing bracket, and reports that it is empty.
func (w *writer) opens(bracket, closing byte) (empty bool) {
	w.at++
	w.to = append(w.to, bracket)
	if w.next() != closing {
		return false
	}
	w.at++
	w.to = append(w.to, closing)
	return true
}

// more writes the comma or the closing bracket after a member, and reports whether another
// member follows.
func (w *writer) more(closing byte) (bool, error) {
	end := w.next()
	if end != ',' && end != closing {
		return false, w.malformed()
	}
	w.at++
	w.to = append(w.to, end)
	return end == ',', nil
}

// object writes an object, with its members in the order of their names.
func (w *writer) object(depth int) error {
	if w.opens('{', '}') {
		return nil
	}
	outer, ordered := len(w.members), true
	for more := true; more; {
		m, err := w.member(depth)
		if err != nil {
			return err
		}
		if len(w.members) > outer {
			order := w.compare(w.members[len(w.members)-1], m)
			ordered = ordered && order < 0
		}
		w.members = append(w.members, m)
		if more, err = w.more('}'); err != nil {
			return err
		}
	}
	members := w.members[outer:]
	w.members = w.members[:outer]
	if !ordered {
		return w.sort(members)
	}
	return nil
}

// member writes a member of an object.
func (w *writer) member(depth int) (m member, err error) {
	if w.next() != '"' {
		return m, w.malformed()
	}
	m.start = len(w.to)
	if err = w.string(); err != nil {
		return m, err
	}
	m.nameEnd = len(w.to)
	if w.next() != ':' {
		return m, w.malformed()
	}
	w.at++
	w.to = append(w.to, ':')
	err = w.value(depth + 1)
	m.end = len(w.to)
	return m, err
}

// sort moves the members of an object, which are at the end of the result.
func (w *writer) sort(members []member) error {
	from := members[0].start
	slices.SortFunc(members, w.compare)
	w.moved = w.moved[:0]
	for i, m := range members {
		if i > 0 {
			if w.compare(members[i-1], m) == 0 {
				return fmt.Errorf("canonical JSON: duplicate member %s", w.to[m.start:m.nameEnd])
			}
			w.moved = append(w.moved, ',')
		}
		w.moved = append(w.moved, w.to[m.start:m.end]...)
	}
	copy(w.to[from:], w.moved)
	return nil
}

// compare compares the names of two members by their UTF-16 units. In names of plain ASCII,
// these are the bytes.
func (w *writer) compare(a, b member) int {
	x, y := w.to[a.start:a.nameEnd], w.to[b.start:b.nameEnd]
	if isPlain(x) && isPlain(y) {
		return bytes.Compare(x[1:len(x)-1], y[1:len(y)-1])
	}
	return slices.CompareFunc(units(x), units(y), cmp.Compare[uint16])
}

// isPlain reports whether a string stands for itself: it has no escapes, and only ASCII.
func isPlain(s []byte) bool {
	for _, c := range s {
		if c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// units returns the UTF-16 units of a canonical string with its quotes.
func units(quoted []byte) []uint16 {
	var s string
	_ = json.Unmarshal(quoted, &s) // canonical JSON is JSON
	return utf16.Encode([]rune(s))
}

// string writes a string.
func (w *writer) string() error {
	start, seen := w.at, byte(0)
	for w.at++; w.at < len(w.text); w.at++ {
		c := w.text[w.at]
		seen |= c
		switch {
		case c == '"':
			w.at++
			if seen >= utf8.RuneSelf && !utf8.Valid(w.text[start:w.at]) {
				return w.malformed()
			}
			w.to = append(w.to, w.text[start:w.at]...)
			return nil
		case c == '\\':
			return w.escaped(start)
		case c < ' ':
			return w.malformed()
		}
	}
	return w.malformed()
}

// escaped writes a string that has escapes and begins at the position.
func (w *writer) escaped(start int) error {
	for ; w.at < len(w.text) && w.text[w.at] != '"'; w.at++ {
		if w.text[w.at] == '\\' {
			w.at++
		}
	}
	if w.at >= len(w.text) {
		return w.malformed()
	}
	w.at++
	return w.rare(w.text[start:w.at])
}

// rare lets jcs write a value.
func (w *writer) rare(text []byte) error {
	text, err := jcs.Transform(text)
	if err != nil {
		return fmt.Errorf("canonical JSON: %w", err)
	}
	w.to = append(w.to, text...)
	return nil
}

// word writes a number, true, false or null.
func (w *writer) word() error {
	start := w.at
	for w.at < len(w.text) && !bytes.ContainsRune([]byte(" \n\t\r,:]}"), rune(w.text[w.at])) {
		w.at++
	}
	word := w.text[start:w.at]
	if isWhole(word) || string(word) == "true" || string(word) == "false" || string(word) == "null" {
		w.to = append(w.to, word...)
		return nil
	}
	return w.rare(word)
}

// isWhole reports whether a number is whole, and has one form only.
func isWhole(word []byte) bool {
	const exact = 15 // digits that a number of 64 bits holds exactly
	if len(word) == 0 || len(word) > exact || word[0] == '0' && len(word) > 1 {
		return false
	}
	for _, c := range word {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
