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

// A fieldReader reads the attributes of a block that does not describe an object, such as a
// provider block. It reports what is wrong with them.
type fieldReader struct {
	*evaluator
	block     *hclsyntax.Block
	scope     *scope
	sensitive bool // whether the attributes can have sensitive values
}

// fieldsOf returns a reader of the block's attributes.
func (e *evaluator) fieldsOf(b *syntax.Block) *fieldReader {
	return &fieldReader{evaluator: e, block: b.Syntax(), scope: e.scope(false)}
}

// checkContents reports attributes that do not have one of the names, and all inner blocks.
// It returns true if all attributes have one of the names.
func (f *fieldReader) checkContents(names ...string) bool {
	unknown := syntax.UnknownAttributes(f.block, names)
	f.report(unknown...)
	f.report(syntax.InnerBlocks(f.block)...)
	return len(unknown) == 0
}

// written returns the attribute with the name, or nil if the block does not have it.
func (f *fieldReader) written(name string) *hclsyntax.Attribute { return f.block.Body.Attributes[name] }

// place reports a problem of an attribute, or of a member of one.
func (f *fieldReader) place(p diag.Problem) { f.report(syntax.Place(f.block, p)) }

// value returns the value of an attribute, and the place of the value. Ok is false if the
// block does not have the attribute, or if its value is null or broken.
func (f *fieldReader) value(name string) (v cty.Value, at hcl.Range, ok bool) {
	attr := f.written(name)
	if attr == nil {
		return cty.NilVal, hcl.Range{}, false
	}
	if problems := f.scope.admit(attr.Expr); len(problems) > 0 {
		f.report(problems...)
		return cty.NilVal, hcl.Range{}, false
	}
	at = attr.Expr.Range()
	v, diags := f.evaluator.value(attr.Expr, f.scope.context())
	f.report(diags...)
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) && !f.sensitive {
		f.report(diag.SensitiveValue.In(at, "%q cannot use a sensitive variable. Use sensitive variables only in provider blocks.", name))
		return cty.NilVal, at, false
	}
	return v, at, !diags.HasErrors() && v.IsWhollyKnown() && !v.IsNull()
}

// isNull reports whether v is a value that is null.
func isNull(v cty.Value) bool { return v != cty.NilVal && v.IsKnown() && v.IsNull() }

// optionalText returns the value of an attribute as a string. Ok is false under the
// conditions of value, or if the value is not a string.
func (f *fieldReader) optionalText(name string) (s string, at hcl.Range, ok bool) {
	v, at, ok := f.value(name)
	if !ok {
		return "", at, false
	}
	return f.toText(name, v, at)
}

// requiredText is optionalText for an attribute that must not be null.
func (f *fieldReader) requiredText(name string) (string, hcl.Range, bool) {
	v, at, ok := f.value(name)
	if ok {
		return f.toText(name, v, at)
	}
	if isNull(v) {
		f.report(diag.WrongType.In(at, "%q cannot be null.", name))
	}
	return "", at, false
}

// toText converts the value of an attribute to a string.
func (f *fieldReader) toText(name string, v cty.Value, at hcl.Range) (string, hcl.Range, bool) {
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		f.report(diag.WrongType.In(at, "%q must be a string.", name))
		return "", at, false
	}
	return s.AsString(), at, true
}
