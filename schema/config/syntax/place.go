package syntax

import (
	"math/big"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// Place returns the problem of an object as a diagnostic at the tightest range that the
// problem's path leads to. B is the block that describes the object. Place follows the
// path through literal objects and lists. At a reference or a function call it stops: a
// wrong number in `phone = local.soft` is shown at `local.soft`.
func Place(b *hclsyntax.Block, p diag.Problem) *hcl.Diagnostic {
	subject, context := placeOf(b, p)
	return Within(context, p.In(subject))
}

// placeOf returns the place of a problem, and a wider range of the lines to show.
func placeOf(b *hclsyntax.Block, p diag.Problem) (subject, context hcl.Range) {
	header := b.DefRange()
	if len(p.Path()) == 0 {
		return header, header
	}
	first, ok := p.Path()[0].(cty.GetAttrStep)
	if !ok {
		return header, header
	}
	attr, ok := b.Body.Attributes[first.Name]
	if !ok {
		return header, header
	}
	if len(p.Path()) == 1 && p.OfName() {
		return attr.NameRange, attr.SrcRange
	}
	at := cursor{expr: attr.Expr, context: attr.SrcRange}
	for _, step := range p.Path()[1:] {
		if !at.follow(step) {
			break
		}
	}
	if p.OfName() && at.key != nil {
		return at.key.Range(), at.context
	}
	if r, ok := findText(at.expr, p.Word()); ok {
		return r, at.context
	}
	return at.expr.Range(), at.context
}

// findText returns the range of a literal string with the given text in an expression: a
// path cannot lead to a member of a set, because sets have no positions.
func findText(e hclsyntax.Expression, text string) (at hcl.Range, ok bool) {
	if text == "" {
		return hcl.Range{}, false
	}
	_ = hclsyntax.VisitAll(e, func(n hclsyntax.Node) hcl.Diagnostics {
		template, is := n.(*hclsyntax.TemplateExpr)
		if is && !ok && template.IsStringLiteral() {
			v, _ := template.Value(nil)
			at, ok = template.Range(), v.AsString() == text
		}
		return nil
	})
	return at, ok
}

// A cursor is the current expression of a walk along a path.
type cursor struct {
	expr    hclsyntax.Expression
	key     hclsyntax.Expression // the key of expr, if expr is the member of an object
	context hcl.Range            // the lines to show
}

// follow moves the cursor one step along a path. It returns false, and does not move the
// cursor, if the next expression is not inside of a literal object or list.
func (c *cursor) follow(step cty.PathStep) bool {
	c.key = nil
	switch e := Unwrap(c.expr).(type) {
	case *hclsyntax.TupleConsExpr:
		i, ok := stepPosition(step)
		if !ok || i >= len(e.Exprs) {
			return false
		}
		c.expr = e.Exprs[i]
		c.context = c.expr.Range()
		return true
	case *hclsyntax.ObjectConsExpr:
		return c.followKey(e, stepName(step))
	}
	return false
}

// followKey moves the cursor to the member with the name. If two members have the name,
// the last one has the value that HCL uses.
func (c *cursor) followKey(e *hclsyntax.ObjectConsExpr, name string) bool {
	for _, item := range slices.Backward(e.Items) {
		key, diags := item.KeyExpr.Value(nil)
		if diags.HasErrors() || key.IsMarked() || !key.IsKnown() || key.IsNull() || key.Type() != cty.String || key.AsString() != name {
			continue
		}
		c.expr, c.key = item.ValueExpr, item.KeyExpr
		return true
	}
	return false
}

// stepPosition returns the position that a step leads to. Ok is false if the step does not
// have a whole number, not below zero.
func stepPosition(step cty.PathStep) (i int, ok bool) {
	index, ok := step.(cty.IndexStep)
	if !ok || index.Key.Type() != cty.Number {
		return 0, false
	}
	n, accuracy := index.Key.AsBigFloat().Int64()
	return int(n), accuracy == big.Exact && n >= 0
}

// stepName returns the name that a step leads to, or "".
func stepName(step cty.PathStep) string {
	switch step := step.(type) {
	case cty.GetAttrStep:
		return step.Name
	case cty.IndexStep:
		if step.Key.Type() == cty.String {
			return step.Key.AsString()
		}
	}
	return ""
}
