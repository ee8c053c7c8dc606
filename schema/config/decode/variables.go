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

// A variable is an input of a module.
type variable struct {
	name        string
	header      hcl.Range
	typ         cty.Type
	defaults    *typeexpr.Defaults // of optional members of the type
	fallback    cty.Value          // the default; NilVal when there is none
	sensitive   bool
	nullable    bool
	validations []*hclsyntax.Block
	value       cty.Value
}

// variables are those of a frame.
type variables struct {
	*evaluator
	byName map[string]*variable
}

func newVariables(e *evaluator, declared []*syntax.Block) *variables {
	vs := &variables{evaluator: e, byName: make(map[string]*variable, len(declared))}
	for _, b := range declared {
		vs.byName[b.Label()] = vs.declare(b.Syntax())
	}
	return vs
}

var variableWords = []string{"type", "default", "description", "sensitive", "nullable"}

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

// literalBool reads a switch. It is the fallback when there is none, or no good one.
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

// toType converts a value to the variable's type, and reports when it cannot. The
// message has a place for the variable's name and one for the reason.
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
	if at.Filename == "" {
		problem.Subject = nil
	}
	vs.report(problem)
	return bounded.Broken
}

// pathText returns where in a value an error is, to begin a sentence with.
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

// An input is a value for a variable, and the place that it comes from.
type input struct {
	value cty.Value
	at    hcl.Range // zero for the command line
}

// set sets the variables to their inputs, or to their defaults.
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
