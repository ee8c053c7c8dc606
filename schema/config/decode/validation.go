package decode

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// validateBy checks the value of a variable by one validation block, whose condition can use
// other variables and locals.
func (vs *variables) validateBy(v *variable, b *hclsyntax.Block) {
	vs.report(syntax.UnknownAttributes(b, []string{"condition", "error_message"})...)
	vs.report(syntax.InnerBlocks(b)...)
	condition, message := b.Body.Attributes["condition"], b.Body.Attributes["error_message"]
	if condition == nil || message == nil {
		vs.report(diag.IncompleteValidation.In(b.DefRange(), "A validation block needs condition and error_message."))
		return
	}
	scope := vs.scope(false)
	for _, attr := range []*hclsyntax.Attribute{condition, message} {
		if problems := scope.admit(attr.Expr); len(problems) > 0 {
			vs.report(problems...)
			return
		}
	}
	holds, diags := vs.value(condition.Expr, scope.context())
	vs.report(diags...)
	if diags.HasErrors() || !holds.IsWhollyKnown() {
		return
	}
	holds, _ = holds.UnmarkDeep()
	holds, err := convert.Convert(holds, cty.Bool)
	switch {
	case err != nil || holds.IsNull():
		vs.report(syntax.Within(condition.SrcRange, diag.InvalidCondition.In(condition.Expr.Range(), "A condition must be true or false.")))
	case holds.False():
		vs.refuse(v, diag.InvalidVariable, fmt.Sprintf("%s\nThe validation is at %s.", vs.errorMessage(message, scope.context()), syntax.LineOf(condition.Expr.Range())))
	}
}

// errorMessage returns the text of a validation's error_message. If the message cannot be
// shown, it returns a sentence that says so: the value is not allowed in either case.
func (vs *variables) errorMessage(attr *hclsyntax.Attribute, ctx *hcl.EvalContext) string {
	v, diags := vs.value(attr.Expr, ctx)
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) {
		return "The value is not allowed. Its error message is sensitive."
	}
	text, err := convert.Convert(v, cty.String)
	if diags.HasErrors() || err != nil || text.IsNull() || !text.IsKnown() {
		vs.report(diags...)
		return fmt.Sprintf("The value is not allowed, and the error message at %s is not a string.", syntax.LineOf(attr.Expr.Range()))
	}
	return strings.TrimSpace(text.AsString())
}
