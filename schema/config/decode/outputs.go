package decode

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// An Output is an output block of the root module, which other programs can use. In its
// value, the names of objects take the place of references.
type Output struct {
	Name  string
	Value cty.Value
}

// outputs are the output blocks of a frame: what its caller can use.
type outputs struct {
	*evaluator
	byName map[string]*output
}

// An output is an output block and its value.
type output struct {
	*hclsyntax.Block
	value lazy[cty.Value]
}

func newOutputs(e *evaluator, declared []*syntax.Block) *outputs {
	os := &outputs{evaluator: e, byName: make(map[string]*output, len(declared))}
	for _, b := range declared {
		os.byName[b.Label()] = &output{Block: b.Syntax()}
	}
	return os
}

// valueOf returns the value of an output, which it computes the first time.
func (os *outputs) valueOf(name string) cty.Value {
	o := os.byName[name]
	if o.value.isKnown() {
		return o.value.value
	}
	return o.value.get(&os.chain, os.qualified("output."+name), o.DefRange(), bounded.Broken, func() cty.Value { return os.compute(o) })
}

// compute evaluates an output. A sensitive value stays sensitive.
func (os *outputs) compute(o *output) cty.Value {
	attr := o.Body.Attributes["value"]
	if attr == nil {
		os.report(diag.IncompleteOutput.In(o.DefRange(), "An output block needs a value: value = queue.sales."))
		return bounded.Broken
	}
	scope := os.scope(false)
	if problems := scope.admit(attr.Expr); len(problems) > 0 {
		os.report(problems...)
		return bounded.Broken
	}
	v, diags := os.value(attr.Expr, scope.context())
	diags = append(diags, os.budget.Draw(bounded.Cost{Work: os.budget.Weigh(v).Work}, attr.Expr.Range())...)
	for _, problem := range diags {
		if problem.Context == nil {
			_ = syntax.Within(attr.SrcRange, problem)
		}
	}
	os.report(diags...)
	if diags.HasErrors() {
		return bounded.Broken
	}
	return v
}

// check computes all outputs, and reports what else is wrong with their blocks.
func (os *outputs) check() {
	for _, name := range keys(os.byName) {
		o := os.byName[name]
		os.report(syntax.UnknownAttributes(o.Block, []string{"value", "description"})...)
		os.report(syntax.InnerBlocks(o.Block)...)
		if attr := o.Body.Attributes["description"]; attr != nil {
			os.description(attr)
		}
		os.valueOf(name)
	}
}

// published returns the outputs of the root module, sorted by name. It leaves out those that
// have mistakes.
func (os *outputs) published() []Output {
	var all []Output
	for _, name := range keys(os.byName) {
		v, marks := os.valueOf(name).UnmarkDeep()
		if bounded.IsSensitive(marks) {
			attr := os.byName[name].Body.Attributes["value"]
			os.report(syntax.Within(attr.SrcRange, diag.SensitiveValue.In(attr.Expr.Range(), "Plans show the outputs of a configuration, so they cannot use a sensitive variable.")))
			continue
		}
		if v.IsWhollyKnown() {
			all = append(all, Output{name, os.named(v)})
		}
	}
	return all
}

// named returns a value with the names of objects in place of references.
func (os *outputs) named(v cty.Value) cty.Value {
	named, err := cty.Transform(v, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if v.Type() != referenceType {
			return v, nil
		}
		if v.IsNull() {
			return cty.NullVal(cty.String), nil
		}
		r := v.EncapsulatedValue().(*reference)
		if r.addr.Kind == "" {
			return cty.StringVal(r.name), nil
		}
		return cty.StringVal(os.nameOf(r.addr)), nil
	})
	if err != nil {
		return bounded.Broken // no step above returns an error
	}
	return named
}
