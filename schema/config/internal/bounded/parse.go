package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// ParseFile parses a file of the language after counting how deeply it nests. The
// file is nil when it nests too deeply.
func ParseFile(src []byte, name string) (*hcl.File, hcl.Diagnostics) {
	if !plainlyShallow(src) {
		tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
		if deep := tooDeep(tokens); deep != nil {
			return nil, hcl.Diagnostics{deep}
		}
	}
	return hclsyntax.ParseConfig(src, name, hcl.InitialPos)
}

// ParseExpression parses a text that is one expression.
func ParseExpression(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	tokens, _ := hclsyntax.LexExpression(src, name, hcl.InitialPos)
	if deep := tooDeep(tokens); deep != nil {
		return nil, hcl.Diagnostics{deep}
	}
	return hclsyntax.ParseExpression(src, name, hcl.InitialPos)
}

// parseTemplate parses a file that is one template.
func parseTemplate(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	tokens, _ := hclsyntax.LexTemplate(src, name, hcl.InitialPos)
	if deep := tooDeep(tokens); deep != nil {
		return nil, hcl.Diagnostics{deep}
	}
	return hclsyntax.ParseTemplate(src, name, hcl.InitialPos)
}
