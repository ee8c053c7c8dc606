package bounded

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// The parser and the evaluator are recursive, and a stack that overflows cannot be
// recovered. So nesting is counted on tokens first: brackets and templates inside
// one another, and operators, which nest to the left or to the right without any.
const (
	deepest  = 200  // brackets and templates
	heaviest = 2000 // brackets, templates and operators
)

// A depthCounter counts how deeply tokens nest, one after the other.
type depthCounter struct {
	open   []level
	weight int
}

// A level is one open bracket or template.
type level struct {
	lines     bool // whether a line's end ends an expression
	operators int
}

// plainlyShallow reports whether a file is so simple that its nesting can be counted
// on bytes, and is shallow: each object of it is small. It spares most files a second
// reading of their tokens: in a file without escapes, templates, heredocs and block
// comments, a quote ends the string that the one before it began.
func plainlyShallow(src []byte) bool {
	for _, odd := range []string{"\\", "${", "%{", "<<", "/*"} {
		if bytes.Contains(src, []byte(odd)) {
			return false
		}
	}
	depth, heavy, digits := 0, 0, 0
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
			heavy++
		case c == '}' || c == ']' || c == ')':
			depth = max(depth-1, 0)
		case c == '\n' && depth == 0:
			heavy = 0
		case (c == 'e' || c == 'E') && i > 0 && '0' <= src[i-1] && src[i-1] <= '9':
			return false // an exponent
		case c == '\n' || c == ',' || c == ' ' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_':
		default:
			heavy++
		}
		if depth > deepest || heavy > heaviest || digits > longestNumber {
			return false
		}
	}
	return true
}

// tooDeep returns what is wrong with the nesting of the tokens, or nil.
func tooDeep(tokens hclsyntax.Tokens) *hcl.Diagnostic {
	n := &depthCounter{open: []level{{lines: true}}}
	for i := range tokens {
		t := &tokens[i]
		n.take(t)
		if len(n.open)-1 > deepest || n.weight > heaviest {
			return diag.NestedTooDeeply.In(t.Range, "Brackets and templates can be nested at most %d deep, with at most %d operators around them.", deepest, heaviest)
		}
		if t.Type == hclsyntax.TokenNumberLit && outOfRange(t.Bytes) {
			return diag.NumberOutOfRange.In(t.Range, "A number can have at most %d digits, and an exponent of at most three.", longestNumber)
		}
	}
	return nil
}

// outOfRange reports whether a number would be costly to read or to print.
func outOfRange(literal []byte) bool {
	if len(literal) > longestNumber {
		return true
	}
	i := bytes.IndexAny(literal, "eE")
	return i >= 0 && len(bytes.TrimLeft(literal[i+1:], "+-0")) > 3
}

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

func (n *depthCounter) operator(top *level) {
	top.operators++
	n.weight++
}

func (n *depthCounter) push(lines bool) {
	n.open = append(n.open, level{lines: lines})
	n.weight++
}

func (n *depthCounter) pop(top *level) {
	n.reset(top)
	if len(n.open) > 1 {
		n.open = n.open[:len(n.open)-1]
		n.weight--
	}
}

func (n *depthCounter) reset(top *level) {
	n.weight -= top.operators
	top.operators = 0
}
