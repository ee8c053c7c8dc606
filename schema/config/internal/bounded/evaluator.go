package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// An Evaluator evaluates the expressions of one configuration on one budget.
type Evaluator struct {
	account *account
	library *library
}

// New returns an evaluator whose functions read these files, and whose budget grows
// with what is read of them.
func New(files *source.Files, b Budget) *Evaluator {
	a := &account{limit: func() Cost { return b.after(files.Total()) }}
	return &Evaluator{account: a, library: newLibrary(files, a)}
}

// Wrap returns the expression such that it draws on the budget. It is changed in
// place, and must not be wrapped again.
func (e *Evaluator) Wrap(expr hclsyntax.Expression) hclsyntax.Expression {
	return e.account.wrap(expr)
}

// WrapBody wraps all expressions of a body. It may be called for several bodies at
// once.
func (e *Evaluator) WrapBody(body *hclsyntax.Body) { e.account.wrapBody(body) }

// Functions returns the functions that expressions in files of the folder may call.
// The caller may add functions in a child of the context.
func (e *Evaluator) Functions(folder string) map[string]function.Function {
	return e.library.in(folder)
}

// Eval returns the value of an expression that was wrapped.
func (e *Evaluator) Eval(expr hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := expr.Value(ctx)
	for _, d := range diags {
		showFault(d)
	}
	return v, diags
}

// Draw takes the cost of what the caller does with values from the budget. It
// returns a diagnostic the first time that more is drawn than is left; after that,
// see [Evaluator.Exhausted].
func (e *Evaluator) Draw(c Cost, at hcl.Range) hcl.Diagnostics { return e.account.draw(c, at) }

// Weigh returns what looking at all of v costs.
func (e *Evaluator) Weigh(v cty.Value) Cost { return e.account.weight(v) }

// CostToKeep returns what putting v into an object costs: each of its members is
// made anew, and a text may be read as a number.
func (e *Evaluator) CostToKeep(v cty.Value) Cost {
	w := e.account.weight(v)
	if v.Type().IsPrimitiveType() {
		return Cost{Work: add(1, toNumber(w.Bytes))}
	}
	return Cost{Work: w.Work, Elements: w.Elements}
}

// Exhausted returns the diagnostic that says what used up the budget, or nil. Once
// it is used up, all expressions are [Broken].
func (e *Evaluator) Exhausted() *hcl.Diagnostic { return e.account.over }

// Refill fills the budget up again.
func (e *Evaluator) Refill() { e.account.drawn, e.account.over = Cost{}, nil }

// Uniform makes large tuples and objects in v lists and maps, so that converting v
// costs no more than looking at it, and draws what is left to pay.
func (e *Evaluator) Uniform(v cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	v, c := uniform(v)
	return v, e.account.draw(c, at)
}

// CalledFunctions returns the names of the functions that a wrapped expression calls.
func CalledFunctions(expr hclsyntax.Expression) []string {
	var names []string
	_ = hclsyntax.VisitAll(expr, func(n hclsyntax.Node) hcl.Diagnostics {
		if c, ok := n.(*call); ok {
			names = append(names, c.Name)
		}
		return nil
	})
	return names
}
