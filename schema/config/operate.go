package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// evaluated is an expression whose value is already known. It stands in for an
// operand, so that the operand is weighed and evaluated once.
type evaluated struct {
	hclsyntax.Expression
	value cty.Value
	diags hcl.Diagnostics
}

func (e *evaluated) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return e.value, e.diags }

// evaluate returns the operand evaluated, and what using its value costs.
func (b *budget) evaluate(operand hclsyntax.Expression, ctx *hcl.EvalContext) (hclsyntax.Expression, cost) {
	if literal, ok := operand.(*hclsyntax.LiteralValueExpr); ok {
		return literal, cost{}
	}
	v, diags := operand.Value(ctx)
	return &evaluated{operand, v, diags}, b.weight(v)
}

// conditional is a choice. Both results are converted to one type, whatever their
// size.
type conditional struct {
	*hclsyntax.ConditionalExpr
	budget *budget
}

func (e *conditional) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return broken, nil
	}
	yes, a := e.budget.evaluate(e.TrueResult, ctx)
	no, b := e.budget.evaluate(e.FalseResult, ctx)
	if over := e.budget.draw(cost{work: a.plus(b).work}, e.Range()); over != nil {
		return broken, over
	}
	if over := e.budget.draw(cost{work: unifyResults(yes, no)}, e.Range()); over != nil {
		return broken, over
	}
	choice := *e.ConditionalExpr
	choice.TrueResult, choice.FalseResult = yes, no
	return choice.Value(ctx)
}

// toConvert is what converting an element costs, of looking at it.
const toConvert = 10

// unifyResults makes results of different types uniform. It returns what
// converting them costs.
func unifyResults(yes, no hclsyntax.Expression) int64 {
	a, ok := yes.(*evaluated)
	b, also := no.(*evaluated)
	if !ok || !also || a.value.Type().Equals(b.value.Type()) {
		return 0
	}
	var c, d cost
	a.value, c = uniform(a.value)
	b.value, d = uniform(b.value)
	return product(c.plus(d).work, toConvert)
}

// operation is one on two values, which it may compare in full.
type operation struct {
	*hclsyntax.BinaryOpExpr
	budget *budget
}

func (e *operation) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return broken, nil
	}
	lhs, a := e.budget.evaluate(e.LHS, ctx)
	rhs, b := e.budget.evaluate(e.RHS, ctx)
	c := cost{work: a.plus(b).work}
	if e.Op.Type == cty.Number || e.Op.Type == cty.Bool {
		c.work = saturate(c.work, toNumber(a.plus(b).bytes))
	}
	if over := e.budget.draw(c, e.Range()); over != nil {
		return broken, over
	}
	working := *e.BinaryOpExpr
	working.LHS, working.RHS = lhs, rhs
	v, diags := working.Value(ctx)
	return v, append(diags, e.budget.draw(cost{work: e.budget.weight(v).work}, e.Range())...)
}

// unary is an operation on one value.
type unary struct {
	*hclsyntax.UnaryOpExpr
	budget *budget
}

func (e *unary) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return broken, nil
	}
	operand, a := e.budget.evaluate(e.Val, ctx)
	if over := e.budget.draw(cost{work: saturate(a.work, toNumber(a.bytes))}, e.Range()); over != nil {
		return broken, over
	}
	working := *e.UnaryOpExpr
	working.Val = operand
	return working.Value(ctx)
}

// toNumber is what reading so many bytes of text as a number costs.
func toNumber(bytes int64) int64 {
	if bytes <= longestSign {
		return 0
	}
	return product(bytes, bytes) / digitsToNumber
}
