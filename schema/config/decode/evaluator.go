package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A namespace knows what the names in expressions stand for. The name var.team has the
// root var and the member team.
type namespace interface {
	// lookup returns the value of a name, or says what is wrong with it.
	lookup(root, member string, at hcl.Range) (cty.Value, *hcl.Diagnostic)

	// checkSteps says what is wrong with the steps after the name that a traversal begins
	// with, or returns nil.
	checkSteps(t hcl.Traversal) *hcl.Diagnostic
}

// An evaluator evaluates the expressions of one frame.
type evaluator struct {
	chain  // with the problems
	budget *bounded.Evaluator
	folder string    // in which the module's files are
	names  namespace // what the names in expressions stand for
}

// value returns the value of an expression.
func (e *evaluator) value(expr hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return e.valueFor(expr, ctx, bounded.Row{})
}

// valueFor returns the value of an expression for an instance whose each.value came
// from a row.
func (e *evaluator) valueFor(expr hclsyntax.Expression, ctx *hcl.EvalContext, row bounded.Row) (cty.Value, hcl.Diagnostics) {
	v, diags := e.budget.Eval(expr, ctx)
	for _, d := range diags {
		e.explain(d, row)
	}
	return v, distinct(diags)
}

// distinct drops repetitions: a for-expression makes the same mistake at each element.
func distinct(diags hcl.Diagnostics) hcl.Diagnostics {
	if len(diags) < 2 {
		return diags
	}
	type message struct {
		summary, detail string
		at              hcl.Range
	}
	seen := map[message]bool{}
	var kept hcl.Diagnostics
	for _, d := range diags {
		m := message{d.Summary, d.Detail, rangeOf(d)}
		if !seen[m] {
			kept = append(kept, d)
		}
		seen[m] = true
	}
	return kept
}

// literal returns the value of an attribute that may name nothing, and reports what is
// wrong with it.
func (e *evaluator) literal(attr *hclsyntax.Attribute) (cty.Value, bool) {
	v, diags := e.literalValue(attr.Expr)
	e.report(diags...)
	return v, !diags.HasErrors()
}

func (e *evaluator) literalValue(expr hclsyntax.Expression) (cty.Value, hcl.Diagnostics) {
	if names := expr.Variables(); len(names) > 0 {
		return cty.NilVal, hcl.Diagnostics{syntax.Within(expr.Range(), diag.LiteralRequired.In(names[0].SourceRange(), "Only literal values are allowed here, without variables, locals, objects or functions."))}
	}
	v, diags := e.budget.Eval(expr, nil)
	v, _ = v.UnmarkDeep()
	return v, diags
}

// exhausted reports whether the budget of the evaluation is used up.
func (e *evaluator) exhausted() bool { return e.budget.Exhausted() != nil }
