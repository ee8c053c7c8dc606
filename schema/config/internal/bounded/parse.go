package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// ParseFile parses an HCL file. If the file nests too deeply for the parser, ParseFile
// returns nil and a diagnostic.
func ParseFile(src []byte, name string) (*hcl.File, hcl.Diagnostics) {
	if !quicklyShallow(src) {
		tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
		if deep := tooDeep(tokens); deep != nil {
			return nil, hcl.Diagnostics{deep}
		}
	}
	return hclsyntax.ParseConfig(src, name, hcl.InitialPos)
}

// ParseExpression parses a text that is one expression, such as the value in
// --var 'regions=["uk"]'.
func ParseExpression(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	tokens, _ := hclsyntax.LexExpression(src, name, hcl.InitialPos)
	if deep := tooDeep(tokens); deep != nil {
		return nil, hcl.Diagnostics{deep}
	}
	return hclsyntax.ParseExpression(src, name, hcl.InitialPos)
}

// parseTemplate parses the text of a template file.
func parseTemplate(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	tokens, _ := hclsyntax.LexTemplate(src, name, hcl.InitialPos)
	if deep := tooDeep(tokens); deep != nil {
		return nil, hcl.Diagnostics{deep}
	}
	return hclsyntax.ParseTemplate(src, name, hcl.InitialPos)
}
