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

// An attribute is an attribute of a block, with the values that it has had. In one frame, its
// value depends only on its text and on its inputs. So the reader evaluates it once for all
// blocks, and for all rows of a file, in which these are equal:
//
//	security_profiles = ["Basic"]         no input: evaluated once
//	tags = { team = each.value.team }     the input is the cell team: evaluated once for each team
//	first_name = "Ada"                    a literal, which need not be evaluated
//	email = each.value.email              the same for an attribute that is an input itself
type attribute struct {
	*hclsyntax.Attribute
	literal  bool
	plain    bool            // whether it can be set before the others, on any processor
	each     bool            // whether it uses each
	inputs   []hcl.Traversal // each.key, and the cells of each.value, that it uses
	reported *outcome        // of an attribute that does not use each, if something was wrong with it
	outcomes *outcomes       // of its text
}

// isInput reports whether the whole expression is one input, as each.value.email is.
func (a *attribute) isInput() bool {
	_, ok := a.Expr.(*hclsyntax.ScopeTraversalExpr)
	return ok && a.each
}

// An outcome is the value of an attribute.
type outcome struct {
	value cty.Value
	cost  bounded.Cost     // of having the value once more
	set   *schema.Resource // an object in which the value was set; nil if there is none
	attrs schema.AttrSet   // what was set there
}

// broken reports whether the value is broken.
func (o *outcome) broken() bool { return o.value == bounded.Broken }

// outcomes are the outcomes of attributes with the same text, if nothing is wrong with them.
type outcomes struct {
	constant *outcome            // if the text does not use each
	byInputs map[string]*outcome // if it does
}

// mostOutcomes is the largest number of texts, and of inputs for a text, whose outcomes are kept.
// An attribute that differs from row to row gains nothing from them.
const mostOutcomes = 10_000

// outcomesOf returns the outcomes of the attribute's text.
func (bs *blocks) outcomesOf(b *block, attr *hclsyntax.Attribute) *outcomes {
	bs.text = append(append(bs.text[:0], b.Type...), b.Text(attr.SrcRange)...)
	known, ok := bs.outcomes[string(bs.text)]
	if !ok {
		known = &outcomes{}
		if len(bs.outcomes) < mostOutcomes {
			bs.outcomes[string(bs.text)] = known
		}
	}
	return known
}

// An attributeReader evaluates the attributes of one block, for each instance, and collects
// the diagnostics.
type attributeReader struct {
	*blocks
	block     *block
	scope     *scope
	collected collector
	key       []byte  // the inputs of an attribute, one after the other
	last      outcome // of the last attribute that was evaluated
}

// attributesOf returns a reader of the block's attributes.
func (bs *blocks) attributesOf(b *block) *attributeReader {
	return &attributeReader{blocks: bs, block: b, scope: bs.scope(b.forEach() != nil)}
}

// admit admits the names in an attribute to the block's scope. If one of them does not
// exist, it reports that and returns nil.
func (r *attributeReader) admit(attr *hclsyntax.Attribute) *attribute {
	if _, ok := syntax.Literal(attr.Expr); ok {
		return &attribute{Attribute: attr, literal: true}
	}
	a := &attribute{Attribute: attr, outcomes: r.outcomesOf(r.block, attr)}
	if a.outcomes.constant != nil { // nobody needs the names any more
		return a
	}
	names := namesIn(attr.Expr)
	if problems := r.scope.admitNames(names); len(problems) > 0 {
		r.report(problems...)
		return nil
	}
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
	if v, written := a.direct(it); written {
		return r.finish(a, it, v, nil)
	}
	equal := r.readInputs(a, it)
	if o = r.known(a, equal); o != nil {
		r.report(r.budget.Draw(o.cost, a.Expr.Range())...)
		return o, !o.broken() && !r.exhausted()
	}
	before := r.budget.Drawn()
	v, diags := r.valueFor(a.Expr, r.scope.contextOf(it), it.row)
	o, ok = r.finish(a, it, v, diags)
	if a.each { // else other instances need not evaluate it again
		o.cost = r.budget.Drawn().Minus(before)
	}
	if equal {
		o = r.keep(a, o, ok && len(diags) == 0)
	}
	return o, ok
}

// direct returns the value of an attribute for an instance, if it need not be evaluated.
func (a *attribute) direct(it *instance) (v cty.Value, ok bool) {
	if a.literal {
		return syntax.Literal(a.Expr)
	}
	if a.isInput() {
		return it.input(a.inputs[0])
	}
	return cty.NilVal, false
}

// known returns what an attribute led to before, or nil. Equal says whether it is known on which
// inputs that depends.
func (r *attributeReader) known(a *attribute, equal bool) *outcome {
	switch {
	case a.reported != nil:
		return a.reported
	case !equal:
		return nil
	case !a.each:
		return a.outcomes.constant
	}
	if o := a.outcomes.byInputs[string(r.key)]; o != nil && r.budget.Affords(o.cost) {
		return o
	}
	return nil
}

// keep keeps an outcome for the next time. Fine says that nothing is wrong with it.
func (r *attributeReader) keep(a *attribute, o *outcome, fine bool) *outcome {
	if a.each && (!fine || a.isInput() || len(a.outcomes.byInputs) >= mostOutcomes) {
		return o
	}
	kept := *o
	switch {
	case !fine:
		a.reported = &kept
	case !a.each:
		a.outcomes.constant = &kept
	default:
		if a.outcomes.byInputs == nil {
			a.outcomes.byInputs = map[string]*outcome{}
		}
		a.outcomes.byInputs[string(r.key)] = &kept
	}
	return &kept
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
