package config

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// evaluate returns the value of an expression, with diagnostics that say what the
// evaluator's own do not.
func (l *loader) evaluate(expr hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	return l.evaluateFor(expr, ctx, bounded.Row{})
}

// evaluateFor is evaluate for an instance whose each.value came from the given row.
func (l *loader) evaluateFor(expr hclsyntax.Expression, ctx *hcl.EvalContext, row bounded.Row) (cty.Value, hcl.Diagnostics) {
	v, diags := l.eval.Eval(expr, ctx)
	for _, d := range diags {
		explain(d, row)
	}
	return v, unique(diags)
}

// unique drops repetitions: a for-expression makes the same mistake at each element.
func unique(diags hcl.Diagnostics) hcl.Diagnostics {
	if len(diags) < 2 {
		return diags
	}
	type mark struct {
		summary, detail string
		at              hcl.Range
	}
	seen := map[mark]bool{}
	var kept hcl.Diagnostics
	for _, d := range diags {
		m := mark{d.Summary, d.Detail, place(d)}
		if !seen[m] {
			kept = append(kept, d)
		}
		seen[m] = true
	}
	return kept
}

// explain adds to a diagnostic about a missing attribute or key what there is, and
// says what a function found.
func explain(d *hcl.Diagnostic, row bounded.Row) {
	explainQuestion(d)
	switch e := d.Expression.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		explainTraversal(d, e.Traversal, row)
	case *hclsyntax.IndexExpr:
		explainIndex(d, e)
	}
	if d.Detail == "This value does not have any attributes." {
		d.Detail += " A reference stands for the object itself, and a text or number has no parts."
	}
	d.Expression, d.EvalContext = nil, nil
}

// explainQuestion says of a function of checks where it may be called.
func explainQuestion(d *hcl.Diagnostic) {
	unknown, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallUnknownDiagExtra](d)
	if !ok {
		return
	}
	if name := unknown.CalledFunctionName(); questions[name].asked != nil {
		diag.PlannedStateFunction.Reword(d, "%s asks what the contact centre will be like, which is not known where objects are described. It stands in check blocks.", name)
	}
}

func explainTraversal(d *hcl.Diagnostic, t hcl.Traversal, row bounded.Row) {
	v, ok := rootValue(t.RootName(), d.EvalContext)
	if !ok {
		return
	}
	if t.RootName() == "each" && row.File != "" && len(t) > 2 {
		v = cty.ObjectVal(map[string]cty.Value{"value": v.GetAttr("value").Mark(row)})
	}
	for _, step := range t[1:] {
		if v.Type() == referenceType {
			*d = *within(t.SourceRange(), noAttributes(step.SourceRange(), "A reference"))
			return
		}
		next, diags := hcl.Traversal{step}.TraverseRel(v)
		if diags.HasErrors() {
			missing(d, v, step)
			return
		}
		v = next
	}
}

func rootValue(name string, ctx *hcl.EvalContext) (cty.Value, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[name]; ok {
			return v, true
		}
	}
	return cty.NilVal, false
}

// missing says which members a value has, when it lacks the one of a step.
func missing(d *hcl.Diagnostic, v cty.Value, step hcl.Traverser) {
	attr, ok := step.(hcl.TraverseAttr)
	bare, marks := v.Unmark()
	if !ok || bounded.IsSensitive(marks) || bare.IsNull() || !bare.Type().IsObjectType() {
		return
	}
	has := names(bare.Type().AttributeTypes())
	suggestion := schema.Suggest(attr.Name, has)
	for m := range marks {
		if row, ok := m.(bounded.Row); ok && row.File != "" {
			diag.UnknownColumn.Reword(d, "%s has no column %q.%s Its columns are %s.", row.File, attr.Name, suggestion, some(has))
			return
		}
	}
	d.Detail = fmt.Sprintf("There is no %q in this object.%s It has %s.", attr.Name, suggestion, some(has))
}

func explainIndex(d *hcl.Diagnostic, e *hclsyntax.IndexExpr) {
	t, ok := e.Collection.(*hclsyntax.ScopeTraversalExpr)
	if !ok || d.Summary != "Invalid index" {
		return
	}
	v, diags := t.Value(d.EvalContext)
	key, more := e.Key.Value(d.EvalContext)
	v, _ = v.Unmark()
	key, marks := key.Unmark()
	if diags.HasErrors() || more.HasErrors() || bounded.IsSensitive(marks) || !v.IsKnown() || v.IsNull() || !v.CanIterateElements() || !key.IsKnown() || key.IsNull() || key.Type() != cty.String {
		return
	}
	if v.Type().IsMapType() || v.Type().IsObjectType() {
		d.Detail = fmt.Sprintf("%s has no key %q.%s", traversalText(t.Traversal), key.AsString(), schema.Suggest(key.AsString(), names(v.AsValueMap())))
	}
}

func traversalText(t hcl.Traversal) string {
	var b strings.Builder
	b.WriteString(t.RootName())
	for _, step := range t[1:] {
		attr, ok := step.(hcl.TraverseAttr)
		if !ok {
			b.WriteString("[…]")
			continue
		}
		b.WriteString("." + attr.Name)
	}
	return b.String()
}

// some lists words for a sentence, the first twenty of them.
func some(words []string) string {
	if len(words) == 0 {
		return "nothing"
	}
	if len(words) > 20 {
		return strings.Join(words[:20], ", ") + fmt.Sprintf(" and %d more", len(words)-20)
	}
	return strings.Join(words, ", ")
}
