package bounded

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// A template is a parsed template file, or the error from parsing it.
type template struct {
	expr hclsyntax.Expression
	err  error
}

var varsParam = function.Parameter{Name: "vars", Type: cty.DynamicPseudoType}

// templateFile returns the function templatefile, which renders a file with variables.
func (l *library) templateFile(folder string) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{pathParam, varsParam},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			read, err := l.read(folder, args[0].AsString())
			if err != nil {
				return cty.NilVal, err
			}
			parsed := l.template(read)
			if parsed.err != nil {
				return cty.NilVal, function.NewArgError(0, parsed.err)
			}
			return l.render(path.Dir(read.Path), parsed.expr, args[1])
		},
	})
}

// templateString returns the function templatestring, which renders a text with variables.
// It is for templates that are values, such as the cell of a CSV file or the input of a
// module.
func (l *library) templateString(folder string) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "template", Type: cty.String}, varsParam},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			parsed := l.templateText(args[0].AsString())
			if parsed.err != nil {
				return cty.NilVal, function.NewArgError(0, parsed.err)
			}
			return l.render(folder, parsed.expr, args[1])
		},
	})
}

// templateText parses a text as a template. It remembers the last one, because a
// configuration may render one text for each of many users.
func (l *library) templateText(text string) *template {
	if l.parsed != nil && l.text == text {
		return l.parsed
	}
	l.text, l.parsed = text, l.parse([]byte(text), "the template")
	return l.parsed
}

// template returns the template in a file. It parses a file once, although a configuration
// may render it for each of many users.
func (l *library) template(read *source.File) *template {
	if known, ok := l.templates[read.Path]; ok {
		return known
	}
	parsed := l.parse(read.Bytes, read.Name)
	l.templates[read.Path] = parsed
	return parsed
}

// parse parses the text of a template. Name is what messages call it.
func (l *library) parse(text []byte, name string) *template {
	expr, diags := parseTemplate(text, name)
	if diags.HasErrors() {
		return &template{err: inTemplate(diags)}
	}
	return &template{expr: l.account.wrap(expr)}
}

// inTemplate returns the first error of the diagnostics, with its line in the template: the
// diagnostic will show the call, and not the template.
func inTemplate(diags hcl.Diagnostics) error {
	for _, d := range diags {
		if d.Severity == hcl.DiagError && d.Subject != nil {
			return fmt.Errorf("%s line %d: %s: %s", d.Subject.Filename, d.Subject.Start.Line, d.Summary, strings.TrimSuffix(d.Detail, "."))
		}
	}
	return diags
}

// render evaluates a template, which reads files relative to the folder. It first reports a
// variable that the template uses and the call does not give, which HCL would report less
// clearly.
func (l *library) render(folder string, expr hclsyntax.Expression, vars cty.Value) (cty.Value, error) {
	if t := vars.Type(); !t.IsObjectType() && !t.IsMapType() {
		return cty.NilVal, function.NewArgError(1, errors.New("the variables must be an object"))
	}
	ctx := &hcl.EvalContext{Variables: vars.AsValueMap(), Functions: l.withoutTemplates(folder)}
	for _, used := range expr.Variables() {
		if _, ok := ctx.Variables[used.RootName()]; !ok {
			at := used.SourceRange()
			return cty.NilVal, function.NewArgErrorf(1, "%s line %d uses %q, which is not among the variables", at.Filename, at.Start.Line, used.RootName())
		}
	}
	v, diags := expr.Value(ctx)
	if diags.HasErrors() {
		return cty.NilVal, function.NewArgError(0, inTemplate(diags))
	}
	return v, nil
}

// withoutTemplates returns the functions that a template in the folder can call. It cannot
// render another template: one that rendered itself would never end.
func (l *library) withoutTemplates(folder string) map[string]function.Function {
	table := maps.Clone(l.in(folder))
	for _, name := range []string{"templatefile", "templatestring"} {
		table[name] = function.New(&function.Spec{
			Params: []function.Parameter{pathParam, varsParam},
			Type: func([]cty.Value) (cty.Type, error) {
				return cty.NilType, fmt.Errorf("a template cannot call %s", name)
			},
		})
	}
	return table
}
