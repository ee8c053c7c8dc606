package parsable

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// The limits of one text. All .hcl files of a configuration together can have as many words
// as one of them, because all are parsed before the first is decoded. The parser's tree takes
// 400 to 700 bytes for each word and sign. A file of 1.8 MiB that describes users has about
// 300,000 of them.
const (
	LargestFile = 4 << 20 // bytes
	MostWords   = 300_000
	mostCopied  = 1 << 30 // bytes that the parser copies to join the pieces of texts
)

// tooLarge returns a diagnostic if a text is too large for the parser, and nil otherwise.
func tooLarge(src []byte, name string) *hcl.Diagnostic {
	at := hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}
	switch {
	case len(src) > LargestFile:
		return diag.FileTooLarge.In(at, "The file has more than %d MiB.", LargestFile>>20)
	case Words(src) > MostWords:
		return diag.FileTooLarge.In(at, "The file has more than %d words and signs.", MostWords)
	}
	return nil
}

// Words counts the words, numbers and signs of a text, and its lines. It also counts those
// in strings, so that a text has hardly more tokens than words. It omits comments that take
// whole lines: rules such as #------- have many signs. A letter that is not ASCII counts as
// a word, and so does a byte that is not UTF-8.
func Words(src []byte) int {
	n, inside, valid := 0, false, utf8.Valid(src)
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case (c == '#' || c == '/') && (i == 0 || src[i-1] == '\n') && isComment(src[i:]):
			i += max(bytes.IndexByte(src[i:], '\n'), 1) - 1 // the end of the line counts
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_':
			if !inside {
				n++
			}
			inside = true
			continue
		case valid && !utf8.RuneStart(c):
			continue
		case c != ' ' && c != '\t':
			n++
		}
		inside = false
	}
	return n
}

// isComment reports whether a line is one token, because it is a comment. It may also be
// inside of a string, a heredoc or a longer comment, and then is one token if it has no
// signs that begin or end something there.
func isComment(line []byte) bool {
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return (line[0] == '#' || bytes.HasPrefix(line, []byte("//"))) && !bytes.ContainsAny(line, "$%\"*\\")
}

// A copied counts the bytes that the parser copies to join pieces of text. A heredoc has a
// piece for each line, and the parser copies the text so far each time that it adds one:
// for twice the lines, it copies four times as much.
type copied struct {
	pieces, bytes int // of the current text
	total         int
}

// take counts one token.
func (c *copied) take(t *hclsyntax.Token) {
	const reference = 16 // bytes of a piece in the list of pieces, which the parser copies too
	if t.Type != hclsyntax.TokenStringLit && t.Type != hclsyntax.TokenQuotedLit {
		c.pieces, c.bytes = 0, 0
		return
	}
	c.total += c.bytes + reference*c.pieces
	c.pieces, c.bytes = c.pieces+1, c.bytes+len(t.Bytes)
}
