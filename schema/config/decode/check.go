package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A check is a block with a condition on the planned state. It keeps its own scope, so that
// it can be evaluated once the plan is made, long after the configuration was decoded.
//
//	check "sales_is_staffed" {
//	  assert  = length(agents_serving(queue.sales)) >= 2
//	  message = "Sales needs two agents."
//	}
type check struct {
	addr            schema.Addr // for problems of the check
	severity        diag.Severity
	assert, message hclsyntax.Expression
	ctx             *hcl.EvalContext
	reads           []string // the kinds of the objects that its questions are answered from
	header          hcl.Range
}

// name returns what plans call the check: its label, or in a module its address.
func (k *check) name() string {
	if k.addr.Module == "" {
		return k.addr.Label
	}
	return k.addr.String()
}

// readCheck reads a check block, and evaluates its expressions as far as that is possible
// before there is a plan. Ok is false if something is wrong with the block, which readCheck
// reports.
func (f *fieldReader) readCheck() (k *check, ok bool) {
	if !f.checkContents("assert", "message", "severity") {
		return nil, false
	}
	assert, message := f.written("assert"), f.written("message")
	if assert == nil || message == nil {
		f.report(diag.IncompleteCheck.In(f.block.DefRange(), "A check block needs an assertion, and a message for when it is false: assert = length(agents_serving(queue.sales)) >= 2, and message = \"…\"."))
		return nil, false
	}
	severity, ok := f.readSeverity()
	if !ok {
		return nil, false
	}
	problems := append(f.scope.admit(assert.Expr), f.scope.admit(message.Expr)...)
	if len(problems) > 0 {
		f.report(problems...)
		return nil, false
	}
	k = &check{
		addr: f.inModule(syntax.CheckType, f.block.Labels[0]), severity: severity, assert: assert.Expr, message: message.Expr,
		ctx: f.scope.context(), reads: append(readsOf(assert.Expr), readsOf(message.Expr)...), header: f.block.DefRange(),
	}
	return k, f.tryCheck(k)
}

// readSeverity reads the severity of a check. It takes a literal only: a reviewer must see
// in the file whether a check can stop an apply.
func (f *fieldReader) readSeverity() (diag.Severity, bool) {
	attr := f.written("severity")
	if attr == nil {
		return diag.Error, true
	}
	v, ok := syntax.Literal(attr.Expr)
	switch {
	case ok && v.RawEquals(cty.StringVal("error")):
		return diag.Error, true
	case ok && v.RawEquals(cty.StringVal("warning")):
		return diag.Warning, true
	}
	f.report(syntax.Within(attr.SrcRange, diag.LiteralRequired.In(attr.Expr.Range(), "%q decides whether a plan can be applied, so it must be written literally: \"error\" or \"warning\".", attr.Name)))
	return diag.Error, false
}

// tryCheck evaluates a check before there is a plan, and reports mistakes in its
// expressions. The answers to its questions are unknown values.
func (f *fieldReader) tryCheck(k *check) bool {
	inq := &inquiry{keyOf: f.nameOf}
	ctx := inq.context(k.ctx)
	assert := f.tryExpression(k.assert, ctx, cty.Bool, "The assertion must be true or false: length(agents_serving(queue.sales)) >= 2.")
	message := f.tryExpression(k.message, ctx, cty.String, "The message must be a string.")
	return assert && message
}

// tryExpression evaluates an expression whose value must be of type t. Need is the message
// if it is not.
func (f *fieldReader) tryExpression(expr hclsyntax.Expression, ctx *hcl.EvalContext, t cty.Type, need string) bool {
	v, diags := f.evaluator.value(expr, ctx)
	f.report(diags...)
	v, marks := v.UnmarkDeep()
	converted, err := convert.Convert(v, t)
	switch {
	case diags.HasErrors() || f.exhausted(): // reported
	case bounded.IsSensitive(marks):
		f.report(diag.SensitiveValue.In(expr.Range(), "Plans show the assertion and the message, so they cannot use a sensitive variable."))
	case err != nil || converted.IsKnown() && converted.IsNull():
		f.report(diag.InvalidAssertion.In(expr.Range(), "%s", need))
	default:
		return true
	}
	return false
}

// readsOf returns the kinds of the objects that the questions in an expression are answered
// from.
func readsOf(expr hclsyntax.Expression) (kinds []string) {
	for _, name := range bounded.CalledFunctions(expr) {
		if q, is := questions[name]; is {
			kinds = append(kinds, q.reads)
		}
	}
	return kinds
}
