package decode

import (
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A declaration is what a variable block says. All frames of the module share it.
type declaration struct {
	name        string
	header      hcl.Range
	typ         cty.Type
	defaults    *typeexpr.Defaults // the defaults of optional members of the type
	fallback    cty.Value          // the variable's default; NilVal if it has none
	sensitive   bool
	nullable    bool
	validations []*hclsyntax.Block
}

// declarations returns the variables of a module, which it reads the first time.
func (p *program) declarations(m *syntax.Module) map[string]*declaration {
	if known, ok := p.declared[m]; ok {
		return known
	}
	e := &evaluator{program: p, folder: m.Folder} // its reports are about the module, and not about a call
	declared := make(map[string]*declaration, len(m.Variables))
	for _, b := range m.Variables {
		declared[b.Label()] = e.declare(b.Syntax())
	}
	p.declared[m] = declared
	return declared
}

// variableWords are the attributes of a variable block.
var variableWords = []string{"type", "default", "description", "sensitive", "nullable"}

// declare reads a variable block. If something is wrong with the type, the variable takes
// values of any type, so that its uses have no mistakes of their own.
func (e *evaluator) declare(b *hclsyntax.Block) *declaration {
	v := &declaration{name: b.Labels[0], header: b.DefRange(), typ: cty.DynamicPseudoType}
	e.report(syntax.UnknownAttributes(b, variableWords)...)
	for _, inner := range b.Body.Blocks {
		if inner.Type != "validation" {
			e.report(diag.UnsupportedBlock.In(inner.TypeRange, "A variable block can only contain validation blocks, not %q.", inner.Type))
			continue
		}
		v.validations = append(v.validations, inner)
	}
	attrs := b.Body.Attributes
	if attr, ok := attrs["type"]; ok {
		t, defaults, diags := typeexpr.TypeConstraintWithDefaults(attr.Expr)
		e.report(diags...)
		v.typ, v.defaults = t, defaults
	}
	v.sensitive = e.literalBool(attrs["sensitive"], false)
	v.nullable = e.literalBool(attrs["nullable"], true)
	if attr, ok := attrs["description"]; ok {
		e.description(attr)
	}
	if attr, ok := attrs["default"]; ok {
		v.fallback = bounded.Broken
		if d, ok := e.literal(attr); ok {
			var problems hcl.Diagnostics
			v.fallback, problems = e.toType(v, d, attr.Expr.Range(), "The default of variable %q has the wrong type: %s.")
			e.report(problems...)
		}
	}
	return v
}

// literalBool reads true or false. It returns the fallback if the attribute is not written,
// or if something is wrong with it.
func (e *evaluator) literalBool(attr *hclsyntax.Attribute, fallback bool) bool {
	if attr == nil {
		return fallback
	}
	v, ok := e.literal(attr)
	if !ok || v.IsNull() || v.Type() != cty.Bool || !v.IsKnown() {
		if ok {
			e.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "%q must be true or false.", attr.Name)))
		}
		return fallback
	}
	return v.True()
}

// description checks a description, which only people read.
func (e *evaluator) description(attr *hclsyntax.Attribute) {
	if d, _ := e.literal(attr); d != cty.NilVal && (d.IsNull() || d.Type() != cty.String) {
		e.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "A description must be a string.")))
	}
}

// toType converts a value to the variable's type. If it cannot, it returns Broken, and the
// message as a diagnostic: a format with a verb for the variable's name and one for the
// reason. The reason does not quote the value of a sensitive variable.
func (e *evaluator) toType(v *declaration, value cty.Value, at hcl.Range, message string) (cty.Value, hcl.Diagnostics) {
	if v.defaults != nil && !value.IsNull() {
		value = v.defaults.Apply(value)
	}
	value, over := e.budget.Uniform(value, at)
	if over != nil {
		return bounded.Broken, over
	}
	converted, err := convert.Convert(value, v.typ)
	if err == nil {
		return converted, nil
	}
	why := pathText(err) + err.Error()
	if _, marks := value.UnmarkDeep(); v.sensitive || bounded.IsSensitive(marks) {
		why = "it cannot be converted to " + v.typ.FriendlyName()
	}
	problem := diag.WrongType.In(at, message, v.name, why)
	if at.Filename == "" { // the value is from the command line
		problem.Subject = nil
	}
	return bounded.Broken, hcl.Diagnostics{problem}
}

// pathText returns the path to the member of a value that an error is about, as the
// beginning of a sentence: ".teams[2]: ".
func pathText(err error) string {
	at, ok := errors.AsType[cty.PathError](err)
	if !ok || len(at.Path) == 0 {
		return ""
	}
	return diag.PathString(at.Path) + ": "
}

// variables are the variables of a frame.
type variables struct {
	*evaluator
	byName map[string]*variable

	inputs inputs
}

// inputs are the values that a frame is given for its variables.
type inputs interface {
	// given returns the input for a variable, converted to its type. It returns NilVal if
	// there is none; then the variable has its default.
	given(*declaration) cty.Value

	// refuse reports a diagnostic at the place of the input for a variable. It returns false
	// if the input has no place in a module block; then the place is the variable itself.
	refuse(d *declaration, e *diag.Entry, detail string) bool
}

// A variable is a variable of a frame, with its value.
type variable struct {
	*declaration
	value lazy[cty.Value]
}

// newVariables returns the variables of a frame.
func newVariables(e *evaluator, declared map[string]*declaration, in inputs) *variables {
	vs := &variables{evaluator: e, byName: make(map[string]*variable, len(declared)), inputs: in}
	for name, d := range declared {
		vs.byName[name] = &variable{declaration: d}
	}
	return vs
}

// lookup returns the value of a variable.
func (vs *variables) lookup(name string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	v, ok := vs.byName[name]
	if !ok {
		return cty.NilVal, diag.UnknownVariable.In(at, "There is no variable %q.%s Declare it with variable %q {}.", name, suggest(vs.problems, name, vs.byName), name)
	}
	return vs.valueOf(v), nil
}

// valueOf returns the value of a variable, which it computes the first time: the value of
// a module's variable may come from another module.
func (vs *variables) valueOf(v *variable) cty.Value {
	if v.value.isKnown() {
		return v.value.value
	}
	return v.value.get(&vs.chain, vs.qualified("var."+v.name), v.header, bounded.Broken, func() cty.Value { return vs.compute(v) })
}

// compute returns the input of a variable, or its default. If it has neither, somebody
// reported that.
func (vs *variables) compute(v *variable) cty.Value {
	value := vs.inputs.given(v.declaration)
	if value == cty.NilVal {
		value = v.fallback
	}
	switch {
	case value == cty.NilVal:
		return bounded.Broken
	case value.IsKnown() && value.IsNull() && !v.nullable:
		vs.refuse(v, diag.NullVariable, fmt.Sprintf("The variable %q cannot be null.", v.name))
		return bounded.Broken
	case v.sensitive:
		return value.Mark(bounded.Sensitive)
	}
	return value
}

// refuse reports that a variable cannot have its value: at the input of a module block, or
// else at the variable.
func (vs *variables) refuse(v *variable, e *diag.Entry, detail string) {
	if !vs.inputs.refuse(v.declaration, e, detail) {
		vs.report(e.In(v.header, "%s", detail))
	}
}

// check computes all variables, and checks their values by the validation blocks.
func (vs *variables) check() {
	for _, name := range keys(vs.byName) {
		vs.valueOf(vs.byName[name])
	}
	for _, name := range keys(vs.byName) {
		for _, b := range vs.byName[name].validations {
			vs.validateBy(vs.byName[name], b)
		}
	}
}
