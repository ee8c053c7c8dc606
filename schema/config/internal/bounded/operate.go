package bounded

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
func (b *budget) evaluate(operand hclsyntax.Expression, ctx *hcl.EvalContext) (hclsyntax.Expression, Cost) {
	if literal, ok := operand.(*hclsyntax.LiteralValueExpr); ok {
		return literal, Cost{}
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
		return Broken, nil
	}
	yes, a := e.budget.evaluate(e.TrueResult, ctx)
	no, b := e.budget.evaluate(e.FalseResult, ctx)
	if over := e.budget.draw(Cost{Work: a.plus(b).Work}, e.Range()); over != nil {
		return Broken, over
	}
	if over := e.budget.draw(Cost{Work: unifyResults(yes, no)}, e.Range()); over != nil {
		return Broken, over
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
	var c, d Cost
	a.value, c = uniform(a.value)
	b.value, d = uniform(b.value)
	return product(c.plus(d).Work, toConvert)
}

// operation is one on two values, which it may compare in full.
type operation struct {
	*hclsyntax.BinaryOpExpr
	budget *budget
}

func (e *operation) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return Broken, nil
	}
	lhs, a := e.budget.evaluate(e.LHS, ctx)
	rhs, b := e.budget.evaluate(e.RHS, ctx)
	c := Cost{Work: a.plus(b).Work}
	if e.Op.Type == cty.Number || e.Op.Type == cty.Bool {
		c.Work = add(c.Work, toNumber(a.plus(b).Bytes))
	}
	if over := e.budget.draw(c, e.Range()); over != nil {
		return Broken, over
	}
	working := *e.BinaryOpExpr
	working.LHS, working.RHS = lhs, rhs
	v, diags := working.Value(ctx)
	return v, append(diags, e.budget.draw(Cost{Work: e.budget.weight(v).Work}, e.Range())...)
}

// unary is an operation on one value.
type unary struct {
	*hclsyntax.UnaryOpExpr
	budget *budget
}

func (e *unary) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.budget.spent() {
		return Broken, nil
	}
	operand, a := e.budget.evaluate(e.Val, ctx)
	if over := e.budget.draw(Cost{Work: add(a.Work, toNumber(a.Bytes))}, e.Range()); over != nil {
		return Broken, over
	}
	working := *e.UnaryOpExpr
	working.Val = operand
	return working.Value(ctx)
}
