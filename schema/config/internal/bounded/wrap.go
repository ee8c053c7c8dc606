package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// wrapBody wraps all expressions of a body.
func (a *account) wrapBody(body *hclsyntax.Body) {
	for _, attr := range body.Attributes {
		attr.Expr = a.wrap(attr.Expr)
	}
	for _, block := range body.Blocks {
		a.wrapBody(block.Body)
	}
}

// wrap returns the expression with our own nodes around the parts that can multiply: the
// bodies of for-expressions, splats and templates, and all that compares or converts whole
// values. Literals and references stay as they are, because they make nothing.
func (a *account) wrap(expr hclsyntax.Expression) hclsyntax.Expression {
	switch e := expr.(type) {
	case *hclsyntax.FunctionCallExpr:
		a.wrapAll(e.Args)
		return &call{e, a}
	case *hclsyntax.ForExpr:
		return a.wrapFor(e)
	case *hclsyntax.SplatExpr:
		e.Source = &splatSource{inside(a.wrap(e.Source))}
		e.Each = a.repeat(a.wrap(e.Each))
	case *hclsyntax.TemplateExpr:
		a.wrapTemplate(e)
	case *hclsyntax.TemplateJoinExpr:
		e.Tuple = a.wrap(e.Tuple)
		return &templatePart{inside(e), a}
	case *hclsyntax.ConditionalExpr:
		e.Condition, e.TrueResult, e.FalseResult = a.wrap(e.Condition), a.wrap(e.TrueResult), a.wrap(e.FalseResult)
		return &conditional{e, a}
	case *hclsyntax.BinaryOpExpr:
		e.LHS, e.RHS, e.Op = a.wrap(e.LHS), a.wrap(e.RHS), safeOperations[e.Op]
		return &operation{e, a}
	case *hclsyntax.UnaryOpExpr:
		e.Val, e.Op = a.wrap(e.Val), safeOperations[e.Op]
		return &unary{e, a}
	default:
		a.wrapChildren(expr)
	}
	return expr
}

// wrapChildren wraps the parts of an expression that does not need a node of its own.
func (a *account) wrapChildren(expr hclsyntax.Expression) {
	switch e := expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		e.Expression = a.wrap(e.Expression)
	case *hclsyntax.RelativeTraversalExpr:
		e.Source = a.wrap(e.Source)
	case *hclsyntax.IndexExpr:
		e.Collection, e.Key = a.wrap(e.Collection), a.wrap(e.Key)
	case *hclsyntax.TupleConsExpr:
		a.wrapAll(e.Exprs)
	case *hclsyntax.ObjectConsExpr:
		for i := range e.Items {
			e.Items[i].KeyExpr = a.wrap(e.Items[i].KeyExpr)
			e.Items[i].ValueExpr = a.wrap(e.Items[i].ValueExpr)
		}
	case *hclsyntax.ObjectConsKeyExpr:
		e.Wrapped = a.wrap(e.Wrapped)
	case *hclsyntax.TemplateWrapExpr:
		e.Wrapped = a.wrap(e.Wrapped)
	}
}

func (a *account) wrapAll(exprs []hclsyntax.Expression) {
	for i := range exprs {
		exprs[i] = a.wrap(exprs[i])
	}
}

// wrapFor wraps a for-expression. The cost of an element is drawn by the part that HCL
// evaluates first for each element: the condition, the key, or the value.
func (a *account) wrapFor(e *hclsyntax.ForExpr) hclsyntax.Expression {
	source := &loopSource{ParenthesesExpr: inside(a.wrap(e.CollExpr)), account: a}
	e.CollExpr, e.ValExpr = source, a.wrap(e.ValExpr)
	first := &e.ValExpr
	if e.KeyExpr != nil {
		e.KeyExpr = a.wrap(e.KeyExpr)
		first = &e.KeyExpr
	}
	if e.CondExpr != nil {
		e.CondExpr = a.wrap(e.CondExpr)
		first = &e.CondExpr
	}
	*first = a.repeat(*first, e.ValExpr)
	l := &loop{e, a, source, nil}
	if e.KeyExpr != nil && !e.Group {
		l.key = &loopKey{ParenthesesExpr: inside(e.KeyExpr)}
		e.KeyExpr = l.key
	}
	return l
}

// repeat returns an expression that HCL evaluates for each element. Each time, it draws
// the cost of the lists and objects that it, and the other parts of the element, make.
func (a *account) repeat(expr hclsyntax.Expression, others ...hclsyntax.Expression) hclsyntax.Expression {
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
	return &repeated{inside(expr), a, each}
}

// wrapTemplate wraps the parts of a template that are not literal text.
func (a *account) wrapTemplate(e *hclsyntax.TemplateExpr) {
	for i, part := range e.Parts {
		if _, literal := part.(*hclsyntax.LiteralValueExpr); !literal {
			e.Parts[i] = &templatePart{inside(a.wrap(part)), a}
		}
	}
}

// inside returns an expression in parentheses, for a node of ours to embed. If a node
// embedded a reference itself, HCL's walks would take the node for a leaf and miss the
// reference.
func inside(expr hclsyntax.Expression) *hclsyntax.ParenthesesExpr {
	return &hclsyntax.ParenthesesExpr{Expression: expr, SrcRange: expr.Range()}
}

// A repeated is an expression that HCL evaluates for each element of a collection.
type repeated struct {
	*hclsyntax.ParenthesesExpr
	account *account
	each    Cost
}

// perElement is the least cost of an element of a for-expression, for which HCL makes a
// scope.
var perElement = Cost{Work: 8, Elements: 1}

// draw draws the cost of an element.
func (e *repeated) draw() hcl.Diagnostics { return e.account.draw(e.each, e.Range()) }

func (e *repeated) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if diags := e.draw(); diags != nil || e.account.spent() {
		return Broken, diags
	}
	return e.Expression.Value(ctx)
}

// A splatSource is the value before the [*] of a splat. The caller gives references to
// objects with for_each as a map of capsules. HCL would take a map for a single value;
// this turns it into a tuple, so that user.agents[*] has an element for each agent.
type splatSource struct{ *hclsyntax.ParenthesesExpr }

func (e *splatSource) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
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

// A templatePart is an expression inside of a template. It draws the length of its text.
type templatePart struct {
	*hclsyntax.ParenthesesExpr
	account *account
}

func (e *templatePart) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return Broken, nil
	}
	v, diags := e.Expression.Value(ctx)
	w := e.account.weight(v)
	if over := e.account.draw(Cost{Work: w.Work, Bytes: w.Bytes}, e.Range()); over != nil {
		return Broken, append(diags, over...)
	}
	return v, diags
}
