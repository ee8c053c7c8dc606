package syntax

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/config/internal/bounded"
)

// outline finds the blocks of a file by their braces, without parsing it: their headers and
// where they end. Ok is false for a file in which it cannot be sure of the blocks; the parser
// has to read that one.
//
// Most files are so simple that this takes a hundredth of the time and memory of HCL's parser:
//
//	# A comment.
//	user "ada" {
//	  routing_profile = routing_profile.agent
//	}
//
// What is inside of the braces may still be wrong. A file whose blocks can all be parsed, each
// by itself, has the same blocks when it is parsed as a whole.
//
// In a file that is not plain (see [bounded.IsPlain]), it takes HCL's scanner to find the braces.
func outline(src []byte, name string, plain bool) (blocks []Block, ok bool) {
	if !plain {
		tokens, ok := bounded.Scan(src, name)
		if !ok {
			return nil, false
		}
		return outlineTokens(tokens)
	}
	o := &outliner{src: src, name: name, line: 1}
	for {
		if !o.skipLines() {
			return nil, false
		}
		if o.at == len(src) {
			return blocks, true
		}
		b, ok := o.block()
		if !ok {
			return nil, false
		}
		blocks = append(blocks, b)
	}
}

// An outliner goes through a file from the beginning to the end.
type outliner struct {
	src   []byte
	name  string
	at    int // the next byte
	line  int // of that byte
	start int // of that line
}

// pos returns the place of the next byte, in a line of characters that take one byte each.
func (o *outliner) pos() hcl.Pos {
	return hcl.Pos{Line: o.line, Column: o.at - o.start + 1, Byte: o.at}
}

// next returns the next byte, or 0 at the end.
func (o *outliner) next() byte {
	if o.at == len(o.src) {
		return 0
	}
	return o.src[o.at]
}

// skipLines skips empty lines and comments. It returns false if something else is left in the
// line that it begins in.
func (o *outliner) skipLines() bool {
	for first := o.at > 0; ; first = false {
		o.skipSpaces()
		if c := o.next(); c == '#' || c == '/' && bytes.HasPrefix(o.src[o.at:], []byte("//")) {
			o.skipTo('\n')
		}
		if bytes.HasPrefix(o.src[o.at:], []byte("\r\n")) {
			o.at++
		}
		if o.next() != '\n' {
			return !first || o.at == len(o.src)
		}
		o.at++
		o.line, o.start = o.line+1, o.at
	}
}

// skipSpaces skips spaces and tabs.
func (o *outliner) skipSpaces() {
	for o.next() == ' ' || o.next() == '\t' {
		o.at++
	}
}

// skipTo skips to the next byte c, or to the end.
func (o *outliner) skipTo(c byte) {
	i := bytes.IndexByte(o.src[o.at:], c)
	if i < 0 {
		i = len(o.src) - o.at
	}
	o.at += i
}

// block reads the block that begins at the next byte.
func (o *outliner) block() (b Block, ok bool) {
	b.Header = hcl.Range{Filename: o.name, Start: o.pos()}
	if b.Type = o.word(); b.Type == "" {
		return b, false
	}
	b.Header.End = o.pos()
	for {
		o.skipSpaces()
		switch o.next() {
		case '{':
			o.at++
			ok = o.skipBody()
			b.end = o.at
			return b, ok
		case '"':
			label, ok := o.label()
			if !ok {
				return b, false
			}
			b.Labels = append(b.Labels, label)
			b.Header.End = o.pos()
		default:
			return b, false
		}
	}
}

// word reads a word of plain letters, digits, _ and -. It returns "" if there is none.
func (o *outliner) word() string {
	from := o.at
	for {
		c := o.next()
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (o.at == from || c != '_' && c != '-' && (c < '0' || c > '9')) {
			return string(o.src[from:o.at])
		}
		o.at++
	}
}

// label reads a label in quotes.
func (o *outliner) label() (label string, ok bool) {
	from := o.at + 1
	length := bytes.IndexFunc(o.src[from:], func(r rune) bool { return r == '"' || r < ' ' || r > '~' })
	if length < 0 || o.src[from+length] != '"' {
		return "", false
	}
	o.at = from + length + 1
	return string(o.src[from : from+length]), true
}

// skipBody skips the body of a block, with the brace at its end.
func (o *outliner) skipBody() bool {
	for depth := 1; o.at < len(o.src); {
		switch c := o.src[o.at]; c {
		case '\n':
			o.line, o.start = o.line+1, o.at+1
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				o.at++
				return true
			}
		case '"':
			o.at++
			end := bytes.IndexAny(o.src[o.at:], "\"\n")
			if end < 0 || o.src[o.at+end] != '"' {
				return false
			}
			o.at += end
		case '#', '/':
			if c == '#' || bytes.HasPrefix(o.src[o.at:], []byte("//")) {
				o.skipTo('\n')
				continue
			}
		}
		o.at++
	}
	return false
}
