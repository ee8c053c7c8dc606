package decode

import (
	"errors"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A variable is a variable block, and the value of the variable.
type variable struct {
	name        string
	header      hcl.Range
	typ         cty.Type
	defaults    *typeexpr.Defaults // the defaults of optional members of the type
	fallback    cty.Value          // the variable's default; NilVal if it has none
	sensitive   bool
	nullable    bool
	validations []*hclsyntax.Block
	value       cty.Value
}

// variables are the variables of a frame.
type variables struct {
	*evaluator
	byName map[string]*variable
}

// newVariables reads the variable blocks. The variables have no values yet.
func newVariables(e *evaluator, declared []*syntax.Block) *variables {
	vs := &variables{evaluator: e, byName: make(map[string]*variable, len(declared))}
	for _, b := range declared {
		vs.byName[b.Label()] = vs.declare(b.Syntax())
	}
	return vs
}

// variableWords are the attributes of a variable block.
var variableWords = []string{"type", "default", "description", "sensitive", "nullable"}

// declare reads a variable block. If something is wrong with the type, the variable takes
// values of any type, so that its uses have no mistakes of their own.
func (vs *variables) declare(b *hclsyntax.Block) *variable {
	v := &variable{name: b.Labels[0], header: b.DefRange(), typ: cty.DynamicPseudoType, value: bounded.Broken}
	vs.report(syntax.UnknownAttributes(b, variableWords)...)
	for _, inner := range b.Body.Blocks {
		if inner.Type != "validation" {
			vs.report(diag.UnsupportedBlock.In(inner.TypeRange, "A variable block can only contain validation blocks, not %q.", inner.Type))
			continue
		}
		v.validations = append(v.validations, inner)
	}
	attrs := b.Body.Attributes
	if attr, ok := attrs["type"]; ok {
		t, defaults, diags := typeexpr.TypeConstraintWithDefaults(attr.Expr)
		vs.report(diags...)
		v.typ, v.defaults = t, defaults
	}
	v.sensitive = vs.literalBool(attrs["sensitive"], false)
	v.nullable = vs.literalBool(attrs["nullable"], true)
	if attr, ok := attrs["description"]; ok {
		if d, _ := vs.literal(attr); d != cty.NilVal && (d.IsNull() || d.Type() != cty.String) {
			vs.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "A description must be a string.")))
		}
	}
	if attr, ok := attrs["default"]; ok {
		v.fallback = bounded.Broken
		if d, ok := vs.literal(attr); ok {
			v.fallback = vs.toType(v, d, attr.Expr.Range(), "The default of variable %q has the wrong type: %s.")
		}
	}
	return v
}

// literalBool reads true or false. It returns the fallback if the attribute is not written,
// or if something is wrong with it.
func (vs *variables) literalBool(attr *hclsyntax.Attribute, fallback bool) bool {
	if attr == nil {
		return fallback
	}
	v, ok := vs.literal(attr)
	if !ok || v.IsNull() || v.Type() != cty.Bool || !v.IsKnown() {
		if ok {
			vs.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "%q must be true or false.", attr.Name)))
		}
		return fallback
	}
	return v.True()
}

// toType converts a value to the variable's type. If it cannot, it reports the message, a
// format with a verb for the variable's name and one for the reason. The reason does not
// quote the value of a sensitive variable.
func (vs *variables) toType(v *variable, value cty.Value, at hcl.Range, message string) cty.Value {
	if v.defaults != nil && !value.IsNull() {
		value = v.defaults.Apply(value)
	}
	value, over := vs.budget.Uniform(value, at)
	if over != nil {
		vs.report(over...)
		return bounded.Broken
	}
	converted, err := convert.Convert(value, v.typ)
	if err == nil {
		return converted
	}
	why := pathText(err) + err.Error()
	if v.sensitive {
		why = "it cannot be converted to " + v.typ.FriendlyName()
	}
	problem := diag.WrongType.In(at, message, v.name, why)
	if at.Filename == "" { // the value is from the command line
		problem.Subject = nil
	}
	vs.report(problem)
	return bounded.Broken
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

// lookup returns the value of a variable.
func (vs *variables) lookup(name string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	v, ok := vs.byName[name]
	if !ok {
		return cty.NilVal, diag.UnknownVariable.In(at, "There is no variable %q.%s Declare it with variable %q {}.", name, suggest(vs.problems, name, vs.byName), name)
	}
	return v.value, nil
}

// An input is a value for a variable, and its place.
type input struct {
	value cty.Value
	at    hcl.Range // zero for a value from the command line
}

// set sets the variables to their inputs, or to their defaults. It reports variables that
// have neither. A variable that is not nullable has its default in place of null.
func (vs *variables) set(inputs map[string]input) {
	for _, name := range keys(vs.byName) {
		v := vs.byName[name]
		given, ok := inputs[name]
		value := v.fallback
		if ok {
			value = vs.toType(v, given.value, given.at, "The value of variable %q has the wrong type: %s.")
			if value.IsNull() && !v.nullable {
				value = v.fallback
			}
		}
		switch {
		case value == cty.NilVal:
			vs.report(diag.RequiredVariable.In(v.header, "The variable %q has no default. Set it with --var '%s=…', in a file for --var-file, or in environments/NAME%s.", name, name, syntax.ValuesSuffix))
		case value.IsKnown() && value.IsNull() && !v.nullable:
			vs.report(diag.NullVariable.In(v.header, "The variable %q cannot be null.", name))
		case v.sensitive:
			v.value = value.Mark(bounded.Sensitive)
		default:
			v.value = value
		}
	}
}
