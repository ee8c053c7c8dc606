package format

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// HCL's parser calls itself for each bracket and operator inside another, and Go cannot
// recover from a stack overflow. A file of a million brackets would end the process, so
// they are counted before the parser runs.
const (
	maxDepth     = 200  // brackets and templates inside one another
	maxOperators = 2000 // operators around one value
)

// A level is one open bracket or template, or the file itself.
type level struct {
	lines     bool // whether the end of a line ends an expression, as in a block but not in a list
	operators int  // in the current expression of the level
}

// tooDeep returns a diagnostic when src is nested too deeply for the parser, and nil
// otherwise. It reads only tokens, so it does not call itself.
func tooDeep(src []byte, filename string) *hcl.Diagnostic {
	tokens, _ := hclsyntax.LexConfig(src, filename, hcl.InitialPos)
	open, operators := []level{{lines: true}}, 0 // the operators of all open levels
	for _, t := range tokens {
		top := &open[len(open)-1]
		if nests(t.Type) {
			top.operators++
			operators++
		}
		switch turn := change(t.Type); {
		case turn > 0:
			open = append(open, level{lines: t.Type == hclsyntax.TokenOBrace})
		case turn < 0 || t.Type == hclsyntax.TokenComma || top.lines && bytes.HasSuffix(t.Bytes, []byte("\n")):
			operators -= top.operators
			top.operators = 0
			open = open[:max(len(open)+turn, 1)]
		}
		if len(open) > maxDepth+1 || operators > maxOperators {
			return diag.NestedTooDeeply.In(t.Range, "Brackets and templates can be nested at most %d deep, with at most %d operators around them.", maxDepth, maxOperators)
		}
	}
	return nil
}

// change returns 1 for a token that opens a level, -1 for one that closes a level, and 0
// for any other.
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

// nests reports whether a token may be an operator, for which the parser calls itself. It
// counts too many tokens rather than too few: "?" and "[" as well as "+" and "!".
func nests(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenIdent, hclsyntax.TokenNumberLit, hclsyntax.TokenStringLit, hclsyntax.TokenQuotedLit,
		hclsyntax.TokenDot, hclsyntax.TokenEqual, hclsyntax.TokenComma, hclsyntax.TokenComment, hclsyntax.TokenNewline,
		hclsyntax.TokenOBrace, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp:
		return false
	}
	return change(t) >= 0
}
