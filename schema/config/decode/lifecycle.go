package decode

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// lifecycleWords are the attributes of a lifecycle block.
var lifecycleWords = []string{"prevent_destroy", "allow_replace", "ignore_changes", "renamed_from"}

// everyAttribute means all attributes in ignore_changes.
const everyAttribute = "all"

// A lifecycle is the content of a block's lifecycle block.
type lifecycle struct {
	syntax      *hclsyntax.Block // nil if there is none
	shared      schema.Lifecycle // the same for all objects of the block
	renamedFrom *attribute       // may use each; nil if it is not written
}

// readLifecycle reads a lifecycle block into life. If the block has a second one, it
// reports that.
func (r *attributeReader) readLifecycle(life *lifecycle, b *hclsyntax.Block) {
	if len(b.Labels) > 0 {
		r.report(diag.UnexpectedLabel.In(b.LabelRanges[0], "lifecycle blocks have no label: lifecycle { … }."))
		return
	}
	if first := life.syntax; first != nil {
		r.report(diag.DuplicateBlock.In(b.DefRange(), "Duplicate lifecycle block. The first one is at %s; an object has only one.", syntax.LineOf(first.DefRange())))
		return
	}
	life.syntax = b
	r.report(syntax.UnknownAttributes(b, lifecycleWords)...)
	r.report(syntax.InnerBlocks(b)...)
	attrs := b.Body.Attributes
	life.shared.PreventDestroy = r.readSwitch(attrs["prevent_destroy"])
	life.shared.AllowReplace = r.readSwitch(attrs["allow_replace"])
	life.shared.Ignore = r.readIgnored(attrs["ignore_changes"])
	life.renamedFrom = r.readFormerName(attrs["renamed_from"])
}

// readSwitch reads true or false. It takes a literal only: a reviewer must see in the file
// whether an object can be deleted.
func (r *attributeReader) readSwitch(attr *hclsyntax.Attribute) bool {
	if attr == nil {
		return false
	}
	v, ok := syntax.Literal(attr.Expr)
	switch {
	case !ok:
		r.report(syntax.Within(attr.SrcRange, diag.LiteralRequired.In(attr.Expr.Range(), "%q decides what may be deleted, so it must be written literally: true or false.", attr.Name)))
		return false
	case v.IsNull():
		return false
	case v.Type() != cty.Bool:
		r.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "%q must be true or false.", attr.Name)))
		return false
	}
	return v.True()
}

// readIgnored reads the attributes of ignore_changes.
func (r *attributeReader) readIgnored(attr *hclsyntax.Attribute) schema.AttrSet {
	if attr == nil {
		return 0
	}
	kind, expr := r.block.kind, syntax.Unwrap(attr.Expr)
	if word, ok := syntax.DottedName(expr); ok && word == everyAttribute {
		return kind.Every()
	}
	list, ok := expr.(*hclsyntax.TupleConsExpr)
	if !ok {
		if v, ok := syntax.Literal(expr); !ok || !v.IsNull() {
			r.report(syntax.Within(attr.SrcRange, diag.LiteralRequired.In(expr.Range(), "%q decides what callwright manages, so it must be written literally: a list of attributes, such as [%s], or %s.", attr.Name, kind.Attrs[0].Name, everyAttribute)))
		}
		return 0
	}
	var set schema.AttrSet
	for _, e := range list.Exprs {
		some, problem := ignoredBy(kind, syntax.Unwrap(e))
		if problem != nil {
			r.report(syntax.Within(attr.SrcRange, problem))
		}
		set = set.Union(some)
	}
	return set
}

// ignoredBy returns the attributes that a member of ignore_changes means, or what is wrong
// with it. An object such as phone means all of its leaves: phone.type, phone.number.
func ignoredBy(kind *schema.Kind, expr hclsyntax.Expression) (schema.AttrSet, *hcl.Diagnostic) {
	word, ok := syntax.DottedName(expr)
	if !ok {
		return 0, diag.AttributeNameRequired.In(expr.Range(), "Each member of ignore_changes must be the name of an attribute, without quotes and with nothing after it, such as %s.", kind.Attrs[0].Name)
	}
	if word == everyAttribute {
		return kind.Every(), nil
	}
	if i, ok := kind.Lookup(word); ok {
		return schema.Attrs(i), nil
	}
	if i, ok := kind.LookupSpelling(word); ok {
		return 0, diag.UnsupportedAttribute.In(expr.Range(), "%q is another way to write %s. Name that attribute in ignore_changes.", word, kind.Attrs[i].Name)
	}
	if _, is := kind.PartOf(word); is {
		return 0, diag.UnsupportedAttribute.In(expr.Range(), "%q is separate from the %s. To leave it as it is, remove it from the block.", word, kind.Name)
	}
	var leaves schema.AttrSet
	for _, leaf := range kind.Leaves(word) {
		i, _ := kind.Lookup(word + "." + leaf)
		leaves = leaves.With(i)
	}
	if leaves == 0 {
		return 0, diag.UnsupportedAttribute.In(expr.Range(), "%s blocks have no attribute %q.%s", kind.Name, word, diag.Suggest(word, ignorable(kind)))
	}
	return leaves, nil
}

// ignorable returns the words that can be in ignore_changes.
func ignorable(kind *schema.Kind) []string {
	words := append(kind.AttributeNames(), everyAttribute)
	for i := range kind.Attrs {
		if name := kind.Attrs[i].Name; !slices.Contains(words, name) {
			words = append(words, name)
		}
	}
	return words
}

// readFormerName reads renamed_from. It returns nil if the attribute is not written, or if
// something is wrong with it.
func (r *attributeReader) readFormerName(attr *hclsyntax.Attribute) *attribute {
	switch {
	case attr == nil:
		return nil
	case r.block.kind.Single:
		r.report(syntax.Within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "An instance has only one %s, and it has no name.", r.block.Type)))
		return nil
	}
	return r.admit(attr)
}

// lifecycleOf returns the lifecycle of one instance. An empty renamed_from is the same as
// none, so that a column of a CSV file can have former names for some of its rows.
func (r *attributeReader) lifecycleOf(it *instance, life *lifecycle) schema.Lifecycle {
	own, attr := life.shared, life.renamedFrom
	if attr == nil {
		return own
	}
	o, ok := r.value(attr, it)
	if !ok {
		return own
	}
	name, err := convert.Convert(o.value, cty.String)
	if err != nil {
		r.add(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "%q must be a string: the name that the object had before.", attr.Name)), it, attr.each)
		return own
	}
	if !name.IsNull() {
		own.RenamedFrom = name.AsString()
	}
	return own
}

// lifecycleHint returns a hint for a word of the lifecycle block that somebody wrote as an
// attribute of the object, and "" for any other word.
func lifecycleHint(word string) string {
	switch {
	case word == syntax.LifecycleType:
		return " lifecycle is a block: lifecycle { … }."
	case slices.Contains(lifecycleWords, word):
		return fmt.Sprintf(" Put it in a lifecycle block: lifecycle { %s = … }.", word)
	}
	return ""
}
