package parsable

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// HCL's parser and evaluator are recursive, and Go cannot recover from a stack overflow. So
// nesting is counted on tokens first: brackets and templates inside one another, and
// operators, which nest without brackets. In 1+1+1, the second plus is around the first.
const (
	Deepest  = 200  // brackets and templates inside one another
	heaviest = 2000 // brackets, templates and operators around one value

	LongestNumber = 400 // the most digits of a number
)

// A depthCounter takes one token after the other and counts how deeply they nest.
type depthCounter struct {
	open   []level
	around int // brackets, templates and operators around the current token
}

// A level is one open bracket or template, or the file itself.
type level struct {
	lines     bool // whether the end of a line ends an expression, as in a block but not in a list
	operators int  // in the current expression of the level
}

// IsPlain reports whether it can tell from only the bytes that a file is shallow
// enough. Most files are so simple, and for these it spares reading the tokens twice. It
// looks for strings only by quotes, so it returns false for files in which a quote may not
// begin or end a string: those with escapes, templates, heredocs or block comments. A
// string with $ or % has several tokens, and so may copy too much (size.go).
func IsPlain(src []byte) bool {
	for _, odd := range []string{"\\", "$", "%", "<<", "/*"} {
		if bytes.Contains(src, []byte(odd)) {
			return false
		}
	}
	depth, around, digits := 0, 0, 0
	for i := 0; i < len(src); i++ {
		c := src[i]
		if digits++; c != '.' && (c < '0' || c > '9') {
			digits = 0
		}
		switch {
		case c == '"':
			end := bytes.IndexAny(src[i+1:], "\"\n")
			if end < 0 || src[i+1+end] != '"' {
				return false
			}
			i += 1 + end
		case c == '#' || c == '/' && i+1 < len(src) && src[i+1] == '/':
			i += max(bytes.IndexByte(src[i:], '\n'), 1) - 1
		case c == '{' || c == '[' || c == '(':
			depth++
			around++
		case c == '}' || c == ']' || c == ')':
			depth = max(depth-1, 0)
		case c == '\n' && depth == 0:
			around = 0
		case (c == 'e' || c == 'E') && i > 0 && '0' <= src[i-1] && src[i-1] <= '9':
			return false // an exponent
		case c == '\n' || c == ',' || c == ' ' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_':
		default:
			around++ // it may be an operator
		}
		if depth > Deepest || around > heaviest || digits > LongestNumber {
			return false
		}
	}
	return true
}

// tooDeep returns a diagnostic if the tokens nest too deeply, or have a number or a text
// that is too long, and nil otherwise.
func tooDeep(tokens hclsyntax.Tokens) *hcl.Diagnostic {
	n := &depthCounter{open: []level{{lines: true}}}
	var text copied
	for i := range tokens {
		t := &tokens[i]
		n.take(t)
		if text.take(t); text.total > mostCopied {
			return diag.FileTooLarge.In(t.Range, "This text has too many lines or templates for the parser. Put it in a file of its own, and read it with file(\"NAME\").")
		}
		if len(n.open)-1 > Deepest || n.around > heaviest {
			return diag.NestedTooDeeply.In(t.Range, "Brackets and templates can be nested at most %d deep, with at most %d operators around them.", Deepest, heaviest)
		}
		if t.Type == hclsyntax.TokenNumberLit && outOfRange(t.Bytes) {
			return diag.NumberOutOfRange.In(t.Range, "A number can have at most %d digits, and an exponent of at most three.", LongestNumber)
		}
	}
	return nil
}

// outOfRange reports whether a number takes too long to read or to print: one of a million
// digits, or 1e1000000.
func outOfRange(literal []byte) bool {
	if len(literal) > LongestNumber {
		return true
	}
	i := bytes.IndexAny(literal, "eE")
	return i >= 0 && len(bytes.TrimLeft(literal[i+1:], "+-0")) > 3
}

// take counts one token.
func (n *depthCounter) take(t *hclsyntax.Token) {
	top := &n.open[len(n.open)-1]
	switch t.Type {
	case hclsyntax.TokenOBrace:
		n.push(true)
	case hclsyntax.TokenOBrack, hclsyntax.TokenOParen:
		n.operator(top)
		n.push(false)
	case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp:
		n.push(false)
	case hclsyntax.TokenTemplateControl:
		n.operator(top)
		n.push(false)
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen,
		hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
		n.pop(top)
	case hclsyntax.TokenComma:
		n.reset(top)
	case hclsyntax.TokenNewline, hclsyntax.TokenComment:
		if top.lines && bytes.HasSuffix(t.Bytes, []byte("\n")) {
			n.reset(top)
		}
	case hclsyntax.TokenIdent, hclsyntax.TokenNumberLit, hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit,
		hclsyntax.TokenDot, hclsyntax.TokenEqual, hclsyntax.TokenEOF:
	default:
		n.operator(top)
	}
}

// operator counts an operator in the expression of the level.
func (n *depthCounter) operator(top *level) {
	top.operators++
	n.around++
}

// push opens a level.
func (n *depthCounter) push(lines bool) {
	n.open = append(n.open, level{lines: lines})
	n.around++
}

// pop closes the level, but never the level of the file: a file may close more brackets than it
// opens.
func (n *depthCounter) pop(top *level) {
	n.reset(top)
	if len(n.open) > 1 {
		n.open = n.open[:len(n.open)-1]
		n.around--
	}
}

// reset begins a new expression in the level: the operators before it are not around it.
func (n *depthCounter) reset(top *level) {
	n.around -= top.operators
	top.operators = 0
}
