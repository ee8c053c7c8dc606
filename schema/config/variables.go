package config

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// A variable is an input of the configuration.
type variable struct {
	name       string
	syntax     *hclsyntax.Block
	typ        cty.Type
	defaults   *typeexpr.Defaults
	fallback   cty.Value // the default; NilVal when there is none
	sensitive  bool
	nullable   bool
	validation []*hclsyntax.Block
	value      cty.Value
}

var variableWords = []string{"type", "default", "description", "sensitive", "nullable"}

func (l *loader) declareVariable(b *hclsyntax.Block) {
	if len(b.Labels) != 1 || !hclsyntax.ValidIdentifier(b.Labels[0]) {
		l.report(diag.InvalidVariableName.In(b.DefRange(), "A variable block has one label, the variable's name: letters, digits, _ and -, beginning with a letter."))
		return
	}
	v := &variable{name: b.Labels[0], syntax: b, typ: cty.DynamicPseudoType, nullable: true, value: bounded.Broken}
	if first, twice := l.variables[v.name]; twice {
		l.report(diag.DuplicateVariable.In(b.DefRange(), "The variable %q is declared at %s already.", v.name, spot(first.syntax.DefRange())))
		return
	}
	l.variables[v.name] = v
	l.known(b, variableWords)
	for _, inner := range b.Body.Blocks {
		if inner.Type != "validation" {
			l.report(diag.UnsupportedBlock.In(inner.TypeRange, "A variable block has validation blocks, and no block %q.", inner.Type))
			continue
		}
		v.validation = append(v.validation, inner)
	}
	l.readVariable(v)
}

// known reports the attributes of a block that are none of the words. It is true
// when there are none of them.
func (l *loader) known(b *hclsyntax.Block, words []string) bool {
	all := true
	for _, attr := range inOrder(b.Body.Attributes) {
		found := false
		for _, w := range words {
			found = found || w == attr.Name
		}
		if !found {
			all = false
			l.report(within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "A %s block has no attribute %q.%s", b.Type, attr.Name, schema.Suggest(attr.Name, words))))
		}
	}
	return all
}

func (l *loader) readVariable(v *variable) {
	attrs := v.syntax.Body.Attributes
	if attr, ok := attrs["type"]; ok {
		t, defaults, diags := typeexpr.TypeConstraintWithDefaults(attr.Expr)
		l.report(diags...)
		v.typ, v.defaults = t, defaults
	}
	v.sensitive = l.literalBool(attrs["sensitive"], false)
	v.nullable = l.literalBool(attrs["nullable"], true)
	if attr, ok := attrs["description"]; ok {
		if d, _ := l.literal(attr); d != cty.NilVal && (d.IsNull() || d.Type() != cty.String) {
			l.report(within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "A description is a string.")))
		}
	}
	if attr, ok := attrs["default"]; ok {
		v.fallback = bounded.Broken
		if d, ok := l.literal(attr); ok {
			v.fallback = l.fit(v, d, attr.Expr.Range(), "The default of variable %q is unsuitable: %s.")
		}
	}
}

// literal evaluates an expression that may name nothing.
func (l *loader) literal(attr *hclsyntax.Attribute) (cty.Value, bool) {
	v, diags := l.alone(attr.Expr)
	l.report(diags...)
	return v, !diags.HasErrors()
}

// alone evaluates an expression without a scope.
func (l *loader) alone(expr hclsyntax.Expression) (cty.Value, hcl.Diagnostics) {
	if vars := expr.Variables(); len(vars) > 0 {
		return cty.NilVal, hcl.Diagnostics{within(expr.Range(), diag.LiteralRequired.In(vars[0].SourceRange(), "Values here are literal: they name no variables, locals or objects and call no functions."))}
	}
	v, diags := l.eval.Eval(expr, nil)
	v, _ = v.UnmarkDeep()
	return v, diags
}

func (l *loader) literalBool(attr *hclsyntax.Attribute, fallback bool) bool {
	if attr == nil {
		return fallback
	}
	v, ok := l.literal(attr)
	if !ok || v.IsNull() || v.Type() != cty.Bool || !v.IsKnown() {
		if ok {
			l.report(within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "%q must be true or false.", attr.Name)))
		}
		return fallback
	}
	return v.True()
}

// fit converts a value to the variable's type, and reports when it cannot.
func (l *loader) fit(v *variable, value cty.Value, at hcl.Range, message string) cty.Value {
	if v.defaults != nil && !value.IsNull() {
		value = v.defaults.Apply(value)
	}
	value, over := l.eval.Uniform(value, at)
	if over != nil {
		l.report(over...)
		return bounded.Broken
	}
	converted, err := convert.Convert(value, v.typ)
	if err != nil {
		why := pathText(err) + err.Error()
		if v.sensitive {
			why = "it cannot be converted to " + v.typ.FriendlyName()
		}
		l.report(located(at, diag.WrongType.In(at, message, v.name, why)))
		return bounded.Broken
	}
	return converted
}

// located drops the place of a diagnostic that has none.
func located(at hcl.Range, d *hcl.Diagnostic) *hcl.Diagnostic {
	if at.Filename == "" {
		d.Subject = nil
	}
	return d
}

func pathText(err error) string {
	at, ok := errors.AsType[cty.PathError](err)
	if !ok || len(at.Path) == 0 {
		return ""
	}
	return diag.PathString(at.Path) + ": "
}

// variable returns the value of a variable.
func (l *loader) variable(name string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	v, ok := l.variables[name]
	if !ok {
		return cty.NilVal, diag.UnknownVariable.In(at, "There is no variable %q.%s Declare it: variable %q {}.", name, suggest(l, name, l.variables), name)
	}
	return v.value, nil
}

// give sets the variables to the values that were found, or to their defaults.
func (l *loader) give(found map[string]assigned) {
	for _, name := range names(l.variables) {
		v := l.variables[name]
		given, ok := found[name]
		value := v.fallback
		if ok {
			value = l.fit(v, given.value, given.at, "The value of variable %q is unsuitable: %s.")
			if value.IsNull() && !v.nullable {
				value = v.fallback
			}
		}
		switch {
		case value == cty.NilVal:
			l.report(diag.RequiredVariable.In(v.syntax.DefRange(), "The variable %q has no default. Give it a value with --var '%s=…', in a file for --var-file, or in environments/NAME%s.", name, name, varsSuffix))
		case value.IsKnown() && value.IsNull() && !v.nullable:
			l.report(diag.NullVariable.In(v.syntax.DefRange(), "The variable %q may not be null.", name))
		case v.sensitive:
			v.value = value.Mark(bounded.Sensitive)
		default:
			v.value = value
		}
	}
}

// validate holds each variable against its own rules.
func (l *loader) validate() {
	for _, name := range names(l.variables) {
		for _, b := range l.variables[name].validation {
			l.validateBy(l.variables[name], b)
		}
	}
}

func (l *loader) validateBy(v *variable, b *hclsyntax.Block) {
	l.known(b, []string{"condition", "error_message"})
	l.noBlocks(b)
	condition, message := b.Body.Attributes["condition"], b.Body.Attributes["error_message"]
	if condition == nil || message == nil {
		l.report(diag.IncompleteValidation.In(b.DefRange(), "A validation block needs condition and error_message."))
		return
	}
	scope := l.scope(false)
	if !scope.admit(condition.Expr) || !scope.admit(message.Expr) {
		return
	}
	holds, diags := l.evaluate(condition.Expr, scope.ctx)
	l.report(diags...)
	if diags.HasErrors() || !holds.IsWhollyKnown() {
		return
	}
	holds, _ = holds.UnmarkDeep()
	holds, err := convert.Convert(holds, cty.Bool)
	switch {
	case err != nil || holds.IsNull():
		l.report(within(condition.SrcRange, diag.InvalidCondition.In(condition.Expr.Range(), "A condition must be true or false.")))
		return
	case holds.True():
		return
	}
	l.report(diag.InvalidVariable.In(v.syntax.DefRange(), "%s\nThis is the rule at %s.", l.message(message, scope), spot(condition.Expr.Range())))
}

// message returns the text of a validation's error_message.
func (l *loader) message(attr *hclsyntax.Attribute, s *scope) string {
	v, diags := l.evaluate(attr.Expr, s.ctx)
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) {
		return "The value is not allowed. The message about it is sensitive."
	}
	text, err := convert.Convert(v, cty.String)
	if diags.HasErrors() || err != nil || text.IsNull() || !text.IsKnown() {
		l.report(diags...)
		return fmt.Sprintf("The value is not allowed; the message about it, at %s, is no text.", spot(attr.Expr.Range()))
	}
	return strings.TrimSpace(text.AsString())
}
