package format

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// The parser calls itself for each bracket and operator inside another, and a
// stack that overflows cannot be recovered. So they are counted before it runs.
const (
	deepest  = 200  // brackets and templates
	heaviest = 2000 // operators around one value
)

// A level is one open bracket or template, or the file itself.
type level struct {
	lines     bool // whether the end of a line ends an expression
	operators int
}

// tooDeep returns what is wrong with the nesting of src, or nil.
func tooDeep(src []byte, filename string) *hcl.Diagnostic {
	tokens, _ := hclsyntax.LexConfig(src, filename, hcl.InitialPos)
	open, weight := []level{{lines: true}}, 0
	for _, t := range tokens {
		top := &open[len(open)-1]
		if nests(t.Type) {
			top.operators++
			weight++
		}
		switch turn := change(t.Type); {
		case turn > 0:
			open = append(open, level{lines: t.Type == hclsyntax.TokenOBrace})
		case turn < 0 || t.Type == hclsyntax.TokenComma || top.lines && bytes.HasSuffix(t.Bytes, []byte("\n")):
			weight -= top.operators
			top.operators = 0
			open = open[:max(len(open)+turn, 1)]
		}
		if len(open) > deepest+1 || weight > heaviest {
			return diag.NestedTooDeeply.In(t.Range, "Brackets and templates may stand %d deep inside one another, with at most %d operators around them.", deepest, heaviest)
		}
	}
	return nil
}

// change says whether a token opens a level (1), closes one (-1) or neither (0).
func change(t hclsyntax.TokenType) int {
	switch t {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote,
		hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
		return 1
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote,
		hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
		return -1
	}
	return 0
}

// nests reports whether a token may put what is around it a step deeper.
func nests(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenIdent, hclsyntax.TokenNumberLit, hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit,
		hclsyntax.TokenDot, hclsyntax.TokenEqual, hclsyntax.TokenComma, hclsyntax.TokenComment, hclsyntax.TokenNewline,
		hclsyntax.TokenOBrace, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp:
		return false
	}
	return change(t) >= 0
}
