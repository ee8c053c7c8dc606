package syntax

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Unwrap returns an expression without the parentheses around it.
func Unwrap(expr hclsyntax.Expression) hclsyntax.Expression {
	for {
		inner, ok := expr.(*hclsyntax.ParenthesesExpr)
		if !ok {
			return expr
		}
		expr = inner.Expression
	}
}

// Literal returns the value of an expression that is a literal: true, 5, "all". Ok is
// false for any other expression.
func Literal(expr hclsyntax.Expression) (v cty.Value, ok bool) {
	switch e := Unwrap(expr).(type) {
	case *hclsyntax.LiteralValueExpr:
		return e.Val, true
	case *hclsyntax.TemplateExpr:
		if e.IsStringLiteral() {
			return e.Parts[0].(*hclsyntax.LiteralValueExpr).Val, true
		}
	}
	return cty.NilVal, false
}

// DottedName returns the text of an expression that is names with dots between them, such
// as phone.number. Ok is false for any other expression.
func DottedName(expr hclsyntax.Expression) (name string, ok bool) {
	e, ok := Unwrap(expr).(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return "", false
	}
	words := []string{e.Traversal.RootName()}
	for _, step := range e.Traversal[1:] {
		attr, ok := step.(hcl.TraverseAttr)
		if !ok {
			return "", false
		}
		words = append(words, attr.Name)
	}
	return strings.Join(words, "."), true
}

// InOrder returns attributes in the order of the file.
func InOrder(attrs hclsyntax.Attributes) []*hclsyntax.Attribute {
	list := make([]*hclsyntax.Attribute, 0, len(attrs))
	for _, attr := range attrs {
		list = append(list, attr)
	}
	slices.SortFunc(list, func(a, b *hclsyntax.Attribute) int {
		return cmp.Compare(a.SrcRange.Start.Byte, b.SrcRange.Start.Byte)
	})
	return list
}
