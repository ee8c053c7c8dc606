package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A fieldReader reads the attributes of a block that describes no object.
type fieldReader struct {
	*evaluator
	block     *hclsyntax.Block
	scope     *scope
	sensitive bool // whether sensitive values may enter
}

func (e *evaluator) fieldsOf(b *syntax.Block) *fieldReader {
	return &fieldReader{evaluator: e, block: b.Syntax(), scope: e.scope(false)}
}

// checkContents reports the attributes that are not among the given ones, and all
// inner blocks. It is true when there is no such attribute.
func (f *fieldReader) checkContents(names ...string) bool {
	unknown := syntax.UnknownAttributes(f.block, names)
	f.report(unknown...)
	f.report(syntax.InnerBlocks(f.block)...)
	return len(unknown) == 0
}

// written returns the attribute of that name, or nil.
func (f *fieldReader) written(name string) *hclsyntax.Attribute { return f.block.Body.Attributes[name] }

// place reports a problem of an attribute, or of a member of one.
func (f *fieldReader) place(p diag.Problem) { f.report(syntax.Place(f.block, p)) }

// value returns an attribute's value when it is given and fit to use.
func (f *fieldReader) value(name string) (cty.Value, hcl.Range, bool) {
	attr := f.written(name)
	if attr == nil {
		return cty.NilVal, hcl.Range{}, false
	}
	if problems := f.scope.admit(attr.Expr); len(problems) > 0 {
		f.report(problems...)
		return cty.NilVal, hcl.Range{}, false
	}
	at := attr.Expr.Range()
	v, diags := f.evaluator.value(attr.Expr, f.scope.context())
	f.report(diags...)
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) && !f.sensitive {
		f.report(diag.SensitiveValue.In(at, "%q cannot use a sensitive variable. Use sensitive variables only in provider blocks.", name))
		return cty.NilVal, at, false
	}
	return v, at, !diags.HasErrors() && v.IsWhollyKnown() && !v.IsNull()
}

func isNull(v cty.Value) bool { return v != cty.NilVal && v.IsKnown() && v.IsNull() }

// optionalText returns an attribute's value as a string.
func (f *fieldReader) optionalText(name string) (string, hcl.Range, bool) {
	v, at, ok := f.value(name)
	if !ok {
		return "", at, false
	}
	return f.toText(name, v, at)
}

// neededText is optionalText for an attribute that may not be null.
func (f *fieldReader) neededText(name string) (string, hcl.Range, bool) {
	v, at, ok := f.value(name)
	if ok {
		return f.toText(name, v, at)
	}
	if isNull(v) {
		f.report(diag.WrongType.In(at, "%q cannot be null.", name))
	}
	return "", at, false
}

func (f *fieldReader) toText(name string, v cty.Value, at hcl.Range) (string, hcl.Range, bool) {
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		f.report(diag.WrongType.In(at, "%q must be a string.", name))
		return "", at, false
	}
	return s.AsString(), at, true
}
