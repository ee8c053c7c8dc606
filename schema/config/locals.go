package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// A local is a named value, worked out when it is first used.
type local struct {
	attr  *hclsyntax.Attribute
	stage stage
	value cty.Value
}

func (l *loader) declareLocals(b *hclsyntax.Block) {
	if len(b.Labels) > 0 {
		l.report(diag.UnexpectedLabel.In(b.LabelRanges[0], "A locals block has no label: locals { name = … }."))
		return
	}
	l.noBlocks(b)
	for _, attr := range inOrder(b.Body.Attributes) {
		if first, twice := l.locals[attr.Name]; twice {
			l.report(diag.DuplicateLocal.In(attr.NameRange, "local.%s is set at %s already.", attr.Name, spot(first.attr.NameRange)))
			continue
		}
		l.locals[attr.Name] = &local{attr: attr}
	}
}

// noBlocks reports the blocks inside one that has only attributes.
func (l *loader) noBlocks(b *hclsyntax.Block) {
	for _, inner := range b.Body.Blocks {
		l.report(nested(inner, b.Type))
	}
}

// local returns the value of a local.
func (l *loader) local(name string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	k, ok := l.locals[name]
	if !ok {
		return cty.NilVal, diag.UnknownLocal.In(at, "There is no local %q.%s", name, suggest(l, name, l.locals))
	}
	return l.localValue(name, k), nil
}

func (l *loader) localValue(name string, k *local) cty.Value {
	if k.stage == done {
		return k.value
	}
	if k.stage == busy {
		l.cycle("local." + name)
		return bounded.Broken
	}
	if !l.enter("local."+name, k.attr.Expr.Range()) {
		return bounded.Broken
	}
	k.stage, k.value = busy, bounded.Broken
	scope := l.scope(false)
	if scope.admit(k.attr.Expr) {
		v, diags := l.evaluate(k.attr.Expr, scope.ctx)
		diags = append(diags, l.eval.Draw(bounded.Cost{Work: l.eval.Weigh(v).Work}, k.attr.Expr.Range())...)
		l.report(diags...)
		if !diags.HasErrors() {
			k.value = v
		}
	}
	k.stage = done
	l.leave()
	return k.value
}

// checkLocals works out the locals that nothing uses, for what is wrong with them.
func (l *loader) checkLocals() {
	for _, name := range names(l.locals) {
		l.localValue(name, l.locals[name])
	}
}
