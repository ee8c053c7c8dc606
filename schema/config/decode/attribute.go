package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// An attribute is an attribute of a block, with its value. The reader evaluates it once for
// all instances of the block, unless it uses each.key or each.value.
type attribute struct {
	*hclsyntax.Attribute
	each  bool         // whether it uses each
	known bool         // whether value is set, by an instance before
	value cty.Value    // of the last instance
	cost  bounded.Cost // of putting the value into an object
}

// An attributeReader evaluates the attributes of one block, for each instance, and collects
// the diagnostics.
type attributeReader struct {
	*evaluator
	block     *block
	scope     *scope
	collected collector
}

// attributesOf returns a reader of the block's attributes.
func (e *evaluator) attributesOf(b *block) *attributeReader {
	return &attributeReader{evaluator: e, block: b, scope: e.scope(b.forEach != nil)}
}

// admit admits the names in an attribute to the block's scope. If one of them does not
// exist, it reports that and returns nil.
func (r *attributeReader) admit(attr *hclsyntax.Attribute) *attribute {
	names := namesIn(attr.Expr)
	if problems := r.scope.admitNames(names); len(problems) > 0 {
		r.report(problems...)
		return nil
	}
	return &attribute{Attribute: attr, each: usesEach(names)}
}

// value evaluates an attribute for an instance. Ok is false if the value is broken; then
// somebody has reported it.
func (r *attributeReader) value(a *attribute, it *instance, ctx *hcl.EvalContext) (value cty.Value, ok bool) {
	if !a.each && a.known { // the same value for all instances, but each object costs
		r.report(r.budget.Draw(a.cost, a.Expr.Range())...)
		return a.value, a.value != bounded.Broken && !r.exhausted()
	}
	v, diags := r.valueFor(a.Expr, ctx, it.row)
	v, more := r.strip(v, a)
	diags = append(diags, more...)
	for _, problem := range diags {
		if problem.Context == nil { // show the whole attribute around the place
			_ = syntax.Within(a.SrcRange, problem)
		}
		r.add(problem, it, a.each)
	}
	if diags.HasErrors() || !v.IsWhollyKnown() {
		v = bounded.Broken
	}
	a.known, a.value = true, v
	return v, v != bounded.Broken
}

// strip removes the marks of a value before it goes into an object. A sensitive value
// cannot go into one, because plans would show it.
func (r *attributeReader) strip(v cty.Value, a *attribute) (cty.Value, hcl.Diagnostics) {
	a.cost = r.budget.CostToKeep(v)
	if over := r.budget.Draw(a.cost, a.Expr.Range()); over != nil {
		return bounded.Broken, over
	}
	if v.Type().IsPrimitiveType() && !v.IsMarked() {
		return v, nil
	}
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) {
		return bounded.Broken, hcl.Diagnostics{syntax.Within(a.SrcRange, diag.SensitiveValue.In(a.Expr.Range(), "%q appears in plans and is written to the service, so it cannot use a sensitive variable. Use sensitive variables only in provider blocks.", a.Name))}
	}
	return v, nil
}

// addProblems collects the problems of an instance at their places in the block. Each says
// whether the problems are about this instance. An attribute that does not use each has the
// same problems in all instances.
func (r *attributeReader) addProblems(problems []diag.Problem, it *instance, each bool) {
	for _, p := range problems {
		r.add(syntax.Place(r.block.Syntax(), p), it, each)
	}
}

// add collects a diagnostic of an instance. A missing column is a mistake of the block, not
// of the row, although each row runs into it.
func (r *attributeReader) add(problem *hcl.Diagnostic, it *instance, each bool) {
	about := About{Addr: r.block.addr}
	if each && diag.EntryOf(problem) != diag.UnknownColumn {
		about = it.about()
	}
	diag.Attach(problem, about)
	r.collected.add(problem)
}
