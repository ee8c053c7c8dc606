package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// checkWord is the block that says what must hold of the planned state.
const checkWord = "check"

// A check is one such block. Its expressions were admitted to a scope of their own,
// which is all that they need of the configuration.
type check struct {
	name            string
	severity        diag.Severity
	assert, message hclsyntax.Expression
	ctx             *hcl.EvalContext
	asks            []string // the kinds whose objects hold what it asks about the planned state
	header          hcl.Range
}

func (k *check) addr() schema.Addr { return schema.Addr{Kind: checkWord, Label: k.name} }

// declareCheck notes a check block.
func (l *loader) declareCheck(b *hclsyntax.Block) {
	declared := &block{word: checkWord, syntax: b, header: b.DefRange()}
	if !l.readLabel(declared) {
		return
	}
	for _, first := range l.checkBlocks {
		if first.name == declared.name {
			l.report(diag.DuplicateBlock.In(b.DefRange(), "There is a check %q at %s already; a label stands once.", declared.name, spot(first.header)))
			return
		}
	}
	l.checkBlocks = append(l.checkBlocks, declared)
}

// readChecks reads the check blocks, and tries their assertions as far as that goes
// without knowing the planned state.
func (l *loader) readChecks() {
	for _, b := range l.checkBlocks {
		if k, ok := l.readCheck(b); ok {
			l.config.checks = append(l.config.checks, k)
		}
	}
	l.config.eval = l.eval
}

func (l *loader) readCheck(b *block) (*check, bool) {
	l.noBlocks(b.syntax)
	if !l.known(b.syntax, []string{"assert", "message", "severity"}) {
		return nil, false
	}
	attrs := b.syntax.Body.Attributes
	if attrs["assert"] == nil || attrs["message"] == nil {
		l.report(diag.IncompleteCheck.In(b.header, "A check says what must hold and what is wrong when it does not: assert = length(agents_serving(queue.sales)) >= 2, and message = \"…\"."))
		return nil, false
	}
	scope := l.scope(false)
	k := &check{name: b.name, assert: attrs["assert"].Expr, message: attrs["message"].Expr, ctx: scope.ctx, header: b.header}
	k.asks = slices.Concat(asksOf(k.assert), asksOf(k.message))
	var fine bool
	if k.severity, fine = l.checkSeverity(attrs["severity"]); !fine {
		return nil, false
	}
	if both := scope.admit(k.assert); !scope.admit(k.message) || !both {
		return nil, false
	}
	return k, l.try(k)
}

func (l *loader) checkSeverity(attr *hclsyntax.Attribute) (diag.Severity, bool) {
	if attr == nil {
		return diag.Error, true
	}
	v, ok := constant(unwrapped(attr.Expr))
	switch {
	case ok && v.RawEquals(cty.StringVal("error")):
		return diag.Error, true
	case ok && v.RawEquals(cty.StringVal("warning")):
		return diag.Warning, true
	}
	l.report(within(attr.SrcRange, diag.LiteralRequired.In(attr.Expr.Range(), "%q decides what keeps a plan from being applied, so it must stand in the file as it is: \"error\" or \"warning\".", attr.Name)))
	return diag.Error, false
}

// try evaluates a check's expressions before there is anything to ask. What it asks
// is unknown then; what is wrong with it is known.
func (l *loader) try(k *check) bool {
	asking := &asking{config: l.config, name: l.nameOf}
	ctx := asking.context(k.ctx)
	fine := true
	for _, part := range []struct {
		expr hclsyntax.Expression
		typ  cty.Type
		need string
	}{{k.assert, cty.Bool, "What is asserted is true or false: length(agents_serving(queue.sales)) >= 2."}, {k.message, cty.String, "The message is a string."}} {
		v, diags := l.evaluate(part.expr, ctx)
		l.report(diags...)
		v, marks := v.UnmarkDeep()
		converted, err := convert.Convert(v, part.typ)
		switch {
		case diags.HasErrors() || l.eval.Exhausted() != nil:
			fine = false
		case bounded.IsSensitive(marks):
			l.report(diag.SensitiveValue.In(part.expr.Range(), "What a check says is shown in plans, so it cannot come from a sensitive variable."))
			fine = false
		case err != nil || converted.IsKnown() && converted.IsNull():
			l.report(diag.InvalidAssertion.In(part.expr.Range(), "%s", part.need))
			fine = false
		}
	}
	return fine
}

// asksOf returns the kinds whose objects hold the answers to what an expression asks
// about the planned state.
func asksOf(expr hclsyntax.Expression) (kinds []string) {
	for _, name := range bounded.CalledFunctions(expr) {
		if q, is := questions[name]; is {
			kinds = append(kinds, q.reads)
		}
	}
	return kinds
}

// Asks returns the names of the kinds whose objects hold the answers to what the checks
// ask, sorted.
func (c *Config) Asks() []string {
	var kinds []string
	for _, k := range c.checks {
		kinds = append(kinds, k.asks...)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}
