package parsable

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// The limits of one text. The parser's tree takes about 400 bytes for each word and sign.
// A file of 3 MiB that describes users has about 500,000 of them.
const (
	LargestFile = 4 << 20 // bytes
	mostWords   = 500_000
	mostCopied  = 1 << 30 // bytes that the parser copies to join the pieces of texts
)

// tooLarge returns a diagnostic if a text is too large for the parser, and nil otherwise.
func tooLarge(src []byte, name string) *hcl.Diagnostic {
	at := hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}
	switch {
	case len(src) > LargestFile:
		return diag.FileTooLarge.In(at, "The file has more than %d MiB.", LargestFile>>20)
	case words(src) > mostWords:
		return diag.FileTooLarge.In(at, "The file has more than %d words and signs.", mostWords)
	}
	return nil
}

// words counts the words, numbers and signs of a text, and its lines. It also counts those
// in strings and comments, so the text has at most so many tokens.
func words(src []byte) int {
	n, inside := 0, false
	for _, c := range src {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c >= 0x80:
			if !inside {
				n++
			}
			inside = true
			continue
		case c != ' ' && c != '\t':
			n++
		}
		inside = false
	}
	return n
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
