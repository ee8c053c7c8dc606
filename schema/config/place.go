package config

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// locate returns the tightest place of a path in a block, and the wider one to show
// it in. Literal objects and lists are followed; what came through a reference or a
// function is where that stands.
func locate(b *hclsyntax.Block, p diag.Problem) (subject, context hcl.Range) {
	path := p.Path()
	if len(path) == 0 {
		return b.DefRange(), b.DefRange()
	}
	first, ok := path[0].(cty.GetAttrStep)
	if !ok {
		return b.DefRange(), b.DefRange()
	}
	attr, ok := b.Body.Attributes[first.Name]
	if !ok {
		return b.DefRange(), b.DefRange()
	}
	if len(path) == 1 && p.OfName() {
		return attr.NameRange, attr.SrcRange
	}
	at := spotted{expr: attr.Expr, context: attr.SrcRange}
	for _, step := range path[1:] {
		if !at.follow(step) {
			break
		}
	}
	if p.OfName() && at.key != nil {
		return at.key.Range(), at.context
	}
	if r, ok := wordIn(at.expr, p.Word()); ok {
		return r, at.context
	}
	return at.expr.Range(), at.context
}

// wordIn returns where the string stands in an expression as it is.
func wordIn(e hclsyntax.Expression, word string) (at hcl.Range, ok bool) {
	if word == "" {
		return hcl.Range{}, false
	}
	_ = hclsyntax.VisitAll(e, func(n hclsyntax.Node) hcl.Diagnostics {
		template, is := n.(*hclsyntax.TemplateExpr)
		if is && !ok && template.IsStringLiteral() {
			v, _ := template.Value(nil)
			at, ok = template.Range(), v.AsString() == word
		}
		return nil
	})
	return at, ok
}

// spotted is an expression on the way along a path.
type spotted struct {
	expr    hclsyntax.Expression
	key     hclsyntax.Expression // of the member, when the step before was to one
	context hcl.Range
}

// follow goes one step along a path. It is false when the member is not literal.
func (s *spotted) follow(step cty.PathStep) bool {
	s.key = nil
	switch e := unwrapped(s.expr).(type) {
	case *hclsyntax.TupleConsExpr:
		i, ok := position(step)
		if !ok || i >= len(e.Exprs) {
			return false
		}
		s.expr = e.Exprs[i]
		s.context = s.expr.Range()
		return true
	case *hclsyntax.ObjectConsExpr:
		return s.member(e, stepName(step))
	}
	return false
}

func (s *spotted) member(e *hclsyntax.ObjectConsExpr, name string) bool {
	for _, item := range slices.Backward(e.Items) {
		key, diags := item.KeyExpr.Value(nil)
		if diags.HasErrors() || key.IsMarked() || !key.IsKnown() || key.IsNull() || key.Type() != cty.String || key.AsString() != name {
			continue
		}
		s.expr, s.key = item.ValueExpr, item.KeyExpr
		return true
	}
	return false
}

func position(step cty.PathStep) (int, bool) {
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

// placed turns a problem of an object into a diagnostic at its place in a block.
func placed(b *hclsyntax.Block, p diag.Problem) *hcl.Diagnostic {
	subject, context := locate(b, p)
	return within(context, p.In(subject))
}

// place reports the problems of an instance. Those of attributes that do not depend
// on each are the same for all instances.
func (d *decoding) place(problems []diag.Problem, it *instance, each bool) {
	for _, p := range problems {
		d.repeat(placed(d.block.syntax, p), it, each)
	}
}

// repeat collects a diagnostic of an instance.
func (d *decoding) repeat(problem *hcl.Diagnostic, it *instance, each bool) {
	about := About{Addr: d.block.addr()}
	if each && diag.EntryOf(problem) != diag.UnknownColumn {
		about = it.about()
	}
	diag.Attach(problem, about)
	d.repeated.add(problem)
}

// mostAlike is how many instances are named for one mistake.
const mostAlike = 10

// A repetition collects the diagnostics of the instances of a block. Of many alike
// it keeps the first ones, and the number of the others.
type repetition struct {
	diags hcl.Diagnostics
	alike map[likeness]*likes
}

type likeness struct {
	summary string
	at      hcl.Range
}

type likes struct {
	last  *hcl.Diagnostic
	count int
}

func (r *repetition) add(d *hcl.Diagnostic) {
	if r.alike == nil {
		r.alike = map[likeness]*likes{}
	}
	key := likeness{d.Summary, place(d)}
	if r.alike[key] == nil {
		r.alike[key] = &likes{}
	}
	alike := r.alike[key]
	if alike.count++; alike.count > mostAlike {
		return
	}
	alike.last = d
	r.diags = append(r.diags, d)
}

// close adds how many were left out.
func (r *repetition) close() {
	for _, alike := range r.alike {
		if more := alike.count - mostAlike; more > 0 {
			alike.last.Detail += fmt.Sprintf("\nIt is the same for %d more.", more)
		}
	}
}
