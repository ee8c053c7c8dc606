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

// A check is a block that says what must hold of the planned state. Its expressions were
// admitted to a scope of their own, which is all that they need of the configuration.
type check struct {
	name            string
	severity        diag.Severity
	assert, message hclsyntax.Expression
	ctx             *hcl.EvalContext
	reads           []string // the kinds whose objects hold what it asks about the planned state
	header          hcl.Range
}

func (k *check) checkAddr() schema.Addr { return schema.Addr{Kind: syntax.CheckType, Label: k.name} }

// readCheck reads a check block, and tries its expressions as far as that goes without
// knowing the planned state. It is false when something is wrong with it.
func (f *fieldReader) readCheck(keyOf func(schema.Addr) string) (*check, bool) {
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
	k := &check{
		name: f.block.Labels[0], severity: severity, assert: assert.Expr, message: message.Expr,
		ctx: f.scope.context(), reads: append(readsOf(assert.Expr), readsOf(message.Expr)...), header: f.block.DefRange(),
	}
	return k, f.tryCheck(k, keyOf)
}

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

// tryCheck evaluates a check before there is anything to ask. What it asks is unknown
// then; what is wrong with its expressions is known.
func (f *fieldReader) tryCheck(k *check, keyOf func(schema.Addr) string) bool {
	asks := &inquiry{keyOf: keyOf}
	ctx := asks.context(k.ctx)
	assert := f.tryExpression(k.assert, ctx, cty.Bool, "The assertion must be true or false: length(agents_serving(queue.sales)) >= 2.")
	message := f.tryExpression(k.message, ctx, cty.String, "The message must be a string.")
	return assert && message
}

func (f *fieldReader) tryExpression(expr hclsyntax.Expression, ctx *hcl.EvalContext, t cty.Type, need string) bool {
	v, diags := f.evaluator.value(expr, ctx)
	f.report(diags...)
	v, marks := v.UnmarkDeep()
	converted, err := convert.Convert(v, t)
	switch {
	case diags.HasErrors() || f.exhausted():
	case bounded.IsSensitive(marks):
		f.report(diag.SensitiveValue.In(expr.Range(), "Plans show the assertion and the message, so they cannot use a sensitive variable."))
	case err != nil || converted.IsKnown() && converted.IsNull():
		f.report(diag.InvalidAssertion.In(expr.Range(), "%s", need))
	default:
		return true
	}
	return false
}

// readsOf returns the kinds whose objects hold the answers to what an expression asks
// about the planned state.
func readsOf(expr hclsyntax.Expression) (kinds []string) {
	for _, name := range bounded.CalledFunctions(expr) {
		if q, is := questions[name]; is {
			kinds = append(kinds, q.reads)
		}
	}
	return kinds
}
