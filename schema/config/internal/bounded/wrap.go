package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// wrapBody wraps all expressions of a body.
func (b *budget) wrapBody(body *hclsyntax.Body) {
	for _, attr := range body.Attributes {
		attr.Expr = b.wrap(attr.Expr)
	}
	for _, block := range body.Blocks {
		b.wrapBody(block.Body)
	}
}

// wrap returns the expression with the parts counted that can multiply: what
// for-expressions, splats and templates repeat, and what compares or converts whole
// values. Literals and references stay as they are.
func (b *budget) wrap(expr hclsyntax.Expression) hclsyntax.Expression {
	switch e := expr.(type) {
	case *hclsyntax.FunctionCallExpr:
		b.wrapAll(e.Args)
		return &call{e, b}
	case *hclsyntax.ForExpr:
		return b.wrapFor(e)
	case *hclsyntax.SplatExpr:
		e.Source = &splatted{inside(b.wrap(e.Source))}
		e.Each = b.repeat(b.wrap(e.Each))
	case *hclsyntax.TemplateExpr:
		b.wrapTemplate(e)
	case *hclsyntax.TemplateJoinExpr:
		e.Tuple = b.wrap(e.Tuple)
		return &fragment{inside(e), b}
	case *hclsyntax.ConditionalExpr:
		e.Condition, e.TrueResult, e.FalseResult = b.wrap(e.Condition), b.wrap(e.TrueResult), b.wrap(e.FalseResult)
		return &conditional{e, b}
	case *hclsyntax.BinaryOpExpr:
		e.LHS, e.RHS, e.Op = b.wrap(e.LHS), b.wrap(e.RHS), safeOperations[e.Op]
		return &operation{e, b}
	case *hclsyntax.UnaryOpExpr:
		e.Val, e.Op = b.wrap(e.Val), safeOperations[e.Op]
		return &unary{e, b}
	default:
		b.wrapChildren(expr)
	}
	return expr
}

// wrapChildren wraps what is in an expression that needs no counting itself.
func (b *budget) wrapChildren(expr hclsyntax.Expression) {
	switch e := expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		e.Expression = b.wrap(e.Expression)
	case *hclsyntax.RelativeTraversalExpr:
		e.Source = b.wrap(e.Source)
	case *hclsyntax.IndexExpr:
		e.Collection, e.Key = b.wrap(e.Collection), b.wrap(e.Key)
	case *hclsyntax.TupleConsExpr:
		b.wrapAll(e.Exprs)
	case *hclsyntax.ObjectConsExpr:
		for i := range e.Items {
			e.Items[i].KeyExpr = b.wrap(e.Items[i].KeyExpr)
			e.Items[i].ValueExpr = b.wrap(e.Items[i].ValueExpr)
		}
	case *hclsyntax.ObjectConsKeyExpr:
		e.Wrapped = b.wrap(e.Wrapped)
	case *hclsyntax.TemplateWrapExpr:
		e.Wrapped = b.wrap(e.Wrapped)
	}
}

func (b *budget) wrapAll(exprs []hclsyntax.Expression) {
	for i := range exprs {
		exprs[i] = b.wrap(exprs[i])
	}
}

func (b *budget) wrapFor(e *hclsyntax.ForExpr) hclsyntax.Expression {
	e.CollExpr, e.ValExpr = b.wrap(e.CollExpr), b.wrap(e.ValExpr)
	first := &e.ValExpr // what is evaluated first for each element
	if e.KeyExpr != nil {
		e.KeyExpr = b.wrap(e.KeyExpr)
		first = &e.KeyExpr
	}
	if e.CondExpr != nil {
		e.CondExpr = b.wrap(e.CondExpr)
		first = &e.CondExpr
	}
	*first = b.repeat(*first, e.ValExpr)
	return &loop{e, b}
}

// repeat returns an expression that is evaluated for each element. Each evaluation
// costs what it, or the other parts of the element, make.
func (b *budget) repeat(expr hclsyntax.Expression, others ...hclsyntax.Expression) hclsyntax.Expression {
	each := perElement
	for _, part := range append(others, expr) {
		_ = hclsyntax.VisitAll(part, func(n hclsyntax.Node) hcl.Diagnostics {
			switch n := n.(type) {
			case *hclsyntax.ObjectConsExpr:
				each.Elements += int64(len(n.Items))
			case *hclsyntax.TupleConsExpr:
				each.Elements += int64(len(n.Exprs))
			}
			return nil
		})
	}
	return &repeated{inside(expr), b, each}
}

func (b *budget) wrapTemplate(e *hclsyntax.TemplateExpr) {
	for i, part := range e.Parts {
		if _, literal := part.(*hclsyntax.LiteralValueExpr); !literal {
			e.Parts[i] = &fragment{inside(b.wrap(part)), b}
		}
	}
}

// inside returns an expression as one in parentheses, for a wrapper to embed: a walk
// over a node that embeds a reference would not see the reference.
func inside(expr hclsyntax.Expression) *hclsyntax.ParenthesesExpr {
	return &hclsyntax.ParenthesesExpr{Expression: expr, SrcRange: expr.Range()}
}

// repeated is an expression that is evaluated for each element of a collection.
type repeated struct {
	*hclsyntax.ParenthesesExpr
	budget *budget
	each   Cost
}

// perElement is what a for-expression's element costs at least: a scope of its own.
var perElement = Cost{Work: 8, Elements: 1}

func (e *repeated) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if diags := e.budget.draw(e.each, e.Range()); diags != nil || e.budget.spent() {
		return Broken, diags
	}
	return e.Expression.Value(ctx)
}

// loop is a for-expression. Its value carries no marks of rows: each element has
// its own.
type loop struct {
	*hclsyntax.ForExpr
	budget *budget
}

func (e *loop) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return Broken, nil
	}
	v, diags := e.ForExpr.Value(ctx)
	return WithoutRow(v), diags
}

// splatted is what a splat takes the elements of. A map of capsules, which the
// caller made of references, is taken one by one, not as one value.
type splatted struct{ *hclsyntax.ParenthesesExpr }

func (e *splatted) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := e.Expression.Value(ctx)
	if !v.Type().IsMapType() || !v.Type().ElementType().IsCapsuleType() || v.IsNull() || !v.IsKnown() {
		return v, diags
	}
	bare, marks := v.Unmark()
	elements := make([]cty.Value, 0, bare.LengthInt())
	for it := bare.ElementIterator(); it.Next(); {
		_, e := it.Element()
		elements = append(elements, e)
	}
	return cty.TupleVal(elements).WithMarks(marks), diags
}

// fragment is an expression that becomes part of a template's text.
type fragment struct {
	*hclsyntax.ParenthesesExpr
	budget *budget
}

func (e *fragment) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return Broken, nil
	}
	v, diags := e.Expression.Value(ctx)
	if over := e.budget.draw(e.budget.weight(v), e.Range()); over != nil {
		return Broken, append(diags, over...)
	}
	return v, diags
}
