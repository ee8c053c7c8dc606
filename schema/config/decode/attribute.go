package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// An attribute is one of a block, with its value. It is evaluated once for all
// instances of the block, unless it names each.
type attribute struct {
	*hclsyntax.Attribute
	each  bool // whether it names each
	known bool // whether value is of an instance before
	value cty.Value
	cost  bounded.Cost // of putting the value into an object
}

// An attributeReader evaluates the attributes of one block, and collects what is wrong
// with them for each instance.
type attributeReader struct {
	*evaluator
	block    *block
	scope    *scope
	repeated repetition
}

func (e *evaluator) attributesOf(b *block) *attributeReader {
	return &attributeReader{evaluator: e, block: b, scope: e.scope(b.forEach != nil)}
}

// admit admits what an attribute names. It is nil when something is wrong with that.
func (r *attributeReader) admit(attr *hclsyntax.Attribute) *attribute {
	names := attr.Expr.Variables()
	if problems := r.scope.admitNames(names); len(problems) > 0 {
		r.report(problems...)
		return nil
	}
	return &attribute{Attribute: attr, each: usesEach(names)}
}

// value evaluates an attribute for an instance. It is false when that is broken, which
// was reported.
func (r *attributeReader) value(a *attribute, it *instance, ctx *hcl.EvalContext) (cty.Value, bool) {
	if !a.each && a.known {
		r.report(r.budget.Draw(a.cost, a.Expr.Range())...)
		return a.value, a.value != bounded.Broken && !r.exhausted()
	}
	v, diags := r.valueFor(a.Expr, ctx, it.row)
	v, more := r.strip(v, a)
	diags = append(diags, more...)
	for _, problem := range diags {
		if problem.Context == nil {
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

// strip takes the marks off a value that enters an object.
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

// place collects the problems of an instance. Those of attributes that do not name each
// are the same for all instances.
func (r *attributeReader) place(problems []diag.Problem, it *instance, each bool) {
	for _, p := range problems {
		r.add(syntax.Place(r.block.Syntax(), p), it, each)
	}
}

// add collects a diagnostic of an instance.
func (r *attributeReader) add(problem *hcl.Diagnostic, it *instance, each bool) {
	about := About{Addr: r.block.addr}
	if each && diag.EntryOf(problem) != diag.UnknownColumn {
		about = it.about()
	}
	diag.Attach(problem, about)
	r.repeated.add(problem)
}
