package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/internal/parsable"
)

// ParseFile parses an HCL file. If the file is too large for the parser, or nests too
// deeply, ParseFile returns nil and a diagnostic.
func ParseFile(src []byte, name string) (*hcl.File, hcl.Diagnostics) {
	if bad := parsable.File(src, name); bad != nil {
		return nil, hcl.Diagnostics{bad}
	}
	return hclsyntax.ParseConfig(src, name, hcl.InitialPos)
}

// IsPlain reports whether a file has only strings and comments that begin and end in one line,
// no escapes and no templates, and does not nest too deeply for the parser.
func IsPlain(src []byte) bool { return parsable.IsPlain(src) }

// MostWords is the largest number of words and signs that the parser takes.
const MostWords = parsable.MostWords

// Words counts the words and signs of a text, which the parser's memory grows with.
func Words(src []byte) int { return parsable.Words(src) }

// Scan returns the tokens of a file. Ok is false if the file nests too deeply for the parser.
func Scan(src []byte, name string) (tokens hclsyntax.Tokens, ok bool) {
	tokens, deep := parsable.Scan(src, name)
	return tokens, deep == nil
}

// ParsePart parses a part of a file that the parser does not refuse. The part begins at the
// place.
func ParsePart(src []byte, name string, at hcl.Pos) (*hcl.File, hcl.Diagnostics) {
	return hclsyntax.ParseConfig(src, name, at)
}

// ParseExpression parses a text that is one expression, such as the value in
// --var 'regions=["uk"]'.
func ParseExpression(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	if bad := parsable.Expression(src, name); bad != nil {
		return nil, hcl.Diagnostics{bad}
	}
	return hclsyntax.ParseExpression(src, name, hcl.InitialPos)
}

// parseTemplate parses the text of a template file.
func parseTemplate(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	if bad := parsable.Template(src, name); bad != nil {
		return nil, hcl.Diagnostics{bad}
	}
	return hclsyntax.ParseTemplate(src, name, hcl.InitialPos)
}
