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

// evaluate returns the operand evaluated, and the work of looking at its value.
func (a *account) evaluate(operand hclsyntax.Expression, ctx *hcl.EvalContext) (hclsyntax.Expression, int64) {
	if literal, ok := operand.(*hclsyntax.LiteralValueExpr); ok {
		return literal, 0
	}
	v, diags := operand.Value(ctx)
	return &evaluated{operand, v, diags}, a.weight(v).Work
}

// conditional is a choice. Both results are converted to one type, whatever their
// size.
type conditional struct {
	*hclsyntax.ConditionalExpr
	account *account
}

func (e *conditional) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return Broken, nil
	}
	yes, a := e.account.evaluate(e.TrueResult, ctx)
	no, b := e.account.evaluate(e.FalseResult, ctx)
	if over := e.account.draw(Cost{Work: add(a, b)}, e.Range()); over != nil {
		return Broken, over
	}
	if over := e.account.draw(Cost{Work: unifyResults(yes, no)}, e.Range()); over != nil {
		return Broken, over
	}
	choice := *e.ConditionalExpr
	choice.TrueResult, choice.FalseResult = yes, no
	return choice.Value(ctx)
}

// toConvert is what converting an element costs, of looking at it.
const toConvert = 20

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

// toCompare is what comparing an element costs, of looking at it.
const toCompare = 3

// operation is one on two values, which it may compare in full.
type operation struct {
	*hclsyntax.BinaryOpExpr
	account *account
}

func (e *operation) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return Broken, nil
	}
	lhs, a := e.account.evaluate(e.LHS, ctx)
	rhs, b := e.account.evaluate(e.RHS, ctx)
	work := product(add(a, b), toCompare)
	if e.Op.Impl.Params()[0].Type == cty.Number {
		work = add(work, add(readAsNumber(lhs), readAsNumber(rhs)))
	}
	if over := e.account.draw(Cost{Work: work}, e.Range()); over != nil {
		return Broken, over
	}
	working := *e.BinaryOpExpr
	working.LHS, working.RHS = lhs, rhs
	v, diags := working.Value(ctx)
	return v, append(diags, e.account.draw(Cost{Work: e.account.weight(v).Work}, e.Range())...)
}

// unary is an operation on one value.
type unary struct {
	*hclsyntax.UnaryOpExpr
	account *account
}

func (e *unary) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return Broken, nil
	}
	operand, a := e.account.evaluate(e.Val, ctx)
	if over := e.account.draw(Cost{Work: add(a, readAsNumber(operand))}, e.Range()); over != nil {
		return Broken, over
	}
	working := *e.UnaryOpExpr
	working.Val = operand
	return working.Value(ctx)
}

// readAsNumber is the work of reading the value of an operand as a number.
func readAsNumber(operand hclsyntax.Expression) int64 {
	e, ok := operand.(*evaluated)
	if !ok {
		return 0
	}
	v, _ := e.value.Unmark()
	return toNumber(int64(len(textOf(v))))
}
