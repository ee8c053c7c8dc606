package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A namespace gives the names in expressions their values. The name var.team has the root
// var and the member team.
type namespace interface {
	// lookup returns the value of a name, or what is wrong with it. At is the place of the
	// member.
	lookup(root, member string, at hcl.Range) (cty.Value, *hcl.Diagnostic)

	// needOf returns which outputs of a module the traversal module.site.queue needs, or
	// what is wrong with its steps.
	needOf(t hcl.Traversal) (need, *hcl.Diagnostic)

	// lookupModule returns the value of a module, with the outputs that are needed.
	lookupModule(name string, n need, at hcl.Range) (cty.Value, *hcl.Diagnostic)

	// checkSteps returns what is wrong with the steps of a traversal after its name, or
	// nil. In user.ada.email, the name is user.ada.
	checkSteps(t hcl.Traversal) *hcl.Diagnostic
}

// An evaluator evaluates the expressions of one frame.
type evaluator struct {
	*program
	folder string  // of the module
	caller *caller // nil in the root module
	names  namespace
}

// report adds diagnostics of the frame.
func (e *evaluator) report(diags ...*hcl.Diagnostic) {
	for _, d := range diags {
		if e.caller == nil || e.reports.keep(e.caller, d) {
			e.problems.report(d)
		}
	}
}

// value returns the value of an expression.
func (e *evaluator) value(expr hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return e.valueFor(expr, ctx, bounded.Row{})
}

// valueFor returns the value of an expression for an instance. Row is the row that its
// each.value came from.
func (e *evaluator) valueFor(expr hclsyntax.Expression, ctx *hcl.EvalContext, row bounded.Row) (cty.Value, hcl.Diagnostics) {
	v, diags := e.budget.Eval(expr, ctx)
	return v, e.explained(diags, row)
}

// explained explains the diagnostics of an evaluation, and drops duplicates.
func (e *evaluator) explained(diags hcl.Diagnostics, row bounded.Row) hcl.Diagnostics {
	for _, d := range diags {
		e.explain(d, row)
	}
	return distinct(diags)
}

// distinct returns the diagnostics without duplicates. A for-expression runs into the same
// mistake at each element.
func distinct(diags hcl.Diagnostics) hcl.Diagnostics {
	if len(diags) < 2 { // nearly always
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

// literal returns the value of an attribute that must not use names or functions, such as
// the default of a variable. It reports what is wrong with the attribute.
func (e *evaluator) literal(attr *hclsyntax.Attribute) (cty.Value, bool) {
	v, diags := e.literalValue(attr.Expr)
	e.report(diags...)
	return v, !diags.HasErrors()
}

// literalValue is literal for an expression. It returns the diagnostics.
func (e *evaluator) literalValue(expr hclsyntax.Expression) (cty.Value, hcl.Diagnostics) {
	if names := expr.Variables(); len(names) > 0 {
		return cty.NilVal, hcl.Diagnostics{syntax.Within(expr.Range(), diag.LiteralRequired.In(names[0].SourceRange(), "Only literal values are allowed here, without variables, locals, objects or functions."))}
	}
	v, diags := e.budget.Eval(expr, nil)
	v, _ = v.UnmarkDeep()
	return v, diags
}

// exhausted reports whether the budget is used up. Every value is then broken, so
// decoding stops.
func (e *evaluator) exhausted() bool { return e.budget.Exhausted() != nil }
