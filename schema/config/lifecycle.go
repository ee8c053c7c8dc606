package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// lifecycleWord is the one block that an object's block may have inside.
const lifecycleWord = "lifecycle"

var lifecycleWords = []string{"prevent_destroy", "allow_replace", "ignore_changes", "renamed_from"}

// everyAttribute stands for all attributes in ignore_changes.
const everyAttribute = "all"

// A lifecycle is that of a block: what all of its objects share, and where each has
// its former name from.
type lifecycle struct {
	syntax *hclsyntax.Block // nil when there is none
	shared schema.Lifecycle
	former *cell // renamed_from; nil when it is not written
}

// readLifecycle reads a lifecycle block of the block's objects.
func (d *decoding) readLifecycle(b *hclsyntax.Block) {
	if len(b.Labels) > 0 {
		d.report(diag.UnexpectedLabel.In(b.LabelRanges[0], "A lifecycle block has no label: lifecycle { … }."))
		return
	}
	if first := d.life.syntax; first != nil {
		d.report(diag.DuplicateBlock.In(b.DefRange(), "There is a lifecycle block at %s already; an object has one.", spot(first.DefRange())))
		return
	}
	d.life.syntax = b
	d.known(b, lifecycleWords)
	d.noBlocks(b)
	attrs, shared := b.Body.Attributes, &d.life.shared
	shared.PreventDestroy = d.protection(attrs["prevent_destroy"])
	shared.AllowReplace = d.protection(attrs["allow_replace"])
	shared.Ignore = d.ignored(attrs["ignore_changes"])
	d.readFormerName(attrs["renamed_from"])
}

// unwrapped returns an expression without the parentheses around it.
func unwrapped(expr hclsyntax.Expression) hclsyntax.Expression {
	for {
		inner, ok := expr.(*hclsyntax.ParenthesesExpr)
		if !ok {
			return expr
		}
		expr = inner.Expression
	}
}

// constant returns the value of an expression that is one word, number or text.
func constant(expr hclsyntax.Expression) (cty.Value, bool) {
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return e.Val, true
	case *hclsyntax.TemplateExpr:
		if e.IsStringLiteral() {
			v, _ := e.Value(nil)
			return v, true
		}
	}
	return cty.NilVal, false
}

// protection reads a switch that no variable may turn: a reviewer sees in the file
// what may be deleted.
func (l *loader) protection(attr *hclsyntax.Attribute) bool {
	if attr == nil {
		return false
	}
	v, ok := constant(unwrapped(attr.Expr))
	switch {
	case !ok:
		l.report(within(attr.SrcRange, diag.LiteralRequired.In(attr.Expr.Range(), "%q decides what may be deleted, so it must stand in the file as it is: true or false.", attr.Name)))
		return false
	case v.IsNull():
		return false
	case v.Type() != cty.Bool:
		l.report(within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "%q must be true or false.", attr.Name)))
		return false
	}
	return v.True()
}

// ignored reads the attributes of ignore_changes.
func (d *decoding) ignored(attr *hclsyntax.Attribute) schema.AttrSet {
	if attr == nil {
		return 0
	}
	expr := unwrapped(attr.Expr)
	if word, ok := dotted(expr); ok && word == everyAttribute {
		return d.block.kind.Every()
	}
	list, ok := expr.(*hclsyntax.TupleConsExpr)
	if !ok {
		if v, literal := constant(expr); !literal || !v.IsNull() {
			d.report(within(attr.SrcRange, diag.LiteralRequired.In(expr.Range(), "%q decides what is managed, so it must stand in the file as it is: a list of attributes, such as [%s], or %s.", attr.Name, d.block.kind.Attrs[0].Name, everyAttribute)))
		}
		return 0
	}
	var set schema.AttrSet
	for _, e := range list.Exprs {
		some, problem := d.attributesOf(unwrapped(e))
		if problem != nil {
			d.report(within(attr.SrcRange, problem))
		}
		set = set.Union(some)
	}
	return set
}

// dotted returns an expression that is names with dots between them.
func dotted(expr hclsyntax.Expression) (string, bool) {
	e, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return "", false
	}
	words := []string{e.Traversal.RootName()}
	for _, step := range e.Traversal[1:] {
		attr, ok := step.(hcl.TraverseAttr)
		if !ok {
			return "", false
		}
		words = append(words, attr.Name)
	}
	return strings.Join(words, "."), true
}

// attributesOf returns the attributes that a member of ignore_changes stands for, or
// says what is wrong with it.
func (d *decoding) attributesOf(expr hclsyntax.Expression) (schema.AttrSet, *hcl.Diagnostic) {
	kind := d.block.kind
	word, ok := dotted(expr)
	if !ok {
		return 0, diag.AttributeNameRequired.In(expr.Range(), "A member of ignore_changes is the name of an attribute, without quotes and as a whole: %s.", kind.Attrs[0].Name)
	}
	if word == everyAttribute {
		return kind.Every(), nil
	}
	if i, ok := kind.Lookup(word); ok {
		return schema.Attrs(i), nil
	}
	if i, ok := kind.Spelled(word); ok {
		return 0, diag.UnsupportedAttribute.In(expr.Range(), "%q is another way to write %s: name that in ignore_changes.", word, kind.Attrs[i].Name)
	}
	if _, is := kind.PartOf(word); is {
		return 0, diag.UnsupportedAttribute.In(expr.Range(), "%q is managed apart from the %s. To leave it as it is, do not write it.", word, kind.Name)
	}
	var leaves schema.AttrSet
	for _, leaf := range kind.Leaves(word) {
		i, _ := kind.Lookup(word + "." + leaf)
		leaves = leaves.With(i)
	}
	if leaves == 0 {
		return 0, diag.UnsupportedAttribute.In(expr.Range(), "A %s has no attribute %q.%s", kind.Name, word, schema.Suggest(word, ignorable(kind)))
	}
	return leaves, nil
}

// ignorable returns the words that may stand in ignore_changes.
func ignorable(kind *schema.Kind) []string {
	words := append(kind.Words(), everyAttribute)
	for i := range kind.Attrs {
		if name := kind.Attrs[i].Name; !slices.Contains(words, name) {
			words = append(words, name)
		}
	}
	return words
}

func (d *decoding) readFormerName(attr *hclsyntax.Attribute) {
	switch {
	case attr == nil:
	case d.block.kind.Single:
		d.report(within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "An instance has one %s, which has no name.", d.block.word)))
	case d.scope.admit(attr.Expr):
		d.life.former = &cell{Attribute: attr, each: usesEach(attr.Expr)}
	}
}

// lifecycle returns the lifecycle of one instance. An empty former name is none, so
// that a column of a file may give it to some.
func (d *decoding) lifecycle(it *instance, ctx *hcl.EvalContext) schema.Lifecycle {
	life, c := d.life.shared, d.life.former
	if c == nil {
		return life
	}
	v, ok := d.cell(c, it, ctx)
	if !ok {
		return life
	}
	name, err := convert.Convert(v, cty.String)
	if err != nil {
		d.repeat(within(c.SrcRange, diag.WrongType.In(c.Expr.Range(), "%q must be a string: the name that the object had.", c.Name)), it, c.each)
		return life
	}
	if !name.IsNull() {
		life.RenamedFrom = name.AsString()
	}
	return life
}

// lifecycleHint says where a word belongs that was written as an attribute of an
// object, or "".
func lifecycleHint(word string) string {
	switch {
	case word == lifecycleWord:
		return " It is a block: lifecycle { … }."
	case slices.Contains(lifecycleWords, word):
		return fmt.Sprintf(" It stands in a block of its own: lifecycle { %s = … }.", word)
	}
	return ""
}
