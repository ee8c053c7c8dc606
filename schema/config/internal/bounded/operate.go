package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// An evaluated is an expression with its value. It takes the place of an operand, so that
// weighing the operand and then operating on it evaluates it once.
type evaluated struct {
	hclsyntax.Expression
	value cty.Value
	diags hcl.Diagnostics
}

func (e *evaluated) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return e.value, e.diags }

// evaluate returns the evaluated operand, and the work of looking at its value.
func (a *account) evaluate(operand hclsyntax.Expression, ctx *hcl.EvalContext) (hclsyntax.Expression, int64) {
	if literal, ok := operand.(*hclsyntax.LiteralValueExpr); ok {
		return literal, 0
	}
	v, diags := operand.Value(ctx)
	return &evaluated{operand, v, diags}, a.weight(v).Work
}

// A conditional is a wrapped choice: a ? b : c. HCL converts both results to one type, even
// the one that it does not choose, so both draw.
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

// workToConvert is how much more work it is to convert an element than to look at it.
const workToConvert = 20

// unifyResults makes two results of different types uniform. It returns the work of
// converting them.
func unifyResults(yes, no hclsyntax.Expression) int64 {
	a, ok := yes.(*evaluated)
	b, also := no.(*evaluated)
	if !ok || !also || a.value.Type().Equals(b.value.Type()) {
		return 0
	}
	var c, d Cost
	a.value, c = uniform(a.value)
	b.value, d = uniform(b.value)
	return product(c.Plus(d).Work, workToConvert)
}

// workToCompare is how much more work it is to compare an element than to look at it.
const workToCompare = 3

// An operation is a wrapped operation on two values, such as ==, which may compare all of
// both.
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
	work := product(add(a, b), workToCompare)
	if e.Op.Impl.Params()[0].Type == cty.Number {
		work = add(work, add(operandParsingWork(lhs), operandParsingWork(rhs)))
	}
	if over := e.account.draw(Cost{Work: work}, e.Range()); over != nil {
		return Broken, over
	}
	working := *e.BinaryOpExpr
	working.LHS, working.RHS = lhs, rhs
	v, diags := working.Value(ctx)
	return v, append(diags, e.account.draw(Cost{Work: e.account.weight(v).Work}, e.Range())...)
}

// A unary is a wrapped operation on one value.
type unary struct {
	*hclsyntax.UnaryOpExpr
	account *account
}

func (e *unary) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return Broken, nil
	}
	operand, a := e.account.evaluate(e.Val, ctx)
	if over := e.account.draw(Cost{Work: add(a, operandParsingWork(operand))}, e.Range()); over != nil {
		return Broken, over
	}
	working := *e.UnaryOpExpr
	working.Val = operand
	return working.Value(ctx)
}

// operandParsingWork returns the work of reading an operand as a number, if it is a string.
func operandParsingWork(operand hclsyntax.Expression) int64 {
	e, ok := operand.(*evaluated)
	if !ok {
		return 0
	}
	v, _ := e.value.Unmark()
	return parsingWork(int64(len(textOf(v))))
}
