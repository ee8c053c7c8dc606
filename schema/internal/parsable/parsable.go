// Package parsable finds out whether HCL's parser can parse a text: without a stack
// overflow, which ends the process, and without using up the memory or the day. It looks
// at the bytes and the tokens of the text, in time that is linear in its length.
//
// For example, a stranger sends a file with a list of three million numbers, which would
// take 4 GB in the parser's tree:
//
//	a = [1, 1, 1, 1, …]
//
// [File] counts its words and signs, finds more than [MostWords], and returns a
// diagnostic. Of a file with the same number of brackets around one number it returns
// another, because the parser calls itself for each bracket.
package parsable

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// File returns what keeps an HCL file from being parsed, or nil.
func File(src []byte, name string) *hcl.Diagnostic {
	if large := tooLarge(src, name); large != nil || IsPlain(src) {
		return large
	}
	_, deep := Scan(src, name)
	return deep
}

// Scan returns the tokens of a file that is not too large, and what keeps it from being parsed,
// or nil.
func Scan(src []byte, name string) (hclsyntax.Tokens, *hcl.Diagnostic) {
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	return tokens, tooDeep(tokens)
}

// Expression returns what keeps a text from being parsed as one expression, or nil.
func Expression(src []byte, name string) *hcl.Diagnostic {
	if large := tooLarge(src, name); large != nil {
		return large
	}
	tokens, _ := hclsyntax.LexExpression(src, name, hcl.InitialPos)
	return tooDeep(tokens)
}

// Template returns what keeps the text of a template file from being parsed, or nil.
func Template(src []byte, name string) *hcl.Diagnostic {
	if large := tooLarge(src, name); large != nil {
		return large
	}
	tokens, _ := hclsyntax.LexTemplate(src, name, hcl.InitialPos)
	return tooDeep(tokens)
}
