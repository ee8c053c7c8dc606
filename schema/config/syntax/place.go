package syntax

import (
	"math/big"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// Place returns a problem of an object that the block describes as a diagnostic at its
// place: the tightest range that the problem's path leads to. Literal objects and lists
// are followed. What came through a reference or a function call is where that is
// written.
func Place(b *hclsyntax.Block, p diag.Problem) *hcl.Diagnostic {
	subject, context := placeOf(b, p)
	return Within(context, p.In(subject))
}

// placeOf returns the place of a problem, and the wider range to show it in.
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

// findText returns where a literal string is written inside of an expression.
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

// A cursor is where following a path through literal values has come to.
type cursor struct {
	expr    hclsyntax.Expression
	key     hclsyntax.Expression // of the member, when the last step was to one
	context hcl.Range
}

// follow goes one step along a path. It is false when the member is not literal.
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

// followKey goes to the member of that name; the last one counts.
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

func stepPosition(step cty.PathStep) (int, bool) {
	index, ok := step.(cty.IndexStep)
	if !ok || index.Key.Type() != cty.Number {
		return 0, false
	}
	n, accuracy := index.Key.AsBigFloat().Int64()
	return int(n), accuracy == big.Exact && n >= 0
}

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
