package decode

import (
	"encoding/binary"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// An attribute is an attribute of a block, with the values that it has had. Instances with
// equal inputs have the same value, so the reader evaluates it once for all of them:
//
//	tags = { team = each.value.team }     the input is the cell team: evaluated once for each team
//	security_profiles = ["Basic"]         no input: evaluated once
type attribute struct {
	*hclsyntax.Attribute
	each     bool                // whether it uses each
	inputs   []hcl.Traversal     // each.key, and the cells of each.value, that it uses
	outcomes map[string]*outcome // by the inputs
}

// An outcome is the value of an attribute for some inputs.
type outcome struct {
	value cty.Value
	cost  bounded.Cost     // of having the value once more
	set   *schema.Resource // an object in which the value was set; nil if there is none
	attrs schema.AttrSet   // what was set there
}

// broken reports whether the value is broken.
func (o *outcome) broken() bool { return o.value == bounded.Broken }

// mostOutcomes is the largest number of outcomes that an attribute keeps. An attribute that
// differs from row to row gains nothing from them.
const mostOutcomes = 10_000

// isInput reports whether the whole expression is one input, as each.value.email is.
func (a *attribute) isInput() bool {
	_, ok := a.Expr.(*hclsyntax.ScopeTraversalExpr)
	return ok && a.each
}

// An attributeReader evaluates the attributes of one block, for each instance, and collects
// the diagnostics.
type attributeReader struct {
	*evaluator
	block     *block
	scope     *scope
	collected collector
	key       []byte  // the inputs of an attribute, one after the other
	last      outcome // of the last attribute that was evaluated
}

// attributesOf returns a reader of the block's attributes.
func (e *evaluator) attributesOf(b *block) *attributeReader {
	return &attributeReader{evaluator: e, block: b, scope: e.scope(b.forEach() != nil)}
}

// admit admits the names in an attribute to the block's scope. If one of them does not
// exist, it reports that and returns nil.
func (r *attributeReader) admit(attr *hclsyntax.Attribute) *attribute {
	names := namesIn(attr.Expr)
	if problems := r.scope.admitNames(names); len(problems) > 0 {
		r.report(problems...)
		return nil
	}
	a := &attribute{Attribute: attr, outcomes: map[string]*outcome{}}
	for _, t := range names {
		if t.RootName() == "each" {
			a.each, a.inputs = true, append(a.inputs, t)
		}
	}
	return a
}

// value evaluates an attribute for an instance. Ok is false if the value is broken; then
// somebody has reported it. The outcome is valid until the next call.
func (r *attributeReader) value(a *attribute, it *instance) (o *outcome, ok bool) {
	if a.isInput() {
		if v, ok := it.input(a.inputs[0]); ok {
			return r.finish(a, it, v, nil)
		}
	}
	equal := !a.isInput() && r.readInputs(a, it)
	if equal {
		o = a.outcomes[string(r.key)]
	}
	if o != nil && (!a.each || r.budget.Affords(o.cost)) {
		r.report(r.budget.Draw(o.cost, a.Expr.Range())...)
		return o, !o.broken() && !r.exhausted()
	}
	before := r.budget.Drawn()
	v, diags := r.valueFor(a.Expr, r.scope.contextOf(it), it.row)
	o, ok = r.finish(a, it, v, diags)
	if a.each { // else other instances need not evaluate it again
		o.cost = r.budget.Drawn().Minus(before)
	}
	if equal && len(a.outcomes) < mostOutcomes && (!a.each || len(diags) == 0 && ok) {
		kept := *o
		a.outcomes[string(r.key)], o = &kept, &kept
	}
	return o, ok
}

// finish makes the outcome of an attribute that was evaluated for an instance, and collects
// the diagnostics. The outcome is valid until the next call.
func (r *attributeReader) finish(a *attribute, it *instance, v cty.Value, diags hcl.Diagnostics) (o *outcome, ok bool) {
	v, cost, more := r.strip(v, a)
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
	r.last = outcome{value: v, cost: cost}
	return &r.last, !r.last.broken()
}

// readInputs reads an instance's inputs of an attribute into the reader's key. It returns
// false if one of them is not a text: then the attribute has to be evaluated.
func (r *attributeReader) readInputs(a *attribute, it *instance) bool {
	r.key = r.key[:0]
	for _, t := range a.inputs {
		v, ok := it.input(t)
		if !ok {
			return false
		}
		text := v.AsString()
		r.key = append(binary.AppendUvarint(r.key, uint64(len(text))), text...)
	}
	return true
}

// strip removes the marks of a value before it goes into an object, and returns the cost of
// that. A sensitive value cannot go into one, because plans would show it.
func (r *attributeReader) strip(v cty.Value, a *attribute) (cty.Value, bounded.Cost, hcl.Diagnostics) {
	cost := r.budget.CostToKeep(v)
	if over := r.budget.Draw(cost, a.Expr.Range()); over != nil {
		return bounded.Broken, cost, over
	}
	if v.Type().IsPrimitiveType() && !v.IsMarked() {
		return v, cost, nil
	}
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) {
		return bounded.Broken, cost, hcl.Diagnostics{syntax.Within(a.SrcRange, diag.SensitiveValue.In(a.Expr.Range(), "%q appears in plans and is written to the service, so it cannot use a sensitive variable. Use sensitive variables only in provider blocks.", a.Name))}
	}
	return v, cost, nil
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
