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
