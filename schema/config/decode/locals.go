package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// locals are the locals of a frame.
type locals struct {
	*evaluator
	byName map[string]*local
}

// A local is a named value: regions in locals { regions = ["uk"] }.
type local struct {
	*hclsyntax.Attribute
	value lazy[cty.Value]
}

func newLocals(e *evaluator, declared []*hclsyntax.Attribute) *locals {
	ls := &locals{evaluator: e, byName: make(map[string]*local, len(declared))}
	for _, attr := range declared {
		ls.byName[attr.Name] = &local{Attribute: attr}
	}
	return ls
}

// lookup returns the value of a local.
func (ls *locals) lookup(name string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	l, ok := ls.byName[name]
	if !ok {
		return cty.NilVal, diag.UnknownLocal.In(at, "There is no local %q.%s", name, suggest(ls.problems, name, ls.byName))
	}
	return ls.valueOf(l), nil
}

// valueOf returns the value of a local, which it computes the first time.
func (ls *locals) valueOf(l *local) cty.Value {
	if l.value.isKnown() {
		return l.value.value
	}
	return l.value.get(&ls.chain, ls.qualified("local."+l.Name), l.Expr.Range(), bounded.Broken, func() cty.Value { return ls.compute(l) })
}

// compute evaluates a local. It draws the work of looking at the value once more: each
// expression that uses the local will look at it.
func (ls *locals) compute(l *local) cty.Value {
	scope := ls.scope(false)
	if problems := scope.admit(l.Expr); len(problems) > 0 {
		ls.report(problems...)
		return bounded.Broken
	}
	v, diags := ls.value(l.Expr, scope.context())
	diags = append(diags, ls.budget.Draw(bounded.Cost{Work: ls.budget.Weigh(v).Work}, l.Expr.Range())...)
	ls.report(diags...)
	if diags.HasErrors() {
		return bounded.Broken
	}
	return v
}

// check computes all locals, to report mistakes in those that nobody uses.
func (ls *locals) check() {
	for _, name := range keys(ls.byName) {
		ls.valueOf(ls.byName[name])
	}
}
