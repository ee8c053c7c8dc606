package syntax

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// outlineTokens is [outline] for a file whose strings have escapes or templates, or which has
// heredocs or comments of several lines. In such a file, only HCL's scanner knows which braces
// are those of blocks.
func outlineTokens(tokens hclsyntax.Tokens) (blocks []Block, ok bool) {
	t := tokenOutliner{tokens}
	for {
		t.skipLines()
		if t.next().Type == hclsyntax.TokenEOF {
			return blocks, true
		}
		b, ok := t.block()
		if !ok || !t.endOfLine() {
			return nil, false
		}
		blocks = append(blocks, b)
	}
}

// A tokenOutliner goes through the tokens of a file.
type tokenOutliner struct {
	left hclsyntax.Tokens // ends with TokenEOF
}

func (t *tokenOutliner) next() hclsyntax.Token { return t.left[0] }

// take returns the next token and goes to the one after it. It stays at the end of the file.
func (t *tokenOutliner) take() hclsyntax.Token {
	token := t.left[0]
	if token.Type != hclsyntax.TokenEOF {
		t.left = t.left[1:]
	}
	return token
}

// skipLines skips empty lines and comments.
func (t *tokenOutliner) skipLines() {
	for t.next().Type == hclsyntax.TokenNewline || t.next().Type == hclsyntax.TokenComment {
		t.take()
	}
}

// endOfLine goes to the next line. It returns false if something else is left in this one.
func (t *tokenOutliner) endOfLine() bool {
	for {
		switch token := t.take(); {
		case token.Type == hclsyntax.TokenEOF, token.Type == hclsyntax.TokenNewline:
			return true
		case token.Type != hclsyntax.TokenComment:
			return false
		case bytes.HasSuffix(token.Bytes, []byte("\n")):
			return true
		}
	}
}

// block reads the block that begins at the next token.
func (t *tokenOutliner) block() (b Block, ok bool) {
	word := t.take()
	if word.Type != hclsyntax.TokenIdent {
		return b, false
	}
	b.Type, b.Header = string(word.Bytes), word.Range
	for {
		switch token := t.take(); token.Type {
		case hclsyntax.TokenOBrace:
			b.end, ok = t.skipBody()
			return b, ok
		case hclsyntax.TokenIdent:
			b.Labels = append(b.Labels, string(token.Bytes))
			b.Header = hcl.RangeBetween(word.Range, token.Range)
		case hclsyntax.TokenOQuote:
			text, end := t.take(), t.take()
			if text.Type != hclsyntax.TokenQuotedLit || end.Type != hclsyntax.TokenCQuote || bytes.ContainsFunc(text.Bytes, isUnusual) {
				return b, false
			}
			b.Labels = append(b.Labels, string(text.Bytes))
			b.Header = hcl.RangeBetween(word.Range, end.Range)
		default:
			return b, false
		}
	}
}

// isUnusual reports whether a character can mean another one in a string, or is not a sign of
// ASCII.
func isUnusual(r rune) bool { return r < ' ' || r > '~' || r == '\\' || r == '$' || r == '%' }

// skipBody skips the body of a block, with the brace at its end, and returns the offset after it.
func (t *tokenOutliner) skipBody() (end int, ok bool) {
	for depth := 1; ; {
		switch token := t.take(); token.Type {
		case hclsyntax.TokenOBrace:
			depth++
		case hclsyntax.TokenCBrace:
			if depth--; depth == 0 {
				return token.Range.End.Byte, true
			}
		case hclsyntax.TokenEOF:
			return 0, false
		}
	}
}
